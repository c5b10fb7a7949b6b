//! Word's .docx, and what WPS and LibreOffice write by that name.
//!
//! The text is what the reader of the document sees: numbers of lists counted, tracked
//! changes accepted, hidden text left out.

mod block;
mod body;
mod numbering;
pub(crate) mod package;
mod styles;
#[cfg(test)]
mod tests;

use crate::out::{Kind, Part};
use crate::sniff::Sample;
use crate::xml::{self, Event, Xml};
use crate::zip::Zip;
use crate::{Decoder, Document, Options, Refusal, Result};
use body::Body;
pub use body::{mark, symbol_of};
use numbering::Numbering;
use package::Relation;
use std::collections::HashMap;
use std::ops::Range;
use styles::Styles;

/// Whether it is a package. Other formats that are packages come first.
pub fn is(sample: &Sample) -> bool {
    Zip::is(sample.bytes)
}

/// A part and its XML.
struct Source {
    name: String,
    text: String,
}

/// # Errors
/// Where it is no document, or damaged, or more than the budget holds.
pub fn read(bytes: &[u8], options: &Options, decoder: Decoder) -> Result<Document> {
    let zip = Zip::open(bytes)?;
    let package = package::relations(&zip, "", decoder)?;
    let main = package.iter().find(|it| it.kind == "officeDocument");
    let main = match main {
        Some(main) => main.target.clone(),
        None if zip.find(USUAL).is_some() => USUAL.into(),
        None => return Err(Refusal::Other { what: "archive" }),
    };
    refuse_others(&main)?;
    let relations = package::relations(&zip, &main, decoder)?;
    let part = |name: &str| -> Result<Option<String>> {
        let bytes = zip.read_name(name)?;
        bytes.map(|bytes| xml::decode(bytes, decoder)).transpose()
    };
    let of = |kind: &str| -> Result<Option<String>> {
        let relation = relations.iter().find(|it| it.kind == kind);
        relation.map_or(Ok(None), |relation| part(&relation.target))
    };
    let text = part(&main)?.ok_or(Refusal::Damaged)?;
    let styles = of("styles")?.map_or(Ok(Styles::default()), |text| Styles::read(&text))?;
    let numbering = of("numbering")?.map_or(Ok(Numbering::default()), |text| {
        Numbering::read(&text, &styles)
    })?;
    let mut sources = vec![Source { name: main, text }];
    for relation in relations.iter().filter(|it| kind(it).is_some()) {
        if sources.iter().any(|source| source.name == relation.target) {
            continue;
        }
        if let Some(text) = part(&relation.target)? {
            let name = relation.target.clone();
            sources.push(Source { name, text });
        }
    }
    let mut body = Body::new(&styles, numbering, options);
    body.read(&mut Xml::new(&sources[0].text), 0)?;
    read_notes(&mut body, &sources, &relations)?;
    read_rest(&mut body, &sources, &relations)?;
    let parts = sources.iter().map(|source| Part {
        name: source.name.clone(),
    });
    Ok(body.out.finish("docx", None, parts.collect()))
}

/// Where the main part is if the package does not say.
const USUAL: &str = "word/document.xml";

/// Parts beside the main one that hold text.
const READ: [(&str, Kind); 5] = [
    ("footnotes", Kind::Note),
    ("endnotes", Kind::Note),
    ("comments", Kind::Comment),
    ("header", Kind::Furniture),
    ("footer", Kind::Furniture),
];

fn kind(relation: &Relation) -> Option<Kind> {
    let found = READ.iter().find(|(name, _)| *name == relation.kind);
    found.map(|&(_, kind)| kind)
}

/// Tables and slides are packages of the same make.
fn refuse_others(main: &str) -> Result<()> {
    for (folder, what) in [("xl/", "table"), ("ppt/", "slide"), ("visio/", "picture")] {
        if main.starts_with(folder) {
            return Err(Refusal::Other { what });
        }
    }
    Ok(())
}

/// The notes that the text names, after it, in its order.
fn read_notes<'a>(
    body: &mut Body<'a>,
    sources: &'a [Source],
    relations: &[Relation],
) -> Result<()> {
    let mut found: HashMap<(&str, String), (usize, Range<usize>)> = HashMap::new();
    for relation in relations.iter().filter(|it| kind(it) == Some(Kind::Note)) {
        let part = sources.iter().position(|it| it.name == relation.target);
        let Some(part) = part else { continue };
        for (id, range) in elements(&sources[part].text)? {
            found.insert((&relation.kind, id), (part, range));
        }
    }
    // Notes may name notes: those that were added meanwhile are read too, each once.
    let mut at = 0;
    while let Some(note) = body.notes.get(at).cloned() {
        at += 1;
        let Some((part, range)) = found.remove(&(note.kind, note.id)) else {
            continue;
        };
        let from = body.out.text().len();
        if !note.own_mark {
            body.begin(body::mark(at));
        }
        body.read(&mut Xml::within(&sources[part].text, range), part)?;
        let words = body.out.text()[from..].trim().to_owned();
        body.out.leave_out(Kind::Note, &words, true);
    }
    Ok(())
}

/// Comments, headers and footers: noted, and after the text if they are asked for.
fn read_rest<'a>(body: &mut Body<'a>, sources: &'a [Source], relations: &[Relation]) -> Result<()> {
    for (part, source) in sources.iter().enumerate().skip(1) {
        let relation = relations.iter().find(|it| it.target == source.name);
        let kind = relation.and_then(kind);
        let Some(kind) = kind.filter(|&kind| kind != Kind::Note) else {
            continue;
        };
        let whole = vec![(String::new(), 0..source.text.len())];
        let ranges = match kind {
            Kind::Comment => elements(&source.text)?,
            _ => whole,
        };
        for (_, range) in ranges {
            let mut xml = Xml::within(&source.text, range.clone());
            let words = body.quote(&mut xml)?;
            if words.is_empty() {
                continue;
            }
            let read = body.reads(kind);
            body.out.leave_out(kind, &words, read);
            if read {
                body.read(&mut Xml::within(&source.text, range), part)?;
            }
        }
    }
    Ok(())
}

/// The children of the root of a part: their ids and where they stand.
fn elements(text: &str) -> Result<Vec<(String, Range<usize>)>> {
    let mut elements = Vec::new();
    let mut xml = Xml::new(text);
    loop {
        match xml.next()? {
            Event::Start(tag) if xml.depth() == 2 => {
                let id = tag.attribute("id").unwrap_or_default().into_owned();
                let start = xml.at().start;
                xml.skip()?;
                // Lines that part notes from the text are notes too, of a type of their own.
                if tag.attribute("type").is_none_or(|it| it == "normal") {
                    elements.push((id, start..xml.at().end));
                }
            }
            Event::Done => return Ok(elements),
            _ => {}
        }
    }
}
