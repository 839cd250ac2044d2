//! Whether a run says anything about sustained throughput.

use super::super::Latency;
use super::{BenchmarkError, Run};

/// Failed requests of a run that counts, as a share of those that succeeded.
const MOST_FAILED: f64 = 0.01;
/// Seconds of a run that counts, at least.
const LEAST_SECONDS: f64 = 60.0;
/// Requests of a run that counts for each one in flight, at least: with fewer, filling and emptying
/// the engine is most of the run.
const LEAST_ROUNDS: f64 = 5.0;

/// Refuses a run with many failures, a short one, a burst, and one that misses the latency targets.
pub(super) fn judge(run: &Run, latency: Latency) -> Result<(), BenchmarkError> {
    let refuse = |cause: String, help: &str| Err(BenchmarkError::new(run.place.clone(), cause, help));
    if run.failed > MOST_FAILED * run.completed {
        let cause = format!("{:.0} requests failed for {:.0} that succeeded, more than 1 %", run.failed, run.completed);
        return refuse(cause, "find out why they failed, for example too many at once, and measure again");
    }
    if run.duration < LEAST_SECONDS {
        let cause = format!("the run took {:.1} s; less than {LEAST_SECONDS:.0} s is no sustained load", run.duration);
        return refuse(cause, "send more requests at the same concurrency");
    }
    if let Some(concurrency) = run.concurrency.filter(|concurrency| run.completed < LEAST_ROUNDS * concurrency) {
        let cause =
            format!("{:.0} requests with {concurrency:.0} at once are a burst, not a sustained load", run.completed);
        let help = format!(
            "send at least {:.0} requests, or limit how many are in flight (`--max-concurrency`)",
            (LEAST_ROUNDS * concurrency).ceil()
        );
        return refuse(cause, &help);
    }
    for (key, target, measured) in
        [("ttft_ms", latency.ttft_ms, run.ttft_ms), ("tpot_ms", latency.tpot_ms, run.tpot_ms)]
    {
        if let (Some(target), Some(measured)) = (target, measured)
            && measured > target
        {
            let cause = format!("its {measured:.0} ms are above the `{key}` of {target:.0} ms");
            return refuse(cause, "measure with fewer requests at once, or relax the target");
        }
    }
    Ok(())
}
