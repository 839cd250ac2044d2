//! Keys of fine-tuned options.

use super::check::Effect::Figure;
use super::check::Row;
use crate::cases::{HOSTED, TUNED};

const TRAINING: &str =
    "options.tuned.training={ examples = 1_000, tokens_per_example = 1_000, price_per_mtok = 5, label_cost = 1 }";
const BY_GPU: &str = "options.tuned.training={ gpu_hours = 10, price_per_gpu_hour = 2 }";
const RETRAIN: &str = "options.tuned.training.retrain_every_months=6";

pub const ROWS: &[Row] = &[
    Row(
        "fine-tuned.hosting",
        HOSTED,
        &[
            r#"options.tuned.hosting={ price_per_gpu_hour = 3, tokens_per_second = 1_100, target_utilization = "100%" }"#,
        ],
        Figure("tuned.month_1_cost", "4000", "6000"),
    ),
    Row(
        "fine-tuned.hosting_per_hour",
        TUNED,
        &["options.tuned.hosting_per_hour=2"],
        Figure("tuned.month_1_cost", "200", "1660"),
    ),
    Row("fine-tuned.training", TUNED, &[TRAINING], Figure("tuned.build_cost", "0", "1005")),
    // 1,000 labels at 1, and a million tokens at 5.
    Row(
        "training.examples",
        TUNED,
        &[TRAINING, "options.tuned.training.examples=2_000"],
        Figure("tuned.build_cost", "1005", "2010"),
    ),
    Row(
        "training.tokens_per_example",
        TUNED,
        &[TRAINING, "options.tuned.training.tokens_per_example=2_000"],
        Figure("tuned.build_cost", "1005", "1010"),
    ),
    Row(
        "training.epochs",
        TUNED,
        &[TRAINING, "options.tuned.training.epochs=3"],
        Figure("tuned.build_cost", "1005", "1015"),
    ),
    Row(
        "training.experiments",
        TUNED,
        &[TRAINING, "options.tuned.training.experiments=3"],
        Figure("tuned.build_cost", "1005", "1015"),
    ),
    Row(
        "training.price_per_mtok",
        TUNED,
        &[TRAINING, "options.tuned.training.price_per_mtok=10"],
        Figure("tuned.build_cost", "1005", "1010"),
    ),
    Row(
        "training.gpu_hours",
        TUNED,
        &[BY_GPU, "options.tuned.training.gpu_hours=20"],
        Figure("tuned.build_cost", "20", "40"),
    ),
    Row(
        "training.price_per_gpu_hour",
        TUNED,
        &[BY_GPU, "options.tuned.training.price_per_gpu_hour=3"],
        Figure("tuned.build_cost", "20", "30"),
    ),
    Row(
        "training.label_cost",
        TUNED,
        &[TRAINING, "options.tuned.training.label_cost=2"],
        Figure("tuned.build_cost", "1005", "2005"),
    ),
    Row(
        "training.labels_per_example",
        TUNED,
        &[TRAINING, "options.tuned.training.labels_per_example=3"],
        Figure("tuned.build_cost", "1005", "3005"),
    ),
    Row(
        "training.rejection_rate",
        TUNED,
        &[TRAINING, "options.tuned.training.rejection_rate=20%"],
        Figure("tuned.build_cost", "1005", "1255"),
    ),
    Row(
        "training.cost_per_label_review",
        TUNED,
        &[TRAINING, "options.tuned.training.cost_per_label_review=0.5"],
        Figure("tuned.build_cost", "1005", "1505"),
    ),
    // Once more, in month 7.
    Row("training.retrain_every_months", TUNED, &[TRAINING, RETRAIN], Figure("tuned.tco", "3405", "4410")),
    Row(
        "training.relabel_share",
        TUNED,
        &[TRAINING, RETRAIN, "options.tuned.training.relabel_share=50%"],
        Figure("tuned.tco", "4410", "3910"),
    ),
    Row(
        "training.retrain_hours",
        TUNED,
        &[TRAINING, RETRAIN, "options.tuned.training.retrain_hours={ engineer = 1 }"],
        Figure("tuned.tco", "4410", "4510"),
    ),
];
