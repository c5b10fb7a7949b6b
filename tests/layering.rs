//! One direction of flow, kept by reading the source.
//!
//! A stage may use the stages before it and none after it, and so may the parts of
//! a stage among themselves; JavaScript is known at the boundary alone; the page
//! asks nothing of another origin. Files that do not exist yet fall under the same
//! rules as soon as they do.

mod source;

use source::{code, files, read};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// Who comes after whom, for the crate and for each stage of several files: every
/// module uses earlier ones of its list alone. Every module has its place here.
///
/// What the file of a stage itself declares, its parts share.
const ORDER: &[(&str, &[&str])] = &[
    (
        "",
        &[
            "span",
            "fold",
            "words",
            "lexicon",
            "text",
            "boilerplate",
            "claim",
            "trace",
            "vocabulary",
            "token",
            "outline",
            "fact",
            "period",
            "meta",
            "scope",
            "relation",
            "theme",
            "requirement",
            "finding",
            "report",
            "export",
            "wasm",
        ],
    ),
    ("lexicon", &["list"]),
    (
        "outline",
        &[
            "marker", "role", "heading", "frame", "piece", "series", "point",
        ],
    ),
    (
        "fact",
        &[
            "catalogue",
            "citation",
            "identifier",
            "frozen",
            "number",
            "date",
            "entity",
            "unit",
            "predicate",
            "quantity",
            "governing",
            "stated",
            "metric",
            "table",
            "coded",
        ],
    ),
    ("fact/entity", &["person", "org", "mechanism"]),
    ("fact/frozen", &["pair"]),
    (
        "fact/metric",
        &[
            "before", "after", "site", "subject", "name", "turn", "frame", "topic",
        ],
    ),
    (
        "relation",
        &[
            "addition",
            "unnumbered",
            "evidence",
            "layout",
            "slip",
            "listed",
            "equal",
            "sum",
            "flow",
            "body",
            "difference",
            "ratio",
            "doubled",
            "column",
            "table",
            "propose",
            "decide",
        ],
    ),
    (
        "relation/propose",
        &["list", "change", "rate", "rest", "product", "average"],
    ),
    // What rules share; the rules themselves follow and know nothing of each other.
    (
        "finding",
        &[
            "blanks", "clause", "digits", "figures", "order", "pairs", "parts", "rates", "slips",
            "widths",
        ],
    ),
];

/// The stage whose further parts are equals.
const EQUALS: &str = "finding";

/// Where JavaScript's names may stand.
const BOUNDARY: &[&str] = &["src/wasm.rs", "src/compare/wasm.rs", "src/document/wasm.rs"];
/// Where data may be given a shape for the outside.
const MODEL: &[&str] = &["src/report.rs", "src/wasm.rs", "src/export"];

#[test]
fn a_stage_uses_earlier_stages_alone() {
    let modules = modules();
    let mut wrong = Vec::new();
    for (name, source) in &modules {
        for used in used(name, source, &modules) {
            if let Some(why) = against_the_flow(name, &used) {
                wrong.push(why);
            }
        }
    }
    assert!(wrong.is_empty(), "against the flow:\n{}", wrong.join("\n"));
}

#[test]
fn every_module_has_its_place_in_the_flow() {
    for name in modules().keys() {
        let (group, own) = name.rsplit_once('/').unwrap_or(("", name));
        assert!(
            place(group, own).is_some(),
            "src/{name}.rs has no place in the flow: see ORDER in tests/layering.rs"
        );
    }
}

