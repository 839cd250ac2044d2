//! A GPU as the estimate sees it: memory, bandwidth and arithmetic.

use super::hardware::{Link, extras};
use crate::catalog::GpuSpec;
use crate::quantity::figures::float;

/// Bytes of a gibibyte: a card of 80 GB has 80 GiB.
const GIB: f64 = 1_073_741_824.0;

/// Who makes a GPU.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Vendor {
    /// NVIDIA.
    Nvidia,
    /// AMD.
    Amd,
}

/// One GPU, from its specification in the catalog.
#[derive(Clone, Debug, PartialEq)]
pub struct Device {
    /// Its name in the catalog, as in `H100-SXM`.
    pub name: String,
    /// Who makes it.
    pub vendor: Vendor,
    /// Bytes of memory that programs see.
    pub memory: f64,
    /// Peak memory bandwidth, bytes a second.
    pub bandwidth: f64,
    /// Dense peak in 16 bits, operations a second.
    pub half_flops: f64,
    /// Dense peak in 8-bit floats, operations a second, when it has them.
    pub fp8_flops: Option<f64>,
    /// Whether it has bfloat16.
    pub has_bf16: bool,
    /// Whether it has 4-bit floats.
    pub has_fp4: bool,
    /// How several of them are joined.
    pub link: Link,
}

impl From<&GpuSpec> for Device {
    fn from(spec: &GpuSpec) -> Self {
        let extras = extras(&spec.name);
        Self {
            name: spec.name.clone(),
            vendor: if spec.vendor == "amd" { Vendor::Amd } else { Vendor::Nvidia },
            memory: float(spec.memory_gb) * GIB * extras.visible_memory,
            bandwidth: float(spec.bandwidth_gb_per_second) * 1e9,
            half_flops: float(spec.bf16_tflops) * 1e12,
            fp8_flops: spec.fp8_tflops.map(|tera| float(tera) * 1e12),
            has_bf16: extras.has_bf16,
            has_fp4: extras.has_fp4,
            link: extras.link,
        }
    }
}
