//! How long the main job takes, by part. Run with `cargo bench`; the README says how to read it.

use divan::Bencher;
use divan::counter::{BytesCount, ItemsCount};
use rust_decimal::{Decimal, dec};
use std::fmt::Write as _;
use std::num::NonZeroUsize;
use std::ops::Range;
use tco::analysis::break_even::{Basis, break_even_volumes};
use tco::analysis::simulate::{Draws, Inputs, simulate as draw};
use tco::analysis::vary::flips;
use tco::analysis::{Figures, Settings, Workers, analyse};
use tco::chance::{Design, Joint, LANES, Marginal, Points, Replicates, SeriesCollector, Support, quantiles};
use tco::cost::build;
use tco::quantity::Distribution;
use tco::report::{curve_end, drawings, results_json, tables};
use tco::scenario::{Scenario, load};
use tco::sheet::draws::{InstructionSet, Lanes, Outputs, Program, Run};
use tco::sheet::{Dependents, ExactReading, Id, Variation};
use tco::usage::{Costs, OnFault, Settings as UsageSettings, Source, import};

fn main() {
    divan::main();
}

const FLAGSHIP: &str = include_str!("../scenarios/support-triage.toml");

fn read(text: &str) -> Scenario {
    load("bench.toml", text, &[]).expect("the scenario is sound").scenario
}

/// APIs and fleets in turn. A fleet's `replicas` are needed at the largest volume searched, 100
/// times today's, in month 1.
fn wide(months: u32, options: usize, replicas: u32) -> String {
    let requests = f64::from(replicas) * 3600.0 * 0.7 * 730.0 / 100.0;
    let mut text = format!(
        "[scenario]\nname = \"wide\"\nmonths = {months}\ndiscount_rate = \"10%\"\n\
         [workloads.w]\nrequests_per_month = {requests:.0}\ngrowth_per_month = \"1%\"\ninput_tokens = 1000\noutput_tokens = 1000\n\
         [people.rates]\nengineer = 100\n"
    );
    for option in 0..options {
        let _ = write!(text, "[options.o{option}]\nrun = {{ engineer = {} }}\n", 10 + option);
        let _ = if option % 2 == 0 {
            write!(
                text,
                "kind = \"api\"\ninput_per_mtok = 0.{option}5\noutput_per_mtok = 1.1{option}\nprice_change_per_year = \"-9%\"\n"
            )
        } else {
            write!(text, "kind = \"self-hosted\"\nprice_per_gpu_hour = 2.{option}9\ntokens_per_second = 2000\n")
        };
    }
    text
}

#[divan::bench]
fn read_the_flagship(bencher: Bencher) {
    bencher.bench(|| read(FLAGSHIP));
}

#[divan::bench]
fn analyse_the_flagship(bencher: Bencher) {
    let scenario = read(FLAGSHIP);
    bencher.bench_local(|| analyse(&scenario, Settings::default()).expect("sound").options.len());
}

#[divan::bench]
fn write_the_flagship_without_charts(bencher: Bencher) {
    let scenario = read(FLAGSHIP);
    let results = analyse(&scenario, Settings::default()).expect("sound");
    bencher.bench_local(|| (tables(&results, curve_end(&results)).len(), results_json(&results).len()));
}

#[divan::bench]
fn draw_the_flagship(bencher: Bencher) {
    let scenario = read(FLAGSHIP);
    let results = analyse(&scenario, Settings::default()).expect("sound");
    bencher.bench_local(|| {
        let drawings = drawings(&results, curve_end(&results));
        drawings.iter().map(|drawing| drawing.png().map_or(0, |png| png.len())).sum::<usize>()
    });
}

/// 120 months x 8 options: recording the sheet and reading it.
#[divan::bench]
fn record_120_months_8_options(bencher: Bencher) {
    let scenario = read(&wide(120, 8, 100));
    bencher.bench_local(|| build(&scenario).sheet.ops().len());
}

#[divan::bench]
fn exact_reading_120_months_8_options(bencher: Bencher) {
    let scenario = read(&wide(120, 8, 100));
    let model = build(&scenario);
    bencher.bench_local(|| ExactReading::new(&model.sheet, &[]).is_ok());
}

