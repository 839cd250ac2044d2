//! Under which terms a GPU is rented.

use std::fmt;

/// Under which terms a GPU is rented.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Term {
    /// As long as wanted.
    OnDemand,
    /// Until someone pays more.
    Spot,
    /// For a year.
    ReservedOneYear,
    /// For three years.
    ReservedThreeYears,
    /// For days or weeks, booked ahead.
    CapacityBlock,
    /// While requests come.
    Serverless,
    /// With the provider's engine on it.
    ManagedEndpoint,
}

impl Term {
    /// Every term, the one that binds least first.
    pub const ALL: [Self; 7] = [
        Self::OnDemand,
        Self::Spot,
        Self::ReservedOneYear,
        Self::ReservedThreeYears,
        Self::CapacityBlock,
        Self::Serverless,
        Self::ManagedEndpoint,
    ];

    /// The name that the catalog has it by.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::OnDemand => "on_demand",
            Self::Spot => "spot",
            Self::ReservedOneYear => "reserved_1y",
            Self::ReservedThreeYears => "reserved_3y",
            Self::CapacityBlock => "capacity_block",
            Self::Serverless => "serverless",
            Self::ManagedEndpoint => "managed_endpoint",
        }
    }

    /// The term of this name.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|term| term.name() == name)
    }
}

impl fmt::Display for Term {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.name().replace('_', " "))
    }
}