/// The modules are built without the printing of values for programmers (`xtask/src/route.rs`):
/// what goes through it would be told as nothing.
#[test]
fn nothing_is_told_through_debug() {
    let told = |file: &&std::path::PathBuf| {
        let test = file
            .iter()
            .any(|part| part == "tests" || part == "tests.rs");
        !test && !within(file, &["src/command", "src/compare/examples"])
    };
    for file in files("src", &["rs"]).iter().filter(told) {
        let source = read(file);
        let own = source.split("#[cfg(test)]").next().unwrap_or_default();
        assert!(
            !own.contains(":?}"),
            "{} prints a value by `{{:?}}`",
            file.display()
        );
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
    for file in core() {
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
    for file in core() {
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
    // What is vendored there is held to by its digests and by the page's policy.
    for file in files("www", &kinds)
        .into_iter()
        .filter(|file| !file.starts_with("www/vendor"))
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
                    let before = line[..found].trim_end();
                    let link =
                        before.ends_with("<a href=\"") || before.ends_with("h('a', { href: `");
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
    let tree: BTreeMap<String, String> = [
        ("fact", "pub use entity::{is_person, Entity as Body};"),
        ("fact/date", ""),
        ("fact/entity", ""),
        ("finding", ""),
        ("finding/typo", ""),
        ("meta", ""),
        ("relation", ""),
        ("text", ""),
    ]
    .map(|(name, source)| (name.to_owned(), source.to_owned()))
    .into();
    let uses = |name: &str, source: &str| {
        let modules = used(name, &code(source), &tree);
        modules.into_iter().collect::<Vec<_>>().join(" ")
    };
    assert_eq!(uses("text", "use crate::finding::Rule;"), "finding");
    assert_eq!(
        uses(
            "text",
            "use crate::{\n  fact::{date, self},\n  relation,\n};"
        ),
        "fact fact/date relation"
    );
    assert_eq!(uses("fact/date", "super::super::finding::x();"), "finding");
    assert_eq!(uses("fact/date", "super::entity::x();"), "fact/entity");
    assert_eq!(
        uses("fact/date", "use super::{Facts, entity};"),
        "fact fact/entity"
    );
    // What the file of a stage takes from a part is the part's.
    assert_eq!(
        uses("fact/date", "use super::{Body, is_person};"),
        "fact/entity"
    );
    assert_eq!(uses("meta", "use crate::fact::is_person;"), "fact/entity");
    assert_eq!(uses("fact", "use super::meta;"), "meta");
    assert_eq!(uses("meta", "crate::analyze(x)"), "");
    let quoted = "// crate::finding\n/* crate::fact */ let s = \"crate::meta\";";
    assert!(used("text", &code(quoted), &tree).is_empty());

    for (name, earlier) in [
        ("meta", "fact/date"),
        ("fact/table", "fact/metric"),
        ("fact/table", "fact"),
        ("fact", "fact/table"),
        ("finding/typo", "finding/slips"),
        ("wasm", ""),
    ] {
        assert_eq!(against_the_flow(name, earlier), None);
    }
    for (name, later) in [
        ("fact/date", "meta"),
        ("fact/metric", "fact/table"),
        ("fact/entity/org", "fact/entity/mechanism"),
        ("fact/entity/org", "fact/metric"),
        ("meta", "finding/typo"),
        ("meta", ""),
        ("finding/typo", "finding/rate_impossible"),
        ("finding/slips", "finding/typo"),
    ] {
        assert!(against_the_flow(name, later).is_some(), "{name} → {later}");
    }

    assert_eq!(code("a // b\n\"// c\" '\"' d"), "a \n\"\" \"\" d");
    assert_eq!(code("r#\"x \" y\"# z"), "\"\" z");
    assert_eq!(code("fn f<'a>(x: &'a str) {}"), "fn f<'a>(x: &'a str) {}");
    assert_eq!(code("a\n#[cfg(test)]\nmod tests {\n b\n}\n"), "a");
}

/// The files of the core; `src/command`, `src/compare` and `src/document` are crates of their own.
fn core() -> Vec<std::path::PathBuf> {
    const OTHERS: [&str; 3] = ["src/command", "src/compare", "src/document"];
    let mut all = files("src", &["rs"]);
    all.retain(|file| !within(file, &OTHERS));
    all
}

/// Every module but the roof, by its path from `src`, with its code.
fn modules() -> BTreeMap<String, String> {
    let mut modules = BTreeMap::new();
    for file in core() {
        let name = file.to_string_lossy().replace('\\', "/");
        let name = name.trim_start_matches("src/").trim_end_matches(".rs");
        if name != "lib" {
            modules.insert(name.to_owned(), code(&read(&file)));
        }
    }
    modules
}

/// The place of a part in its stage; rules stand after all that they share.
fn place(group: &str, own: &str) -> Option<usize> {
    let (_, order) = ORDER.iter().find(|(name, _)| *name == group)?;
    let listed = order.iter().position(|name| *name == own);
    listed.or((group == EQUALS).then_some(order.len()))
}

/// What is wrong with one module's using another one, if anything. The roof has
/// the empty name, and the boundary alone stands above it.
fn against_the_flow(user: &str, used: &str) -> Option<String> {
    if used.is_empty() {
        return (user != "wasm").then(|| format!("src/{user}.rs uses src/lib.rs"));
    }
    let (a, b): (Vec<&str>, Vec<&str>) = (user.split('/').collect(), used.split('/').collect());
    let shared = a.iter().zip(&b).take_while(|(x, y)| x == y).count();
    // A stage uses its parts, and they use what its file declares.
    if shared == a.len() || shared == b.len() {
        return None;
    }
    let group = a[..shared].join("/");
    let earlier = place(&group, b[shared]) < place(&group, a[shared]);
    (!earlier).then(|| format!("src/{user}.rs uses src/{used}.rs, which comes after it"))
}

/// The modules that a source names by `crate::…` and `super::…`. The roof is
/// named by what is no module.
fn used(name: &str, source: &str, modules: &BTreeMap<String, String>) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for path in paths(source) {
        let mut at: Vec<&str> = match path[0].as_str() {
            "super" => name.split('/').collect(),
            _ => Vec::new(),
        };
        let mut rest = path.iter().map(String::as_str).peekable();
        while let Some(step) = rest.next_if(|s| ["crate", "fazhi_lens", "super"].contains(s)) {
            if step == "super" {
                at.pop();
            }
        }
        for step in rest {
            let below = [at.join("/"), step.to_owned()].join("/");
            let below = below.trim_start_matches('/');
            if modules.contains_key(below) {
                at.push(step);
                continue;
            }
            // A name that the file takes from one of its parts is that part's.
            if let Some(part) = modules.get(&at.join("/")).and_then(|m| part_of(m, step)) {
                at.push(part);
            }
            break;
        }
        found.insert(at.join("/"));
    }
    found
}

/// The part of a stage from which its file takes a name: `use part::{a, b as c};`.
fn part_of<'a>(source: &'a str, name: &str) -> Option<&'a str> {
    source.match_indices("use ").find_map(|(at, start)| {
        let tree = &source[at + start.len()..];
        let taken = expanded(tree)
            .iter()
            .any(|path| path.last().is_some_and(|l| l == name));
        let first = tree
            .split(|c: char| c != '_' && !c.is_alphanumeric())
            .next()?;
        (taken && !["crate", "super", "std", "self"].contains(&first)).then_some(first)
    })
}

