//! Looking into the core: what it reads, why, and how fast.

use std::process::Stdio;

use crate::Result;
use crate::package;
use crate::route::Wanted;
use crate::setup;
use crate::sh;

/// What speed is compared with. The version is fixed, so that figures of different
/// days are of the same thing.
const AUTOCORRECT: &str = "@huacnlee/autocorrect@2.16.2";

/// The command of `src/command`, built as it is now, with what is to be done: `read` or
/// `explain`.
pub fn command(name: &str, args: &[String]) -> Result<()> {
    let here = std::env::current_dir().map_err(|error| error.to_string())?;
    let mut command = sh::cargo("cargo", &["run", "-q", "--locked", "-p", "fazhi"]);
    command
        .arg("--manifest-path")
        .arg(sh::root().join("Cargo.toml"));
    // The names of files are from where the reader is, who may pipe something in.
    command.current_dir(here).stdin(Stdio::inherit());
    sh::run(command.args(["--", name]).args(args))
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
