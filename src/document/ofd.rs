//! .ofd (GB/T 33190): pages with words at places.
//!
//! The file knows no paragraphs: lines, tables and paragraphs are found again by where
//! the words stand.

mod grid;
mod lines;
mod page;
mod paragraphs;
#[cfg(test)]
mod tests;

use crate::budget::{self, Limit};
use crate::xml::{self, Event, Xml};
use crate::zip::Zip;
use crate::{Decoder, Document, Kind, Options, Out, Refusal, Result};
use page::Page;
use std::collections::BTreeMap;

const ROOT: &str = "OFD.xml";
/// Where an encrypted package says how.
const ENCRYPTIONS: &str = "Encryptions.xml";

/// Whether bytes are a package of this kind.
pub fn is(bytes: &[u8]) -> bool {
    let found = |zip: Zip| zip.find(ROOT).is_some() || zip.find(ENCRYPTIONS).is_some();
    Zip::is(bytes) && Zip::open(bytes).is_ok_and(found)
}

/// Reads a file.
///
/// # Errors
/// Where it is encrypted, damaged, nothing but pictures, or more than the budget.
pub fn read(bytes: &[u8], options: &Options, decoder: Decoder) -> Result<Document> {
    let zip = Zip::open(bytes)?;
    if zip.find(ENCRYPTIONS).is_some() {
        return Err(Refusal::Encrypted);
    }
    let mut reader = Reader {
        package: Package { zip, decoder },
        options,
        out: Out::default(),
        pages: Vec::new(),
        pictures: 0,
    };
    let root = reader.package.part(ROOT)?.ok_or(Refusal::Damaged)?;
    for (name, value) in values(&root, &["DocRoot", "Signatures"])? {
        let path = resolve("", &value);
        match name {
            "DocRoot" => reader.document(&path)?,
            _ => reader.seals(&path)?,
        }
    }
    reader.finish()
}

/// The parts of the package, as XML.
struct Package<'a> {
    zip: Zip<'a>,
    decoder: Decoder<'a>,
}

impl Package<'_> {
    fn part(&self, name: &str) -> Result<Option<String>> {
        let bytes = self.zip.read_name(name)?;
        bytes
            .map(|bytes| xml::decode(bytes, self.decoder))
            .transpose()
    }
}

/// A place in the package, as a part names it: from the root or from where the part is.
fn resolve(part: &str, place: &str) -> String {
    let place = place.trim().replace('\\', "/");
    let mut folders: Vec<&str> = match place.starts_with('/') {
        true => Vec::new(),
        false => part.split('/').collect(),
    };
    folders.pop();
    for name in place.split('/') {
        match name {
            "" | "." => {}
            ".." => drop(folders.pop()),
            _ => folders.push(name),
        }
    }
    folders.join("/")
}

/// The text of elements of some names, in order.
fn values<'x>(part: &'x str, names: &[&str]) -> Result<Vec<(&'x str, String)>> {
    let mut xml = Xml::new(part);
    let mut found = Vec::new();
    let mut open = None;
    loop {
        match xml.next()? {
            Event::Start(tag) => open = Some(tag.name),
            Event::Text(text) => {
                if let Some(name) = open.filter(|name| names.contains(name)) {
                    found.push((name, text.trim().to_owned()));
                }
                open = None;
            }
            Event::End(_) => open = None,
            Event::Done => return Ok(found),
        }
    }
}

struct Reader<'a> {
    package: Package<'a>,
    options: &'a Options,
    out: Out,
    pages: Vec<Page>,
    /// Pages that hold pictures and no words.
    pictures: usize,
}

impl Reader<'_> {
    /// Reads a document of the package.
    fn document(&mut self, path: &str) -> Result<()> {
        let part = self.package.part(path)?.ok_or(Refusal::Damaged)?;
        let mut templates = BTreeMap::new();
        let mut pages = Vec::new();
        let mut size = None;
        let mut xml = Xml::new(&part);
        loop {
            match xml.next()? {
                Event::Start(tag) => {
                    let place = tag.attribute("BaseLoc").map(|place| resolve(path, &place));
                    match (tag.name, place) {
                        ("TemplatePage", Some(place)) => {
                            let id = tag.attribute("ID").unwrap_or_default().into_owned();
                            templates.insert(id, place);
                        }
                        ("Page", Some(place)) => pages.push(place),
                        ("PhysicalBox", _) => {
                            if let Event::Text(text) = xml.next()? {
                                size = page::rectangle(&text);
                            }
                        }
                        _ => {}
                    }
                }
                Event::Done => break,
                _ => {}
            }
        }
        budget::within(self.pages.len() + pages.len(), budget::PAGES, Limit::Pages)?;
        for place in pages {
            let part = self.package.part(&place)?.ok_or(Refusal::Damaged)?;
            self.page(Page::read(&part, size)?);
        }
        self.templates(&templates)?;
        for (_, place) in values(&part, &["Annotations"])? {
            self.annotations(&resolve(path, &place))?;
        }
        Ok(())
    }

    fn page(&mut self, page: Page) {
        for _ in 0..page.pictures {
            self.out.leave_out(Kind::Picture, "", false);
        }
        self.pictures += usize::from(page.pictures > 0 && page.glyphs.is_empty());
        for words in &page.aside {
            self.out.leave_out(Kind::Furniture, words, false);
        }
        if !page.hidden.is_empty() {
            self.out.leave_out(Kind::Hidden, &page.hidden, false);
        }
        self.pages.push(page);
    }

    /// What pages have in common stands in templates: headers and the like.
    fn templates(&mut self, templates: &BTreeMap<String, String>) -> Result<()> {
        for place in templates.values() {
            let Some(part) = self.package.part(place)? else {
                return Err(Refusal::Damaged);
            };
            for line in lines::all(Page::read(&part, None)?) {
                self.out
                    .leave_out(Kind::Furniture, line.text.as_str(), false);
            }
        }
        Ok(())
    }

    /// Notes annotations: a list of pages, each with a part of its own.
    fn annotations(&mut self, path: &str) -> Result<()> {
        let Some(part) = self.package.part(path)? else {
            return Ok(());
        };
        for (_, place) in values(&part, &["FileLoc"])? {
            let Some(part) = self.package.part(&resolve(path, &place))? else {
                continue;
            };
            for annotation in page::annotations(&part)? {
                self.out.leave_out(Kind::Comment, &annotation, false);
            }
        }
        Ok(())
    }

    /// Notes seals and signatures.
    fn seals(&mut self, path: &str) -> Result<()> {
        let Some(part) = self.package.part(path)? else {
            return Ok(());
        };
        let mut xml = Xml::new(&part);
        loop {
            match xml.next()? {
                Event::Start(tag) if tag.name == "Signature" => {
                    self.out.leave_out(Kind::Object, "", false);
                }
                Event::Done => return Ok(()),
                _ => {}
            }
        }
    }

    fn finish(mut self) -> Result<Document> {
        if self.pictures > 0 && self.pictures == self.pages.len() {
            return Err(Refusal::Scanned);
        }
        let pages = self.pages.into_iter();
        let pages = pages.map(|page| (page.size, lines::all(page))).collect();
        paragraphs::write(pages, self.options, &mut self.out)?;
        Ok(self.out.finish("ofd", None, Vec::new()))
    }
}
