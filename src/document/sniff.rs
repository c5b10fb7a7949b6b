//! What a file is, by its content.

use crate::{
    Decoder, Document, Options, Refusal, Result, budget, doc, docx, encoding, html, mht, odt, ofd,
    rtf,
};

/// A reader of one format.
pub type Read = fn(&[u8], &Options, Decoder) -> Result<Document>;

/// One format: how it is told and who reads it.
pub struct Format {
    /// Whether the bytes are of this format.
    is: fn(&Sample) -> bool,
    pub read: Read,
}

/// What the format of a file is told by.
pub struct Sample<'a> {
    pub bytes: &'a [u8],
    /// The ending of the name in lower case, for what has no mark of its own.
    pub ending: String,
}

/// The formats, the first that fits being taken; text fits all.
const FORMATS: &[Format] = &[
    Format {
        is: |sample| odt::is(sample.bytes),
        read: odt::read,
    },
    Format {
        is: |sample| ofd::is(sample.bytes),
        read: ofd::read,
    },
    Format {
        is: docx::is,
        read: docx::read,
    },
    Format {
        is: |sample| sample.bytes.starts_with(doc::MARK),
        read: doc::read,
    },
    Format {
        is: rtf::is,
        read: rtf::read,
    },
    Format {
        is: mht::is,
        read: mht::read,
    },
    Format {
        is: html::is,
        read: html::read,
    },
    Format {
        is: |_| true,
        read: encoding::read,
    },
];

/// What is known and not read: its first bytes and what it is.
const OTHERS: &[(&[u8], &str)] = &[
    (b"\x89PNG", "picture"),
    (b"\xFF\xD8\xFF", "picture"),
    (b"GIF8", "picture"),
    (b"II*\0", "picture"),
    (b"MM\0*", "picture"),
    (b"Rar!", "archive"),
    (b"7z\xBC\xAF", "archive"),
    (b"\x1F\x8B", "archive"),
    (b"MZ", "program"),
    (b"\x7FELF", "program"),
];

/// # Errors
/// Where the file is empty, too large, or of a format that is known and not read.
pub fn format(bytes: &[u8], name: &str) -> Result<&'static Format> {
    budget::within(bytes.len(), budget::FILE, budget::Limit::File)?;
    if bytes.is_empty() {
        return Err(Refusal::Empty);
    }
    if let Some((_, what)) = OTHERS.iter().find(|(mark, _)| bytes.starts_with(mark)) {
        return Err(Refusal::Other { what });
    }
    let ending = name
        .rsplit_once('.')
        .map_or(String::new(), |(_, ending)| ending.to_lowercase());
    let sample = Sample { bytes, ending };
    FORMATS
        .iter()
        .find(|format| (format.is)(&sample))
        .ok_or(Refusal::Unknown)
}
