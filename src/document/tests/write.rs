//! Remarks are written into many documents at many places; each file that comes out was
//! proved before it was given back, so that a refusal is a failure.

use fazhi_documents::xlsx::Workbook;
use fazhi_documents::{
    Block, BlockKind, Job, Options, Refusal, Remark, WriteRefusal, Written, annotate, new_docx,
    read,
};
use std::path::{Path, PathBuf};

fn decoder(label: &str, bytes: &[u8]) -> Option<String> {
    let encoding = encoding_rs::Encoding::for_label(label.as_bytes())?;
    let (text, malformed) = encoding.decode_with_bom_removal(bytes);
    (!malformed).then(|| text.into_owned())
}

/// The documents of the fixtures, with their names.
fn documents() -> Vec<(String, Vec<u8>)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/documents");
    let mut paths: Vec<PathBuf> = ["write", "docx"]
        .iter()
        .filter_map(|folder| std::fs::read_dir(root.join(folder)).ok())
        .flatten()
        .map(|entry| entry.expect("readable").path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "docx"))
        .collect();
    paths.sort();
    let named = |path: PathBuf| {
        let name = path
            .file_name()
            .expect("has one")
            .to_string_lossy()
            .into_owned();
        (name, std::fs::read(&path).expect("readable"))
    };
    paths.into_iter().map(named).collect()
}

fn text(bytes: &[u8]) -> Option<String> {
    Some(read(bytes, "", &Options::default(), &decoder).ok()?.text)
}

fn job(text: &str, remarks: Vec<Remark>) -> Job {
    Job {
        text: text.to_owned(),
        remarks,
        author: "法治报告透镜".to_owned(),
        initials: "透镜".to_owned(),
        date: Some("2026-11-28T09:00:00Z".to_owned()),
        changes: false,
    }
}

fn remark(start: usize, end: usize) -> Remark {
    let body = format!("第 {start} 处\n依据 <法> & “纲要”\n\n建议：改。");
    Remark { start, end, body }
}

/// Numbers that look random and are the same each time.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % bound.max(1)
    }
}

fn places(text: &str) -> Vec<usize> {
    text.char_indices()
        .map(|(at, _)| at)
        .chain([text.len()])
        .collect()
}

fn written(name: &str, bytes: &[u8], job: &Job) -> Written {
    annotate(bytes, job, &decoder).unwrap_or_else(|refusal| {
        let remarks: Vec<_> = job
            .remarks
            .iter()
            .map(|r| (r.start, r.end))
            .take(30)
            .collect();
        panic!(
            "{name}: {refusal:?}\n{remarks:?}\n{}",
            job.text.chars().take(300).collect::<String>()
        )
    })
}

#[test]
fn remarks_at_every_place() {
    let (mut files, mut all, mut near) = (0, 0, 0);
    for (name, bytes) in documents() {
        let Some(text) = text(&bytes) else { continue };
        let places = places(&text);
        let step = places.len().div_ceil(150);
        let every = places.iter().step_by(step);
        let remarks: Vec<Remark> = every
            .map(|at| remark(*at, (at + 12).min(text.len())))
            .map(|r| fit(&text, r))
            .collect();
        let done = written(&name, &bytes, &job(&text, remarks.clone()));
        files += 1;
        all += remarks.len();
        near += done.near.len();
    }
    assert!(files >= 60, "{files}");
    println!("{files} documents, {all} remarks, {near} of them near their words");
}

/// Ends a remark where a character ends.
fn fit(text: &str, mut remark: Remark) -> Remark {
    while !text.is_char_boundary(remark.end) {
        remark.end += 1;
    }
    remark
}

#[test]
fn spans_at_random_overlapping_and_empty() {
    let mut numbers = Numbers(7);
    for (name, bytes) in documents() {
        let Some(text) = text(&bytes) else { continue };
        let places = places(&text);
        for round in 0..4 {
            let count = [1, 3, 20, 60][round];
            let remarks = (0..count).map(|_| {
                let one = numbers.below(places.len());
                let most = [1, 10, 60, places.len()][numbers.below(4)];
                let other = (one + numbers.below(most)).min(places.len() - 1);
                remark(places[one], places[other])
            });
            let remarks: Vec<Remark> = remarks.collect();
            written(&name, &bytes, &job(&text, remarks));
        }
    }
}

