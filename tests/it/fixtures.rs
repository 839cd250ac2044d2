//! Scenarios that several test files look at.

/// The smallest scenario with figures to look at: an API with a licence.
pub const SMALL: &str = r#"
[scenario]
name = "Small"
months = 3

[workloads.chat]
requests_per_month = [1000, 2000, 3000]
input_tokens = 100
output_tokens = 10

[options.api]
kind = "api"
input_per_mtok = 1
output_per_mtok = 2

[[options.api.costs]]
name = "Licence"
monthly = 5
"#;

/// An option beside that of [`SMALL`], paid once.
pub const OWN: &str = r#"
[options.own]
kind = "custom"

[[options.own.costs]]
name = "All of it"
once = 20
"#;

/// Two options for one month: `metered`, paid by the request, and `flat`, a fee. Values are as a scenario writes them.
pub fn metered_or_flat(requests: &str, per_request: &str, fee: &str) -> String {
    format!(
        r#"
[scenario]
name = "before"
months = 1
[workloads.w]
requests_per_month = {requests}
[options.metered]
kind = "custom"
costs = [{{ name = "use", per_request = {per_request} }}]
[options.flat]
kind = "custom"
costs = [{{ name = "fee", monthly = {fee} }}]
"#
    )
}
