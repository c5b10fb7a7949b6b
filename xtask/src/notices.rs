//! `THIRD-PARTY.txt`: the licences of the project and the notices of others'
//! code that is in the module.
//!
//! Listed are the crates that Cargo resolves for the module's target, without
//! build scripts and procedural macros, which run here and do not ship. The
//! list and the texts follow from `Cargo.lock`, so they are the same on every
//! machine. The standard library has no entry there, and where its licences lie
//! differs by how Rust was installed: its notice is `notices/std.txt`.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::Path;

use serde_json::Value;

use crate::Result;
use crate::module::MODULES;
use crate::route::{Route, TARGET};
use crate::sh;

/// The file's name, beside the page and in the package.
pub const NAME: &str = "THIRD-PARTY.txt";

const STD: &str = include_str!("notices/std.txt");
/// The word files that come from elsewhere: see `dictionary`.
const WORDS: &str = include_str!("notices/words.txt");
/// What the page brings of others beside the modules: see `tests/vendor_pdfjs.mjs`.
const PDFJS: &str = include_str!("notices/pdfjs.txt");
const RULE: &str =
    "================================================================================";

/// The licences that are taken where a crate offers a choice, the first that
/// fits, and the files which hold their text.
const TAKEN: &[(&str, &[&str])] = &[
    ("MIT", &["LICENSE-MIT", "LICENSE"]),
    ("Apache-2.0", &["LICENSE-APACHE", "LICENSE"]),
    ("Unicode-3.0", &["LICENSE-UNICODE"]),
];

/// One crate in the module.
#[derive(Debug)]
struct Crate {
    /// `serde 1.0.229`
    name: String,
    /// An SPDX expression.
    license: String,
    repository: String,
    /// The texts of the licences taken, one after the other.
    text: String,
}

/// The whole file.
pub fn text(route: Route) -> Result<String> {
    let crates = crates(&metadata(route)?)?;
    let own = |name| text_of(&sh::root().join(name));
    let mut out = format!(
        "fazhi-lens: licences and third-party notices\n\
         法治报告透镜：许可与第三方声明\n\n\
         fazhi-lens is licensed under MIT OR Apache-2.0, at your option (1). Its modules,\n\
         fazhi_lens_bg.wasm, fazhi_documents_bg.wasm and fazhi_compare_bg.wasm, and the scripts\n\
         beside them contain code of the crates in (2) and of Rust's standard library (3).\n\
         本软件按 MIT 或 Apache-2.0 许可，任选其一（1）；模块中含有（2）（3）所列各库的代码。\n\n\
         {RULE}\n1. fazhi-lens: MIT OR Apache-2.0\n{RULE}\n\n{}\n\n{}\n\n\
         {RULE}\n2. Crates\n{RULE}\n\n",
        own("LICENSE-MIT")?,
        own("LICENSE-APACHE")?,
    );
    out.push_str(&by_text(&crates));
    out.push_str(&format!(
        "{RULE}\n3. Rust's standard library\n{RULE}\n\n{STD}\n{RULE}\n4. Words\n{RULE}\n\n{WORDS}\n\
         {RULE}\n5. pdf.js\n{RULE}\n\n{PDFJS}"
    ));
    Ok(out)
}

/// Each text once, under the crates that it comes with.
fn by_text(crates: &[Crate]) -> String {
    let mut shared: BTreeMap<&str, Vec<&Crate>> = BTreeMap::new();
    for each in crates {
        shared.entry(&each.text).or_default().push(each);
    }
    let mut groups: Vec<_> = shared.into_iter().collect();
    groups.sort_by_key(|(_, of)| &of[0].name);
    let mut out = String::new();
    for (text, of) in groups {
        for Crate {
            name,
            license,
            repository,
            ..
        } in of
        {
            out.push_str(&format!("{name}: {license}\n    {repository}\n"));
        }
        out.push_str(&format!("\n{text}\n\n"));
    }
    out
}

fn metadata(route: Route) -> Result<Value> {
    let mut command = route.cargo(&["metadata", "--locked", "--format-version", "1"]);
    command.args(["--filter-platform", TARGET]);
    let line = sh::shown(&command);
    let output = command
        .output()
        .map_err(|error| format!("`{line}` did not start: {error}"))?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr);
        return Err(format!("`{line}` failed: {said}"));
    }
    serde_json::from_slice(&output.stdout).map_err(|error| format!("`{line}`: {error}"))
}

/// The crates in the module, by name, without the project's own.
fn crates(metadata: &Value) -> Result<Vec<Crate>> {
    let packages: HashMap<&str, &Value> = list(&metadata["packages"])
        .iter()
        .map(|package| (word(&package["id"]), package))
        .collect();
    let mut found = Vec::new();
    for id in linked(metadata, &packages)? {
        let package = packages[id];
        if !package["source"].is_null() {
            found.push(described(package)?);
        }
    }
    found.sort_by(|one, other| one.name.cmp(&other.name));
    Ok(found)
}

/// What is linked into the modules: dependencies of dependencies, but for
/// building and testing, and but for macros.
fn linked<'a>(
    metadata: &'a Value,
    packages: &HashMap<&'a str, &'a Value>,
) -> Result<HashSet<&'a str>> {
    let nodes: HashMap<&str, &Value> = list(&metadata["resolve"]["nodes"])
        .iter()
        .map(|node| (word(&node["id"]), node))
        .collect();
    let mut open = Vec::new();
    for module in MODULES {
        let root = packages
            .iter()
            .find(|(_, package)| package["name"] == module.package);
        let (root, _) = root.ok_or(format!("cargo metadata does not name {}", module.package))?;
        open.push(*root);
    }
    let mut seen = HashSet::new();
    while let Some(id) = open.pop() {
        let is_macro = list(&packages[id]["targets"])
            .iter()
            .any(|target| list(&target["kind"]).contains(&"proc-macro".into()));
        if is_macro || !seen.insert(id) {
            continue;
        }
        for dependency in list(&nodes[id]["deps"]) {
            let kinds = list(&dependency["dep_kinds"]);
            if kinds.iter().any(|kind| kind["kind"].is_null()) {
                open.push(word(&dependency["pkg"]));
            }
        }
    }
    Ok(seen)
}

