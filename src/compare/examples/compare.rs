//! Holds reports in plain text against each other and prints what is found:
//! `cargo run -p fazhi-compare --example compare -- ONE.txt TWO.txt …`; with `--json` all of it.

use fazhi_compare::input::{Input, Report};
use fazhi_compare::model::Comparison;
use std::process::ExitCode;

fn main() -> ExitCode {
    let (flags, paths): (Vec<String>, Vec<String>) = std::env::args()
        .skip(1)
        .partition(|arg| arg.starts_with("--"));
    let mut inputs = Vec::new();
    for path in paths {
        match input(&path) {
            Ok(input) => inputs.push(input),
            Err(why) => {
                eprintln!("{path}: {why}");
                return ExitCode::FAILURE;
            }
        }
    }
    let found = fazhi_compare::compare(&inputs);
    if flags.iter().any(|flag| flag == "--json") {
        println!("{}", serde_json::to_string(&found).unwrap_or_default());
    } else {
        print(&found, &inputs);
    }
    ExitCode::SUCCESS
}

fn input(path: &str) -> Result<Input, String> {
    let text = std::fs::read_to_string(path).map_err(|error| error.to_string())?;
    let model = serde_json::to_value(fazhi_lens::analyze(&text));
    let report = model.and_then(serde_json::from_value::<Report>);
    Ok(Input {
        name: path.to_owned(),
        text,
        body: None,
        year: None,
        report: report.map_err(|error| error.to_string())?,
    })
}

fn print(found: &Comparison, inputs: &[Input]) {
    for row in &found.rows {
        let cells = row.cells.iter().map(|cell| match cell {
            Some(cell) => format!("{} ({}) {:?}", cell.printed, cell.name, cell.change),
            None => "–".to_owned(),
        });
        let cells: Vec<String> = cells.collect();
        println!("{}\t{}\t{}", row.kind, row.name, cells.join("\t"));
    }
    for s in &found.statements {
        println!(
            "{} {} {}: {} {} | {:?} | {:?}",
            s.state, s.grade, s.kind, s.name, s.stated, s.computed, s.earlier_stated
        );
    }
    for total in &found.totals {
        let parts: Vec<&str> = total
            .parts
            .iter()
            .map(|part| part.stated.as_str())
            .collect();
        println!(
            "{} {} {}: {} = {} of {:?}",
            total.state, total.grade, total.name, total.stated, total.sum, parts
        );
    }
    for reuse in &found.reuse {
        println!(
            "reuse {} from {}: {:.3}",
            reuse.report, reuse.source, reuse.share
        );
        for passage in &reuse.passages {
            let text: Vec<u16> = inputs[reuse.report as usize].text.encode_utf16().collect();
            let (start, end) = (passage.span.start as usize, passage.span.end as usize);
            let words = String::from_utf16_lossy(&text[start..end]);
            println!("  {} {:.2} {words}", passage.kind, passage.similarity);
        }
    }
}
