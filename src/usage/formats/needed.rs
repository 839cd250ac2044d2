//! The columns that exports of a format always have.

use super::known::Known;
use super::role::Role;
use crate::scenario::nearest;
use crate::usage::entry::format::Format;

impl Known {
    /// Whether every export of the format has the column of a role, as far as it has such a role: without it,
    /// something would count as 0, or as used at another time or by nobody.
    #[must_use]
    pub fn needs(&self, role: Role) -> bool {
        match self.format {
            // `--columns` and `tco usage sql` name what there is
            Format::Aggregated => false,
            // the table of a database, of which a query may take less; of Helicone, no header is published
            Format::LiteLlmLogs | Format::Helicone => {
                matches!(role, Role::Model | Role::Input | Role::Fresh | Role::Output)
            }
            // rows by user have no team
            Format::LiteLlmDaily => !matches!(role, Role::Id | Role::Project),
            // that a batch or tier is not told is asked in a draft
            Format::OpenAiUsageCsv => !matches!(role, Role::Written | Role::Batch | Role::Tier),
            // a quantity gives a price for the check
            Format::OpenAiCostCsv => !matches!(role, Role::Quantity | Role::Unit),
            // other columns depend on what the provider charges for
            Format::Focus => matches!(role, Role::End | Role::Kind | Role::Status),
            _ => true,
        }
    }

    /// The column that is probably meant by one that the table lacks: none that the format calls so itself.
    #[must_use]
    pub fn meant<'h>(&self, name: &str, header: &'h [String]) -> Option<&'h str> {
        let is_own = |column: &str| self.roles.iter().any(|(_, own)| *own == column);
        nearest(name, header.iter().map(String::as_str).filter(|column| !is_own(column)))
    }

    /// The one column by which the format is known that a table calls nearly so, when it has the others and at least
    /// half of all.
    #[must_use]
    pub fn nearly(&self, header: &[String]) -> Option<&'static str> {
        let has = |name: &str| header.iter().any(|column| column == name);
        let mut lacks = self.signature.iter().filter(|name| !has(name));
        let (name, None) = (lacks.next()?, lacks.next()) else { return None };
        let told = self.roles.iter().filter(|(_, name)| has(name)).count();
        (2 * told >= self.roles.len() && self.meant(name, header).is_some()).then_some(*name)
    }
}
