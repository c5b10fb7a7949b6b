//! Files put together from the bytes that the fuzzer chooses: a fixture of a format, with
//! changes in its bytes or, where it is a package, in those of its parts.

use libfuzzer_sys::arbitrary::{Result, Unstructured};
use std::io::{Cursor, Read, Write};
use std::path::Path;
use std::sync::OnceLock;

/// What the browser's `TextDecoder` does when it is told to be fatal.
pub fn decoder(label: &str, bytes: &[u8]) -> Option<String> {
    let encoding = encoding_rs::Encoding::for_label(label.as_bytes())?;
    let (text, malformed) = encoding.decode_with_bom_removal(bytes);
    (!malformed).then(|| text.into_owned())
}

/// A file of one of the folders of fixtures.
pub fn file(choices: &mut Unstructured, folders: &[&str]) -> Result<Vec<u8>> {
    let among: Vec<&Fixture> = fixtures()
        .iter()
        .filter(|fixture| folders.contains(&fixture.folder))
        .collect();
    let fixture = choices.choose(&among)?;
    if fixture.parts.is_empty() || choices.ratio(1, 6)? {
        return changed(choices, fixture.bytes.clone());
    }
    let at = choices.choose_index(fixture.parts.len())?;
    let (name, bytes) = &fixture.parts[at];
    let part = changed(choices, bytes.clone())?;
    Ok(packed(fixture.parts.iter().map(|(other, bytes)| {
        (other.as_str(), if other == name { &part } else { bytes })
    })))
}

/// Tokens that the readers look for.
const TOKENS: &[&str] = &[
    "<w:p>",
    "</w:p>",
    "<w:r><w:t>12件</w:t></w:r>",
    "<w:tbl>",
    "</w:tbl>",
    "<w:tr>",
    "<w:tc>",
    "<w:ins w:id=\"1\">",
    "</w:ins>",
    "<w:del>",
    "<w:sdt>",
    "<w:fldChar w:fldCharType=\"begin\"/>",
    "<w:numPr><w:ilvl w:val=\"9\"/><w:numId w:val=\"1\"/></w:numPr>",
    "w:val=\"",
    "<w:lvl w:ilvl=\"0\">",
    "<text:p>",
    "<text:list>",
    "<table:table-cell table:number-columns-repeated=\"1048576\"/>",
    "<ofd:TextCode X=\"1\" Y=\"2\" DeltaX=\"g 3 1\">",
    "\\rtf1",
    "\\u-1?",
    "{\\*\\",
    "\\'d6",
    "\\bin9 ",
    "{",
    "}",
    "<table><tr><td rowspan=9999>",
    "<ol start=-1>",
    "<li>",
    "<!--",
    "<![CDATA[",
    "&#x110000;",
    "&amp;",
    "<",
    ">",
    "Content-Transfer-Encoding: base64\r\n\r\n",
    "--",
    "=\r\n",
    "\u{0}",
    "\u{feff}",
    "\u{ffff}",
];

fn changed(choices: &mut Unstructured, mut bytes: Vec<u8>) -> Result<Vec<u8>> {
    for _ in 0..choices.int_in_range(1..=6)? {
        let from = choices.int_in_range(0..=bytes.len())?;
        let to = choices.int_in_range(from..=bytes.len().min(from + 300))?;
        match choices.int_in_range(0..=6)? {
            0 => drop(bytes.drain(from..to)),
            1 => drop(bytes.splice(from..from, choices.choose(TOKENS)?.bytes())),
            2 => {
                let again = bytes[from..to].to_vec();
                let times = choices.int_in_range(1..=40)?;
                drop(bytes.splice(from..from, again.repeat(times)));
            }
            3 => bytes.truncate(to),
            4 => {
                let moved: Vec<u8> = bytes.drain(from..to).collect();
                let at = choices.int_in_range(0..=bytes.len())?;
                drop(bytes.splice(at..at, moved));
            }
            5 => {
                let new = choices.bytes(choices.len().min(8))?.to_vec();
                let end = bytes.len().min(from + new.len());
                drop(bytes.splice(from..end, new));
            }
            _ => {
                if let Some(byte) = bytes.get_mut(from) {
                    *byte ^= 1 << choices.int_in_range(0..=7)?;
                }
            }
        }
    }
    Ok(bytes)
}

struct Fixture {
    folder: &'static str,
    bytes: Vec<u8>,
    /// Of a package, by their names.
    parts: Vec<(String, Vec<u8>)>,
}

const FOLDERS: &[&str] = &["doc", "docx", "html", "mht", "odt", "ofd", "rtf", "write"];

/// Long ones are slower and find nothing more.
const LONGEST: usize = 120_000;

fn fixtures() -> &'static [Fixture] {
    static FIXTURES: OnceLock<Vec<Fixture>> = OnceLock::new();
    FIXTURES.get_or_init(|| {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/documents");
        let mut all = Vec::new();
        for folder in FOLDERS {
            let mut paths: Vec<_> = std::fs::read_dir(root.join(folder))
                .expect("the folder is in the repository")
                .flatten()
                .map(|entry| entry.path())
                .filter(|path| path.extension().is_some_and(|ending| ending != "txt"))
                .collect();
            paths.sort();
            for path in paths {
                let bytes = std::fs::read(path).expect("a fixture can be read");
                if bytes.len() <= LONGEST {
                    let parts = parts(&bytes);
                    all.push(Fixture {
                        folder,
                        bytes,
                        parts,
                    });
                }
            }
        }
        all
    })
}

fn parts(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let Ok(mut package) = zip::ZipArchive::new(Cursor::new(bytes)) else {
        return Vec::new();
    };
    let mut parts = Vec::new();
    for at in 0..package.len() {
        let Ok(mut entry) = package.by_index(at) else {
            continue;
        };
        let Ok(name) = entry.name().map(|name| name.into_owned()) else {
            continue;
        };
        let mut part = Vec::new();
        if entry.read_to_end(&mut part).is_ok() {
            parts.push((name, part));
        }
    }
    parts
}

fn packed<'a>(parts: impl Iterator<Item = (&'a str, &'a Vec<u8>)>) -> Vec<u8> {
    let mut package = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let stored =
        zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for (name, bytes) in parts {
        if package.start_file(name, stored).is_ok() {
            package.write_all(bytes).expect("memory takes it");
        }
    }
    package.finish().expect("memory takes it").into_inner()
}
