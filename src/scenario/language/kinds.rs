//! Keys that belong to one kind of option.

use super::{Form, Key, key};
use crate::quantity::{Dimension, Unit};

const PER_MTOK: Unit = Unit::money_per(Dimension::Mtok);
const PER_HOUR: Unit = Unit::money_per(Dimension::Hour);
const PER_GPU_HOUR: Unit = PER_HOUR.per(Dimension::Gpu);
const PER_REQUEST: Unit = Unit::money_per(Dimension::Request);
const GPU: Unit = Unit::of(Dimension::Gpu);
const TOKENS_PER_SECOND: Unit = Unit::of(Dimension::Token).per(Dimension::Second).per(Dimension::Replica);

/// `kind = "seats"`.
pub const SEATS: &[Key] = &[
    key("seats", Form::Whole(0), "seats needed; the workloads' users when absent").unit(Unit::of(Dimension::Seat)),
    key("price_per_seat", Form::Price, "price of one seat for a month").must().unit(Unit::money_per(Dimension::Seat)),
    key("minimum_seats", Form::Whole(0), "the least seats the vendor sells").or("0").unit(Unit::of(Dimension::Seat)),
    key("seat_step", Form::Whole(1), "seats are sold in packs of this size").or("1").unit(Unit::of(Dimension::Seat)),
    key(
        "billing",
        Form::Choice(&["monthly", "annual"]),
        "whether a month or, with annual, twelve months are paid in advance",
    )
    .or("\"monthly\""),
    key("seat_growth_per_year", Form::Rate, "growth of the seats needed, compound by month").or("0"),
    key("adoption", Form::Share, "share of seats in use; idle ones are reported").or("100%"),
    key("included_requests_per_seat", Form::Number, "requests a seat covers in a month, pooled")
        .unit(Unit::REQUEST.per(Dimension::Seat)),
    key("overage_per_request", Form::Price, "price of each attempt above what the seats include").unit(PER_REQUEST),
    key("price_change_per_year", Form::Rate, "drift of the prices, compound by month").or("0"),
];

/// `kind = "api"`, and fine-tuned options served per token.
pub const API: &[Key] = &[
    key("model", Form::Text, "`provider/id` in the catalog, for prices that are not written here"),
    key("input_per_mtok", Form::Price, "price of a million input tokens").unit(PER_MTOK),
    key(
        "cached_input_per_mtok",
        Form::Price,
        "price of a million input tokens read from a cache; the input price when absent",
    )
    .unit(PER_MTOK),
    key(
        "cache_write_per_mtok",
        Form::Price,
        "price of a million input tokens written to a cache; the input price when absent",
    )
    .unit(PER_MTOK),
    key("output_per_mtok", Form::Price, "price of a million output tokens").unit(PER_MTOK),
    key("batch_discount", Form::Share, "discount on requests that can wait").or("0"),
    key("long_prompt_over", Form::Number, "length of a prompt, in tokens, above which the long prices hold")
        .unit(Unit::TOKENS_PER_REQUEST),
    key(
        "long_input_per_mtok",
        Form::Price,
        "price of a million input tokens of a long prompt; the input price when absent",
    )
    .unit(PER_MTOK),
    key(
        "long_output_per_mtok",
        Form::Price,
        "price of a million output tokens after a long prompt; the output price when absent",
    )
    .unit(PER_MTOK),
    key("per_request", Form::Price, "price of each attempt, beside its tokens").or("0").unit(PER_REQUEST),
    key("price_change_per_year", Form::Rate, "drift of the prices, compound by month").or("0"),
    key("uplift", Form::Rate, "regional surcharge on token prices").or("0"),
    key("minimum_monthly_spend", Form::Price, "the least that a month costs").or("0").unit(Unit::MONEY),
    key("volume_discounts", Form::List(VOLUME_DISCOUNT), "marginal discounts on the month's token bill"),
    key("requests_per_minute", Form::Positive, "the account's limit on requests in a minute, compared with the peak")
        .unit(Unit::REQUEST),
    key("tokens_per_minute", Form::Positive, "the account's limit on tokens in a minute, compared with the peak")
        .unit(Unit::of(Dimension::Token)),
];

/// One entry of `volume_discounts`.
pub const VOLUME_DISCOUNT: &[Key] = &[
    key("above", Form::Number, "the month's token bill above which the discount holds").must().unit(Unit::MONEY),
    key("discount", Form::Share, "discount on the slice of the bill above `above`").must(),
];