fn described(package: &Value) -> Result<Crate> {
    let name = format!("{} {}", word(&package["name"]), word(&package["version"]));
    let license = word(&package["license"]).to_owned();
    let folder = Path::new(word(&package["manifest_path"]))
        .parent()
        .ok_or("a manifest lies in a folder")?;
    let taken = taken(&license).ok_or_else(|| {
        format!("{name} is licensed `{license}`: xtask/src/notices.rs knows no text for that")
    })?;
    let mut texts = Vec::new();
    for (licence, files) in taken {
        let file = files.iter().find_map(|file| file_named(folder, file));
        let file = file.ok_or_else(|| format!("{name} has no file with the text of {licence}"))?;
        texts.push(text_of(&file)?);
    }
    if let Some(notice) = file_named(folder, "NOTICE") {
        texts.push(text_of(&notice)?);
    }
    Ok(Crate {
        name,
        license,
        repository: word(&package["repository"]).to_owned(),
        text: texts.join("\n\n"),
    })
}

/// The licences taken of those in an SPDX expression: one for each of its
/// terms. `None` where a term offers none that is known.
fn taken(expression: &str) -> Option<Vec<&'static (&'static str, &'static [&'static str])>> {
    expression
        .split(" AND ")
        .map(|term| {
            let term = term.replace('/', " OR ");
            let offered: Vec<&str> = term
                .split(" OR ")
                .map(|licence| licence.trim_matches(['(', ')', ' ']))
                .collect();
            TAKEN.iter().find(|(known, _)| offered.contains(known))
        })
        .collect()
}

/// The file of a name, however it is written: `LICENSE-MIT`, `LICENSE_MIT.txt`, `license-mit`.
fn file_named(folder: &Path, name: &str) -> Option<std::path::PathBuf> {
    let mut files: Vec<_> = std::fs::read_dir(folder)
        .ok()?
        .flatten()
        .map(|file| file.path())
        .filter(|path| {
            let stem = path.file_stem().unwrap_or_default().to_string_lossy();
            stem.to_uppercase().replace('_', "-") == name
        })
        .collect();
    files.sort();
    files.into_iter().next()
}

/// A text with plain line ends, and none at its own ends.
fn text_of(path: &Path) -> Result<String> {
    let bytes = sh::read(path)?;
    let text = String::from_utf8(bytes).map_err(|_| format!("{}: not in UTF-8", path.display()))?;
    let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
    Ok(lines.join("\n").trim_matches('\n').to_owned())
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

fn word(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_a_licence_for_each_term() {
        let names = |expression| {
            taken(expression).map(|all| all.iter().map(|(name, _)| *name).collect::<Vec<_>>())
        };
        assert_eq!(names("MIT"), Some(vec!["MIT"]));
        assert_eq!(names("Apache-2.0/MIT"), Some(vec!["MIT"]));
        assert_eq!(
            names("(MIT OR Apache-2.0) AND Unicode-3.0"),
            Some(vec!["MIT", "Unicode-3.0"])
        );
        assert_eq!(names("MPL-2.0"), None);
        assert_eq!(names("MIT AND BSD-3-Clause"), None);
    }

    #[test]
    fn follows_what_is_linked_and_nothing_else() {
        let package = |name: &str, kind: &str| serde_json::json!({ "id": name, "name": name, "targets": [{ "kind": [kind] }] });
        let needs = |name: &str, kind: Value| serde_json::json!({ "pkg": name, "dep_kinds": [{ "kind": kind }] });
        let metadata = serde_json::json!({
            "packages": [
                package("fazhi-lens", "lib"), package("fazhi-documents", "lib"), package("fazhi-compare", "lib"), package("linked", "lib"), package("deeper", "lib"),
                package("macro", "proc-macro"), package("of-macro", "lib"),
                package("for-tests", "lib"), package("for-building", "lib"),
            ],
            "resolve": { "nodes": [
                { "id": "fazhi-lens", "deps": [
                    needs("linked", Value::Null), needs("macro", Value::Null),
                    needs("for-tests", "dev".into()), needs("for-building", "build".into()),
                ] },
                { "id": "fazhi-documents", "deps": [needs("linked", Value::Null)] },
                { "id": "fazhi-compare", "deps": [] },
                { "id": "linked", "deps": [needs("deeper", Value::Null)] },
                { "id": "deeper", "deps": [] },
                { "id": "macro", "deps": [needs("of-macro", Value::Null)] },
            ] },
        });
        let packages = list(&metadata["packages"])
            .iter()
            .map(|package| (word(&package["id"]), package))
            .collect();
        let mut linked: Vec<&str> = linked(&metadata, &packages).unwrap().into_iter().collect();
        linked.sort_unstable();
        assert_eq!(
            linked,
            [
                "deeper",
                "fazhi-compare",
                "fazhi-documents",
                "fazhi-lens",
                "linked"
            ]
        );
    }

    #[test]
    fn the_standard_library_has_its_notice() {
        for words in [
            "The Rust Project Contributors",
            "Permission is hereby granted",
            "UNICODE LICENSE V3",
        ] {
            assert!(STD.contains(words), "{words}");
        }
    }
}
