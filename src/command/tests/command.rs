//! The command as a shell runs it.

use serde_json::{Value, json};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

const TEXT: &str =
    "一、主要举措和成效\n2022年，全区共办理案件30件，其中行政复议案件12件、行政诉讼案件19件。\n";

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn fazhi(args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_fazhi"));
    command
        .args(args)
        .current_dir(root())
        .env("LC_ALL", "en_GB.UTF-8")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    command
}

/// Runs the command with something piped in.
fn run(args: &[&str], input: &str) -> Output {
    let mut child = fazhi(args).spawn().expect("the command starts");
    let mut stdin = child.stdin.take().expect("it reads");
    let input = input.to_owned();
    // It may write before it has read all.
    let writer = std::thread::spawn(move || drop(stdin.write_all(input.as_bytes())));
    let output = child.wait_with_output().expect("the command ends");
    writer.join().expect("all is written");
    output
}

fn out(output: &Output) -> &str {
    std::str::from_utf8(&output.stdout).expect("the output is UTF-8")
}

fn err(output: &Output) -> &str {
    std::str::from_utf8(&output.stderr).expect("the errors are UTF-8")
}

/// The reports of the repository, and each once more with other figures.
fn corpus() -> Vec<(String, String)> {
    let mut all = Vec::new();
    for n in 1..=8 {
        let file = root().join(format!("tests/corpus/d{n:02}.txt"));
        let text = std::fs::read_to_string(file).expect("a report is there");
        all.push((format!("e{n:02}"), text.replace('3', "7")));
        all.push((format!("d{n:02}"), text));
    }
    all
}

fn line(id: impl Into<Value>, text: &str) -> String {
    format!("{}\n", json!({ "id": id.into(), "text": text }))
}

#[test]
fn a_reading_is_one_item_a_line() {
    let output = run(&["read", "-"], TEXT);
    let listing = out(&output);
    let has = |line: &str| assert!(listing.lines().any(|l| l == line), "{line}\n{listing}");
    has("section\t1:1\tlevel 1\tachievements\t一、\t主要举措和成效");
    has("metric\t2:14\t30件\t30\t件\texact\tcount\t办理案件\t全区\t2022年");
    let starts = |start: &str| listing.lines().filter(|l| l.starts_with(start)).count();
    assert_eq!(starts("metric\t"), 3);
    assert_eq!(
        starts("relation\t2:14\tsum\tfails\t30 = 12 + 19\t"),
        1,
        "{listing}"
    );
    assert_eq!(
        starts("finding\t2:14\terror\tsum-mismatch\t"),
        1,
        "{listing}"
    );
}

#[test]
fn an_explanation_tells_owners_figures_and_relations() {
    let output = run(&["explain", TEXT], "");
    let told = out(&output);
    let has = |line: &str| assert!(told.lines().any(|l| l == line), "{line}\n{told}");
    has("marker\t0–2\t一、");
    has("date\t10–15\t2022年");
    has("quantity\t23–26\t30件");
    has("figure 0\t23–26\t30件");
    has("  indicator\t办理案件");
    has("  period\t10–15\t2022年");
    assert!(
        told.contains("  relation\tsum 30 = 12 + 19 fails, by “其中”"),
        "{told}"
    );
}

#[test]
fn an_offset_leaves_the_rest_out() {
    let output = run(&["explain", "-", "24"], TEXT);
    let told = out(&output);
    let first: Vec<&str> = told.lines().take(2).collect();
    assert_eq!(first, ["quantity\t23–26\t30件", "figure 0\t23–26\t30件"]);
    assert!(!told.contains("figure 1"), "{told}");
    let nothing = run(&["explain", "-", "999"], TEXT);
    assert_eq!(out(&nothing), "");
    assert_eq!(err(&nothing), "fazhi: Nothing was read there.\n");
}

