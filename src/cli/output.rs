//! Standard output and standard error. A closed pipe is a quiet success.

use std::io::{self, IsTerminal as _, Write as _};

use anstream::ColorChoice;

use super::Status;
use crate::report::FileError;

/// Prints results to standard output.
pub fn print(text: &str) -> Status {
    let mut out = io::stdout().lock();
    let written = out.write_all(text.as_bytes()).and_then(|()| out.flush());
    match written {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            say(&format!("error: cannot write to standard output: {error}"));
            Status::File
        }
        _ => Status::Done,
    }
}

/// Prints a message to standard error; there is nowhere left to report that this failed.
pub fn say(text: &str) {
    let _ = writeln!(io::stderr().lock(), "{text}");
}

/// A text for a terminal as Markdown shows it: in a block of its own, column under column.
pub fn fenced(text: &str) -> String {
    format!("```text\n{}\n```\n", text.trim_end())
}

/// Says what is wrong and the way out, and returns the status of it.
pub fn wrong(error: &str, help: &str) -> Status {
    say(&format!("error: {error}\n  = help: {help}"));
    Status::Wrong
}

/// Says which files could not be written, and returns the status of it.
pub fn unwritten(errors: &[FileError]) -> Status {
    for error in errors {
        say(&format!("error: {error}"));
        if error.path.is_dir() {
            say("  = help: a directory is in its way: move it, or write elsewhere with `--out`");
        }
    }
    Status::File
}

/// Columns that results are set in: those of a narrow terminal, else 100.
pub fn out_width() -> usize {
    const WIDTH: u16 = 100;
    let terminal = terminal_size::terminal_size_of(io::stdout());
    usize::from(terminal.map_or(WIDTH, |(columns, _)| columns.0.min(WIDTH)))
}

/// Whether results may be printed in colour.
pub fn out_color() -> bool {
    anstream::AutoStream::choice(&io::stdout()) != ColorChoice::Never && io::stdout().is_terminal()
}

/// Whether messages may be printed in colour.
pub fn err_color() -> bool {
    anstream::AutoStream::choice(&io::stderr()) != ColorChoice::Never && io::stderr().is_terminal()
}
