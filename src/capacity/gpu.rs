//! GPUs: memory, bandwidth and arithmetic.

use super::hardware::{Link, extras};
use super::table::{Row, TableError, read_rows};

const GPU_SPECS: &str = include_str!("../../data/gpu_specs.csv");

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

/// One GPU.
#[derive(Clone, Debug, PartialEq)]
pub struct GpuSpec {
    /// Its name, as in `H100-SXM`.
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
    /// Where the figures come from.
    pub source: String,
}

/// Every GPU of the embedded table.
#[must_use]
pub fn gpus() -> Vec<GpuSpec> {
    read_gpus(GPU_SPECS).unwrap_or_default()
}

/// Reads a table of GPUs with the columns of `data/gpu_specs.csv`.
///
/// # Errors
/// A column that is missing, a cell that holds no number; with its line.
pub fn read_gpus(text: &str) -> Result<Vec<GpuSpec>, TableError> {
    read_rows(text, gpu)
}

/// The GPU of this name in any case, or the only one whose name begins so: `h200` is `H200-SXM`.
#[must_use]
pub fn find_gpu<'a>(gpus: &'a [GpuSpec], name: &str) -> Option<&'a GpuSpec> {
    let name = name.to_lowercase();
    let exact = gpus.iter().find(|gpu| gpu.name.to_lowercase() == name);
    exact.or_else(|| {
        let beginning = format!("{name}-");
        let mut begun = gpus.iter().filter(|gpu| gpu.name.to_lowercase().starts_with(&beginning));
        begun.next().filter(|_| begun.next().is_none())
    })
}

fn gpu(row: &Row<'_>) -> Result<GpuSpec, TableError> {
    let name = row.text("gpu")?;
    let vendor = match row.text("vendor")? {
        "nvidia" => Vendor::Nvidia,
        "amd" => Vendor::Amd,
        other => return Err(row.wrong(format!("`vendor` is `{other}`, not `nvidia` or `amd`"))),
    };
    let extras = extras(name);
    Ok(GpuSpec {
        name: name.to_owned(),
        vendor,
        memory: row.number("mem_gb")? * GIB * extras.visible_memory,
        bandwidth: row.number("bandwidth_gbs")? * 1e9,
        half_flops: row.number("bf16_dense_tflops")? * 1e12,
        fp8_flops: row.number_if_any("fp8_dense_tflops")?.map(|tera| tera * 1e12),
        has_bf16: extras.has_bf16,
        has_fp4: extras.has_fp4,
        link: extras.link,
        source: row.text("spec_source")?.to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::{find_gpu, gpus};

    #[test]
    fn a_gpu_is_found_by_its_name_or_an_unmistakable_beginning() {
        let gpus = gpus();
        let found = |name| find_gpu(&gpus, name).map(|gpu| gpu.name.as_str());
        assert_eq!(found("h100-sxm"), Some("H100-SXM"));
        assert_eq!(found("H200"), Some("H200-SXM"));
        assert_eq!(found("A10"), Some("A10"));
        assert_eq!(found("H100"), None);
    }
}
