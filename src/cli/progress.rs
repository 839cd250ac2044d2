//! A progress bar on a terminal for work that takes long.

use std::num::NonZeroUsize;
use std::sync::Mutex;
use std::thread;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressState, ProgressStyle};

use crate::analysis::Workers;

/// Work that ends sooner shows no bar.
const PATIENCE: Duration = Duration::from_millis(500);

/// Does long work on every core, with a bar on standard error where that is a terminal; the bar is
/// gone when the work is done.
pub fn with_progress<R>(what: &'static str, work: impl FnOnce(&Workers<'_>) -> R) -> R {
    let bar = Mutex::new(None::<ProgressBar>);
    let start = Instant::now();
    let step = |done: usize, of: usize| {
        if start.elapsed() < PATIENCE {
            return;
        }
        let Ok(mut bar) = bar.lock() else { return };
        let bar = bar.get_or_insert_with(|| new_bar(what, start.elapsed()));
        bar.set_length(of as u64);
        bar.set_position(bar.position().max(done as u64));
    };
    let threads = thread::available_parallelism().unwrap_or(NonZeroUsize::MIN);
    let result = work(&Workers { threads, step: &step });
    if let Some(bar) = bar.into_inner().ok().flatten() {
        bar.finish_and_clear();
    }
    result
}

/// A bar with rate and time left; indicatif draws nothing where standard error is no terminal.
fn new_bar(what: &'static str, elapsed: Duration) -> ProgressBar {
    let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr());
    if let Ok(style) = ProgressStyle::with_template("{msg} [{bar:30}] {percent} %, {rate}, {eta} left") {
        let rate = |state: &ProgressState, out: &mut dyn std::fmt::Write| {
            let _ = write!(out, "{:.0}/s", state.per_sec());
        };
        bar.set_style(style.with_key("rate", rate).progress_chars("=> "));
    }
    bar.set_message(what);
    bar.with_elapsed(elapsed)
}
