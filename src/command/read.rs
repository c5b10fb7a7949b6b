//! `fazhi read`: files, in the form that was asked for.

use crate::row::{COLUMNS, Reading};
use crate::words::Lang;
use crate::{input, listing, review};
use fazhi_documents::Document;
use fazhi_lens::vocabulary::Vocabulary;
use serde_json::json;
use std::io::{self, Write};

/// What is written of each file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// One item a line, to look at.
    Listing,
    /// The report as one line of JSON, with the text that its places count in.
    Json,
    /// The figures as a table.
    Csv,
    /// The remarks as Markdown.
    Review,
    /// `id` and `text` as one line of JSON: what `rows` takes.
    Text,
}

/// Writes what was asked for of all files; whether all could be read. One that cannot is
/// told of, and the rest goes on.
///
/// # Errors
/// Where the output cannot be written.
pub fn read<'a>(
    lang: Lang,
    form: Form,
    words: &Vocabulary,
    files: impl Iterator<Item = &'a String>,
    out: &mut impl Write,
) -> io::Result<bool> {
    let mut all = true;
    if form == Form::Csv {
        // By its mark Excel knows UTF-8.
        out.write_all("\u{FEFF}".as_bytes())?;
        table(out, [COLUMNS.map(str::to_owned)].into_iter())?;
    }
    for (at, name) in files.enumerate() {
        match input::read(name) {
            Ok(document) => {
                if at > 0 && form == Form::Review {
                    out.write_all(b"\n")?;
                }
                write(lang, form, words, name, &document, out)?;
            }
            Err(trouble) => {
                all = false;
                input::tell(lang, name, &trouble);
            }
        }
    }
    Ok(all)
}

fn write(
    lang: Lang,
    form: Form,
    words: &Vocabulary,
    name: &str,
    Document { text, format, .. }: &Document,
    out: &mut impl Write,
) -> io::Result<()> {
    let report = || fazhi_lens::analyze_with(text, words);
    match form {
        Form::Listing => out.write_all(listing::listing(text, &report()).as_bytes()),
        Form::Review => out.write_all(review::review(lang, name, text, &report()).as_bytes()),
        Form::Json => {
            let told = json!({ "id": name, "format": format, "text": text, "report": report() });
            writeln!(out, "{told}")
        }
        Form::Text => writeln!(out, "{}", json!({ "id": name, "text": text })),
        Form::Csv => {
            let id = serde_json::Value::from(name);
            let reading = Reading::new(text, words);
            table(out, reading.rows(&id).map(|row| row.cells().map(harmless)))
        }
    }
}

/// Writes lines of a table as the page does: every cell quoted, lines ended as Excel has them.
fn table(
    out: &mut impl Write,
    rows: impl Iterator<Item = [String; COLUMNS.len()]>,
) -> io::Result<()> {
    let mut writer = csv::WriterBuilder::new()
        .quote_style(csv::QuoteStyle::Always)
        .terminator(csv::Terminator::CRLF)
        .from_writer(out);
    for row in rows {
        writer.write_record(row).map_err(of_the_output)?;
    }
    writer.flush()
}

/// The error of what is written to, which tells whether anyone still reads it.
fn of_the_output(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}

/// A cell that a spreadsheet program will not take for a formula.
fn harmless(cell: String) -> String {
    let opens = cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let digits = cell.strip_prefix('-').unwrap_or(&cell);
    let number = !digits.is_empty() && digits.chars().all(|c| c.is_ascii_digit() || c == '.');
    if opens && !number {
        return format!("'{cell}");
    }
    cell
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_is_no_formula() {
        for (cell, written) in [
            ("=1+1", "'=1+1"),
            ("-12.5", "-12.5"),
            ("-办结", "'-办结"),
            ("30件", "30件"),
        ] {
            assert_eq!(harmless(cell.into()), written);
        }
    }
}
