//! Looking into the core: what it reads, why, and how fast.

use crate::Result;
use crate::package;
use crate::route::Wanted;
use crate::setup;
use crate::sh;

/// What speed is compared with. The version is fixed, so that figures of different
/// days are of the same thing.
const AUTOCORRECT: &str = "@huacnlee/autocorrect@2.16.2";

/// Prints the reading of a file.
pub fn read(options: &[String]) -> Result<()> {
    let [file] = options else {
        return Err("read takes one file".into());
    };
    // Cargo starts at the repository's root, the reader may be elsewhere.
    let file = std::path::absolute(file).map_err(|error| format!("{file}: {error}"))?;
    example("read", &[file.to_string_lossy().into_owned()])
}

/// Prints why a text is read as it is.
pub fn explain(options: &[String]) -> Result<()> {
    if !(1..=2).contains(&options.len()) {
        return Err("explain takes a text and, if wanted, an offset".into());
    }
    example("explain", options)
}

/// Runs a program of `examples/`, which know the core.
fn example(name: &str, args: &[String]) -> Result<()> {
    let mut command = sh::cargo("cargo", &["run", "-q", "--locked", "--example", name, "--"]);
    sh::run(command.args(args))
}

/// Prints how fast reports are read. Nothing is asserted: machines differ.
pub fn bench(wanted: Wanted) -> Result<()> {
    if !package::is_fresh() {
        println!("pkg/ is older than the source: building");
        package::build(wanted)?;
    }
    sh::run(&mut sh::cargo(
        "cargo",
        &["bench", "-q", "--locked", "--bench", "throughput"],
    ))?;
    // Without a network the package is measured alone.
    if let Err(message) = autocorrect() {
        println!("{message}");
    }
    sh::run(&mut sh::program("node", &["benches/throughput.mjs"]))
}

/// Installs what speed is compared with, for the bench alone.
fn autocorrect() -> Result<()> {
    let place = sh::root().join("target/bench");
    std::fs::create_dir_all(&place).map_err(|error| format!("{}: {error}", place.display()))?;
    // A manifest of its own keeps npm from looking for one in the directories above.
    sh::write(&place.join("package.json"), b"{ \"private\": true }\n")?;
    let mut install = setup::npm(&["install", "--no-save", "--no-audit", "--no-fund"]);
    sh::run(install.arg("--silent").arg(AUTOCORRECT).current_dir(place))
}