/// Every crossing of 36 months x 4 options, by the replicas at the end of the search.
#[divan::bench(args = [100, 1000, 4000])]
fn crossings_36_months_4_options(bencher: Bencher, replicas: u32) {
    let scenario = read(&wide(36, 4, replicas));
    let model = build(&scenario);
    let exact = ExactReading::new(&model.sheet, &[]).expect("sound");
    bencher.bench_local(|| {
        let found = break_even_volumes(&model, &exact, Basis::Horizon, dec!(100)).expect("sound");
        found.pairs.iter().map(|pair| pair.events.len()).sum::<usize>()
    });
}

/// The yardstick of the crossings: the same model read exactly at 1,000 volumes, which would place
/// each crossing to a tenth of a percent of the range.
#[divan::bench]
fn read_36_months_4_options_at_1000_volumes(bencher: Bencher) {
    let scenario = read(&wide(36, 4, 1000));
    let model = build(&scenario);
    let exact = ExactReading::new(&model.sheet, &[]).expect("sound");
    let dependents = Dependents::of(&model.sheet, model.scale);
    bencher.bench_local(|| {
        let mut variation = Variation::new(&model.sheet, &exact, &dependents);
        (1..=1000).filter(|n| variation.at(Decimal::from(*n) / dec!(10)).is_ok()).count()
    });
}

/// The flip value of every input of the flagship, on one thread.
#[divan::bench]
fn flips_of_the_flagship(bencher: Bencher) {
    let scenario = read(FLAGSHIP);
    let figures = Figures::new(&scenario).expect("sound");
    bencher.bench_local(|| flips(&figures.model, &figures.exact, &Workers::ALONE).len());
}

/// 65,536 draws of 20 inputs, five of each kind of distribution.
#[divan::bench]
fn draw_20_inputs_65536_times(bencher: Bencher) {
    let distributions = [
        Distribution::Lognormal { low: dec!(300_000), high: dec!(500_000) },
        Distribution::Normal { mean: dec!(10), sd: dec!(2) },
        Distribution::Triangular { low: dec!(1), mode: dec!(2), high: dec!(5) },
        Distribution::Uniform { low: dec!(0), high: dec!(1) },
    ];
    let marginals = distributions.iter().cycle().take(20).map(|d| Marginal::new(d, Support::default()));
    let joint = Joint::independent(marginals.collect());
    let points = Points::new(Design::sobol(65_536, 20, 1));
    let mut block = vec![0.0; 20 * LANES];
    bencher.bench_local(|| {
        for first in (0..65_536).step_by(LANES) {
            points.fill(first, 0..20, &mut block);
            joint.fill(LANES, &mut block);
        }
        block[0]
    });
}

/// Mean and six quantiles with standard errors of 16 outputs.
#[divan::bench(args = [16_384, 65_536])]
fn sum_up_16_series(bencher: Bencher, draws: usize) {
    let points = Points::new(Design::sobol(draws, 16, 1));
    let mut series = vec![0.0; 16 * draws];
    points.fill(0, 0..16, &mut series);
    bencher.bench_local(|| {
        let sum_up = |values: &[f64]| {
            let mut collector = SeriesCollector::new(Replicates::new(draws), &[0.05, 0.1, 0.25, 0.5, 0.9, 0.95]);
            collector.push(values);
            collector.finish().quantiles[0].estimate.value
        };
        series.chunks(draws).map(sum_up).sum::<f64>()
    });
}

/// What is simulated.
#[derive(Clone, Copy, Debug)]
enum Simulated {
    /// The flagship, with the inputs that have a range.
    Flagship,
    /// 36 months x 4 options, with every input but the volume scale.
    Wide,
}

/// The present value of every option's cost, and the base of every input that varies.
fn program(what: Simulated) -> (Program, Vec<f64>) {
    let text = match what {
        Simulated::Flagship => FLAGSHIP.to_owned(),
        Simulated::Wide => wide(36, 4, 1000),
    };
    let model = build(&read(&text));
    let exact = ExactReading::new(&model.sheet, &[]).expect("sound");
    let inputs = model.sheet.inputs();
    let moving = |place: &u32| match what {
        Simulated::Flagship => inputs[*place as usize].quantity.spread.is_some(),
        Simulated::Wide => *place != model.scale,
    };
    let varied: Vec<u32> = (0..).take(inputs.len()).filter(moving).collect();
    let base = |place: &u32| inputs[*place as usize].base().to_string().parse().expect("a number");
    let outputs: Vec<Id> = model.options.iter().map(|option| option.present_value).collect();
    (Program::new(&model.sheet, &exact, &varied, &outputs), varied.iter().map(base).collect())
}

