//! One direction of flow, kept by reading the source.
//!
//! A stage may use the stages before it and none after it; JavaScript is known
//! at the boundary alone; the page asks nothing of another origin. Files that do
//! not exist yet fall under the same rules as soon as they do.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// The stages, in the order in which a text passes them. A new one takes its
/// place here; a module that is not named is held to nothing.
const ORDER: &[&str] = &[
    "span",
    "fold",
    "words",
    "document",
    "text",
    "furniture",
    "claim",
    "vocabulary",
    "outline",
    "fact",
    "period",
    "meta",
    "relation",
    "theme",
    "requirement",
    "finding",
    "report",
    "compare",
    "export",
    "wasm",
];

/// Where JavaScript's names may stand.
const BOUNDARY: &[&str] = &["src/wasm.rs"];
/// Where data may be given a shape for the outside.
const MODEL: &[&str] = &["src/report.rs", "src/wasm.rs", "src/compare", "src/export"];

#[test]
fn a_stage_uses_earlier_stages_alone() {
    for file in files("src", &["rs"]) {
        let source = code(&read(&file));
        let Some(own) = stage(&file) else { continue };
        for used in modules_used(&file, &source) {
            let Some(other) = ORDER.iter().position(|name| *name == used) else {
                continue;
            };
            assert!(
                other <= own,
                "{} uses `{used}`, which comes after it in the flow: {}",
                file.display(),
                ORDER.join(" → ")
            );
        }
    }
}

#[test]
fn only_the_boundary_knows_javascript() {
    for file in files("src", &["rs"]) {
        let source = code(&read(&file));
        let words = words(&source);
        for name in [
            "wasm_bindgen",
            "js_sys",
            "serde_wasm_bindgen",
            "web_sys",
            "JsValue",
        ] {
            assert!(
                !words.contains(name) || within(&file, BOUNDARY),
                "{} knows JavaScript: `{name}` belongs into src/wasm.rs",
                file.display()
            );
        }
        if words.contains("tsify") || words.contains("Tsify") {
            assert!(
                within(&file, &["src/report.rs", "src/wasm.rs", "src/compare"]),
                "{} makes types for JavaScript: they belong to src/report.rs",
                file.display()
            );
        }
    }
}

#[test]
fn only_the_finished_model_is_serialised() {
    for file in files("src", &["rs"]) {
        let source = code(&read(&file));
        let words = words(&source);
        for name in ["serde", "serde_json", "Serialize", "Deserialize"] {
            assert!(
                !words.contains(name) || within(&file, MODEL),
                "{} uses `{name}`: data takes its outward shape in src/report.rs",
                file.display()
            );
        }
    }
}

#[test]
fn the_core_neither_prints_nor_reaches_outside() {
    for file in files("src", &["rs"]) {
        let source = code(&read(&file));
        let words = words(&source);
        for name in [
            "println",
            "eprintln",
            "dbg",
            "TcpStream",
            "SystemTime",
            "Instant",
        ] {
            assert!(!words.contains(name), "{} uses `{name}`", file.display());
        }
        for path in [
            "std::fs",
            "std::net",
            "std::env",
            "std::process",
            "std::time",
        ] {
            assert!(!source.contains(path), "{} uses `{path}`", file.display());
        }
    }
}

#[test]
fn the_page_loads_nothing_from_another_origin() {
    const NAMESPACES: &str = "http://www.w3.org/";
    let kinds = ["html", "js", "mjs", "css", "svg", "json", "webmanifest"];
    for file in files("www", &kinds)
        .into_iter()
        .chain(files("index.html", &kinds))
    {
        for (at, line) in read(&file).lines().enumerate() {
            let place = format!("{}:{}", file.display(), at + 1);
            let comment = line.trim_start().starts_with("//") || line.trim_start().starts_with('*');
            if comment {
                continue;
            }
            for scheme in ["http://", "https://", "ws://", "wss://"] {
                for (found, _) in line.match_indices(scheme) {
                    let namespace = line[found..].starts_with(NAMESPACES);
                    // Following a link is the reader's doing, and no load.
                    let link = line[..found].trim_end().ends_with("<a href=\"");
                    assert!(
                        namespace || link,
                        "{place} names another origin: {}",
                        line.trim()
                    );
                }
            }
            for hidden in [
                "=\"//",
                "='//",
                "url(//",
                "url(\"//",
                "url('//",
                "import '//",
                "import \"//",
            ] {
                assert!(
                    !line.contains(hidden),
                    "{place} names another origin: {}",
                    line.trim()
                );
            }
        }
    }
}

#[test]
fn the_tools_of_this_test_work() {
    let uses = |file: &str, source: &str| {
        let modules = modules_used(Path::new(file), &code(source));
        modules.into_iter().collect::<Vec<_>>().join(" ")
    };
    assert_eq!(uses("src/text.rs", "use crate::finding::Rule;"), "finding");
    assert_eq!(
        uses(
            "src/text.rs",
            "use crate::{\n  fact::{date, number},\n  relation,\n};"
        ),
        "fact relation"
    );
    assert_eq!(
        uses("src/fact/date.rs", "super::super::finding::x();"),
        "finding"
    );
    assert_eq!(uses("src/fact.rs", "use super::meta;"), "meta");
    assert_eq!(uses("src/fact/date.rs", "use super::meta;"), "");
    assert_eq!(
        uses(
            "src/text.rs",
            "// crate::finding\n/* crate::fact */ let s = \"crate::meta\";"
        ),
        ""
    );
    assert_eq!(code("a // b\n\"// c\" '\"' d"), "a \n\"\" '' d");
    assert_eq!(code("r#\"x \" y\"# z"), "\"\" z");
    assert_eq!(code("fn f<'a>(x: &'a str) {}"), "fn f<'a>(x: &'a str) {}");
}

