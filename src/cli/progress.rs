//! A progress bar on a terminal for work that takes long.

use std::io::{self, Read};
use std::num::NonZeroUsize;
use std::sync::Mutex;
use std::thread;
use std::time::{Duration, Instant};

use indicatif::{HumanBytes, HumanCount, ProgressBar, ProgressDrawTarget, ProgressState, ProgressStyle};

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

/// A bar of bytes read, on standard error where that is a terminal.
pub struct ByteBar {
    what: &'static str,
    start: Instant,
    total: Option<u64>,
    state: Mutex<(u64, Option<ProgressBar>)>,
}

impl ByteBar {
    /// A bar for so many bytes; nobody knows how many there are on standard input.
    pub fn new(what: &'static str, total: Option<u64>) -> Self {
        Self { what, start: Instant::now(), total, state: Mutex::new((0, None)) }
    }

    fn read(&self, bytes: usize) {
        let Ok(mut state) = self.state.lock() else { return };
        state.0 += bytes as u64;
        if self.start.elapsed() < PATIENCE {
            return;
        }
        let read = state.0;
        state.1.get_or_insert_with(|| self.bar(read)).set_position(read);
    }

    fn bar(&self, read: u64) -> ProgressBar {
        let bar = ProgressBar::with_draw_target(self.total, ProgressDrawTarget::stderr());
        let template = match self.total {
            Some(_) => "{msg} [{bar:30}] {bytes} of {total_bytes}, {mean_rate}, {time_left} left",
            None => "{msg} {bytes}, {mean_rate}",
        };
        let rate = |state: &ProgressState, out: &mut dyn std::fmt::Write| {
            let _ = write!(out, "{}/s", HumanBytes(mean_rate(state)));
        };
        let style = ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar());
        let style = style.with_key("mean_rate", rate).with_key("time_left", time_left).progress_chars("=> ");
        bar.with_style(style).with_message(self.what).with_position(read).with_elapsed(self.start.elapsed())
    }

    /// Takes the bar away.
    pub fn finish(self) {
        if let Some(bar) = self.state.into_inner().ok().and_then(|(_, bar)| bar) {
            bar.finish_and_clear();
        }
    }
}

/// The time left at the rate so far.
fn time_left(state: &ProgressState, out: &mut dyn std::fmt::Write) {
    let rest = state.len().unwrap_or(0).saturating_sub(state.pos());
    let seconds = rest.div_ceil(mean_rate(state).max(1));
    let _ =
        if seconds < 60 { write!(out, "{seconds} s") } else { write!(out, "{} min {} s", seconds / 60, seconds % 60) };
}

/// Bytes or other units a second since the start: indicatif's own rate knows nothing of the time
/// before the bar.
fn mean_rate(state: &ProgressState) -> u64 {
    let milliseconds = u64::try_from(state.elapsed().as_millis()).unwrap_or(u64::MAX).max(1);
    state.pos().saturating_mul(1_000) / milliseconds
}

/// A source whose bytes a bar counts.
pub struct Counted<'b, R> {
    inner: R,
    bar: &'b ByteBar,
}

impl<'b, R> Counted<'b, R> {
    /// A source of a bar.
    pub fn new(inner: R, bar: &'b ByteBar) -> Self {
        Self { inner, bar }
    }
}

impl<R: Read> Read for Counted<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.bar.read(read);
        Ok(read)
    }
}

/// A bar with rate and time left; indicatif draws nothing where standard error is no terminal.
fn new_bar(what: &'static str, elapsed: Duration) -> ProgressBar {
    let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr());
    if let Ok(style) = ProgressStyle::with_template("{msg} [{bar:30}] {percent} %, {rate}, {time_left} left") {
        let rate = |state: &ProgressState, out: &mut dyn std::fmt::Write| {
            let _ = write!(out, "{}/s", HumanCount(mean_rate(state)));
        };
        bar.set_style(style.with_key("rate", rate).with_key("time_left", time_left).progress_chars("=> "));
    }
    bar.set_message(what);
    bar.with_elapsed(elapsed)
}
