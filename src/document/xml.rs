//! The events of an XML part, as the readers of packages need them: names without
//! their prefix, each with its place.
//!
//! Entities that a document type declares are not expanded: a part that uses one is
//! refused, as Word refuses it.

use crate::budget::{self, Limit};
use crate::{Decoder, Refusal, Result};
use quick_xml::Reader;
use quick_xml::escape::{resolve_xml_entity, unescape};
use quick_xml::events::attributes::Attributes;
use quick_xml::events::{BytesRef, BytesStart, Event as Raw};
use std::borrow::Cow;
use std::ops::Range;

/// One event. An element written as empty has a start and an end too.
#[derive(Clone, Debug)]
pub enum Event<'a> {
    Start(Tag<'a>),
    /// The local name of the element that ends.
    End(&'a str),
    /// A stretch of text, its entities resolved.
    Text(Cow<'a, str>),
    /// The end of the part.
    Done,
}

/// The start of an element.
#[derive(Clone, Debug)]
pub struct Tag<'a> {
    /// Its local name.
    pub name: &'a str,
    /// What stands between `<` and `>`.
    content: &'a str,
    /// How much of that is the name with its prefix.
    name_length: usize,
}

impl<'a> Tag<'a> {
    /// The attribute of a local name, whatever its prefix, its entities resolved.
    /// `None` too where an entity in it is not known.
    #[must_use]
    pub fn attribute(&self, local: &str) -> Option<Cow<'a, str>> {
        let mut attributes = Attributes::new(self.content, self.name_length);
        attributes
            .with_checks(false)
            .flatten()
            .find(|attribute| attribute.key.local_name().into_inner() == local)
            .and_then(|attribute| match attribute.value {
                Cow::Borrowed(value) => unescape(value).ok(),
                Cow::Owned(value) => Some(Cow::Owned(unescape(&value).ok()?.into_owned())),
            })
    }

    /// Local names and values of all attributes, as they are written.
    pub fn attributes(&self) -> impl Iterator<Item = (&'a str, Cow<'a, str>)> + use<'a> {
        let mut attributes = Attributes::new(self.content, self.name_length);
        attributes.with_checks(false);
        attributes
            .flatten()
            .map(|attribute| (attribute.key.local_name().into_inner(), attribute.value))
    }
}

/// Reads a part event by event.
pub struct Xml<'a> {
    source: &'a str,
    /// Where reading began.
    base: usize,
    reader: Reader<&'a [u8]>,
    depth: usize,
    /// Where the last event stands.
    at: Range<usize>,
    /// Read, but not yet given: what ended a stretch of text.
    ahead: Option<(Raw<'a>, Range<usize>)>,
    /// The end of an element that was written as empty.
    empty: Option<&'a str>,
}

impl<'a> Xml<'a> {
    /// A part that is decoded: see [`decode`].
    #[must_use]
    pub fn new(source: &'a str) -> Self {
        Self::within(source, 0..source.len())
    }

    /// One element of a part, its places still those in the part. Nothing where the
    /// range is none of the part.
    #[must_use]
    pub fn within(source: &'a str, range: Range<usize>) -> Self {
        Self {
            source,
            base: range.start,
            reader: Reader::from_str(source.get(range).unwrap_or_default()),
            depth: 0,
            at: 0..0,
            ahead: None,
            empty: None,
        }
    }

    /// Where the last event stands in the part: from its `<` to its `>`, or the text as
    /// it is written. The end of an element written as empty is nowhere, after its start.
    #[must_use]
    pub fn at(&self) -> Range<usize> {
        self.at.clone()
    }

    /// How many elements are open.
    #[must_use]
    pub fn depth(&self) -> usize {
        self.depth
    }

