//! What is a report, what a passage of one, and what neither: `tests/cases/others.md`
//! holds texts of other kinds, the corpus and the samples hold reports.

use fazhi_lens::analyze;
use std::fs;

/// Findings that say that something is not there.
const ABSENT: [&str; 6] = [
    "part-missing",
    "part-mentioned-only",
    "title-missing",
    "issuer-missing",
    "signature-missing",
    "date-missing",
];

fn reports() -> Vec<(String, String)> {
    let mut out = Vec::new();
    for folder in ["tests/corpus", "www/samples"] {
        for entry in fs::read_dir(folder).expect("the folder is there") {
            let path = entry.expect("an entry").path();
            if path.extension().is_some_and(|e| e == "txt") {
                let text = fs::read_to_string(&path).expect("a text is UTF-8");
                out.push((path.display().to_string(), text));
            }
        }
    }
    assert!(out.len() >= 10, "the corpus and both samples");
    out
}

#[test]
fn nothing_is_missing_in_texts_of_other_kinds() {
    let mut cases = 0;
    for case in include_str!("cases/others.md").split("### ").skip(1) {
        let (name, rest) = case.split_once('\n').expect("a name");
        let text = rest.split("```").nth(1).expect("a text");
        let text = text.strip_prefix("text\n").expect("a text block");
        cases += 1;
        let report = analyze(text);
        assert_eq!(report.meta.scope, "other", "{name}");
        assert_eq!(report.requirements, [], "{name}");
        let absent = report.findings.iter().find(|f| ABSENT.contains(&f.code));
        assert_eq!(absent, None, "{name}");
    }
    assert!(cases >= 12, "{cases} texts");
}

#[test]
fn every_report_is_one_with_its_title_and_without() {
    for (name, text) in reports() {
        let report = analyze(&text);
        assert_eq!(report.meta.scope, "report", "{name}");
        assert_eq!(report.requirements.len(), 7, "{name}");
        let body = text.trim_start().split_once('\n').map_or("", |x| x.1);
        assert_eq!(
            analyze(body).meta.scope,
            "report",
            "{name} without its title"
        );
        // Without any line of its own: neither title nor headings nor signature.
        let long = text.lines().filter(|l| l.chars().count() >= 60);
        let plain: String = long.collect::<Vec<_>>().join("\n");
        assert_eq!(
            analyze(&plain).meta.scope,
            "report",
            "{name} as bare paragraphs"
        );
    }
}

#[test]
fn nothing_is_missing_in_a_paragraph_of_a_report() {
    let (mut all, mut others) = (0, 0);
    for (name, text) in reports() {
        for line in text.lines() {
            if !(100..600).contains(&line.chars().count()) {
                continue;
            }
            all += 1;
            let report = analyze(line);
            others += usize::from(report.meta.scope == "other");
            assert_ne!(report.meta.scope, "report", "{name}: {line}");
            let missing = report.requirements.iter().find(|r| r.state == "missing");
            assert_eq!(missing, None, "{name}: {line}");
        }
    }
    // Paragraphs on housing or pensions alone have no word of the field.
    assert!(all >= 100 && others * 10 <= all, "{others} of {all}");
}