/// `kind = "self-hosted"`, and `[options.NAME.hosting]` of a fine-tuned option.
pub const SELF_HOSTED: &[Key] = &[
    key("gpu", Form::Text, "the GPU's name in the catalog, for its price and the throughput estimate"),
    key("model", Form::Text, "the open model's name in the catalog, for the throughput estimate"),
    key(
        "precision",
        Form::Choice(&["bf16", "fp16", "fp8", "int8", "int4", "nvfp4", "mxfp4"]),
        "number format of the weights, for the throughput estimate; as the model is published when absent",
    ),
    key(
        "engine",
        Form::Choice(&["stock", "tuned"]),
        "for the throughput estimate: an engine as it comes, or one tuned for throughput on this GPU",
    )
    .or("\"stock\""),
    key(
        "ttft_ms",
        Form::Positive,
        "for the throughput estimate: milliseconds to the first token, at most, without a queue",
    ),
    key(
        "tpot_ms",
        Form::Positive,
        "for the throughput estimate: milliseconds from one token to the next, at most",
    ),
    key("gpus_per_replica", Form::Whole(1), "GPUs that serve one copy of the model")
        .or("1")
        .unit(GPU.per(Dimension::Replica)),
    key("price_per_gpu_hour", Form::Price, "rent of one GPU for an hour; that of `gpu` in the catalog when absent")
        .unit(PER_GPU_HOUR),
    key("prefill_tokens_per_second", Form::Positive, "input tokens that one replica reads in a second, sustained; measured, or estimated from `model` and `gpu`, when absent")
        .unit(TOKENS_PER_SECOND),
    key("decode_tokens_per_second", Form::Positive, "output tokens that one replica writes in a second, sustained; measured or estimated when absent")
        .unit(TOKENS_PER_SECOND),
    key(
        "tokens_per_second",
        Form::Positive,
        "input and output tokens of one replica in a second, instead of prefill and decode apart",
    )
    .unit(TOKENS_PER_SECOND),
    key(
        "benchmark",
        Form::Text,
        "a file with measured throughput, relative to the scenario's: of vLLM, SGLang, GuideLLM, genai-perf or AIPerf; needs `gpu` and `gpus_per_replica`",
    ),
    key(
        "target_utilization",
        Form::PositiveShare,
        "share of the fleet's capacity to use in the busiest hour; the rest is headroom",
    )
    .or("70%"),
    key("minimum_replicas", Form::Whole(0), "replicas that always run").or("1").unit(Unit::REPLICA),
    key("spare_replicas", Form::Whole(0), "replicas beyond the need, in every hour").or("0").unit(Unit::REPLICA),
    key("maximum_replicas", Form::Whole(1), "the most replicas there can be, spares included").unit(Unit::REPLICA),
    key(
        "scaling",
        Form::Choice(&["fixed", "hourly"]),
        "fixed: the busiest hour sets the fleet; hourly: it follows the profile",
    )
    .or("\"fixed\""),
    key("billed_hours_per_month", Form::Positive, "hours a replica is paid for; `hours_per_month` when absent")
        .unit(Unit::HOUR),
    key(
        "service_hours_per_month",
        Form::Positive,
        "hours in which requests arrive; `billed_hours_per_month` when absent",
    )
    .unit(Unit::HOUR),
    key("price_change_per_year", Form::Rate, "drift of the rent, compound by month").or("0"),
    key("reserved", Form::Table(RESERVED), "GPUs paid for whether used or not; the rest are on demand"),
    key("purchase", Form::Table(PURCHASE), "hardware bought instead of rented"),
];

/// The same keys inside `[options.NAME.hosting]`.
pub const HOSTING: &[Key] = SELF_HOSTED;

/// `[options.NAME.reserved]`.
pub const RESERVED: &[Key] = &[
    key("gpus", Form::Whole(0), "how many GPUs are reserved").must().unit(GPU),
    key(
        "price_per_gpu_hour",
        Form::Price,
        "rent of one reserved GPU for an hour, paid for `hours_per_month` and unchanged over time",
    )
    .unit(PER_GPU_HOUR),
];

