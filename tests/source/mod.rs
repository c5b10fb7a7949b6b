//! The repository's own files, for tests that read the source.

use std::fs;
use std::path::{Path, PathBuf};

/// A stretch of Rust source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    Code(String),
    /// What stands between quotes, escapes as written.
    Literal(String),
}

/// The source in order, comments left out; quotes belong to no piece.
pub fn pieces(source: &str) -> Vec<Piece> {
    let chars: Vec<char> = source.chars().collect();
    let mut out = Vec::new();
    let mut code = String::new();
    let mut at = 0;
    while at < chars.len() {
        if let Some(end) = comment(&chars, at) {
            at = end;
        } else if let Some((inside, end)) = literal(&chars, at) {
            out.push(Piece::Code(std::mem::take(&mut code)));
            out.push(Piece::Literal(chars[inside].iter().collect()));
            at = end;
        } else {
            code.push(chars[at]);
            at += 1;
        }
    }
    out.push(Piece::Code(code));
    out
}

/// The source without comments, without what stands in quotes and without the
/// module of its tests, which may use the whole crate.
pub fn code(source: &str) -> String {
    let text: String = pieces(without_tests(source))
        .iter()
        .map(|piece| match piece {
            Piece::Code(code) => code.as_str(),
            Piece::Literal(_) => "\"\"",
        })
        .collect();
    text
}

/// The source up to the module of its tests, which stands last in a file.
pub fn without_tests(source: &str) -> &str {
    source
        .find("\n#[cfg(test)]\nmod tests {")
        .map_or(source, |at| &source[..at])
}

fn starts(chars: &[char], at: usize, what: &str) -> bool {
    let mut chars = chars[at..].iter();
    what.chars().all(|c| chars.next() == Some(&c))
}

/// Where a comment that starts here ends; the line end after `//` stays.
fn comment(chars: &[char], at: usize) -> Option<usize> {
    if starts(chars, at, "//") {
        let length = chars[at..].iter().position(|c| *c == '\n');
        return Some(length.map_or(chars.len(), |n| at + n));
    }
    if !starts(chars, at, "/*") {
        return None;
    }
    let (mut at, mut depth) = (at, 0);
    while at < chars.len() {
        if starts(chars, at, "/*") {
            depth += 1;
            at += 2;
        } else if starts(chars, at, "*/") {
            depth -= 1;
            at += 2;
            if depth == 0 {
                break;
            }
        } else {
            at += 1;
        }
    }
    Some(at.min(chars.len()))
}

/// The inside of a string or character that starts here, and where it ends.
fn literal(chars: &[char], at: usize) -> Option<(std::ops::Range<usize>, usize)> {
    if let Some(hashes) = raw_string(chars, at) {
        let close = format!("\"{}", "#".repeat(hashes));
        let from = at + 2 + hashes;
        let end = (from..chars.len())
            .find(|&i| starts(chars, i, &close))
            .unwrap_or(chars.len());
        return Some((from..end, (end + close.len()).min(chars.len())));
    }
    if chars[at] == '"' {
        let mut end = at + 1;
        while end < chars.len() && chars[end] != '"' {
            end += if chars[end] == '\\' { 2 } else { 1 };
        }
        let end = end.min(chars.len());
        return Some((at + 1..end, (end + 1).min(chars.len())));
    }
    let length = character(chars, at)?;
    Some((at + 1..at + length - 1, at + length))
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

/// The files with one of these endings under a place of the repository, named from its root.
pub fn files(place: &str, endings: &[&str]) -> Vec<PathBuf> {
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

pub fn read(file: &Path) -> String {
    let full = Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
    fs::read_to_string(&full).unwrap_or_else(|error| panic!("{}: {error}", full.display()))
}
