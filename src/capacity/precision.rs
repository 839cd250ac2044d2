//! How wide weights, the KV cache and the arithmetic are.

use super::{Device, Model, Vendor};

/// The number format that a model is served in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Precision {
    /// 16-bit floats; a GPU without bfloat16 computes in `fp16` at the same speed.
    Bf16,
    /// 8-bit floats, weights and arithmetic.
    Fp8,
    /// 8-bit whole-number weights, computed in 16 bits.
    Int8,
    /// 4-bit weights with a scale for each group, computed in 16 bits.
    Int4,
    /// NVIDIA's 4-bit floats, weights and arithmetic.
    Nvfp4,
    /// 4-bit experts as `gpt-oss` is published; everything else has 16 bits.
    Mxfp4,
}

impl Precision {
    /// Every precision, the widest first.
    pub const ALL: [Self; 6] = [Self::Bf16, Self::Fp8, Self::Int8, Self::Nvfp4, Self::Mxfp4, Self::Int4];

    /// The name that it is written by.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Bf16 => "bf16",
            Self::Fp8 => "fp8",
            Self::Int8 => "int8",
            Self::Int4 => "int4",
            Self::Nvfp4 => "nvfp4",
            Self::Mxfp4 => "mxfp4",
        }
    }

    /// The precision of this name; `fp16` is as wide and as fast as `bf16` and stands for it.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        let name = name.to_lowercase();
        if name == "fp16" {
            return Some(Self::Bf16);
        }
        Self::ALL.into_iter().find(|precision| precision.name() == name)
    }

    /// What this model is served in on this GPU when nobody says: as its weights are published, and
    /// in 16 bits when the GPU cannot.
    #[must_use]
    pub fn usual(model: &Model, gpu: &Device) -> Self {
        let native = model.native_precision();
        if native.refused_by(model, gpu).is_none() { native } else { Self::Bf16 }
    }

    /// Why this GPU cannot serve this model so, when it cannot.
    #[must_use]
    pub fn refused_by(self, model: &Model, gpu: &Device) -> Option<String> {
        match self {
            Self::Nvfp4 if !(gpu.has_fp4 && gpu.vendor == Vendor::Nvidia) => {
                Some(format!("{} has no arithmetic for nvfp4, which came with NVIDIA's Blackwell", gpu.name))
            }
            Self::Fp8 if gpu.fp8_flops.is_none() && !gpu.has_bf16 => {
                Some(format!("{} has no arithmetic for fp8 and no kernels to unpack it", gpu.name))
            }
            Self::Mxfp4 if model.experts.is_none() => Some(format!("mxfp4 packs experts, and {} has none", model.id)),
            Self::Mxfp4 if !gpu.has_bf16 => Some(format!("{} has no kernels for mxfp4", gpu.name)),
            _ => None,
        }
    }

    /// Bytes of a weight outside the experts.
    pub(super) fn weight_bytes(self) -> f64 {
        match self {
            Self::Bf16 | Self::Mxfp4 => 2.0,
            Self::Fp8 | Self::Int8 => 1.0,
            Self::Nvfp4 => 0.5625,
            Self::Int4 => 0.53,
        }
    }

    /// Bytes of a weight of an expert.
    pub(super) fn expert_bytes(self) -> f64 {
        if self == Self::Mxfp4 { 0.53125 } else { self.weight_bytes() }
    }

    /// Bytes of an element of the KV cache: engines halve it where they compute in 8 bits or fewer.
    pub(super) fn cache_bytes(self, gpu: &Device) -> f64 {
        let narrow = matches!(self, Self::Fp8 | Self::Nvfp4) && gpu.fp8_flops.is_some();
        if narrow { 1.0 } else { 2.0 }
    }

    /// Dense peak of the arithmetic, in floating-point operations a second. Four bits are counted as
    /// one and a half times eight, not as twice: measured runs do not reach more.
    pub(super) fn flops(self, gpu: &Device) -> f64 {
        let eight_bits = gpu.fp8_flops.unwrap_or(gpu.half_flops);
        match self {
            Self::Bf16 | Self::Int8 | Self::Int4 | Self::Mxfp4 => gpu.half_flops,
            Self::Fp8 => eight_bits,
            Self::Nvfp4 => 1.5 * eight_bits,
        }
    }

    /// Whether the estimate was measured to be less sure at this precision, or not measured at all.
    pub(super) fn is_less_sure(self) -> bool {
        matches!(self, Self::Nvfp4 | Self::Mxfp4 | Self::Int4 | Self::Int8)
    }
}
