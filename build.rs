//! Puts the word files where the crate takes them in, without the columns that
//! are for people alone: what nothing reads need not be downloaded.

use std::path::{Path, PathBuf};
use std::{env, fs};

/// Columns that explain an entry or say where it comes from.
const FOR_PEOPLE: &[&str] = &[
    "note",
    "example",
    "source",
    "base_unit",
    "name_en",
    "outline_2021_2025",
    "outline_2015_2020",
];

fn main() {
    let from = Path::new("src/words");
    let to = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets OUT_DIR")).join("words");
    println!("cargo:rerun-if-changed=build.rs");
    println!("cargo:rerun-if-changed={}", from.display());
    fs::create_dir_all(&to).expect("the output directory can be written");
    for entry in fs::read_dir(from).expect("src/words is a directory") {
        let path = entry.expect("src/words can be listed").path();
        if path.extension().is_none_or(|e| e != "tsv") {
            continue;
        }
        let text = fs::read_to_string(&path).expect("a word file is UTF-8");
        let name = path.file_name().expect("a listed file has a name");
        fs::write(to.join(name), kept(&text)).expect("the output directory can be written");
    }
}

/// The same rows and columns; the cells that nothing reads are empty.
fn kept(text: &str) -> String {
    let mut lines = text.lines();
    let header: Vec<&str> = lines.next().unwrap_or_default().split('\t').collect();
    let pattern = header.iter().position(|&h| h == "pattern");
    let mut out = header.join("\t");
    out.push('\n');
    for line in lines {
        let mut cells: Vec<&str> = line.split('\t').collect();
        // An expression with a pattern is the pattern's example.
        if pattern.is_some_and(|p| cells.get(p).is_some_and(|c| !c.is_empty())) {
            cells[0] = "";
        }
        for (cell, head) in cells.iter_mut().zip(&header) {
            *cell = match *head {
                head if FOR_PEOPLE.contains(&head) => "",
                // Of frozen expressions telephone numbers alone are told apart.
                "kind" if pattern.is_some() && *cell != "phone" => "",
                // What is said of nearly all need not be said.
                "confidence" if *cell == "high" => "",
                // Asked only whether there is one.
                "revised" if !cell.is_empty() => "y",
                // Asked only which year it was.
                "promulgated" => cell.get(..4).unwrap_or(cell),
                _ => cell,
            };
        }
        out.push_str(&cells.join("\t"));
        out.push('\n');
    }
    out
}
