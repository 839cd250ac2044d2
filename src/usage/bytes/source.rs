//! The bytes of an export, decompressed, and cut into blocks of whole rows.

use std::error::Error;
use std::io::{self, BufRead, BufReader, Cursor, Read};

use flate2::bufread::MultiGzDecoder;
use ruzstd::decoding::StreamingDecoder;

/// Bytes of a block: large enough that handing it over costs nothing, small enough for any cache.
pub const BLOCK: usize = 512 * 1024;

/// Bytes of the longest row; no provider writes one of a tenth of it.
pub const LONGEST_ROW: usize = 64 * 1024 * 1024;

/// How far the start of a file is looked at to tell what it is.
const HEAD: usize = 256 * 1024;

/// An export as bytes.
pub struct Bytes<'a> {
    inner: Box<dyn Read + 'a>,
    /// Its first bytes, as far as they were looked at.
    pub head: Vec<u8>,
    /// Whether it was compressed: then an error may be the data's fault.
    compressed: Compressed,
    /// Why the data ended early, once they have.
    pub broken: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Compressed {
    Yes,
    No,
}

/// Why bytes stop.
#[derive(Debug)]
pub enum Stop {
    /// The system cannot read on.
    System(io::Error),
    /// The data cannot be used: what is wrong, and the line.
    Data(String, u64),
}

impl<'a> Bytes<'a> {
    /// Bytes that are plain, gzip or zstd, told by how they start. A mark of UTF-8 is dropped.
    ///
    /// # Errors
    /// When nothing can be read, or the text is UTF-16.
    pub fn new(mut source: Box<dyn Read + 'a>) -> Result<Self, Stop> {
        let mut magic = Vec::new();
        source.by_ref().take(4).read_to_end(&mut magic).map_err(Stop::System)?;
        let (gzip, zstd) = (magic.starts_with(&[0x1f, 0x8b]), magic == [0x28, 0xb5, 0x2f, 0xfd]);
        let whole = Cursor::new(magic).chain(source);
        let compressed = if gzip || zstd { Compressed::Yes } else { Compressed::No };
        let inner: Box<dyn Read + 'a> = match (gzip, zstd) {
            (true, _) => Box::new(MultiGzDecoder::new(BufReader::with_capacity(BLOCK, whole))),
            (_, true) => Box::new(Frames { state: State::Between(BufReader::with_capacity(BLOCK, Box::new(whole))) }),
            _ => Box::new(whole),
        };
        let mut bytes = Self { inner, head: Vec::new(), compressed, broken: None };
        let mut head = Vec::new();
        bytes.fill(&mut head, HEAD)?;
        if head.starts_with(&[0xff, 0xfe]) || head.starts_with(&[0xfe, 0xff]) {
            return Err(Stop::Data("the text is UTF-16; save it as UTF-8".to_owned(), 1));
        }
        if head.starts_with(&[0xef, 0xbb, 0xbf]) {
            head.drain(..3);
        }
        bytes.head = head;
        Ok(bytes)
    }

    /// Reads until `buffer` holds `size` bytes or the source ends.
    ///
    /// # Errors
    /// When the system cannot read.
    pub fn fill(&mut self, buffer: &mut Vec<u8>, size: usize) -> Result<(), Stop> {
        let wanted = size.saturating_sub(buffer.len());
        match self.inner.by_ref().take(wanted as u64).read_to_end(buffer) {
            Ok(_) => Ok(()),
            Err(error) if self.compressed == Compressed::Yes && error.raw_os_error().is_none() => {
                self.inner = Box::new(io::empty());
                self.broken = Some(format!("the compressed data {}", ending(&error)));
                Ok(())
            }
            Err(error) => Err(Stop::System(error)),
        }
    }
}

/// Why compressed data cannot be read on, whatever the reader of their format calls it.
fn ending(error: &io::Error) -> &'static str {
    let mut cause: Option<&(dyn Error + 'static)> = Some(error);
    while let Some(error) = cause {
        let inner = error.downcast_ref::<io::Error>();
        if inner.is_some_and(|error| error.kind() == io::ErrorKind::UnexpectedEof) {
            return "end too early: the file is cut short";
        }
        // an error of the system that holds another one names the cause of that one as its own
        cause = match inner.and_then(io::Error::get_ref) {
            Some(held) => Some(held),
            None => error.source(),
        };
    }
    "are damaged from here on"
}

/// The frames of a zstd file, one after the other.
struct Frames<'a> {
    state: State<'a>,
}

type Source<'a> = BufReader<Box<dyn Read + 'a>>;

enum State<'a> {
    Between(Source<'a>),
    Within(Box<StreamingDecoder<Source<'a>, ruzstd::decoding::FrameDecoder>>),
    Done,
}

impl Read for Frames<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            self.state = match std::mem::replace(&mut self.state, State::Done) {
                State::Done => return Ok(0),
                State::Between(mut source) => {
                    if source.fill_buf()?.is_empty() {
                        return Ok(0);
                    }
                    State::Within(Box::new(StreamingDecoder::new(source).map_err(io::Error::other)?))
                }
                State::Within(mut decoder) => match decoder.read(buffer)? {
                    0 => State::Between(decoder.into_inner()),
                    read => {
                        self.state = State::Within(decoder);
                        return Ok(read);
                    }
                },
            };
        }
    }
}
