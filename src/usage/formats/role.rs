//! What columns and rows of a CSV export can say.

/// What a column can say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    Time,
    End,
    Model,
    Project,
    Requests,
    Failures,
    Input,
    Fresh,
    Cached,
    Written,
    WrittenLong,
    Output,
    Reasoning,
    Cost,
    Currency,
    Batch,
    Id,
    Status,
    GatewayHit,
    Metadata,
    Class,
    Quantity,
    Price,
    Unit,
    /// Of a plan: which of its options, that are alternatives.
    Alternative,
    Kind,
    /// The service tier.
    Tier,
    /// The context window that the prompts fit into.
    Window,
}

impl Role {
    /// What columns of use say: how many requests and tokens.
    pub const OF_USE: [Self; 9] = [
        Self::Requests,
        Self::Failures,
        Self::Input,
        Self::Fresh,
        Self::Cached,
        Self::Written,
        Self::WrittenLong,
        Self::Output,
        Self::Reasoning,
    ];

    /// The roles that `--columns` can name.
    pub const NAMES: [(&'static str, Self); 17] = [
        ("time", Self::Time),
        ("end", Self::End),
        ("model", Self::Model),
        ("project", Self::Project),
        ("requests", Self::Requests),
        ("failures", Self::Failures),
        ("input", Self::Input),
        ("fresh", Self::Fresh),
        ("cached", Self::Cached),
        ("written", Self::Written),
        ("written_1h", Self::WrittenLong),
        ("output", Self::Output),
        ("reasoning", Self::Reasoning),
        ("cost", Self::Cost),
        ("currency", Self::Currency),
        ("batch", Self::Batch),
        ("id", Self::Id),
    ];
}

/// What a row of a table stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowIs {
    /// One request.
    Request,
    /// Some, as a column says or nobody does.
    Sum,
    /// A charge for one class of tokens.
    Charge,
}
