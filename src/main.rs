//! The `tco` command.

use std::process::ExitCode;

fn main() -> ExitCode {
    tco::cli::main()
}
