//! Fleets of GPUs, rented or bought.

use crate::scenario::input::{Input, Price};

/// A fleet of replicas.
#[derive(Clone, Debug)]
pub struct Fleet {
    /// GPUs of one replica.
    pub gpus_per_replica: Input,
    /// What one replica does in a second.
    pub throughput: Throughput,
    /// Headroom at the busiest hour.
    pub target_utilization: Input,
    /// Replicas that always run.
    pub minimum_replicas: Input,
    /// Replicas beyond the need.
    pub spare_replicas: Input,
    /// The most there can be.
    pub maximum_replicas: Option<Input>,
    /// Whether the fleet follows the profile hour by hour.
    pub hourly_scaling: bool,
    /// Hours a replica is paid for; `hours_per_month` when absent.
    pub billed_hours: Option<Input>,
    /// Hours in which requests arrive; the billed hours when absent.
    pub service_hours: Option<Input>,
    /// How the GPUs are paid.
    pub supply: Supply,
}

/// What one replica does in a second.
#[derive(Clone, Debug)]
pub enum Throughput {
    /// Input and output tokens apart.
    Phases {
        /// Input tokens a second.
        prefill: Input,
        /// Output tokens a second.
        decode: Input,
    },
    /// Input and output tokens together.
    Total(Input),
}

/// How GPUs are paid.
#[derive(Clone, Debug)]
pub enum Supply {
    /// By the hour.
    Rented(Box<Rent>),
    /// Bought.
    Owned(Box<Purchase>),
}

/// Rented GPUs, some of them reserved.
#[derive(Clone, Debug)]
pub struct Rent {
    /// Rent of one GPU.
    pub price_per_gpu_hour: Price,
    /// Drift of the rent.
    pub price_change_per_year: Input,
    /// GPUs paid for whether used or not.
    pub reserved: Option<Reserved>,
}

/// GPUs paid for whether used or not.
#[derive(Clone, Debug)]
pub struct Reserved {
    /// How many.
    pub gpus: Input,
    /// Rent of one GPU.
    pub price_per_gpu_hour: Price,
}

/// Bought hardware.
#[derive(Clone, Debug)]
pub struct Purchase {
    /// Of one GPU.
    pub price_per_gpu: Price,
    /// The rest of one replica.
    pub other_hardware: Price,
    /// Months a unit is kept.
    pub life_months: u32,
    /// Share of the price at the end of life.
    pub residual: Input,
    /// Power drawn by a GPU.
    pub watts_per_gpu: Input,
    /// Facility power over IT power.
    pub pue: Input,
    /// Of electricity.
    pub price_per_kwh: Price,
    /// Hours power is drawn; the service hours when absent.
    pub powered_hours: Option<Input>,
    /// Of one replica.
    pub colocation_per_month: Price,
    /// Share of the price.
    pub maintenance_per_year: Input,
}
