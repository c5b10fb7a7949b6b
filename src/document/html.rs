//! Web pages, and what a program puts on the clipboard.
//!
//! One pass over the tokens gives lines; no tree is built. Of a page from the web the
//! text is told from the menus round it.

mod article;
mod build;
mod element;
mod han;
mod list;
mod table;

use crate::sniff::Sample;
use crate::{Decoder, Document, Kind, Options, Out, Refusal, Result, encoding};
use build::{Apart, Builder, Line, Page};
use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Span, Tokenizer};

/// How many bytes are looked at for what the file is.
const SAMPLE: usize = 16_384;
/// So many tags, and text is a page.
const TAGS: usize = 8;

/// Whether a file is a page: it begins as one, or is named so and has tags, or is all tags.
pub fn is(sample: &Sample) -> bool {
    // Without the zeros of UTF-16.
    let head = &sample.bytes[..sample.bytes.len().min(SAMPLE)];
    let head: Vec<u8> = head
        .iter()
        .filter(|b| **b != 0)
        .map(u8::to_ascii_lowercase)
        .collect();
    let start = head
        .iter()
        .position(|b| b.is_ascii() && !b.is_ascii_whitespace());
    let begins = start.is_some_and(|at| at <= 64 && is_begun(&head[at..]));
    let tags = head.windows(3).filter(|three| is_tag(three)).count();
    match sample.ending.as_str() {
        "html" | "htm" | "xhtml" | "shtml" | "shtm" => begins || tags > 0,
        "md" | "markdown" | "csv" | "tsv" | "json" => begins,
        _ => begins || tags >= TAGS,
    }
}

/// A doctype or the first element, comments and a declaration before it apart.
fn is_begun(head: &[u8]) -> bool {
    let mut rest = head;
    while rest.starts_with(b"<!--") || rest.starts_with(b"<?xml") {
        let Some(end) = rest.iter().position(|b| *b == b'>') else {
            return false;
        };
        rest = rest[end + 1..].trim_ascii_start();
    }
    let starts: [&[u8]; 4] = [b"<!doctype html", b"<html", b"<head", b"<body"];
    starts.iter().any(|start| rest.starts_with(start))
}

/// The beginning of a tag that pages are full of.
fn is_tag(three: &[u8]) -> bool {
    matches!(
        three,
        b"<p>"
            | b"<p "
            | b"<di"
            | b"</p"
            | b"</d"
            | b"<br"
            | b"<sp"
            | b"</s"
            | b"<ta"
            | b"<td"
            | b"<tr"
            | b"<me"
            | b"<li"
            | b"<ul"
            | b"<h1"
            | b"<h2"
            | b"<h3"
    )
}

/// Reads a page.
///
/// # Errors
/// Where it is in no encoding, or holds too much of something.
pub fn read(bytes: &[u8], options: &Options, decoder: Decoder) -> Result<Document> {
    read_as(bytes, None, "html", options, decoder)
}

/// As [`read`], with the encoding that is told outside the page.
///
/// # Errors
/// As [`read`].
pub fn read_as(
    bytes: &[u8],
    told: Option<&'static str>,
    format: &'static str,
    options: &Options,
    decoder: Decoder,
) -> Result<Document> {
    let declared = told.or_else(|| declared(bytes));
    let decoded = encoding::decode_declared(bytes, declared, decoder).ok_or(Refusal::Unknown)?;
    let mut page = page(&decoded.text, options, false)?;
    if page.is_hidden() {
        // What scripts show when the page is there.
        let mut options = options.clone();
        options.with.push(Kind::Hidden);
        page = self::page(&decoded.text, &options, false)?;
    }
    let article = article::find(&page);
    let mut out = Out::default();
    if let Some(title) = &article.title {
        out.push(title)?;
        out.end_line()?;
    }
    write(&page, &article.text, options, &mut out)?;
    Ok(out.finish(format, Some(decoded.encoding), Vec::new()))
}

/// Reads the HTML of a clipboard, of which all is text: there are no menus in it.
///
/// # Errors
/// Where it holds too much of something.
pub fn clipboard(html: &str) -> Result<Document> {
    let options = Options::default();
    let page = page(html, &options, html.contains("<!--StartFragment"))?;
    let mut out = Out::default();
    write(&page, &vec![true; page.lines.len()], &options, &mut out)?;
    Ok(out.finish("html", None, Vec::new()))
}

