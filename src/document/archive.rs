//! A zip of reports: the files in it, to be read one by one; and files packed into one.

use crate::write::package::Package;
use crate::zip::{Entry, Zip};
use crate::{Decoder, Refusal, Result};

/// One file of an archive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Packed {
    /// Its path in the archive.
    pub name: String,
    pub bytes: Vec<u8>,
}

/// The files in a zip, in its order. Left out are folders, what file systems add of
/// their own, and archives, which are not opened in one another.
///
/// # Errors
/// Where it is no zip, encrypted, damaged, holds too much, or nothing to read.
pub fn unpack(bytes: &[u8], decoder: Decoder) -> Result<Vec<Packed>> {
    if !Zip::is(bytes) {
        return Err(Refusal::Unknown);
    }
    let zip = Zip::open(bytes)?;
    let mut files = Vec::new();
    for entry in zip.entries() {
        let name = name(&zip, entry, decoder);
        if is_file(&name) {
            files.push(Packed {
                bytes: zip.read(entry)?,
                name,
            });
        }
    }
    if files.is_empty() {
        return Err(Refusal::Empty);
    }
    Ok(files)
}

/// Files as a zip, in their order. `None` where it gets too large for one.
#[must_use]
pub fn pack(files: &[Packed]) -> Option<Vec<u8>> {
    let mut package = Package::default();
    for file in files {
        package.write(&file.name, &file.bytes)?;
    }
    package.finish()
}

/// Programs of Chinese Windows write names in GBK and do not say so.
fn name(zip: &Zip, entry: &Entry, decoder: Decoder) -> String {
    let raw = zip.raw_name(entry);
    if std::str::from_utf8(raw).is_ok() {
        return entry.name.clone();
    }
    match decoder("gb18030", raw) {
        Some(name) => name.replace('\\', "/"),
        None => entry.name.clone(),
    }
}

fn is_file(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or_default();
    let lower = name.to_lowercase();
    !name.is_empty()
        && !path
            .split('/')
            .any(|part| part.starts_with('.') || part == "__MACOSX")
        && lower != "thumbs.db"
        && lower != "desktop.ini"
        && ![".zip", ".rar", ".7z"]
            .iter()
            .any(|ending| lower.ends_with(ending))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::zip::tests::package;

    fn decoder(label: &str, bytes: &[u8]) -> Option<String> {
        let encoding = encoding_rs::Encoding::for_label(label.as_bytes())?;
        let (text, malformed) = encoding.decode_without_bom_handling(bytes);
        (!malformed).then(|| text.into_owned())
    }

    #[test]
    fn gives_the_files_in_it() {
        let bytes = package(
            &[
                ("报告/", b""),
                ("报告/甲.txt", "甲局".as_bytes()),
                ("__MACOSX/报告/._甲.txt", b"x"),
                ("报告/.DS_Store", b"x"),
                ("里面.zip", b"PK"),
                ("乙.docx", b"PK\x03\x04"),
            ],
            false,
        );
        let files = unpack(&bytes, &decoder).expect("it opens");
        let names: Vec<&str> = files.iter().map(|file| &*file.name).collect();
        assert_eq!(names, ["报告/甲.txt", "乙.docx"]);
        assert_eq!(files[0].bytes, "甲局".as_bytes());
    }

    #[test]
    fn what_is_packed_is_unpacked_again() {
        let files =
            [("报告/甲.docx", "PK甲"), ("乙.md", &"乙局".repeat(90))].map(|(name, words)| Packed {
                name: name.to_owned(),
                bytes: words.into(),
            });
        let bytes = pack(&files).expect("small");
        assert_eq!(unpack(&bytes, &decoder).expect("it opens"), files);
    }

    #[test]
    fn names_in_gbk_are_read() {
        let mut bytes = package(&[("AAAA.txt", b"x")], false);
        // 甲局 in GBK.
        let gbk = [0xBC, 0xD7, 0xBE, 0xD6];
        while let Some(at) = bytes.windows(4).position(|four| four == b"AAAA") {
            bytes[at..at + 4].copy_from_slice(&gbk);
        }
        let files = unpack(&bytes, &decoder).expect("it opens");
        assert_eq!(files[0].name, "甲局.txt");
    }

    #[test]
    fn what_holds_nothing_to_read_is_refused() {
        assert_eq!(unpack(b"text", &decoder), Err(Refusal::Unknown));
        assert_eq!(unpack(b"PK\x03\x04", &decoder), Err(Refusal::Damaged));
        let bytes = package(&[("a/", b"")], false);
        assert_eq!(unpack(&bytes, &decoder), Err(Refusal::Empty));
    }
}