/// `[options.NAME.purchase]`.
pub const PURCHASE: &[Key] = &[
    key("price_per_gpu", Form::Price, "price of one GPU; that of `gpu` in the catalog when absent")
        .unit(Unit::money_per(Dimension::Gpu)),
    key("other_hardware", Form::Price, "server, network and storage of one replica")
        .or("0")
        .unit(Unit::money_per(Dimension::Replica)),
    key("life_months", Form::Integer(1, 120), "months a unit is kept, then replaced").or("48"),
    key("residual", Form::Share, "share of the price that is left at the end of life").or("0"),
    key("watts_per_gpu", Form::Number, "power that one GPU draws, in watts")
        .or("0")
        .unit(Unit::of(Dimension::Watt).per(Dimension::Gpu)),
    key("pue", Form::Ratio, "facility power over IT power").or("1"),
    key("price_per_kwh", Form::Price, "price of a kilowatt-hour of electricity")
        .or("0")
        .unit(PER_HOUR.per(Dimension::Kilowatt)),
    key(
        "powered_hours_per_month",
        Form::Number,
        "hours in which power is drawn; `service_hours_per_month` when absent",
    )
    .unit(Unit::HOUR),
    key("colocation_per_month", Form::Price, "price of the place of one replica for a month")
        .or("0")
        .unit(Unit::money_per(Dimension::Replica)),
    key("maintenance_per_year", Form::Share, "yearly maintenance, as a share of the price").or("0"),
];

/// `kind = "fine-tuned"`, beside the `api` keys.
pub const FINE_TUNED: &[Key] = &[
    key("hosting", Form::Table(HOSTING), "GPUs that serve the tuned model, with the `self-hosted` keys"),
    key("hosting_per_hour", Form::Price, "a provider's fee for an hour of the endpoint, paid for `hours_per_month`")
        .or("0")
        .unit(PER_HOUR),
    key("training", Form::Table(TRAINING), "the fine-tuning project"),
];

/// `[options.NAME.training]`.
pub const TRAINING: &[Key] = &[
    key("examples", Form::Whole(0), "how many examples the model is tuned on")
        .or("0")
        .unit(Unit::of(Dimension::Example)),
    key("tokens_per_example", Form::Number, "mean tokens of a training example")
        .or("0")
        .unit(Unit::of(Dimension::Token).per(Dimension::Example)),
    key("epochs", Form::Whole(1), "passes over the examples in one run").or("1"),
    key("experiments", Form::Whole(0), "runs until one is good").or("1"),
    key("price_per_mtok", Form::Price, "price of a million training tokens").unit(PER_MTOK),
    key("gpu_hours", Form::Number, "GPU-hours of one training run, instead of `price_per_mtok`")
        .unit(GPU.times(Dimension::Hour)),
    key("price_per_gpu_hour", Form::Price, "rent of one GPU for an hour of training, with `gpu_hours`")
        .unit(PER_GPU_HOUR),
    key("label_cost", Form::Price, "price of one label").or("0").unit(Unit::money_per(Dimension::Label)),
    key("labels_per_example", Form::Number, "labels each example needs")
        .or("1")
        .unit(Unit::of(Dimension::Label).per(Dimension::Example)),
    key("rejection_rate", Form::Share, "share of labels thrown away, below 100 %").or("0"),
    key("cost_per_label_review", Form::Price, "cost of reviewing one label, for each label bought")
        .or("0")
        .unit(Unit::money_per(Dimension::Label)),
    key("retrain_every_months", Form::Integer(1, 120), "months between retrains, counted from launch"),
    key("relabel_share", Form::Share, "share of the labels bought afresh for a retrain").or("100%"),
    key("retrain_hours", Form::Team, "hours by role for one retrain").unit(Unit::HOUR),
];

/// `kind = "blend"`.
pub const BLEND: &[Key] = &[
    key("shares", Form::Shares, "share of every workload by option; they sum to 100 %"),
    key("route", Form::Route, "the option that serves each workload"),
    key("overflow", Form::Table(OVERFLOW), "a fixed fleet, and where the excess goes"),
];

/// `overflow` of a blend.
pub const OVERFLOW: &[Key] = &[
    key("base", Form::OptionName, "the self-hosted option with the fixed fleet").must(),
    key("replicas", Form::Whole(0), "replicas of the fixed fleet").must().unit(Unit::REPLICA),
    key("to", Form::OptionName, "the option that serves what exceeds the fleet, hour by hour").must(),
];

/// `kind = "custom"` has no keys of its own.
pub const CUSTOM: &[Key] = &[];
