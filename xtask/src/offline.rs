//! What the page keeps for when there is no network: two lines of `www/sw.js` name the
//! version, a digest of all that the page is made of, and its files by part. A browser
//! that finds other lines there knows that there is a newer version.

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::json;
use sha2::{Digest, Sha256};

use crate::Result;
use crate::package::{collect, hex};
use crate::release;
use crate::sh;

const WORKER: &str = "www/sw.js";
const STALE: &str = "Run `cargo xtask stamp` and commit www/sw.js and www/version.js.";

/// The parts that are loaded when they are first used, each with the beginnings of the
/// names of its files. The first file of a part tells whether the part is there.
const LATER: &[(&str, &[&str])] = &[
    (
        "compare",
        &[
            "pkg/fazhi_compare_bg.wasm",
            "pkg/fazhi_compare.js",
            "www/compare/",
        ],
    ),
    (
        "documents",
        &[
            "pkg/fazhi_documents_bg.wasm",
            "pkg/fazhi_documents.js",
            "www/documents_worker.js",
        ],
    ),
    (
        "pdf",
        &[
            "www/vendor/pdfjs/pdf.min.mjs",
            "www/vendor/pdfjs/pdf.worker.min.mjs",
            "www/vendor/pdfjs/cmaps/",
            "www/pdf.js",
            "www/pdf_worker.js",
            "www/pdf/",
        ],
    ),
];
const CORE: &[&str] = &["pkg/fazhi_lens_bg.wasm", "pkg/fazhi_lens.js", "www/"];
/// What is not kept: what no page asks for, and what the script has another one for.
const BESIDE: &[&str] = &["www/sw.js", "www/passes.js", "www/vendor/"];
/// The endings of what a page asks for.
const KINDS: &[&str] = &[
    "html",
    "css",
    "js",
    "mjs",
    "wasm",
    "svg",
    "png",
    "txt",
    "bcmap",
    "webmanifest",
];

/// Writes `www/version.js` and the two lines.
pub fn stamp() -> Result<()> {
    let root = sh::root();
    let page = release::page(root)?;
    if std::fs::read(root.join(release::PAGE)).ok().as_deref() != Some(page.as_bytes()) {
        sh::write(&root.join(release::PAGE), page.as_bytes())?;
    }
    let stamped = stamped(root)?;
    if sh::read(&root.join(WORKER))? != stamped.as_bytes() {
        sh::write(&root.join(WORKER), stamped.as_bytes())?;
        println!("{WORKER} names a new version");
    }
    Ok(())
}

/// Fails where `www/version.js` or the two lines do not tell what the page is made of.
pub fn check() -> Result<()> {
    let root = sh::root();
    if sh::read(&root.join(release::PAGE))? != release::page(root)?.as_bytes() {
        return Err(format!(
            "{} tells of another version. {STALE}",
            release::PAGE
        ));
    }
    if sh::read(&root.join(WORKER))? == stamped(root)?.as_bytes() {
        println!("{WORKER} names this version");
        return Ok(());
    }
    Err(format!("{WORKER} names another version. {STALE}"))
}

/// The script with its two lines as they should be.
fn stamped(root: &Path) -> Result<String> {
    let script = sh::read(&root.join(WORKER))?;
    let script = String::from_utf8(script).map_err(|error| format!("{WORKER}: {error}"))?;
    let bare = with_line(&with_line(&script, "VERSION", "''")?, "FILES", "{}")?;
    let parts = parts(root)?;
    let mut hasher = Sha256::new();
    hasher.update(&bare);
    for name in parts.values().flatten() {
        let bytes = sh::read(&root.join(name))?;
        hasher.update(format!("{name}\0{}\0", bytes.len()));
        hasher.update(&bytes);
    }
    let version = hex(hasher.finalize());
    let addresses: BTreeMap<&str, Vec<String>> = parts
        .iter()
        .map(|(part, names)| (*part, names.iter().map(|name| address(name)).collect()))
        .collect();
    let bare = with_line(&bare, "VERSION", &format!("'{}'", &version[..16]))?;
    with_line(&bare, "FILES", &json!(addresses).to_string())
}

/// A file's address as the script in `www/` names it.
fn address(name: &str) -> String {
    match name.strip_prefix("www/") {
        Some("index.html") => "./".to_owned(),
        Some(inside) => inside.to_owned(),
        None => format!("../{name}"),
    }
}

/// The names of all files, by part. Each file is in one part.
fn parts(root: &Path) -> Result<BTreeMap<&'static str, Vec<String>>> {
    let mut paths = Vec::new();
    for folder in ["pkg", "www"] {
        collect(&root.join(folder), &mut paths)?;
    }
    let mut names: Vec<String> = paths
        .iter()
        .map(|path| path.strip_prefix(root).unwrap_or(path))
        .map(|path| path.to_string_lossy().replace('\\', "/"))
        .filter(|name| {
            KINDS.iter().any(|kind| {
                name.strip_suffix(kind)
                    .is_some_and(|stem| stem.ends_with('.'))
            })
        })
        .collect();
    names.sort();
    let mut parts = BTreeMap::new();
    for (part, beginnings) in LATER.iter().copied().chain([("core", CORE)]) {
        let mut mine = Vec::new();
        for beginning in beginnings {
            let is_mine = |name: &mut String| {
                name.starts_with(beginning)
                    && (part != "core" || !BESIDE.iter().any(|other| name.starts_with(other)))
            };
            mine.extend(names.extract_if(.., is_mine));
        }
        parts.insert(part, mine);
    }
    Ok(parts)
}

/// The script with another value of a constant, which stands on a line of its own.
fn with_line(script: &str, constant: &str, value: &str) -> Result<String> {
    let begin = format!("const {constant} = ");
    let mut found = false;
    let lines = script.split('\n').map(|line| {
        if line.starts_with(&begin) {
            found = true;
            format!("{begin}{value};")
        } else {
            line.to_owned()
        }
    });
    let whole = lines.collect::<Vec<_>>().join("\n");
    match found {
        true => Ok(whole),
        false => Err(format!("{WORKER} has no line `{begin}…`")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_is_in_one_part_and_leads_its_part() {
        let parts = parts(sh::root()).expect("the page is in the repository");
        assert_eq!(parts["documents"][0], "pkg/fazhi_documents_bg.wasm");
        assert_eq!(parts["pdf"][0], "www/vendor/pdfjs/pdf.min.mjs");
        assert_eq!(parts["core"][0], "pkg/fazhi_lens_bg.wasm");
        let core = &parts["core"];
        for name in ["www/index.html", "www/worker.js", "www/samples/faulty.txt"] {
            assert!(core.iter().any(|other| other == name), "{name}");
        }
        assert!(!core.iter().any(|name| name.contains("vendor")));
        let mut all: Vec<&String> = parts.values().flatten().collect();
        let count = all.len();
        all.sort();
        all.dedup();
        assert_eq!(all.len(), count);
    }

    #[test]
    fn a_constant_is_replaced_and_must_be_there() {
        let script = "// x\nconst VERSION = 'old';\nconst FILES = {};\n";
        assert_eq!(
            with_line(script, "VERSION", "'new'").as_deref(),
            Ok("// x\nconst VERSION = 'new';\nconst FILES = {};\n")
        );
        assert!(with_line(script, "OTHER", "1").is_err());
        assert_eq!(address("www/index.html"), "./");
        assert_eq!(address("pkg/fazhi_lens.js"), "../pkg/fazhi_lens.js");
    }
}