#[test]
fn files_of_every_format_are_read() {
    for (file, format) in [
        ("docx/plain_d01.docx", "docx"),
        ("doc/plain.doc", "doc"),
        ("rtf/office-d03-plain.rtf", "rtf"),
        ("odt/plain.odt", "odt"),
        ("ofd/plain.ofd", "ofd"),
        ("html/office-d07-plain-gbk.html", "html"),
        ("mht/quoted.mht", "mht"),
        ("doc/plain.txt", "txt"),
    ] {
        let file = format!("tests/documents/{file}");
        let output = run(&["read", "--json", &file], "");
        assert!(output.status.success(), "{}", err(&output));
        let told: Value = serde_json::from_str(out(&output)).expect("one line of JSON");
        assert_eq!(told["id"], json!(file));
        assert_eq!(told["format"], json!(format), "{file}");
        assert!(
            told["report"]["metrics"]
                .as_array()
                .is_some_and(|m| !m.is_empty())
        );
        // What `read --text` gives, `rows` takes.
        let documents = run(&["read", "--text", &file], "");
        let rows = run(&["rows"], out(&documents));
        let metrics = told["report"]["metrics"].as_array().map_or(0, Vec::len);
        assert_eq!(out(&rows).lines().count(), metrics, "{file}");
    }
}

#[test]
fn a_file_that_cannot_be_read_is_told_and_the_rest_goes_on() {
    let files = [
        "no-such-file.docx",
        "tests/documents/pdf/plain-d05.pdf",
        "tests/documents/ofd/scanned.ofd",
        "tests",
        "tests/corpus/d01.txt",
    ];
    let output = run(&[&["read", "--text"], &files[..]].concat(), "");
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(out(&output).lines().count(), 1);
    let told: Vec<&str> = err(&output).lines().collect();
    assert_eq!(told.len(), 4, "{told:?}");
    assert!(told[0].contains("There is no file “no-such-file.docx”"));
    assert!(told[1].contains("is a PDF"));
    assert!(told[2].contains("a scan"));
    assert!(told[3].contains("is a folder"));
    let unknown = run(&["read", "--xml", "x"], "");
    assert_eq!(unknown.status.code(), Some(2));
}

#[test]
fn a_table_is_for_spreadsheets() {
    let output = run(&["read", "--csv", "-"], &TEXT.replace("办理案件", "=办理"));
    let table = out(&output);
    assert!(table.starts_with("\u{FEFF}\"id\",\"report\",\"body\",\"year\""));
    assert_eq!(table.matches("\r\n").count(), 4, "{table}");
    assert!(
        table.contains("\"30\",\"\",\"件\",\"case-or-document\",\"30\""),
        "{table}"
    );
}

#[test]
fn a_review_tells_each_remark_with_its_reason() {
    let text = format!("{TEXT}联系电话13800138000，身份证号11010119900307751X。\n");
    let output = run(&["--lang", "zh", "read", "--review", "-"], &text);
    let review = out(&output);
    assert!(
        review.contains("> 2022年，全区共办理案件【30件】，其中行政复议案件"),
        "{review}"
    );
    assert!(
        review.contains("## 1. 差错 · 一、主要举措和成效 › 第 2 行"),
        "{review}"
    );
    assert!(review.contains("- 理由："), "{review}");
    // It is handed on: nobody is to be known by it.
    assert!(review.contains("110101\\*\\*"), "{review}");
    for number in ["19900307", "13800138000"] {
        assert!(!review.contains(number), "{review}");
    }
    let english = run(&["read", "--review", "-"], &text);
    assert!(
        out(&english).contains("## 1. Error · "),
        "{}",
        out(&english)
    );
}

#[test]
fn words_of_ones_own_name_the_figures() {
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join("words.tsv");
    std::fs::write(&file, "指标\t办理案件\t办案量\n怪\t词\n").expect("a file is written");
    let file = file.to_string_lossy();
    let output = run(&["rows", "--words", &file], &line("a", TEXT));
    let row: Value = serde_json::from_str(out(&output).lines().next().expect("a row")).unwrap();
    assert_eq!(row["indicator"], "办案量");
    assert!(
        err(&output).contains("Line 2 of the words"),
        "{}",
        err(&output)
    );
    let missing = run(&["rows", "--words", "no-such-file"], &line("a", TEXT));
    assert_eq!((missing.status.code(), out(&missing)), (Some(1), ""));
}

