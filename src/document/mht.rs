//! Pages with all that belongs to them, as browsers, Word and mail programs save them.

use crate::budget::{self, Limit};
use crate::sniff::Sample;
use crate::{Decoder, Document, Options, Out, Refusal, Result, encoding, html};

/// How many bytes are looked at for what the file is.
const SAMPLE: usize = 8_192;
/// How deep parts may lie in one another.
const DEPTH: usize = 8;
/// How many pages are tried where the first has no text, as one of frames.
const PAGES: usize = 16;

/// Whether a file begins with the head of a MIME message.
pub fn is(sample: &Sample) -> bool {
    let head = &sample.bytes[..sample.bytes.len().min(SAMPLE)];
    let head = head.trim_ascii_start().to_ascii_lowercase();
    let name = head
        .iter()
        .position(|b| !(b.is_ascii_alphanumeric() || *b == b'-'));
    let begins = name.is_some_and(|at| at > 0 && head[at] == b':');
    let (fields, _) = head_of(&head);
    let kind = field(&fields, "content-type").unwrap_or_default();
    begins && (kind.starts_with("multipart/") || kind.starts_with("text/html"))
}

/// One part that holds no others.
struct Leaf<'a> {
    kind: String,
    id: String,
    charset: Option<&'static str>,
    transfer: String,
    body: &'a [u8],
}

/// Reads the page that is the root.
///
/// # Errors
/// Where no part is a page or text, or there is too much of something.
pub fn read(bytes: &[u8], options: &Options, decoder: Decoder) -> Result<Document> {
    let bytes = bytes.trim_ascii_start();
    let (fields, _) = head_of(bytes);
    let root = parameter(field(&fields, "content-type").unwrap_or_default(), "start");
    let root = root.unwrap_or_default();
    let mut leaves = Vec::new();
    collect(bytes, DEPTH, &mut leaves)?;
    let is_page = |leaf: &&Leaf| leaf.kind.starts_with("text/html");
    let is_root = |leaf: &&Leaf| !root.is_empty() && leaf.id == root;
    let pages = leaves.iter().filter(is_page);
    let first = leaves.iter().find(|leaf| is_root(leaf) && is_page(leaf));
    let mut empty = None;
    for leaf in first.into_iter().chain(pages).take(PAGES) {
        let page = content(leaf);
        let document = html::read_as(&page, leaf.charset, "mht", options, decoder)?;
        if !document.text.trim().is_empty() {
            return Ok(document);
        }
        empty = Some(document);
    }
    let text = leaves
        .iter()
        .find(|leaf| leaf.kind.starts_with("text/plain"));
    let Some(leaf) = text else {
        return empty.ok_or(Refusal::Damaged);
    };
    let decoded = encoding::decode_declared(&content(leaf), leaf.charset, decoder);
    let decoded = decoded.ok_or(Refusal::Damaged)?;
    let mut out = Out::default();
    out.push(&decoded.text.replace("\r\n", "\n"))?;
    Ok(out.finish("mht", Some(decoded.encoding), Vec::new()))
}

/// The fields of a head, folded lines made one, names in lower case; and what follows it.
fn head_of(bytes: &[u8]) -> (Vec<(String, String)>, &[u8]) {
    let mut fields: Vec<(String, String)> = Vec::new();
    let mut rest = bytes;
    while !rest.is_empty() {
        let end = rest
            .iter()
            .position(|b| *b == b'\n')
            .map_or(rest.len(), |at| at + 1);
        let line = String::from_utf8_lossy(&rest[..end]);
        rest = &rest[end..];
        if line.trim().is_empty() {
            break;
        }
        match (line.starts_with([' ', '\t']), fields.last_mut()) {
            (true, Some((_, value))) => {
                value.push(' ');
                value.push_str(line.trim());
            }
            _ => {
                if let Some((name, value)) = line.split_once(':') {
                    fields.push((name.trim().to_ascii_lowercase(), value.trim().to_owned()));
                }
            }
        }
    }
    (fields, rest)
}

fn field<'a>(fields: &'a [(String, String)], name: &str) -> Option<&'a str> {
    let found = fields.iter().find(|(known, _)| known == name);
    found.map(|(_, value)| value.as_str())
}