/// Something near the base case at next to no cost: the model is measured, not the sampling.
fn sample(bases: &[f64], draws: Range<usize>, inputs: &mut [Lanes]) {
    for (input, base) in inputs.iter_mut().zip(bases) {
        for (value, draw) in input.iter_mut().zip(draws.start as u64..) {
            let noise = u32::try_from(draw.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 52).unwrap_or(0);
            *value = base * (0.9 + f64::from(noise) * 5e-5);
        }
    }
}

fn simulate(bencher: Bencher, what: Simulated, threads: usize, set: InstructionSet) {
    let (program, bases) = program(what);
    let threads = NonZeroUsize::new(threads).expect("one or more");
    let mut results = vec![Vec::new(); 4];
    bencher.counter(ItemsCount::new(65_536_usize)).bench_local(|| {
        let run = Run { draws: 0..65_536, threads, set, results: &mut results };
        let sample = |draws: Range<usize>, inputs: &mut [Lanes]| sample(&bases, draws, inputs);
        program.run(run, sample, |draws, outputs, rows| {
            for (output, row) in rows.iter_mut().enumerate() {
                row.copy_from_slice(&outputs.lanes(output)[..draws.len()]);
            }
        });
    });
}

/// Draws a second, by threads.
#[divan::bench(args = [(Simulated::Flagship, 1), (Simulated::Flagship, 2), (Simulated::Wide, 1), (Simulated::Wide, 2)])]
fn draws(bencher: Bencher, (what, threads): (Simulated, usize)) {
    simulate(bencher, what, threads, InstructionSet::Best);
}

/// The same with the instructions that every processor of the kind has.
#[divan::bench(args = [(Simulated::Flagship, 1), (Simulated::Flagship, 2), (Simulated::Wide, 1), (Simulated::Wide, 2)])]
fn draws_portably(bencher: Bencher, (what, threads): (Simulated, usize)) {
    simulate(bencher, what, threads, InstructionSet::Portable);
}

const YARDSTICK: &str = include_str!("../bench/yardstick.toml");

/// A million draws of the yardstick's 28 inputs with everything that is told of them, on two threads.
#[divan::bench(sample_count = 5)]
fn simulate_the_yardstick_a_million_times(bencher: Bencher) {
    let scenario = read(YARDSTICK);
    let figures = Figures::new(&scenario).expect("sound");
    let workers = Workers { threads: NonZeroUsize::new(2).expect("two"), step: &|_, _| {} };
    let draws = Draws { count: 1_000_000, ..Draws::default() };
    bencher.bench_local(|| draw(&figures, draws, &workers).map(|found| found.options.len()));
}

/// The same draws with no more told of them than `bench/yardstick.py` does: P10, P50 and P90 of every
/// option's present value, and how often each is the cheapest.
#[divan::bench(sample_count = 5)]
fn draw_the_yardstick_as_numpy_does(bencher: Bencher) {
    let scenario = read(YARDSTICK);
    let figures = Figures::new(&scenario).expect("sound");
    let inputs = Inputs::of(&scenario, &figures.model).expect("ranges");
    let points = inputs.points(Draws { count: 1_000_000, ..Draws::default() });
    let outputs: Vec<Id> = figures.model.options.iter().map(|option| option.present_value).collect();
    let threads = NonZeroUsize::new(2).expect("two");
    bencher.bench_local(|| {
        let program = Program::new(&figures.model.sheet, &figures.exact, &inputs.places, &outputs);
        let mut rows = vec![Vec::new(); outputs.len() + 1];
        let run = Run { draws: 0..1_000_000, threads, set: InstructionSet::Best, results: &mut rows };
        program.run(run, |draws, blocks| inputs.draw_blocks(&points, &draws, blocks), take_costs);
        let mut wins = vec![0_usize; outputs.len()];
        for cheapest in rows.pop().expect("a row more") {
            wins[usize::from(cheapest > 0.5) + usize::from(cheapest > 1.5) + usize::from(cheapest > 2.5)] += 1;
        }
        let workers = Workers { threads, ..Workers::ALONE };
        (wins, workers.each(&rows, |row| quantiles(&mut row.clone(), &[0.1, 0.5, 0.9])))
    });
}

