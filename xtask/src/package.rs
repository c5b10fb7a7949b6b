//! The committed package in `pkg/`.
//!
//! `pkg/BUILD.json` records what the package was built from and by. Two
//! compilers give two different modules, so freshness is told in three steps:
//!
//! 1. the digest of the source must be the recorded one — always;
//! 2. the digest of every file in `pkg/` must be the recorded one — always;
//! 3. where the compiler is the recorded one, a new build must give the same bytes.
//!
//! The notices of what ships lie in `pkg/` and, the same, beside the page.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::Result;
use crate::module::{self, MODULES};
use crate::notices;
use crate::offline;
use crate::route::{Route, Wanted};
use crate::setup;
use crate::sh;

const RECORD: &str = "BUILD.json";
const LICENCES: &[&str] = &["LICENSE-MIT", "LICENSE-APACHE"];
/// For whoever imports the package by name: `fazhi-lens` is the core, `fazhi-lens/documents`
/// what reads and writes files. Node.js gets each ready for use.
const MANIFEST: &str = include_str!("package/package.json");
const README: &str = include_str!("package/README.md");
const FOR_NODE: &str = include_str!("package/node.js");
const STALE: &str = "Run `cargo xtask build` and commit pkg/ and www/THIRD-PARTY.txt.";

/// What decides the bytes of the package, besides the compiler and but for [`APART`].
const SOURCES: &[&str] = &[
    "Cargo.toml",
    "Cargo.lock",
    "build.rs",
    "src",
    "LICENSE-MIT",
    "LICENSE-APACHE",
    "xtask/src/module.rs",
    "xtask/src/notices.rs",
    "xtask/src/notices",
    "xtask/src/package",
    "xtask/src/route.rs",
];

/// Within them, what no module is made of.
const APART: &str = "src/command";

fn pkg() -> PathBuf {
    sh::root().join("pkg")
}

/// The notices beside the page.
fn page_notices() -> PathBuf {
    sh::root().join("www").join(notices::NAME)
}

/// Builds `pkg/`.
pub fn build(wanted: Wanted) -> Result<()> {
    let route = wanted.installed()?;
    let files = make(route, &sh::target_dir().join("pkg"))?;
    let pkg = pkg();
    std::fs::create_dir_all(&pkg).map_err(|error| format!("pkg/: {error}"))?;
    for old in names(&pkg)? {
        if !files.contains_key(&old) {
            std::fs::remove_file(pkg.join(&old)).map_err(|error| format!("pkg/{old}: {error}"))?;
        }
    }
    for (name, bytes) in &files {
        sh::write(&pkg.join(name), bytes)?;
        println!("pkg/{name:<24} {:>9} bytes", bytes.len());
    }
    sh::write(&page_notices(), &files[notices::NAME])?;
    offline::stamp()
}

/// Whether `pkg/` was built from the present source, without building.
pub fn is_fresh() -> bool {
    recorded().is_ok_and(|record| compare_digests(&record).is_ok()) && same_notices().is_ok()
}

/// Makes the page in one file, of `www/` and `pkg/`.
pub fn single(wanted: Wanted) -> Result<()> {
    if !is_fresh() {
        println!("pkg/ is older than the source: building");
        build(wanted)?;
    }
    setup::node_packages()?;
    let file = sh::target_dir().join("single/fazhi-lens.html");
    let mut make = sh::program("node", &["single/build.mjs"]);
    sh::run(make.arg(file))
}

/// Fails when `pkg/` was not built from the present source.
pub fn check(wanted: Wanted) -> Result<()> {
    let record = recorded()?;
    compare_digests(&record)?;
    same_notices()?;
    println!("pkg/ records the present source");

    let route = wanted.installed()?;
    if sh::read(&page_notices())? != notices::text(route)?.as_bytes() {
        return Err(format!(
            "www/{} does not tell what ships. {STALE}",
            notices::NAME
        ));
    }
    println!("{} tells what ships", notices::NAME);
    offline::check()?;
    let compiler = route.rustc_version()?;
    if record["route"] != route.name() || record["rustc"] != compiler.as_str() {
        println!(
            "pkg/ was built by {} ({}), here is {compiler} ({}): bytes not compared",
            record["rustc"].as_str().unwrap_or("?"),
            record["route"].as_str().unwrap_or("?"),
            route.name(),
        );
        return Ok(());
    }
    for (name, bytes) in make(route, &sh::target_dir().join("pkg"))? {
        if sh::read(&pkg().join(&name))? != bytes {
            return Err(format!("pkg/{name} differs from a new build. {STALE}"));
        }
    }
    println!("pkg/ is what {compiler} makes of it, byte for byte");
    Ok(())
}

/// Fails where the page has other notices than the package.
fn same_notices() -> Result<()> {
    if sh::read(&page_notices())? == sh::read(&pkg().join(notices::NAME))? {
        return Ok(());
    }
    Err(format!("www/{0} is not pkg/{0}. {STALE}", notices::NAME))
}

