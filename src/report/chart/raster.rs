//! From SVG to PNG.

use std::error::Error;
use std::fmt;
use std::sync::{Arc, LazyLock};

use resvg::tiny_skia::{Color, Pixmap, Transform};
use resvg::usvg::fontdb::{Database, Source};
use resvg::usvg::{Options, Tree};

use super::font::{REGULAR_TTF, SEMIBOLD_TTF};

/// Pixels of the PNG for each pixel of the SVG.
const ZOOM: u8 = 2;

/// Pixels a metre at 96 pixels an inch, so that a document shows the PNG as large as the SVG.
const SCREEN_PIXELS_PER_METRE: u32 = 3780;

/// Why an SVG could not be turned into a PNG.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ChartError {
    /// The text is not an SVG document; with the parser's message.
    Svg(String),
    /// The document is empty or too large for an image.
    Size,
    /// The image could not be encoded; with the encoder's message.
    Png(String),
}

impl fmt::Display for ChartError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Svg(message) => write!(f, "the chart is not readable SVG: {message}"),
            Self::Size => write!(f, "the chart is empty or too large for an image"),
            Self::Png(message) => write!(f, "the chart could not be written as PNG: {message}"),
        }
    }
}

impl Error for ChartError {}

/// The embedded typeface, read once.
static FONTS: LazyLock<Arc<Database>> = LazyLock::new(|| {
    let mut fonts = Database::new();
    for data in [REGULAR_TTF, SEMIBOLD_TTF] {
        fonts.load_font_source(Source::Binary(Arc::new(data)));
    }
    fonts.set_sans_serif_family("Inter");
    Arc::new(fonts)
});

/// Draws an SVG at twice its size, on white, and returns the bytes of a PNG file.
///
/// Words are drawn with the embedded typeface alone, so the bytes do not depend on the fonts of the machine.
///
/// # Errors
///
/// When the text is not SVG, when it has no size or one that does not fit in memory, and when encoding fails;
/// the charts of this module meet none of these.
pub fn png(svg: &str) -> Result<Vec<u8>, ChartError> {
    let options = Options { font_family: "Inter".to_owned(), fontdb: Arc::clone(&FONTS), ..Options::default() };
    let tree = Tree::from_str(svg, &options).map_err(|error| ChartError::Svg(error.to_string()))?;
    let size = tree.size().to_int_size().scale_by(f32::from(ZOOM)).ok_or(ChartError::Size)?;
    let mut pixmap = Pixmap::new(size.width(), size.height()).ok_or(ChartError::Size)?;
    pixmap.fill(Color::WHITE);
    let zoom = f32::from(ZOOM);
    resvg::render(&tree, Transform::from_scale(zoom, zoom), &mut pixmap.as_mut());
    encoded(&pixmap).map_err(|error| ChartError::Png(error.to_string()))
}

/// Encodes without an alpha channel: the page is opaque, and a quarter fewer bytes are compressed.
fn encoded(pixmap: &Pixmap) -> Result<Vec<u8>, png::EncodingError> {
    let rgb: Vec<u8> = pixmap.data().chunks_exact(4).flat_map(|pixel| pixel.iter().take(3).copied()).collect();
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, pixmap.width(), pixmap.height());
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_compression(png::Compression::Fast);
    encoder.set_source_srgb(png::SrgbRenderingIntent::Perceptual);
    let dense = SCREEN_PIXELS_PER_METRE * u32::from(ZOOM);
    encoder.set_pixel_dims(Some(png::PixelDimensions { xppu: dense, yppu: dense, unit: png::Unit::Meter }));
    let mut writer = encoder.write_header()?;
    writer.write_image_data(&rgb)?;
    writer.finish()?;
    Ok(file)
}
