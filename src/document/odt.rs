//! OpenDocument text: .odt, a package, and .fodt, one XML file.

mod styles;
#[cfg(test)]
mod tests;
mod walk;

use crate::xml::{self, Xml};
use crate::zip::Zip;
use crate::{Decoder, Document, Options, Refusal, Result};
use styles::Styles;
use walk::Walk;

const KIND: &[u8] = b"application/vnd.oasis.opendocument.";
/// How far into a file its kind stands: at its beginning in a package, among the names
/// of the root element in a single file.
const IN_PACKAGE: usize = 200;
const IN_FILE: usize = 8_192;

/// What OpenDocument calls files that are not text, and what they are.
const OTHERS: &[(&str, &str)] = &[
    ("spreadsheet", "table"),
    ("presentation", "slide"),
    ("graphics", "picture"),
    ("image", "picture"),
    ("chart", "picture"),
];

/// Whether bytes are OpenDocument of any kind.
pub fn is(bytes: &[u8]) -> bool {
    if Zip::is(bytes) {
        return kind(bytes, IN_PACKAGE).is_some()
            || Zip::open(bytes).is_ok_and(|zip| {
                zip.find("content.xml").is_some() && zip.find("META-INF/manifest.xml").is_some()
            });
    }
    let start = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    start.starts_with(b"<?xml") && kind(bytes, IN_FILE).is_some()
}

/// What follows the common beginning of the kinds.
fn kind(bytes: &[u8], within: usize) -> Option<&[u8]> {
    let head = &bytes[..bytes.len().min(within)];
    let at = head.windows(KIND.len()).position(|word| word == KIND)?;
    Some(&head[at + KIND.len()..])
}

/// Reads a file.
///
/// # Errors
/// Where it is encrypted, damaged, no text, or more than the budget.
pub fn read(bytes: &[u8], options: &Options, decoder: Decoder) -> Result<Document> {
    let package = Zip::is(bytes);
    let within = if package { IN_PACKAGE } else { IN_FILE };
    let kind = kind(bytes, within).unwrap_or_default();
    let other = |(name, _): &&(&str, &str)| kind.starts_with(name.as_bytes());
    if let Some((_, what)) = OTHERS.iter().find(other) {
        return Err(Refusal::Other { what });
    }
    if !package {
        let file = xml::decode(bytes.to_vec(), decoder)?;
        let styles = Styles::read(&[&file])?;
        return Walk::new(&styles, options, &file).document(&file);
    }
    let zip = Zip::open(bytes)?;
    let part = |name: &str| match zip.read_name(name)? {
        Some(bytes) => xml::decode(bytes, decoder),
        None => Ok(String::new()),
    };
    // An encrypted package may hold another one, which has the text.
    if zip.find("encrypted-package").is_some()
        || part("META-INF/manifest.xml")?.contains("encryption-data")
    {
        return Err(Refusal::Encrypted);
    }
    let content = part("content.xml")?;
    if content.is_empty() {
        return Err(Refusal::Damaged);
    }
    let common = part("styles.xml")?;
    let styles = Styles::read(&[&common, &content])?;
    Walk::new(&styles, options, &content).document(&common)
}

/// The events of a part; of one that is not there none.
fn events(part: &str) -> Xml<'_> {
    Xml::new(part)
}
