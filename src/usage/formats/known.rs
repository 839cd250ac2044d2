//! The tables that are known by their columns.

use super::role::{Role, RowIs};
use crate::usage::entry::format::Format;
use crate::usage::entry::format::Format as F;

/// A format: the columns that only it has, and what its columns say.
pub struct Known {
    /// The format.
    pub format: Format,
    /// What a row stands for.
    pub row_is: RowIs,
    /// The columns that only it has.
    pub signature: &'static [&'static str],
    /// What its columns say.
    pub roles: &'static [(Role, &'static str)],
}

/// Every table that is known.
pub const KNOWN: [Known; 12] = [
    Known {
        format: F::OpenAiUsageCsv,
        row_is: RowIs::Sum,
        signature: &["start_time", "num_model_requests"],
        roles: &[
            (Role::Time, "start_time"),
            (Role::End, "end_time"),
            (Role::Model, "model"),
            (Role::Project, "project_id"),
            (Role::Requests, "num_model_requests"),
            (Role::Input, "input_tokens"),
            (Role::Cached, "input_cached_tokens"),
            (Role::Written, "input_cache_write_tokens"),
            (Role::Output, "output_tokens"),
            (Role::Batch, "batch"),
            (Role::Tier, "service_tier"),
        ],
    },
    Known {
        format: F::OpenAiCostCsv,
        row_is: RowIs::Charge,
        signature: &["start_time", "amount_value", "line_item"],
        roles: &[
            (Role::Time, "start_time"),
            (Role::End, "end_time"),
            (Role::Project, "project_id"),
            (Role::Class, "line_item"),
            (Role::Cost, "amount_value"),
            (Role::Currency, "amount_currency"),
            (Role::Quantity, "quantity"),
            (Role::Unit, "quantity_unit"),
        ],
    },
    Known {
        format: F::AnthropicTokensCsv,
        row_is: RowIs::Sum,
        signature: &["usage_date_utc", "usage_input_tokens_no_cache"],
        roles: &[
            (Role::Time, "usage_date_utc"),
            (Role::Model, "model_version"),
            (Role::Project, "workspace"),
            (Role::Fresh, "usage_input_tokens_no_cache"),
            (Role::Written, "usage_input_tokens_cache_write_5m"),
            (Role::WrittenLong, "usage_input_tokens_cache_write_1h"),
            (Role::Cached, "usage_input_tokens_cache_read"),
            (Role::Output, "usage_output_tokens"),
            (Role::Batch, "usage_type"),
            (Role::Window, "context_window"),
        ],
    },
    Known {
        format: F::AnthropicCostCsv,
        row_is: RowIs::Charge,
        signature: &["usage_date_utc", "token_type", "cost_usd"],
        roles: &[
            (Role::Time, "usage_date_utc"),
            (Role::Model, "model"),
            (Role::Project, "workspace"),
            (Role::Class, "token_type"),
            (Role::Cost, "cost_usd"),
            (Role::Batch, "usage_type"),
            (Role::Kind, "cost_type"),
        ],
    },
    Known {
        format: F::LiteLlmLogs,
        row_is: RowIs::Request,
        signature: &["request_id", "spend", "startTime"],
        roles: &[
            (Role::Id, "request_id"),
            (Role::Time, "startTime"),
            (Role::Model, "model"),
            (Role::Project, "team_id"),
            (Role::Input, "prompt_tokens"),
            (Role::Output, "completion_tokens"),
            (Role::Cost, "spend"),
            (Role::Status, "status"),
            (Role::GatewayHit, "cache_hit"),
            (Role::Metadata, "metadata"),
        ],
    },
    Known {
        format: F::LiteLlmDaily,
        row_is: RowIs::Sum,
        signature: &["date", "spend", "api_requests"],
        roles: &[
            (Role::Id, "id"),
            (Role::Time, "date"),
            (Role::Model, "model"),
            (Role::Project, "team_id"),
            (Role::Requests, "api_requests"),
            (Role::Failures, "failed_requests"),
            (Role::Input, "prompt_tokens"),
            (Role::Cached, "cache_read_input_tokens"),
            (Role::Written, "cache_creation_input_tokens"),
            (Role::Output, "completion_tokens"),
            (Role::Cost, "spend"),
        ],
    },
    Known {
        format: F::OpenRouterActivity,
        row_is: RowIs::Sum,
        signature: &["Slug", "BYOK Usage"],
        roles: &[
            (Role::Time, "Date"),
            (Role::Model, "Slug"),
            (Role::Requests, "Requests"),
            (Role::Input, "Prompt Tokens"),
            (Role::Output, "Completion Tokens"),
            (Role::Reasoning, "Reasoning Tokens"),
            (Role::Cost, "Usage"),
            (Role::Price, "BYOK Usage"),
        ],
    },
    Known {
        format: F::OpenRouterLog,
        row_is: RowIs::Request,
        signature: &["generation_id", "cost_total"],
        roles: &[
            (Role::Id, "generation_id"),
            (Role::Time, "created_at"),
            (Role::Model, "model_permaslug"),
            (Role::Project, "app_name"),
            (Role::Input, "tokens_prompt"),
            (Role::Cached, "tokens_cached"),
            (Role::Output, "tokens_completion"),
            (Role::Reasoning, "tokens_reasoning"),
            (Role::Cost, "cost_total"),
            (Role::Price, "byok_usage_inference"),
        ],
    },
    Known {
        format: F::Helicone,
        row_is: RowIs::Request,
        signature: &["request_id", "request_created_at", "prompt_tokens"],
        roles: &[
            (Role::Id, "request_id"),
            (Role::Time, "request_created_at"),
            (Role::Model, "model"),
            (Role::Fresh, "prompt_tokens"),
            (Role::Cached, "prompt_cache_read_tokens"),
            (Role::Written, "prompt_cache_write_tokens"),
            (Role::Output, "completion_tokens"),
            (Role::Status, "status"),
            (Role::Metadata, "properties"),
        ],
    },
    Known {
        format: F::Focus,
        row_is: RowIs::Charge,
        signature: &["ChargePeriodStart", "BilledCost", "BillingCurrency"],
        roles: &[
            (Role::Time, "ChargePeriodStart"),
            (Role::End, "ChargePeriodEnd"),
            (Role::Model, "SkuPriceDetails"),
            (Role::Project, "SubAccountId"),
            (Role::Class, "SkuMeter"),
            (Role::Metadata, "ChargeDescription"),
            (Role::Cost, "BilledCost"),
            (Role::Currency, "BillingCurrency"),
            (Role::Quantity, "ConsumedQuantity"),
            (Role::Unit, "ConsumedUnit"),
            (Role::Kind, "ChargeCategory"),
            (Role::Status, "ServiceCategory"),
            (Role::Batch, "PricingCategory"),
            (Role::Alternative, "x_Option"),
        ],
    },
    Known {
        format: F::DeepSeek,
        row_is: RowIs::Charge,
        signature: &["start_time_iso", "type", "price", "amount"],
        roles: &[
            (Role::Time, "start_time_iso"),
            (Role::End, "end_time_iso"),
            (Role::Model, "model"),
            (Role::Project, "api_key_name"),
            (Role::Class, "type"),
            (Role::Price, "price"),
            (Role::Quantity, "amount"),
        ],
    },
    Known {
        format: F::Aggregated,
        row_is: RowIs::Sum,
        signature: &["time", "model", "requests", "fresh", "output"],
        roles: &Role::NAMES_AS_COLUMNS,
    },
];

impl Role {
    /// The columns of rows that `tco usage sql` makes: each is called what it says.
    const NAMES_AS_COLUMNS: [(Self, &'static str); 17] = {
        let mut roles = [(Self::Time, ""); 17];
        let mut place = 0;
        while place < roles.len() {
            roles[place] = (Self::NAMES[place].1, Self::NAMES[place].0);
            place += 1;
        }
        roles
    };
}