/// The costs of every option, and which is the least.
fn take_costs(_: Range<usize>, outputs: Outputs<'_>, rows: &mut [&mut [f64]]) {
    let (cheapest, costs) = rows.split_last_mut().expect("a row more");
    let mut least = [f64::INFINITY; LANES];
    for ((output, number), row) in (0..).zip([0.0, 1.0, 2.0, 3.0]).zip(costs) {
        let lanes = &outputs.lanes(output)[..row.len()];
        row.copy_from_slice(lanes);
        for ((cheapest, least), cost) in cheapest.iter_mut().zip(&mut least).zip(lanes) {
            (*cheapest, *least) = if *cost < *least { (number, *cost) } else { (*cheapest, *least) };
        }
    }
}

/// Bytes of the exports that are read.
const EXPORT: usize = 256 * 1024 * 1024;

/// Numbers of a log: an xorshift generator (Marsaglia, "Xorshift RNGs", 2003), the same in every run.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, end: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % end
    }

    fn one_of<'t>(&mut self, texts: &[&'t str]) -> &'t str {
        texts[usize::try_from(self.below(texts.len() as u64)).unwrap_or(0)]
    }

    /// A time of day of a month, in the form of most logs but for what stands before the hour.
    fn time(&mut self, separator: char) -> String {
        let (day, hour, minute, second) = (1 + self.below(30), self.below(24), self.below(60), self.below(60));
        format!("2026-11-{day:02}{separator}{hour:02}:{minute:02}:{second:02}.{:06}", self.below(1_000_000))
    }
}

const MODELS: [&str; 5] =
    ["gpt-6-sol", "claude-sonnet-5-5-20260901", "gpt-6-luna", "openai/gpt-4o", "gemini-3.8-flash"];

/// The metadata of a row of `LiteLLM`, with the tokens of one request.
fn metadata(prompt: u64, output: u64, cached: u64) -> String {
    format!(
        "{{\"user_api_key_alias\":\"support-prod\",\"usage_object\":{{\"prompt_tokens\":{prompt},\"completion_tokens\":{output},\
         \"total_tokens\":{},\"cache_read_input_tokens\":{cached},\"cache_creation_input_tokens\":0,\"prompt_tokens_details\":\
         {{\"cached_tokens\":{cached}}}}}}}",
        prompt + output
    )
}

/// Rows of a gateway's log over a month, one JSON object a line, as `LiteLLM` writes them.
fn json_lines() -> Vec<u8> {
    let (mut lines, mut numbers) = (String::with_capacity(EXPORT + 2_048), Numbers(7));
    while lines.len() < EXPORT {
        let (prompt, output) = (20 + numbers.below(12_000), 1 + numbers.below(1_500));
        let (cached, at, model) = (numbers.below(prompt), numbers.time('T'), numbers.one_of(&MODELS));
        let _ = writeln!(
            lines,
            "{{\"request_id\":\"chatcmpl-{:016x}\",\"call_type\":\"acompletion\",\"api_key\":\"88dc28d0f030c55e\",\"spend\":{},\
             \"total_tokens\":{},\"prompt_tokens\":{prompt},\"completion_tokens\":{output},\"startTime\":\"{at}Z\",\
             \"endTime\":\"{at}Z\",\"request_duration_ms\":{},\"model\":\"{model}\",\"model_id\":\"m-1\",\
             \"model_group\":\"support-default\",\"custom_llm_provider\":\"openai\",\"api_base\":\"\",\"user\":\"user-{}\",\
             \"metadata\":{},\"cache_hit\":\"False\",\"cache_key\":\"Cache OFF\",\"request_tags\":[\"support\"],\
             \"team_id\":\"team-{}\",\"organization_id\":null,\"end_user\":\"\",\"requester_ip_address\":null,\"messages\":{{}},\
             \"response\":{{}},\"session_id\":null,\"status\":\"{}\"}}",
            numbers.below(u64::MAX),
            spend(&mut numbers),
            prompt + output,
            100 + numbers.below(20_000),
            numbers.below(500),
            metadata(prompt, output, cached),
            numbers.below(8),
            numbers.one_of(&["success", "success", "success", "failure"]),
        );
    }
    lines.into_bytes()
}

/// A cost with up to 15 places, now and then with an exponent.
fn spend(numbers: &mut Numbers) -> String {
    let places = 5 + usize::try_from(numbers.below(11)).unwrap_or(0);
    if numbers.below(50) == 0 {
        format!("{}e-05", 1 + numbers.below(9))
    } else {
        format!("0.0{:0places$}", numbers.below(99_999))
    }
}