/// Builds into `dir`; every file that belongs into `pkg/`, by name.
fn make(route: Route, dir: &Path) -> Result<BTreeMap<String, Vec<u8>>> {
    let _ = std::fs::remove_dir_all(dir);
    // Taken first: an edit during the build shall show as stale.
    let sources = source_digest()?;
    module::build(route, dir)?;
    let manifest = MANIFEST.replace("{version}", env!("CARGO_PKG_VERSION"));
    sh::write(&dir.join("package.json"), manifest.as_bytes())?;
    sh::write(&dir.join(notices::NAME), notices::text(route)?.as_bytes())?;
    sh::write(&dir.join("README.md"), README.as_bytes())?;
    for licence in LICENCES {
        sh::write(&dir.join(licence), &sh::read(&sh::root().join(licence))?)?;
    }
    for module in MODULES {
        let stem = module.stem;
        let script = FOR_NODE.replace("{stem}", stem);
        sh::write(&dir.join(format!("{stem}_node.js")), script.as_bytes())?;
    }

    let mut files = BTreeMap::new();
    for name in names(dir)? {
        files.insert(name.clone(), sh::read(&dir.join(&name))?);
    }
    refuse_machine_paths(&files)?;
    let digests: BTreeMap<&String, String> = files
        .iter()
        .map(|(name, bytes)| (name, hex(Sha256::digest(bytes))))
        .collect();
    let record = json!({
        "sources": sources,
        "route": route.name(),
        "rustc": route.rustc_version()?,
        "files": digests,
    });
    files.insert(RECORD.into(), format!("{record:#}\n").into_bytes());
    Ok(files)
}

/// Fails where a home directory or the clone's place has got into the package.
fn refuse_machine_paths(files: &BTreeMap<String, Vec<u8>>) -> Result<()> {
    let mut paths = vec![sh::root().to_path_buf(), sh::target_dir()];
    paths.extend(std::env::home_dir());
    for (name, bytes) in files {
        for path in &paths {
            let needle = path.as_os_str().as_encoded_bytes();
            if needle.len() > 1 && bytes.windows(needle.len()).any(|window| window == needle) {
                return Err(format!(
                    "{name} names {}: the build is not reproducible; see xtask/src/module.rs",
                    path.display()
                ));
            }
        }
    }
    Ok(())
}

fn recorded() -> Result<Value> {
    let path = pkg().join(RECORD);
    let bytes = std::fs::read(&path).map_err(|_| format!("no pkg/{RECORD}. {STALE}"))?;
    serde_json::from_slice(&bytes).map_err(|error| format!("pkg/{RECORD}: {error}. {STALE}"))
}

fn compare_digests(record: &Value) -> Result<()> {
    if record["sources"] != source_digest()?.as_str() {
        return Err(format!("pkg/ was built from another source. {STALE}"));
    }
    let pkg = pkg();
    let mut found = BTreeMap::new();
    for name in names(&pkg)? {
        if name != RECORD {
            let digest = hex(Sha256::digest(sh::read(&pkg.join(&name))?));
            found.insert(name, digest);
        }
    }
    if record["files"] != json!(found) {
        return Err(format!(
            "pkg/ holds other files than it was built with. {STALE}"
        ));
    }
    Ok(())
}

/// One digest over the names and bytes of all that the module is made from.
fn source_digest() -> Result<String> {
    let mut paths = Vec::new();
    for source in SOURCES {
        collect(&sh::root().join(source), &mut paths)?;
    }
    let mut named: Vec<(String, PathBuf)> = paths
        .into_iter()
        .map(|path| {
            let name = path.strip_prefix(sh::root()).unwrap_or(&path);
            (name.to_string_lossy().replace('\\', "/"), path)
        })
        .collect();
    named.sort();
    let mut hasher = Sha256::new();
    for (name, path) in named {
        let bytes = sh::read(&path)?;
        hasher.update(format!("{name}\0{}\0", bytes.len()));
        hasher.update(&bytes);
    }
    Ok(hex(hasher.finalize()))
}

/// The files under `path`, without editors' leftovers.
pub fn collect(path: &Path, into: &mut Vec<PathBuf>) -> Result<()> {
    if path.is_file() {
        into.push(path.to_path_buf());
        return Ok(());
    }
    if path == sh::root().join(APART) {
        return Ok(());
    }
    for name in entries(path)? {
        if !name.starts_with('.') && !name.ends_with('~') {
            collect(&path.join(name), into)?;
        }
    }
    Ok(())
}

/// The names of the files directly in `dir`.
fn names(dir: &Path) -> Result<Vec<String>> {
    let mut names = entries(dir)?;
    names.retain(|name| !name.starts_with('.') && dir.join(name).is_file());
    Ok(names)
}

fn entries(dir: &Path) -> Result<Vec<String>> {
    let explain = |error| format!("{}: {error}", dir.display());
    let mut names = Vec::new();
    for entry in std::fs::read_dir(dir).map_err(explain)? {
        let name = entry.map_err(explain)?.file_name();
        names.push(name.to_string_lossy().into_owned());
    }
    names.sort();
    Ok(names)
}

pub fn hex(bytes: impl AsRef<[u8]>) -> String {
    bytes
        .as_ref()
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}
