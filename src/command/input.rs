//! A file, or what is piped in, as text.

use crate::words::{Lang, complain};
use fazhi_documents::{Document, Limit, Options, Refusal, budget};
use fazhi_lens::vocabulary::Vocabulary;
use std::io::{self, Read};
use std::path::Path;

/// Why there is no text.
pub enum Trouble {
    /// It could not be opened.
    Unopened(io::Error),
    Folder,
    /// No reader for it is here; the page has one.
    Pdf,
    Refused(Refusal),
}

/// Reads a file of any format but PDF; `-` is what is piped in.
///
/// # Errors
/// A [`Trouble`] which says why there is no text.
pub fn read(name: &str) -> Result<Document, Trouble> {
    let bytes = bytes(name)?;
    if bytes.len() > budget::FILE {
        let limit = Limit::File;
        return Err(Trouble::Refused(Refusal::TooMuch { limit }));
    }
    // The mark may stand behind other bytes, which readers pass over.
    let head = &bytes[..bytes.len().min(1024)];
    if head.windows(5).any(|window| window == b"%PDF-") {
        return Err(Trouble::Pdf);
    }
    let options = Options::default();
    fazhi_documents::read(&bytes, name, &options, &decoded).map_err(Trouble::Refused)
}

/// The bytes of a file, and no more than one beyond the limit.
fn bytes(name: &str) -> Result<Vec<u8>, Trouble> {
    let most = budget::FILE as u64 + 1;
    let mut bytes = Vec::new();
    let read = if name == "-" {
        io::stdin().lock().take(most).read_to_end(&mut bytes)
    } else if Path::new(name).is_dir() {
        return Err(Trouble::Folder);
    } else {
        std::fs::File::open(name).and_then(|file| file.take(most).read_to_end(&mut bytes))
    };
    read.map_err(Trouble::Unopened)?;
    Ok(bytes)
}

/// Decodes as a browser does that is told to refuse what does not fit.
fn decoded(label: &str, bytes: &[u8]) -> Option<String> {
    let encoding = encoding_rs::Encoding::for_label(label.as_bytes())?;
    let (text, malformed) = encoding.decode_with_bom_removal(bytes);
    (!malformed).then(|| text.into_owned())
}

/// Says why a file was not read.
pub fn tell(lang: Lang, name: &str, trouble: &Trouble) {
    let key = match trouble {
        Trouble::Unopened(error) if error.kind() == io::ErrorKind::NotFound => "cmd.file.missing",
        Trouble::Unopened(error) => {
            let values = [("name", name), ("why", &error.to_string())];
            return complain(lang, "cmd.file.unopened", &values);
        }
        Trouble::Folder => "cmd.file.folder",
        Trouble::Pdf => "cmd.file.pdf",
        Trouble::Refused(refusal) => refused(refusal),
    };
    complain(lang, key, &[("name", name)]);
}

fn refused(refusal: &Refusal) -> &'static str {
    match refusal {
        Refusal::Empty => "cmd.file.empty",
        Refusal::Unknown => "cmd.file.unknown",
        Refusal::Other { what: "archive" } => "cmd.file.archive",
        Refusal::Other { what: "picture" } => "cmd.file.picture",
        Refusal::Other { .. } => "cmd.file.other",
        Refusal::Encrypted => "cmd.file.encrypted",
        Refusal::Scanned => "cmd.file.scanned",
        Refusal::Damaged => "cmd.file.damaged",
        Refusal::SaveAs { .. } => "cmd.file.saveAs",
        Refusal::TooMuch { .. } => "cmd.file.tooMuch",
    }
}

/// The reader's own words, where a file of them is named; `None` where it cannot be
/// read. Lines that cannot be taken are told and left out.
pub fn vocabulary(lang: Lang, file: Option<&String>) -> Option<Vocabulary> {
    let Some(name) = file else {
        return Some(Vocabulary::default());
    };
    match read(name) {
        Ok(document) => {
            let words = Vocabulary::new(&document.text);
            for (line, reason) in &words.problems {
                let line = line.to_string();
                let values = [
                    ("name", name.as_str()),
                    ("n", &line),
                    ("why", reason.name()),
                ];
                complain(lang, "cmd.words.line", &values);
            }
            Some(words)
        }
        Err(trouble) => {
            tell(lang, name, &trouble);
            None
        }
    }
}