    /// The part.
    #[must_use]
    pub fn source(&self) -> &'a str {
        self.source
    }

    /// The next event; comments and instructions are passed over.
    ///
    /// # Errors
    /// Where the part is no XML, uses an entity that XML does not have, or is too deep.
    pub fn next(&mut self) -> Result<Event<'a>> {
        if let Some(name) = self.empty.take() {
            self.at.start = self.at.end;
            self.depth -= 1;
            return Ok(Event::End(name));
        }
        loop {
            let (raw, at) = self.raw()?;
            self.at = at;
            match raw {
                Raw::Start(start) => return self.start(&start),
                Raw::Empty(start) => {
                    let event = self.start(&start)?;
                    if let Event::Start(tag) = &event {
                        self.empty = Some(tag.name);
                    }
                    return Ok(event);
                }
                Raw::End(end) => {
                    self.depth = self.depth.checked_sub(1).ok_or(Refusal::Damaged)?;
                    let length = end.name().into_inner().len();
                    return Ok(Event::End(local(self.name(2, length)?)));
                }
                Raw::Text(_) | Raw::CData(_) | Raw::GeneralRef(_) => return self.text(raw),
                Raw::Eof if self.depth == 0 => return Ok(Event::Done),
                Raw::Eof => return Err(Refusal::Damaged),
                Raw::Comment(_) | Raw::Decl(_) | Raw::PI(_) | Raw::DocType(_) => {}
            }
        }
    }

    /// Passes over the rest of the element whose start was the last event.
    ///
    /// # Errors
    /// As [`Xml::next`].
    pub fn skip(&mut self) -> Result<()> {
        let outside = self.depth.saturating_sub(1);
        while self.depth > outside {
            if let Event::Done = self.next()? {
                return Err(Refusal::Damaged);
            }
        }
        Ok(())
    }

    fn raw(&mut self) -> Result<(Raw<'a>, Range<usize>)> {
        if let Some(ahead) = self.ahead.take() {
            return Ok(ahead);
        }
        let start = self.position();
        let raw = self.reader.read_event().map_err(|_| Refusal::Damaged)?;
        Ok((raw, start..self.position()))
    }

    fn position(&self) -> usize {
        let position = usize::try_from(self.reader.buffer_position());
        self.base + position.unwrap_or(self.source.len())
    }

    fn start(&mut self, start: &BytesStart) -> Result<Event<'a>> {
        self.depth += 1;
        budget::within(self.depth, budget::DEPTH, Limit::Depth)?;
        let name_length = start.name().into_inner().len();
        let end = self.at.start + 1 + start.len();
        let content = self.source.get(self.at.start + 1..end);
        Ok(Event::Start(Tag {
            name: local(self.name(1, name_length)?),
            content: content.ok_or(Refusal::Damaged)?,
            name_length,
        }))
    }

    /// The name in the tag that was just read, `marks` bytes after its beginning.
    fn name(&self, marks: usize, length: usize) -> Result<&'a str> {
        let start = self.at.start + marks;
        let name = self.source.get(start..start + length);
        name.ok_or(Refusal::Damaged)
    }

    /// A stretch of text comes in several events where entities stand in it.
    fn text(&mut self, first: Raw<'a>) -> Result<Event<'a>> {
        let mut text = plain(first)?;
        loop {
            let (raw, at) = self.raw()?;
            if !matches!(raw, Raw::Text(_) | Raw::CData(_) | Raw::GeneralRef(_)) {
                self.ahead = Some((raw, at));
                return Ok(Event::Text(text));
            }
            self.at.end = at.end;
            text.to_mut().push_str(&plain(raw)?);
        }
    }
}

fn local(name: &str) -> &str {
    name.rsplit_once(':').map_or(name, |(_, local)| local)
}

fn plain(raw: Raw) -> Result<Cow<str>> {
    match raw {
        Raw::Text(text) => Ok(text.xml10_content()),
        Raw::CData(data) => Ok(data.xml10_content()),
        Raw::GeneralRef(entity) => resolve(&entity).ok_or(Refusal::Damaged),
        _ => Ok(Cow::Borrowed("")),
    }
}

/// The character that an entity stands for, as it is written: `&amp;`, `&#x6CD5;`. `None`
/// where XML does not have it.
#[must_use]
pub fn entity(written: &str) -> Option<char> {
    let words = unescape(written).ok()?;
    let mut characters = words.chars();
    characters.next().filter(|_| characters.next().is_none())
}

fn resolve(entity: &BytesRef) -> Option<Cow<'static, str>> {
    if let Some(c) = entity.resolve_char_ref().ok()? {
        return Some(Cow::Owned(c.into()));
    }
    resolve_xml_entity(&entity.xml10_content()).map(Cow::Borrowed)
}

/// The text of an XML part: by its byte-order mark, by its first characters, or by the
/// encoding that it declares. Without a byte-order mark.
///
/// # Errors
/// Where the bytes do not fit the encoding.
pub fn decode(bytes: Vec<u8>, decoder: Decoder) -> Result<String> {
    let label = label(&bytes);
    if !label.eq_ignore_ascii_case("utf-8") {
        return decoder(label, &bytes).ok_or(Refusal::Damaged);
    }
    let mut text = String::from_utf8(bytes).map_err(|_| Refusal::Damaged)?;
    if text.starts_with('\u{FEFF}') {
        text.remove(0);
    }
    Ok(text)
}

