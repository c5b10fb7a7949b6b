//! What the source has too much of, counted by file. `tests/allowances.tsv` holds
//! how much each file may have; a number may fall and never rise.
//!
//! * **Han literals.** What the language is made of belongs into `src/words`. Not
//!   counted are the examples of rules and the sentences shown to readers.
//! * **Long functions**, of more than sixty lines. `src/report.rs` is left out: it
//!   lays out the model, field by field.
//!
//! `UPDATE_EXPECT=1 cargo test --test allowances` writes the numbers that have
//! fallen.

mod source;

use source::{Piece, code, files, pieces, read, without_tests};
use std::collections::BTreeMap;
use std::path::Path;

const LIST: &str = "tests/allowances.tsv";
const HEADER: &str = "file\than_literals\tlong_functions";
/// Lines of the longest function that needs no allowance.
const LONGEST: usize = 60;

/// Han literals and long functions of a file.
type Counts = [usize; 2];
const NAMES: [&str; 2] = ["Han literals", "long functions"];

#[test]
fn nothing_rises_above_its_allowance() {
    let allowed = allowances();
    let mut lowered = BTreeMap::new();
    let (mut risen, mut fallen) = (Vec::new(), Vec::new());
    for file in files("src", &["rs"]) {
        let name = file.to_string_lossy().replace('\\', "/");
        // Tests speak the language of what they test.
        if name.contains("/tests/") || name.ends_with("/tests.rs") {
            continue;
        }
        let source = read(&file);
        let long = match name.as_str() {
            "src/report.rs" => Vec::new(),
            _ => long_functions(&source),
        };
        let now = [han_literals(&source), long.len()];
        let may = allowed.get(&name).copied().unwrap_or_default();
        for (what, (now, may)) in NAMES.iter().zip(now.iter().zip(may)) {
            if *now > may {
                risen.push(format!(
                    "{name}: {now} {what}, {may} allowed {}",
                    long.join(" ")
                ));
            } else if *now < may {
                fallen.push(format!("{name}: {now} {what}, {may} allowed"));
            }
        }
        let kept = [now[0].min(may[0]), now[1].min(may[1])];
        if kept != [0, 0] {
            lowered.insert(name, kept);
        }
    }
    assert!(
        risen.is_empty(),
        "more than allowed: words belong into src/words, a long function into parts\n{}",
        risen.join("\n")
    );
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        write(&lowered);
        return;
    }
    assert!(
        lowered == allowed,
        "fallen: lower the numbers in {LIST} (UPDATE_EXPECT=1 writes them)\n{}",
        fallen.join("\n")
    );
}

#[test]
fn the_tools_of_this_test_work() {
    let source = "
        // 注释
        const A: &str = \"词\";
        fn f(c: char) -> bool {
            matches!(c, '件' | '次') || c == '\\n' || c == ','
        }
        static RULE: Rule = Rule {
            what: Words { zh: \"网页文字混入\", en: \"x\" },
            faulty: examples![\"甲\", (\"乙\", \"丙\")],
        };
        let zh = format!(\"少了{n}个\");
        let told = \"少了一个。\";
        let word = \"个\";
#[cfg(test)]
mod tests {
    const B: &str = \"词\";
}
";
    assert_eq!(han_literals(source), 4);
    let body = "    x();\n".repeat(59);
    assert!(long_functions(&format!("fn f() {{\n{}}}\n", &body[9..])).is_empty());
    let long = format!("impl A {{\n    pub fn f() {{\n{body}    }}\n}}\nfn g();\n");
    assert_eq!(long_functions(&long), ["f(61)"]);
}

/// Literals with a Han character that are no example and no sentence to be shown.
fn han_literals(source: &str) -> usize {
    let mut count = 0;
    // Open brackets inside `examples![…]`, none outside.
    let mut depth = 0_usize;
    let mut shown = false;
    for piece in pieces(without_tests(source)) {
        match piece {
            Piece::Code(code) => {
                let rest = match code.rfind("examples!") {
                    Some(at) if depth == 0 => &code[at + "examples!".len()..],
                    _ => &code,
                };
                if depth > 0 || rest.len() < code.len() {
                    for c in rest.chars() {
                        match c {
                            '(' | '[' => depth += 1,
                            ')' | ']' => depth = depth.saturating_sub(1),
                            _ => {}
                        }
                    }
                }
                shown = code.trim_end().ends_with("zh:");
            }
            Piece::Literal(text) => {
                let sentence = text.ends_with('。') || text.contains('{');
                let counts = depth == 0 && !shown && !sentence;
                count += usize::from(counts && text.chars().any(is_han));
            }
        }
    }
    count
}

fn is_han(c: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&c)
}

/// The functions of more lines than allowed, as `name(lines)`.
fn long_functions(source: &str) -> Vec<String> {
    // The code of a literal may have line ends: only its place is of interest here.
    let code = code(source);
    let lines: Vec<&str> = code.lines().collect();
    let mut long = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let Some(name) = function(line) else { continue };
        let margin = &line[..line.len() - line.trim_start().len()];
        let close = format!("{margin}}}");
        // A declaration without a body ends before any brace.
        let open = lines[at..]
            .iter()
            .position(|l| l.ends_with('{') || l.ends_with(';'));
        let body = open.is_some_and(|n| lines[at + n].ends_with('{'));
        let end = lines[at..].iter().position(|l| *l == close);
        if let (true, Some(end)) = (body, end)
            && end + 1 > LONGEST
        {
            long.push(format!("{name}({})", end + 1));
        }
    }
    long
}

/// The name of the function that a line begins.
fn function(line: &str) -> Option<&str> {
    let mut rest = line.trim_start();
    for word in ["pub(crate) ", "pub(super) ", "pub ", "const "] {
        rest = rest.strip_prefix(word).unwrap_or(rest);
    }
    rest.strip_prefix("fn ")?.split(['(', '<']).next()
}

fn allowances() -> BTreeMap<String, Counts> {
    let list = read(Path::new(LIST));
    let mut lines = list.lines();
    assert_eq!(lines.next(), Some(HEADER), "{LIST}");
    lines
        .map(|line| {
            let cells: Vec<&str> = line.split('\t').collect();
            let number = |at: usize| cells.get(at).and_then(|n| n.parse().ok());
            match (number(1), number(2)) {
                (Some(han), Some(long)) => (cells[0].to_owned(), [han, long]),
                _ => panic!("{LIST}: {line}"),
            }
        })
        .collect()
}

fn write(counts: &BTreeMap<String, Counts>) {
    let mut list = format!("{HEADER}\n");
    for (name, [han, long]) in counts {
        list.push_str(&format!("{name}\t{han}\t{long}\n"));
    }
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(LIST);
    std::fs::write(file, list).expect("the list can be written");
}