#[test]
fn mended_words_become_changes() {
    let mut numbers = Numbers(11);
    let (mut changed, mut unchanged) = (0, 0);
    for (name, bytes) in documents() {
        let Some(text) = text(&bytes) else { continue };
        for round in 0..4 {
            let mended = mend(&text, &mut numbers, [1, 4, 15, 40][round]);
            let places = places(&mended);
            let remarks = (0..20).map(|_| {
                let one = numbers.below(places.len());
                let other = (one + numbers.below(12)).min(places.len() - 1);
                remark(places[one], places[other])
            });
            let mut job = job(&mended, remarks.collect());
            written(&name, &bytes, &job);
            job.changes = true;
            let done = written(&name, &bytes, &job);
            changed += done.changed;
            unchanged += done.unchanged.len();
            if done.unchanged.is_empty() {
                let read = read(&done.bytes, "", &Options::default(), &decoder).expect("sound");
                assert_eq!(read.text, mended.trim_end_matches(['\n', '\t']), "{name}");
            }
        }
    }
    println!("{changed} changes made, {unchanged} not");
    assert!(changed > 5 * unchanged);
}

/// A text with some of its characters changed, taken away, or others put in.
fn mend(text: &str, numbers: &mut Numbers, count: usize) -> String {
    let mut characters: Vec<char> = text.chars().collect();
    for _ in 0..count {
        if characters.is_empty() {
            break;
        }
        let at = numbers.below(characters.len());
        let is_text = |c: char| !matches!(c, '\n' | '\t');
        match numbers.below(3) {
            0 => characters.splice(at..at, "改<&>".chars()).for_each(drop),
            1 if is_text(characters[at]) => drop(characters.remove(at)),
            _ if is_text(characters[at]) => characters[at] = '改',
            _ => {}
        }
    }
    characters.into_iter().collect()
}

#[test]
fn a_new_document_holds_the_text_and_the_remarks() {
    let table = "项目\t单位\t数量\n案件\t件\t128\n\t合计\t128";
    let text = format!(
        "某市年度报告\n\n一、主要做法\n（一）加强领导。<&>\n  正文 两格  \n{table}\n附：\n甲\t乙"
    );
    let blocks = [
        Block {
            start: 0,
            end: 18,
            kind: BlockKind::Title,
        },
        Block {
            start: 20,
            end: 38,
            kind: BlockKind::Heading,
        },
    ];
    let at = text.find("128").expect("there");
    let remarks = vec![
        remark(0, 18),
        remark(at, at + 3),
        remark(text.len(), text.len()),
    ];
    let done = new_docx(&job(&text, remarks), &blocks, &decoder).expect("written");
    assert_eq!(done.near, [2]);
    // Blanks that indent a line are the style's; a remark behind them stands all the same.
    let whole = text.replace("\n  正文", "\n正文");
    assert_eq!(self::text(&done.bytes), Some(whole));
    let indented = "　　某局\n　　2024年1月5日";
    let place = indented.find("2024").expect("there");
    let sign = [Block {
        start: 0,
        end: indented.len(),
        kind: BlockKind::Sign,
    }];
    let done = new_docx(
        &job(indented, vec![remark(place, place + 4)]),
        &sign,
        &decoder,
    )
    .expect("written");
    assert!(done.near.is_empty());
    assert_eq!(
        self::text(&done.bytes).as_deref(),
        Some("某局\n2024年1月5日")
    );
    let none = new_docx(&job(" \n", Vec::new()), &[], &decoder);
    assert!(matches!(
        none,
        Err(WriteRefusal::Unread {
            refusal: Refusal::Empty
        })
    ));
}

