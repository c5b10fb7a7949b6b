//! What a release is called, what the page says of itself, and what is new.

use std::path::Path;

use crate::Result;
use crate::sh;

/// The version of everything: the core's manifest has the same.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");
/// Where the page has it.
pub const PAGE: &str = "www/version.js";
const ACTS: &str = "src/words/laws.tsv";
const CHANGES: &str = "CHANGELOG.md";

/// `www/version.js`: the version, and how far the catalogue of acts goes.
pub fn page(root: &Path) -> Result<String> {
    let acts = text(&root.join(ACTS))?;
    let mut rows = acts.lines();
    let head = rows.next().unwrap_or_default();
    let columns: Vec<usize> = ["promulgated", "revised"]
        .into_iter()
        .filter_map(|name| head.split('\t').position(|column| column == name))
        .collect();
    let newest = rows
        .clone()
        .flat_map(|row| {
            let cells: Vec<&str> = row.split('\t').collect();
            columns
                .iter()
                .filter_map(|at| cells.get(*at).copied())
                .collect::<Vec<_>>()
        })
        .max()
        .ok_or_else(|| format!("{ACTS} has no date"))?;
    Ok(format!(
        "// Written by `cargo xtask stamp`.\n\n\
         export const VERSION = '{VERSION}';\n\n\
         /** The catalogue of acts: how many there are, and when the newest was made or revised. */\n\
         export const CATALOGUE = {{ acts: {}, newest: '{newest}' }};\n",
        rows.count()
    ))
}

/// Prints what the change log says of this version.
pub fn changes() -> Result<()> {
    let log = text(&sh::root().join(CHANGES))?;
    println!("{}", section(&log, VERSION)?);
    Ok(())
}

/// The words under the heading of a version.
fn section<'a>(log: &'a str, version: &str) -> Result<&'a str> {
    let from = log
        .split_inclusive('\n')
        .scan(0, |at, line| {
            let start = *at;
            *at += line.len();
            Some((start, line))
        })
        .find(|(_, line)| {
            line.strip_prefix("## ")
                .and_then(|heading| heading.split_whitespace().next())
                == Some(version)
        })
        .map(|(start, line)| start + line.len())
        .ok_or_else(|| format!("{CHANGES} says nothing of {version}"))?;
    let rest = &log[from..];
    Ok(rest[..rest.find("\n## ").unwrap_or(rest.len())].trim())
}

fn text(path: &Path) -> Result<String> {
    String::from_utf8(sh::read(path)?).map_err(|error| format!("{}: {error}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_manifest_has_one_version_and_the_change_log_knows_it() {
        for manifest in [
            "Cargo.toml",
            "src/command/Cargo.toml",
            "src/compare/Cargo.toml",
            "src/document/Cargo.toml",
            "xtask/Cargo.toml",
        ] {
            let words = text(&sh::root().join(manifest)).expect(manifest);
            assert!(
                words.contains(&format!("\nversion = \"{VERSION}\"\n")),
                "{manifest}"
            );
        }
        let log = text(&sh::root().join(CHANGES)).expect(CHANGES);
        assert!(!section(&log, VERSION).expect(VERSION).is_empty());
    }

    #[test]
    fn a_section_ends_where_the_next_begins() {
        let log = "# Changes\n\n## 0.2.0 (2027)\n\n- new\n\n## 0.1.0\n\n- old\n";
        assert_eq!(section(log, "0.2.0"), Ok("- new"));
        assert_eq!(section(log, "0.1.0"), Ok("- old"));
        assert!(section(log, "0.1").is_err());
    }

    #[test]
    fn the_page_tells_how_far_the_catalogue_goes() {
        let page = page(sh::root()).expect("the catalogue is in the repository");
        assert!(page.contains(&format!("VERSION = '{VERSION}'")));
        assert!(page.contains("newest: '20"));
    }
}