#[test]
fn rows_of_a_stream_are_those_of_each_document_alone() {
    let documents = corpus();
    let all: String = documents
        .iter()
        .map(|(id, text)| line(&**id, text))
        .collect();
    let streamed = run(&["rows"], &all);
    assert!(streamed.status.success(), "{}", err(&streamed));
    assert_eq!(err(&streamed), "");
    let mut rest = out(&streamed);
    for (id, text) in &documents {
        let alone = run(&["rows"], &line(&**id, text));
        let rows = out(&alone);
        assert!(rows.lines().count() > 10, "{id}");
        rest = rest
            .strip_prefix(rows)
            .unwrap_or_else(|| panic!("{id} has other rows"));
    }
    assert_eq!(rest, "");
}

#[test]
fn a_broken_line_is_told_with_its_number_and_the_rest_goes_on() {
    let input = [
        &*line("a", "全年办理案件30件。"),
        "no JSON\n",
        "\n",
        "{\"id\":\"b\"}\r\n",
        "{\"id\":null,\"text\":\"办理案件3件。\"}\n",
        "{\"id\":\"c\",\"text\":7}\n",
        "[\"d\",\"办理案件3件。\"]\n",
        "{\"id\":\"e\",\"text\":\"\\ud83d\"}\n",
        "{\"id\":\"f\",\"text\":\"cut",
        "\n",
        line(8, "全年办理案件31件。").trim_end(),
    ]
    .concat();
    let output = run(&["rows"], &input);
    assert_eq!(output.status.code(), Some(1));
    let rows: Vec<Value> = out(&output)
        .lines()
        .map(|l| serde_json::from_str(l).unwrap())
        .collect();
    let ids: Vec<&Value> = rows.iter().map(|row| &row["id"]).collect();
    assert_eq!(ids, [&json!("a"), &json!(8)]);
    let told: Vec<&str> = err(&output).lines().collect();
    let numbers: Vec<&str> = told
        .iter()
        .filter_map(|l| l.split("ine ").nth(1)?.split(' ').next())
        .collect();
    assert_eq!(numbers, ["2", "4", "5", "6", "7", "8", "9"], "{told:#?}");
    assert_eq!(told.last(), Some(&"fazhi: Of 10 lines 7 were not read."));
}

#[test]
fn whoever_has_read_enough_may_leave() {
    let mut child = fazhi(&["rows"]).spawn().expect("the command starts");
    drop(child.stdout.take());
    let mut stdin = child.stdin.take().expect("it reads");
    let (_, text) = corpus().swap_remove(0);
    while stdin.write_all(line("a", &text).as_bytes()).is_ok() {}
    let output = child.wait_with_output().expect("the command ends");
    assert!(output.status.success());
    assert_eq!(err(&output), "");
}

#[cfg(target_os = "linux")]
#[test]
fn memory_stays_flat() {
    let mut child = fazhi(&["rows"])
        .stdout(Stdio::null())
        .spawn()
        .expect("the command starts");
    let mut stdin = child.stdin.take().expect("it reads");
    // The most memory that the process has held, in kB.
    let peak = || -> u64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap();
        let line = status
            .lines()
            .find(|line| line.starts_with("VmHWM:"))
            .expect("a peak");
        line.split_whitespace()
            .nth(1)
            .and_then(|kb| kb.parse().ok())
            .expect("a number")
    };
    let documents: String = corpus()
        .iter()
        .map(|(id, text)| line(&**id, text))
        .collect();
    stdin
        .write_all(documents.repeat(2).as_bytes())
        .expect("it reads on");
    let early = peak();
    stdin
        .write_all(documents.repeat(8).as_bytes())
        .expect("it reads on");
    // A line that never ends is not held either.
    for _ in 0..200 {
        stdin.write_all(&[b'x'; 1 << 20]).expect("it reads on");
    }
    let late = peak();
    drop(stdin);
    let output = child.wait_with_output().expect("the command ends");
    assert!(
        err(&output).contains("longer than 64 MB"),
        "{}",
        err(&output)
    );
    assert!(early < 100_000, "{early} kB");
    // The long line is held up to its limit.
    assert!(late < 100_000 + 2 * 64 * 1024, "{late} kB");
}