/// Rows of the same log as a table, its metadata a quoted text of JSON.
fn gateway_csv_rows() -> Vec<u8> {
    let (mut lines, mut numbers) = (String::with_capacity(EXPORT + 2_048), Numbers(9));
    lines.push_str("request_id,call_type,spend,prompt_tokens,completion_tokens,startTime,endTime,model,user,metadata,cache_hit,team_id,status\n");
    while lines.len() < EXPORT {
        let (prompt, output) = (20 + numbers.below(12_000), 1 + numbers.below(1_500));
        let (cached, at, model) = (numbers.below(prompt), numbers.time(' '), numbers.one_of(&MODELS));
        let _ = writeln!(
            lines,
            "chatcmpl-{:016x},acompletion,{},{prompt},{output},{at},{at},{model},user-{},\"{}\",{},team-{},{}",
            numbers.below(u64::MAX),
            spend(&mut numbers),
            numbers.below(500),
            metadata(prompt, output, cached).replace('"', "\"\""),
            numbers.one_of(&["False", "False", "False", "True"]),
            numbers.below(8),
            numbers.one_of(&["success", "success", "success", "failure"]),
        );
    }
    lines.into_bytes()
}

/// Rows of a log of generations, as `OpenRouter` writes them.
fn csv_rows() -> Vec<u8> {
    let (mut lines, mut numbers) = (String::with_capacity(EXPORT + 1_024), Numbers(11));
    lines.push_str(
        "generation_id,created_at,cost_total,cost_web_search,cost_cache,cost_file_processing,byok_usage_inference,tokens_prompt,\
         tokens_completion,tokens_reasoning,tokens_cached,model_permaslug,provider_name,variant,cancelled,streamed,user,\
         finish_reason_raw,finish_reason_normalized,generation_time_ms,time_to_first_token_ms,api_key_disabled,api_key_name,app_name\n",
    );
    while lines.len() < EXPORT {
        let (prompt, output, at) = (20 + numbers.below(12_000), 1 + numbers.below(1_500), numbers.time(' '));
        let _ = writeln!(
            lines,
            "gen-{:016x},{at},{},0,-0.0038,0,0,{prompt},{output},{},{},{},{},standard,false,true,,end_turn,stop,{},{},false,{},{}",
            numbers.below(u64::MAX),
            spend(&mut numbers),
            numbers.below(output),
            numbers.below(prompt),
            numbers.one_of(&[
                "anthropic/claude-5.5-sonnet-20260901",
                "openai/gpt-6-luna-20260815",
                "deepseek/deepseek-v4-flash"
            ]),
            numbers.one_of(&["Anthropic", "OpenAI", "DeepSeek"]),
            200 + numbers.below(20_000),
            100 + numbers.below(3_000),
            numbers.one_of(&["support-prod", "batch key"]),
            numbers.one_of(&["support-bot", "\"Search, internal\"", "crm"]),
        );
    }
    lines.into_bytes()
}

/// Reads an export with as many threads as there are cores.
fn read_export(bencher: Bencher, bytes: &[u8]) {
    let settings = UsageSettings {
        threads: std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN),
        on_fault: OnFault::Stop,
        columns: None,
        costs: Costs::Once,
        currency: None,
    };
    bencher.counter(BytesCount::new(bytes.len())).bench_local(|| {
        let source = Source { name: "export".to_owned(), bytes: Box::new(bytes) };
        import(vec![source], &settings).expect("the export is whole").groups.len()
    });
}

#[divan::bench(sample_count = 5, sample_size = 1)]
fn read_usage_json_lines(bencher: Bencher) {
    read_export(bencher, &json_lines());
}

#[divan::bench(sample_count = 5, sample_size = 1)]
fn read_usage_csv(bencher: Bencher) {
    read_export(bencher, &csv_rows());
}

#[divan::bench(sample_count = 5, sample_size = 1)]
fn read_usage_csv_of_a_gateway(bencher: Bencher) {
    read_export(bencher, &gateway_csv_rows());
}

#[divan::bench(sample_count = 5, sample_size = 1)]
fn read_usage_json_document(bencher: Bencher) {
    let lines = json_lines();
    let mut document = b"[\n".to_vec();
    document.extend(lines.trim_ascii_end().iter().flat_map(|byte| match byte {
        b'\n' => &b",\n"[..],
        byte => std::slice::from_ref(byte),
    }));
    document.push(b']');
    read_export(bencher, &document);
}