/// The paths of a source that lead out of its file.
fn paths(source: &str) -> Vec<Vec<String>> {
    let mut found = Vec::new();
    for root in ["crate::", "super::", "fazhi_lens::"] {
        for (at, _) in source.match_indices(root) {
            let before = source[..at].chars().next_back();
            if before.is_some_and(|c| c == ':' || c == '_' || c.is_alphanumeric()) {
                continue;
            }
            found.extend(expanded(&source[at..]));
        }
    }
    found
}

/// The paths of a use tree that a text starts with: `a::{b, c::d as e}` is `a::b`
/// and `a::c::e`. An alias stands for what it renames.
fn expanded(text: &str) -> Vec<Vec<String>> {
    let mut path = Vec::new();
    let mut rest = text.trim_start();
    loop {
        if let Some(group) = rest.strip_prefix('{') {
            let members = members(group);
            let below = members.iter().flat_map(|member| expanded(member));
            return below.map(|b| [path.clone(), b].concat()).collect();
        }
        let end = rest
            .find(|c: char| c != '_' && !c.is_alphanumeric())
            .unwrap_or(rest.len());
        if end == 0 {
            break;
        }
        path.push(rest[..end].to_owned());
        rest = rest[end..].trim_start();
        if let Some(alias) = rest.strip_prefix("as ") {
            path.pop();
            rest = alias.trim_start();
        } else if let Some(below) = rest.strip_prefix("::") {
            rest = below.trim_start();
        } else {
            break;
        }
    }
    vec![path]
}

/// The members of a `{…}` group, its brace already taken.
fn members(group: &str) -> Vec<&str> {
    let (mut depth, mut from) = (0, 0);
    let mut found = Vec::new();
    for (at, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth > 0 => depth -= 1,
            '}' | ',' if depth == 0 => {
                found.push(group[from..at].trim());
                from = at + 1;
                if c == '}' {
                    break;
                }
            }
            _ => {}
        }
    }
    found.retain(|member| !member.is_empty());
    found
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