/// The place of a file in the flow; none for `lib.rs` and modules without a rule.
fn stage(file: &Path) -> Option<usize> {
    let mut parts = file.components().skip(1);
    let first = parts.next()?.as_os_str().to_str()?;
    let name = first.strip_suffix(".rs").unwrap_or(first);
    ORDER.iter().position(|module| *module == name)
}

/// The modules at the crate's root that a source names: `crate::a::b`,
/// `crate::{a, b::c}`, and `super::` where it leads there.
fn modules_used(file: &Path, source: &str) -> BTreeSet<String> {
    let mut roots = vec!["crate::", "fazhi_lens::"];
    match file.components().count() {
        2 => roots.push("super::"),
        3 => roots.push("super::super::"),
        _ => {}
    }
    let mut used = BTreeSet::new();
    for root in roots {
        for (at, _) in source.match_indices(root) {
            let before = source[..at].chars().next_back();
            if before.is_some_and(|c| c == ':' || c == '_' || c.is_alphanumeric()) {
                continue;
            }
            let rest = source[at + root.len()..].trim_start();
            match rest.strip_prefix('{') {
                Some(group) => used.extend(group_members(group)),
                None => used.extend(leading_name(rest)),
            }
        }
    }
    used
}

/// The first names of the members of a `{…}` group, its brace already taken.
fn group_members(group: &str) -> Vec<String> {
    let mut depth = 0;
    let mut member = String::new();
    let mut names = Vec::new();
    for c in group.chars() {
        match c {
            '}' if depth == 0 => break,
            ',' if depth == 0 => {
                names.extend(leading_name(member.trim()));
                member.clear();
                continue;
            }
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        member.push(c);
    }
    names.extend(leading_name(member.trim()));
    names
}

fn leading_name(path: &str) -> Option<String> {
    let name: String = path
        .chars()
        .take_while(|c| *c == '_' || c.is_alphanumeric())
        .collect();
    (!name.is_empty()).then_some(name)
}

/// The source without comments and without what stands in quotes.
fn code(source: &str) -> String {
    let chars: Vec<char> = source.chars().collect();
    let mut out = String::with_capacity(source.len());
    let mut at = 0;
    let starts = |at: usize, what: &str| {
        what.chars()
            .enumerate()
            .all(|(n, c)| chars.get(at + n) == Some(&c))
    };
    while at < chars.len() {
        if starts(at, "//") {
            while at < chars.len() && chars[at] != '\n' {
                at += 1;
            }
        } else if starts(at, "/*") {
            let mut depth = 0;
            loop {
                if starts(at, "/*") {
                    depth += 1;
                    at += 2;
                } else if starts(at, "*/") {
                    depth -= 1;
                    at += 2;
                } else {
                    at += 1;
                }
                if depth == 0 || at >= chars.len() {
                    break;
                }
            }
        } else if let Some(hashes) = raw_string(&chars, at) {
            let close = format!("\"{}", "#".repeat(hashes));
            at += 2 + hashes;
            while at < chars.len() && !starts(at, &close) {
                at += 1;
            }
            at += close.len();
            out.push_str("\"\"");
        } else if chars[at] == '"' {
            at += 1;
            while at < chars.len() && chars[at] != '"' {
                at += if chars[at] == '\\' { 2 } else { 1 };
            }
            at += 1;
            out.push_str("\"\"");
        } else if let Some(length) = character(&chars, at) {
            at += length;
            out.push_str("''");
        } else {
            out.push(chars[at]);
            at += 1;
        }
    }
    out
}

/// The number of `#` of a raw string that starts here.
fn raw_string(chars: &[char], at: usize) -> Option<usize> {
    let inside_word = at > 0 && (chars[at - 1] == '_' || chars[at - 1].is_alphanumeric());
    if chars[at] != 'r' || inside_word {
        return None;
    }
    let hashes = chars[at + 1..].iter().take_while(|c| **c == '#').count();
    (chars.get(at + 1 + hashes) == Some(&'"')).then_some(hashes)
}

/// The length of a character literal that starts here; a lifetime is none.
fn character(chars: &[char], at: usize) -> Option<usize> {
    if chars[at] != '\'' {
        return None;
    }
    if chars.get(at + 1) == Some(&'\\') {
        let end = chars[at + 3..].iter().position(|c| *c == '\'')?;
        return Some(end + 4);
    }
    (chars.get(at + 2) == Some(&'\'')).then_some(3)
}

/// The identifiers of a source.
fn words(source: &str) -> BTreeSet<&str> {
    source
        .split(|c: char| c != '_' && !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect()
}

fn within(file: &Path, places: &[&str]) -> bool {
    let name = file.to_string_lossy().replace('\\', "/");
    places.iter().any(|place| {
        name == *place || name == format!("{place}.rs") || name.starts_with(&format!("{place}/"))
    })
}

/// The files with one of these endings under a place of the repository, named from its root.
fn files(place: &str, endings: &[&str]) -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    let mut left = vec![PathBuf::from(place)];
    while let Some(path) = left.pop() {
        let full = root.join(&path);
        if full.is_dir() {
            for entry in fs::read_dir(&full)
                .expect("a directory is listed")
                .flatten()
            {
                left.push(path.join(entry.file_name()));
            }
        } else if full.is_file() {
            let ending = path.extension().and_then(|ending| ending.to_str());
            if ending.is_some_and(|ending| endings.contains(&ending)) {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

fn read(file: &Path) -> String {
    let full = Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
    fs::read_to_string(&full).unwrap_or_else(|error| panic!("{}: {error}", full.display()))
}
