//! `fazhi rows`: documents in, rows of figures out. One document is held at a time.

use crate::row::Reading;
use crate::words::{Lang, complain};
use fazhi_documents::budget;
use fazhi_lens::vocabulary::Vocabulary;
use serde::Deserialize;
use std::io::{self, BufRead, Write};

/// A line of the input. What else it holds is passed over.
#[derive(Deserialize)]
struct Line {
    #[serde(default)]
    id: serde_json::Value,
    text: Option<String>,
}

/// Why a line was not read.
enum Broken {
    /// Longer than a text may be.
    TooLong,
    /// No JSON object; the column is counted from 1, in bytes.
    Json(usize),
    Id,
    Text,
}

/// Writes the rows of all documents; whether every line was read. A broken line is told
/// with its number, and the rest goes on.
///
/// # Errors
/// Where the input cannot be read any more, or the output not be written.
pub fn rows(
    lang: Lang,
    words: &Vocabulary,
    input: &mut impl BufRead,
    out: &mut impl Write,
) -> io::Result<bool> {
    let mut line = Vec::new();
    let (mut number, mut broken) = (0_u64, 0_u64);
    loop {
        let whole = match next_line(input, &mut line)? {
            Next::End => break,
            Next::Whole => true,
            Next::TooLong => false,
        };
        number += 1;
        let read = match document(&line) {
            _ if !whole => Err(Broken::TooLong),
            Ok(None) => continue,
            Ok(Some(document)) => Ok(document),
            Err(why) => Err(why),
        };
        match read {
            Ok((id, text)) => {
                for row in Reading::new(&text, words).rows(&id) {
                    serde_json::to_writer(&mut *out, &row)?;
                    out.write_all(b"\n")?;
                }
            }
            Err(why) => {
                broken += 1;
                tell(lang, number, &why);
            }
        }
    }
    if broken > 0 {
        let (broken, all) = (broken.to_string(), number.to_string());
        complain(lang, "cmd.rows.broken", &[("n", &broken), ("all", &all)]);
    }
    Ok(broken == 0)
}

fn tell(lang: Lang, number: u64, why: &Broken) {
    let number = number.to_string();
    let key = match why {
        Broken::TooLong => "cmd.rows.tooLong",
        Broken::Json(column) => {
            let values = [("n", number.as_str()), ("column", &column.to_string())];
            return complain(lang, "cmd.rows.json", &values);
        }
        Broken::Id => "cmd.rows.id",
        Broken::Text => "cmd.rows.text",
    };
    complain(lang, key, &[("n", &number)]);
}

/// The id and the text of a line; `None` for a blank one.
fn document(line: &[u8]) -> Result<Option<(serde_json::Value, String)>, Broken> {
    let line = line.strip_prefix("\u{FEFF}".as_bytes()).unwrap_or(line);
    let line = line.trim_ascii();
    if line.is_empty() {
        return Ok(None);
    }
    // A list would be taken for the fields in their order.
    if line[0] != b'{' {
        return Err(Broken::Json(1));
    }
    let read: Line = serde_json::from_slice(line).map_err(|error| match error.classify() {
        // A field has another type, or stands twice.
        serde_json::error::Category::Data => Broken::Text,
        _ => Broken::Json(error.column()),
    })?;
    match (read.id, read.text) {
        (id, Some(text)) if id.is_string() || id.is_number() => Ok(Some((id, text))),
        (_, Some(_)) => Err(Broken::Id),
        (_, None) => Err(Broken::Text),
    }
}

enum Next {
    Whole,
    /// Longer than [`budget::FILE`]: what was beyond that is not in it.
    TooLong,
    End,
}

/// Takes the next line, without holding more of it than a text may have.
fn next_line(input: &mut impl BufRead, line: &mut Vec<u8>) -> io::Result<Next> {
    line.clear();
    let (mut any, mut too_long) = (false, false);
    loop {
        let chunk = match input.fill_buf() {
            Ok(chunk) => chunk,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        if chunk.is_empty() {
            break;
        }
        any = true;
        let end = chunk.iter().position(|&byte| byte == b'\n');
        let part = &chunk[..end.unwrap_or(chunk.len())];
        too_long |= line.len() + part.len() > budget::FILE;
        if !too_long {
            line.extend_from_slice(part);
        }
        let taken = part.len() + usize::from(end.is_some());
        input.consume(taken);
        if end.is_some() {
            break;
        }
    }
    // One long line must not cost memory to the end of the run.
    line.shrink_to(1 << 20);
    Ok(match (any, too_long) {
        (false, _) => Next::End,
        (true, false) => Next::Whole,
        (true, true) => Next::TooLong,
    })
}
