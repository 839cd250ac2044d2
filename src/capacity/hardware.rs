//! What the table of GPUs does not hold: how GPUs are joined, and what of the memory and the number
//! formats is there. From the vendors' data sheets, from memory: treat them as good to a few per cent.

/// How the GPUs of a replica are joined: bytes a second that one GPU sends, in one direction.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Link {
    /// `NVLink` or `xGMI`.
    Direct(f64),
    /// Over the `PCIe` slots.
    Pcie(f64),
}

impl Link {
    /// Bytes a second that an all-reduce reaches: 70 % of a direct link, half of a `PCIe` slot.
    pub(super) fn effective(self) -> f64 {
        match self {
            Self::Direct(rate) => 0.70 * rate,
            Self::Pcie(rate) => 0.50 * rate,
        }
    }

    /// Whether it goes over `PCIe`.
    #[must_use]
    pub fn is_pcie(self) -> bool {
        matches!(self, Self::Pcie(_))
    }
}

/// What is known of a GPU beyond its row in the table.
pub(super) struct Extras {
    /// How several of them are joined.
    pub link: Link,
    /// The share of the nominal memory that programs see: error correction within the memory takes
    /// a sixteenth of GDDR6 on data-centre cards, nothing elsewhere.
    pub visible_memory: f64,
    /// Whether it has bfloat16; Turing has not.
    pub has_bf16: bool,
    /// Whether it has 4-bit floats.
    pub has_fp4: bool,
}

/// The extras of a GPU by its name; a GPU that is not known is joined by `PCIe` 4.0 and has no 4-bit
/// floats, which is never too rosy.
pub(super) fn extras(gpu: &str) -> Extras {
    let with_gddr6_ecc = matches!(gpu, "T4" | "A10" | "A10G" | "L4" | "L40S");
    Extras {
        link: link(gpu),
        visible_memory: if with_gddr6_ecc { 15.0 / 16.0 } else { 1.0 },
        has_bf16: gpu != "T4",
        has_fp4: matches!(
            gpu,
            "B200-SXM" | "B300-SXM" | "GB200" | "RTX-PRO-6000-Server" | "RTX-5090" | "MI350X" | "MI355X"
        ),
    }
}

fn link(gpu: &str) -> Link {
    match gpu {
        "A100-40-SXM" | "A100-80-SXM" => Link::Direct(300e9),
        "H100-SXM" | "H200-SXM" => Link::Direct(450e9),
        "B200-SXM" | "B300-SXM" | "GB200" => Link::Direct(900e9),
        "MI300X" | "MI325X" => Link::Direct(448e9),
        "MI350X" | "MI355X" => Link::Direct(537.6e9),
        // NVL cards are bridged in pairs only; more than two meet over PCIe 5.0
        "H100-PCIe" | "H100-NVL" | "RTX-PRO-6000-Server" | "RTX-5090" => Link::Pcie(64e9),
        "T4" => Link::Pcie(16e9),
        _ => Link::Pcie(32e9),
    }
}
