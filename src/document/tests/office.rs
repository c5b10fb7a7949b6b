//! .doc, .odt and .ofd: the text that comes out is the text that went in.

use fazhi_documents::{Document, Kind, Options, Refusal, read};
use std::path::PathBuf;

/// What the browser's `TextDecoder` does when it is told to be fatal.
fn decoder(label: &str, bytes: &[u8]) -> Option<String> {
    let encoding = encoding_rs::Encoding::for_label(label.as_bytes())?;
    let (text, malformed) = encoding.decode_with_bom_removal(bytes);
    (!malformed).then(|| text.into_owned())
}

fn fixture(format: &str, name: &str, ending: &str) -> Vec<u8> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../tests/documents");
    let path = root.join(format).join(name).with_extension(ending);
    std::fs::read(&path).unwrap_or_else(|why| panic!("{}: {why}", path.display()))
}

fn read_with(bytes: &[u8], with: &[Kind]) -> Result<Document, Refusal> {
    let with = with.to_vec();
    read(bytes, "report", &Options { with }, &decoder)
}

/// The lines that do not come out as they went in.
fn differences(format: &str, name: &str) -> Vec<String> {
    let document = read_with(&fixture(format, name, format), &[]).expect(name);
    assert_eq!(document.format, format);
    let seen = String::from_utf8(fixture(format, name, "txt")).expect("UTF-8");
    let lines = |text: &str| {
        let lines = text.lines().filter(|line| !line.trim().is_empty());
        lines.map(str::to_owned).collect::<Vec<_>>()
    };
    let (read, seen) = (lines(&document.text), lines(&seen));
    let pairs = read.iter().zip(&seen).filter(|(read, seen)| read != seen);
    let mut all: Vec<String> = pairs.map(|(a, b)| format!("{name}: {a} ≠ {b}")).collect();
    if read.len() != seen.len() {
        all.push(format!("{name}: {} lines ≠ {}", read.len(), seen.len()));
    }
    all
}

const NAMES: [&str; 6] = ["plain", "numbered", "styled", "forms", "table", "rich"];

#[test]
fn doc_comes_out_as_it_went_in() {
    let all: Vec<String> = NAMES.iter().flat_map(|n| differences("doc", n)).collect();
    assert!(all.is_empty(), "{}", all.join("\n"));
}
