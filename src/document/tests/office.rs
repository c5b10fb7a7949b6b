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
fn what_comes_out_went_in() {
    let formats = ["doc", "odt"];
    let all = formats.iter().flat_map(|format| {
        let of_format = NAMES.iter().flat_map(move |name| differences(format, name));
        of_format.map(move |difference| format!("{format} {difference}"))
    });
    let all: Vec<String> = all.collect();
    assert!(all.is_empty(), "\n{}", all.join("\n"));
}

#[test]
fn what_is_left_out_is_told() {
    for format in ["doc", "odt"] {
        let rich = fixture(format, "rich", format);
        let document = read_with(&rich, &[]).expect(format);
        let told: Vec<_> = document
            .left_out
            .iter()
            .map(|left| {
                let words = left.quotes.join("|");
                (left.kind, left.read, words.replace("第1页", "第页"))
            })
            .collect();
        let expected = [
            (Kind::Deletion, false, "删去的15件"),
            (Kind::Insertion, true, "插入的12件"),
            (Kind::Hidden, false, "隐藏的99件"),
            (Kind::Comment, false, "批注的话"),
            (Kind::Furniture, false, "页眉：内部资料|第页"),
            (Kind::Note, true, "[1]脚注的话。|[2]尾注的话。"),
        ];
        let expected = expected.map(|(kind, read, words)| (kind, read, words.to_owned()));
        assert_eq!(told, expected, "{format}");
    }
}

#[test]
fn what_is_left_out_is_read_when_asked_for() {
    for format in ["doc", "odt"] {
        let rich = fixture(format, "rich", format);
        let kinds = [Kind::Deletion, Kind::Hidden, Kind::Comment, Kind::Furniture];
        let text = read_with(&rich, &kinds).expect(format).text;
        for words in [
            "全年办理案件删去的15件插入的12件",
            "公开隐藏的99件部分",
            "\n批注的话",
            "\n页眉：内部资料",
        ] {
            assert!(text.contains(words), "{format}: {words} not in {text}");
        }
    }
}

#[test]
fn pages_become_paragraphs_again() {
    let names = ["plain", "runs", "matrix", "flush", "chars", "table"];
    let all: Vec<String> = names.iter().flat_map(|n| differences("ofd", n)).collect();
    assert!(all.is_empty(), "\n{}", all.join("\n"));
}

#[test]
fn what_stands_on_pages_beside_the_text_is_told() {
    let told = |name: &str| {
        let document = read_with(&fixture("ofd", name, "ofd"), &[]).expect(name);
        let left = document.left_out.into_iter();
        left.map(|left| (left.kind, left.count, left.quotes.concat()))
            .collect::<Vec<_>>()
    };
    let expected = [
        (Kind::Comment, 1, "批注的话"),
        (Kind::Furniture, 2, "内部资料— 1 —"),
        (Kind::Picture, 1, ""),
        (Kind::Object, 1, ""),
    ];
    let expected = expected.map(|(kind, count, words)| (kind, count, words.to_owned()));
    assert_eq!(told("table"), expected);
    let furniture = told("matrix");
    assert!(
        furniture[0].2.contains("栖岑区人民政府文件"),
        "{furniture:?}"
    );
}

#[test]
fn pages_that_are_not_there_are_refused() {
    let read = |name: &str| read_with(&fixture("ofd", name, "ofd"), &[]).err();
    assert_eq!(read("missing"), Some(Refusal::Damaged));
    assert_eq!(read("scanned"), Some(Refusal::Scanned));
}

#[test]
fn compound_files_of_other_programs_are_told_apart() {
    for (stream, expected) in [
        ("Workbook", Refusal::Other { what: "table" }),
        ("PowerPoint Document", Refusal::Other { what: "slide" }),
        ("EncryptedPackage", Refusal::Encrypted),
        ("CONTENTS", Refusal::SaveAs { format: "docx" }),
    ] {
        let memory = std::io::Cursor::new(Vec::new());
        let mut file = cfb::CompoundFile::create(memory).expect("memory");
        file.create_stream(stream).expect("memory");
        file.flush().expect("memory");
        let bytes = file.into_inner().into_inner();
        assert_eq!(read_with(&bytes, &[]), Err(expected), "{stream}");
    }
}

/// Numbers that look random and are the same each time.
struct Random(u64);

impl Random {
    fn below(&mut self, most: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        (self.0 >> 33) as usize % most
    }
}

#[test]
fn a_damaged_doc_is_no_panic_and_takes_no_time() {
    let mut random = Random(1);
    for name in NAMES {
        let sound = fixture("doc", name, "doc");
        for _ in 0..1_500 {
            let mut bytes = sound.clone();
            for _ in 0..=random.below(4) {
                let at = random.below(bytes.len());
                bytes[at] = match random.below(3) {
                    0 => 0xFF,
                    1 => bytes[at].wrapping_add(1),
                    _ => random.below(256) as u8,
                };
            }
            if random.below(8) == 0 {
                bytes.truncate(random.below(bytes.len()));
            }
            let begun = std::time::Instant::now();
            drop(read_with(&bytes, &[]));
            assert!(begun.elapsed().as_secs() < 2, "{name}");
        }
    }
}

#[test]
fn what_a_compound_file_is_if_not_a_doc() {
    let sound = fixture("doc", "plain", "doc");
    let change = |find: &[u8], at: usize, to: &[u8]| {
        let mut bytes = sound.clone();
        let found = bytes.windows(find.len()).position(|word| word == find);
        let start = found.expect("it is there") + at;
        bytes[start..start + to.len()].copy_from_slice(to);
        read_with(&bytes, &[]).err()
    };
    let utf16 = |text: &str| {
        text.encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect::<Vec<_>>()
    };
    let main = utf16("WordDocument\0");
    let magic = [0xEC, 0xA5];
    // The magic number, the flag of encryption, and the name of the main stream.
    let save_as = Refusal::SaveAs { format: "docx" };
    assert_eq!(change(&magic, 0, &[0xDC, 0xA5]), Some(save_as.clone()));
    assert_eq!(change(&magic, 11, &[0x13]), Some(Refusal::Encrypted));
    assert_eq!(change(&main, 0, &utf16("WorkDocument")), Some(save_as));
    assert_eq!(read_with(&sound[..700], &[]).err(), Some(Refusal::Damaged));
}