/// `name` of `kind; name="value"; …`.
fn parameter(value: &str, name: &str) -> Option<String> {
    value.split(';').skip(1).find_map(|parameter| {
        let (known, value) = parameter.split_once('=')?;
        let value = value.trim().trim_matches('"');
        known
            .trim()
            .eq_ignore_ascii_case(name)
            .then(|| value.to_owned())
    })
}

/// Collects the parts that hold no others, in order.
fn collect<'a>(bytes: &'a [u8], depth: usize, leaves: &mut Vec<Leaf<'a>>) -> Result<()> {
    let (fields, body) = head_of(bytes);
    let kind = field(&fields, "content-type").unwrap_or("text/plain");
    let boundary = parameter(kind, "boundary").filter(|boundary| !boundary.is_empty());
    if let (true, Some(boundary)) = (is_multipart(kind), boundary) {
        let depth = depth.checked_sub(1).ok_or(Refusal::TooMuch {
            limit: Limit::Depth,
        })?;
        let parts = parts(body, &boundary);
        return parts
            .into_iter()
            .try_for_each(|part| collect(part, depth, leaves));
    }
    budget::within(leaves.len(), budget::ENTRIES, Limit::Entries)?;
    let charset = parameter(kind, "charset");
    leaves.push(Leaf {
        kind: kind.to_ascii_lowercase(),
        id: field(&fields, "content-id").unwrap_or_default().to_owned(),
        charset: charset.and_then(|charset| encoding::label(charset.as_bytes())),
        transfer: field(&fields, "content-transfer-encoding")
            .unwrap_or_default()
            .to_ascii_lowercase(),
        body,
    });
    Ok(())
}

fn is_multipart(kind: &str) -> bool {
    kind.get(..10)
        .is_some_and(|start| start.eq_ignore_ascii_case("multipart/"))
}

/// What stands between the lines that are the boundary. A file that was cut short has its
/// last part all the same.
fn parts<'a>(body: &'a [u8], boundary: &str) -> Vec<&'a [u8]> {
    let mut parts = Vec::new();
    let mut begin = None;
    let mut at = 0;
    for line in body.split_inclusive(|b| *b == b'\n') {
        let after = line.strip_prefix(b"--");
        let after = after.and_then(|line| line.strip_prefix(boundary.as_bytes()));
        if let Some(after) = after.map(<[u8]>::trim_ascii)
            && (after.is_empty() || after == b"--")
        {
            if let Some(begin) = begin {
                parts.push(&body[begin..at]);
            }
            begin = after.is_empty().then_some(at + line.len());
        }
        at += line.len();
    }
    if let Some(begin) = begin {
        parts.push(&body[begin..]);
    }
    parts
}

fn content(leaf: &Leaf) -> Vec<u8> {
    match leaf.transfer.as_str() {
        "base64" => base64(leaf.body),
        "quoted-printable" => quoted(leaf.body),
        _ => leaf.body.to_vec(),
    }
}

fn base64(body: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(body.len() / 4 * 3);
    let (mut bits, mut held) = (0_u32, 0);
    for byte in body {
        let value = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' | b'-' => 62,
            b'/' | b'_' => 63,
            b'=' => break,
            _ => continue,
        };
        bits = (bits << 6 | u32::from(value)) & 0xFFFF;
        held += 6;
        if held >= 8 {
            held -= 8;
            bytes.push((bits >> held & 0xFF) as u8);
        }
    }
    bytes
}

/// Quoted-printable: `=` with two digits is a byte, at the end of a line it joins.
fn quoted(body: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(body.len());
    for line in body.split_inclusive(|b| *b == b'\n') {
        let words = line.trim_ascii_end();
        let joins = words.ends_with(b"=");
        let mut rest = if joins {
            &words[..words.len() - 1]
        } else {
            words
        };
        while let [first, after @ ..] = rest {
            match (first, after) {
                (b'=', [high, low, after @ ..]) if hex(*high, *low).is_some() => {
                    bytes.extend(hex(*high, *low));
                    rest = after;
                }
                _ => {
                    bytes.push(*first);
                    rest = after;
                }
            }
        }
        if !joins && line.ends_with(b"\n") {
            bytes.push(b'\n');
        }
    }
    bytes
}

/// The byte of two hexadecimal digits.
#[must_use]
pub fn hex(high: u8, low: u8) -> Option<u8> {
    let digit = |byte: u8| char::from(byte).to_digit(16);
    u8::try_from(digit(high)? * 16 + digit(low)?).ok()
}
