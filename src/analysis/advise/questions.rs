//! The questions of the frameworks that `[decision]` answers.

use crate::scenario::Decision;

/// A question that can be answered with yes or no.
#[derive(Clone, Copy, Debug)]
pub struct Question {
    /// The key under `[decision]`.
    pub key: &'static str,
    /// The question.
    pub asks: &'static str,
    /// What yes leads to.
    pub yes: &'static str,
    /// What no leads to.
    pub no: &'static str,
    answer: fn(&Decision) -> Option<bool>,
    write: fn(&mut Decision, bool),
}

impl PartialEq for Question {
    fn eq(&self, other: &Self) -> bool {
        self.key == other.key
    }
}

impl Question {
    /// The answer that the scenario gives.
    #[must_use]
    pub fn answer(&self, decision: &Decision) -> Option<bool> {
        (self.answer)(decision)
    }

    /// The key in full, as in `decision.ml_team`.
    #[must_use]
    pub fn path(&self) -> String {
        format!("decision.{}", self.key)
    }

    /// Writes an answer, and unwrites what contradicts it: a product that fits needs no integration.
    pub(super) fn write(&self, decision: &mut Decision, answer: bool) {
        (self.write)(decision, answer);
        if decision.product_fits_as_is == Some(true) && decision.needs_integration == Some(true) {
            match self.key {
                "needs_integration" => decision.product_fits_as_is = Some(false),
                _ => decision.needs_integration = Some(false),
            }
        }
    }
}

macro_rules! question {
    ($key:ident, $asks:literal, $yes:literal, $no:literal) => {
        Question {
            key: stringify!($key),
            asks: $asks,
            yes: $yes,
            no: $no,
            answer: |decision| decision.$key,
            write: |decision, answer| decision.$key = Some(answer),
        }
    };
}

/// Would rules, search, classical ML or automation do?
pub const RULES: Question = question!(
    rules_would_do,
    "would rules, search, classical ML or workflow automation do?",
    "leave the language model out",
    "go on: a language model is needed"
);
/// Is it what sets the company apart?
pub const CORE: Question = question!(
    core_differentiator,
    "is this what sets the company apart?",
    "a model of one's own may be worth its upkeep",
    "orchestrate APIs, unless accuracy, cost or reliability alone pay for more"
);
/// Is there a product?
pub const PRODUCT: Question =
    question!(product_fits_as_is, "is there a product that works as it is?", "buy seats", "go on to APIs");
/// Does it have to be built in?
pub const INTEGRATION: Question = question!(
    needs_integration,
    "does it have to be built into own systems?",
    "start with an API",
    "a product by the seat may still do"
);
/// May data leave?
pub const INSIDE: Question = question!(
    data_must_stay_inside,
    "must the data stay inside?",
    "APIs and products are out: evaluate self-hosting",
    "APIs stay in"
);
/// Was it tried on real data?
pub const MEASURED: Question = question!(
    measured_on_real_data,
    "was the API measured on real data: accuracy, latency, cost, failures?",
    "the figures stand on evidence",
    "measure before anything more complex is built"
);
/// Are prompts as good as they get?
pub const PROMPTS: Question = question!(
    prompting_exhausted,
    "have better prompts been exhausted?",
    "a quality ceiling was met: tuning may be considered",
    "improve the prompts first"
);
/// Was retrieval tried?
pub const RETRIEVAL: Question = question!(
    retrieval_tried,
    "has retrieval been tried?",
    "what the model does not know was looked up, and a gap is left",
    "try retrieval first"
);
/// Who would tune?
pub const ML_TEAM: Question = question!(
    ml_team,
    "is there a team to fine-tune and retrain?",
    "tuning can be kept up",
    "a tuned model would have nobody to keep it up"
);
/// Who would run GPUs?
pub const INFRASTRUCTURE: Question = question!(
    infrastructure_team,
    "is there a team to run GPUs?",
    "a fleet can be run",
    "a fleet would have nobody to run it"
);

/// Every question.
pub const ALL: [Question; 10] =
    [RULES, CORE, PRODUCT, INTEGRATION, INSIDE, MEASURED, PROMPTS, RETRIEVAL, ML_TEAM, INFRASTRUCTURE];

/// Those of some questions that nobody answered.
#[must_use]
pub fn open(among: &[Question], decision: &Decision) -> Vec<Question> {
    among.iter().copied().filter(|question| question.answer(decision).is_none()).collect()
}

/// A question that the verdict hangs on and nobody answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenQuestion {
    /// The key that answers it.
    pub key: String,
    /// The question.
    pub asks: String,
    /// What yes leads to.
    pub yes: String,
    /// What no leads to.
    pub no: String,
}

impl From<Question> for OpenQuestion {
    fn from(question: Question) -> Self {
        Self {
            key: question.path(),
            asks: question.asks.to_owned(),
            yes: question.yes.to_owned(),
            no: question.no.to_owned(),
        }
    }
}