/// The label of the encoding that a part is in, as [`decode`] tells it.
#[must_use]
pub fn label(bytes: &[u8]) -> &str {
    match bytes {
        [0xFF, 0xFE, ..] | [b'<', 0, ..] => "utf-16le",
        [0xFE, 0xFF, ..] | [0, b'<', ..] => "utf-16be",
        [0xEF, 0xBB, 0xBF, ..] => "utf-8",
        _ => declared(bytes).unwrap_or("utf-8"),
    }
}

/// The label in `<?xml … encoding="…"?>`.
fn declared(bytes: &[u8]) -> Option<&str> {
    let end = bytes.iter().take(200).position(|&byte| byte == b'>')?;
    let head = std::str::from_utf8(&bytes[..end]).ok()?;
    let value = head.strip_prefix("<?xml")?.split_once("encoding")?.1;
    let value = value.trim_start().strip_prefix('=')?.trim_start();
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    value[1..].split(quote).next()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn events(source: &str) -> Result<Vec<String>> {
        let mut xml = Xml::new(source);
        let mut events = Vec::new();
        loop {
            let event = xml.next()?;
            let (shown, done) = match &event {
                Event::Start(tag) => (format!("<{} {:?}", tag.name, tag.attribute("v")), false),
                Event::End(name) => (format!(">{name}"), false),
                Event::Text(text) => (text.to_string(), false),
                Event::Done => (String::new(), true),
            };
            if done {
                return Ok(events);
            }
            events.push(format!("{shown} {}", &source[xml.at()]));
        }
    }

    #[test]
    fn names_have_no_prefix_and_text_is_one() {
        let source =
            "<?xml version='1.0'?><x:a y:v='1&lt;2'><b/>一&#x4E8C;&amp;<![CDATA[<]]></x:a>";
        let expected = [
            "<a Some(\"1<2\") <x:a y:v='1&lt;2'>",
            "<b None <b/>",
            ">b ",
            "一二&< 一&#x4E8C;&amp;<![CDATA[<]]>",
            ">a </x:a>",
        ];
        assert_eq!(events(source), Ok(expected.map(String::from).to_vec()));
    }

    #[test]
    fn what_is_no_xml_is_damaged() {
        for source in [
            "<a>",
            "</a>",
            "<a></b>",
            "<a>&lol;</a>",
            "<a>&#0;</a>",
            "<a",
            "<a>&#xD800;</a>",
        ] {
            assert_eq!(events(source), Err(Refusal::Damaged), "{source}");
        }
    }

    #[test]
    fn elements_may_not_lie_too_deep() {
        let limit = Limit::Depth;
        assert_eq!(
            events(&"<a>".repeat(100_000)),
            Err(Refusal::TooMuch { limit })
        );
    }

    #[test]
    fn an_element_is_passed_over() {
        for source in ["<r><a><a/>x</a><b/></r>", "<r><a/><b/></r>"] {
            let mut xml = Xml::new(source);
            xml.next()
                .and_then(|_| xml.next())
                .and_then(|_| xml.skip())
                .expect("sound");
            assert!(matches!(xml.next(), Ok(Event::Start(tag)) if tag.name == "b"));
        }
    }

    #[test]
    fn parts_are_decoded() {
        let decoder = |label: &str, bytes: &[u8]| {
            let encoding = encoding_rs::Encoding::for_label(label.as_bytes())?;
            Some(encoding.decode(bytes).0.into_owned())
        };
        let head = "<?xml version='1.0' encoding = \"gbk\"?><a>法</a>";
        let wide: Vec<u8> = head.encode_utf16().flat_map(u16::to_be_bytes).collect();
        let (gbk, _, _) = encoding_rs::GBK.encode(head);
        for bytes in [
            wide,
            gbk.into_owned(),
            [b"\xEF\xBB\xBF", head.as_bytes()].concat(),
        ] {
            assert_eq!(decode(bytes, &decoder).as_deref(), Ok(head));
        }
        assert_eq!(
            decode(b"<a>\xFF</a>".to_vec(), &decoder),
            Err(Refusal::Damaged)
        );
    }
}