#[test]
fn what_is_no_document_of_word_is_refused() {
    let plain = annotate("一、总体情况".as_bytes(), &job("一", Vec::new()), &decoder);
    assert_eq!(plain, Err(WriteRefusal::Format));
    let (_, bytes) = documents().swap_remove(0);
    for length in (0..bytes.len()).step_by(97) {
        assert!(annotate(&bytes[..length], &job("一", vec![remark(0, 3)]), &decoder).is_err());
    }
    // Remarks that lie nowhere, and authors and bodies that XML cannot hold.
    let mut job = job(
        "一",
        vec![remark(900, 20), remark(1, 2), remark(0, usize::MAX)],
    );
    job.author = "\u{0}\"<\u{FFFF}".to_owned();
    job.remarks[0].body = String::new();
    job.remarks[1].body = "\u{1}\n\n\t]]>\r\n\u{FFFE}".to_owned();
    assert!(annotate(&bytes, &job, &decoder).is_ok());
}

/// For `tests/documents/check_docx.py`, which has other programs look at what comes out: each
/// document with remarks, and with changes, and what is meant to be in it.
#[test]
#[ignore = "writes files"]
fn outputs() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target/documents");
    std::fs::create_dir_all(&folder).expect("writable");
    let mut numbers = Numbers(23);
    let mut told = Vec::new();
    for (name, bytes) in documents() {
        let Some(text) = text(&bytes) else { continue };
        let stem = name.trim_end_matches(".docx");
        std::fs::write(folder.join(format!("{stem}_原.docx")), &bytes).expect("writable");
        for (kind, count) in [("批注", 0), ("修订", 12)] {
            let mended = mend(&text, &mut numbers, count);
            let places = places(&mended);
            let remarks = (0..25).map(|_| {
                let one = numbers.below(places.len());
                let most = [2, 12, 40][numbers.below(3)];
                let other = (one + numbers.below(most)).min(places.len() - 1);
                remark(places[one], places[other])
            });
            let mut job = job(&mended, remarks.collect());
            job.changes = count > 0;
            let done = written(&name, &bytes, &job);
            let file = format!("{stem}_{kind}.docx");
            std::fs::write(folder.join(&file), &done.bytes).expect("writable");
            let bodies: Vec<&str> = job.remarks.iter().map(|remark| &*remark.body).collect();
            let words: Vec<&str> = job
                .remarks
                .iter()
                .map(|r| &mended[r.start..r.end])
                .collect();
            told.push(serde_json::json!({
                "file": file, "source": format!("{stem}_原.docx"), "author": job.author,
                "bodies": bodies, "words": words, "near": done.near, "changed": done.changed,
            }));
        }
    }
    let (_, bytes) = documents().swap_remove(0);
    let text = text(&bytes).expect("read");
    let remarks = vec![fit(&text, remark(0, 18)), remark(text.len(), text.len())];
    let blocks = [Block {
        start: 0,
        end: 1,
        kind: BlockKind::Title,
    }];
    let done = new_docx(&job(&text, remarks), &blocks, &decoder).expect("written");
    std::fs::write(folder.join("新_批注.docx"), done.bytes).expect("writable");
    std::fs::write(folder.join("核对.xlsx"), workbook().write().expect("small")).expect("writable");
    let told = serde_json::to_string(&told).expect("plain");
    std::fs::write(folder.join("told.json"), told).expect("writable");
}

fn workbook() -> Workbook {
    serde_json::from_value(serde_json::json!({ "sheets": [
        {
            "name": "核对",
            "columns": [{ "title": "项目", "width": 30 }, { "title": "甲", "width": 12 }, { "title": "和" }],
            "rows": [
                ["受理", 128, { "formula": "B2+1", "value": 129 }],
                ["=1+1", 0.056, { "formula": "IF(B3<1,\"是\",\"否\")", "value": "是" }],
                ["一行\n两行 <&> \u{1}_x000D_", null, true],
            ],
        },
        { "name": "引用: [a]/b", "columns": [], "rows": [["x"]] },
    ]}))
    .expect("of this form")
}