/// What the page says of its encoding, in a `meta` or an XML declaration.
fn declared(bytes: &[u8]) -> Option<&'static str> {
    let head = bytes[..bytes.len().min(SAMPLE)].to_ascii_lowercase();
    let marks: [&[u8]; 2] = [b"charset=", b"encoding="];
    (0..head.len()).find_map(|at| {
        let mark = marks.iter().find(|mark| head[at..].starts_with(mark))?;
        let name = head[at + mark.len()..].trim_ascii_start();
        let name = name
            .strip_prefix(b"\"")
            .or(name.strip_prefix(b"'"))
            .unwrap_or(name);
        let ends = |b: &u8| !(b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'));
        encoding::label(&name[..name.iter().position(ends).unwrap_or(name.len())])
    })
}

fn page(html: &str, options: &Options, fragment: bool) -> Result<Page> {
    let mut builder = Builder::new(options, reversed(html), fragment);
    events(html, &mut |event| builder.read(event))?;
    builder.finish()
}

/// Shows all events of a page, until a refusal comes out. The tokenizer is made once for
/// all that look on: for each its own would be 40 kB of the module, compressed.
fn events(html: &str, see: &mut dyn FnMut(CallbackEvent<'_>) -> Option<Refusal>) -> Result<()> {
    let mut emitter = CallbackEmitter::new(|event: CallbackEvent<'_>, _: Span<()>| see(event));
    emitter.naively_switch_states(true);
    match Tokenizer::new_with_emitter(html, emitter).next() {
        Some(Ok(refusal)) => Err(refusal),
        Some(Err(never)) => match never {},
        None => Ok(()),
    }
}

/// How many items each list has that counts down, the first list last.
fn reversed(html: &str) -> Vec<usize> {
    if !html.contains("reversed") && !html.contains("REVERSED") {
        return Vec::new();
    }
    let mut items: Vec<usize> = Vec::new();
    // By list that is open: its place in `items`, where it counts down.
    let mut open: Vec<Option<usize>> = Vec::new();
    let mut ordered = false;
    let mut count = |event: CallbackEvent<'_>| {
        match event {
            CallbackEvent::OpenStartTag { name } => {
                ordered = name == b"ol";
                if ordered || name == b"ul" {
                    open.push(None);
                } else if name == b"li"
                    && let Some(list) = open.last().copied().flatten()
                {
                    items[list] += 1;
                }
            }
            CallbackEvent::AttributeName { name: b"reversed" } if ordered => {
                if let Some(list @ None) = open.last_mut() {
                    *list = Some(items.len());
                    items.push(0);
                }
            }
            CallbackEvent::EndTag {
                name: b"ol" | b"ul",
            } => {
                open.pop();
            }
            _ => {}
        }
        None
    };
    // Nothing is refused here.
    let _ = events(html, &mut count);
    items.reverse();
    items
}

/// Writes the lines that are `text` and notes the others.
fn write(page: &Page, text: &[bool], options: &Options, out: &mut Out) -> Result<()> {
    let with = options.with.contains(&Kind::Boilerplate);
    let mut aside = String::new();
    for (line, text) in page.lines.iter().zip(text) {
        if *text || with {
            line.words.write_line(out)?;
        }
        if *text {
            note_aside(&mut aside, with, out);
        } else {
            set_aside(line, &mut aside);
        }
    }
    note_aside(&mut aside, with, out);
    for Apart {
        line, kind, words, ..
    } in &page.apart
    {
        // What is hidden among the menus is no part of the text.
        let near = text.get(*line).or(text.last()).copied().unwrap_or(true);
        if near || with {
            let words: String = words.split_whitespace().collect::<Vec<_>>().join(" ");
            let read = *kind == Kind::Insertion || options.with.contains(kind);
            if !words.is_empty() || *kind == Kind::Picture {
                out.leave_out(*kind, &words, read);
            }
        }
    }
    Ok(())
}

fn set_aside(line: &Line, aside: &mut String) {
    if !aside.is_empty() {
        aside.push(' ');
    }
    aside.push_str(line.words.as_str());
}

fn note_aside(aside: &mut String, read: bool, out: &mut Out) {
    if !aside.is_empty() {
        out.leave_out(Kind::Boilerplate, aside, read);
        aside.clear();
    }
}
