//! From the bytes of a file to the text of a report, and back with the remarks in it.
//!
//! Every format is read under one contract: [`read`] takes the bytes and gives a
//! [`Document`], or a [`Refusal`] that says why not. What a file is tells its content,
//! never its name. Readers do not decode: who calls brings a [`Decoder`], since the
//! browser has all encodings and their tables would be most of the download.
//!
//! A paragraph of the file is a line of the text. A row of a table is a line too, its
//! cells parted by tabs; a cell that continues another is empty.

// The bindings for JavaScript alone make some, on their own target.
#![cfg_attr(not(target_arch = "wasm32"), forbid(unsafe_code))]

pub mod archive;
pub mod budget;
mod bytes;
mod doc;
mod docx;
mod encoding;
mod html;
pub mod layout;
mod list_count;
mod list_number;
mod mht;
mod odt;
mod ofd;
mod out;
mod rtf;
mod sniff;
mod text;
#[cfg(any(test, target_arch = "wasm32"))]
mod units;
#[cfg(target_arch = "wasm32")]
mod wasm;
mod write;
pub mod xlsx;
mod xml;
mod zip;

pub use budget::Limit;
pub use html::clipboard;
pub use out::{Kind, LeftOut, Out, Part, Piece};
pub use write::{Block, BlockKind, Job, Remark, Step, WriteRefusal, Written, annotate, new_docx};

use serde::Serialize;

/// Decodes bytes by a label of the Encoding Standard. It leaves a byte-order mark out and
/// gives `None` where a byte does not fit, or the label is not known.
pub type Decoder<'a> = &'a dyn Fn(&str, &[u8]) -> Option<String>;

/// How a file is to be read.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Of what is usually left out, the kinds that are to be read with the rest.
    pub with: Vec<Kind>,
}

/// A file that was read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Document {
    /// `txt`, `html`, `mht`, `docx`, `doc`, `rtf`, `odt`, `ofd`.
    pub format: &'static str,
    /// The label of the encoding where the file is written in one.
    pub encoding: Option<&'static str>,
    /// Lines end in `\n`; those of plain text as they came.
    pub text: String,
    /// Numbers of lists that the file does not hold as text: the program that shows it
    /// counts them. As pairs of byte offsets in `text`, in order.
    pub numbers: Vec<(usize, usize)>,
    /// What the file holds and `text` does not, or only as one reading of it.
    pub left_out: Vec<LeftOut>,
    /// Where each stretch of `text` stands in the file, in order; empty for formats that
    /// are not written back.
    #[serde(skip)]
    pub pieces: Vec<Piece>,
    /// The parts of a package that `pieces` name, by index.
    #[serde(skip)]
    pub parts: Vec<Part>,
}

/// Why a file was not read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "why", rename_all = "camelCase")]
pub enum Refusal {
    /// Nothing in it that could be read.
    Empty,
    /// Neither text nor a format that is known.
    Unknown,
    /// A known format which is not a report: a table, a slide, a picture, a program, an archive.
    Other { what: &'static str },
    /// It cannot be opened without a password.
    Encrypted,
    /// Pages that are pictures.
    Scanned,
    /// It does not hold to its own format.
    Damaged,
    /// Written by a program whose format is not read: what to save it as.
    SaveAs { format: &'static str },
    /// More of something than is read.
    TooMuch { limit: Limit },
}

pub type Result<T> = std::result::Result<T, Refusal>;

/// Reads a file. Never panics, whatever the bytes, and stays within the budget.
///
/// `name` decides nothing that the content decides: it tells HTML without a head from
/// plain text.
///
/// ```
/// use fazhi_documents::{Options, Refusal, read};
///
/// // A real one knows GB 18030, Big5 and UTF-16 too: `encoding_rs` has them.
/// let decoder = |label: &str, bytes: &[u8]| match label {
///     "utf-8" => String::from_utf8(bytes.to_vec()).ok(),
///     _ => None,
/// };
/// let read = |bytes, name| read(bytes, name, &Options::default(), &decoder);
///
/// let page = "<p>一、工作</p><p>办理案件30件。</p>".as_bytes();
/// let document = read(page, "report.html").unwrap();
/// assert_eq!((document.format, &*document.text), ("html", "一、工作\n办理案件30件。"));
/// assert_eq!(read(b" ", "report.txt"), Err(Refusal::Empty));
/// ```
///
/// # Errors
/// A [`Refusal`] which says why the file cannot be read.
pub fn read(bytes: &[u8], name: &str, options: &Options, decoder: Decoder) -> Result<Document> {
    let format = sniff::format(bytes, name)?;
    let document = (format.read)(bytes, options, decoder)?;
    if document.text.trim().is_empty() {
        return Err(Refusal::Empty);
    }
    Ok(document)
}
