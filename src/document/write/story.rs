//! The main part of a document as a writer needs it: which elements marks may stand beside,
//! and where a run can be parted.

use super::markup::Names;
use crate::Result;
use crate::xml::{Event, Tag, Xml};
use std::collections::BTreeMap;
use std::ops::Range;

/// An element in a paragraph that marks may stand before and after.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unit {
    /// Bytes of the part.
    pub range: Range<usize>,
    /// Where it is a run that may be parted.
    pub run: Option<Run>,
    /// Whether it lies in an insertion of someone else.
    pub inserted: bool,
    /// In how many tables it lies, one in another.
    pub tables: usize,
}

/// A run that may be parted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Run {
    /// Where its start tag and properties end.
    pub head: usize,
    /// Its other children one after the other, blanks before each with it.
    pub children: Vec<Range<usize>>,
}

/// What the main part holds.
#[derive(Clone, Debug)]
pub struct Story {
    pub names: Names,
    /// In order; none lies in another.
    pub units: Vec<Unit>,
    /// References to notes: the byte of the first by `footnoteReference` or
    /// `endnoteReference` and the id.
    pub notes: BTreeMap<(String, String), usize>,
    /// Numbers that are ids of something.
    pub ids: Vec<u32>,
}

/// Elements around paragraphs in which marks may stand.
const AROUND: &[&str] = &[
    "document",
    "body",
    "tbl",
    "tr",
    "tc",
    "sdt",
    "sdtContent",
    "customXml",
    "ins",
    "moveTo",
];
/// Elements in paragraphs in which marks may stand.
const WITHIN: &[&str] = &[
    "hyperlink",
    "ins",
    "moveTo",
    "sdt",
    "sdtContent",
    "smartTag",
    "customXml",
    "bdo",
    "dir",
];
/// Content controls that hold plain words or a value from elsewhere: nothing may be put in.
const CLOSED: &[&str] = &[
    "dataBinding",
    "text",
    "date",
    "dropDownList",
    "comboBox",
    "checkbox",
];
/// What stands in a paragraph and is nothing to hold on to.
const MARKS: &[&str] = &[
    "pPr",
    "bookmarkStart",
    "bookmarkEnd",
    "proofErr",
    "commentRangeStart",
    "commentRangeEnd",
    "permStart",
    "permEnd",
    "moveToRangeStart",
    "moveToRangeEnd",
    "moveFromRangeStart",
    "moveFromRangeEnd",
    "del",
    "moveFrom",
    "sdtPr",
    "sdtEndPr",
    "smartTagPr",
    "customXmlPr",
];

/// An element that is open and may hold marks.
struct Open {
    start: usize,
    /// In a paragraph.
    within: bool,
    inserted: bool,
    tables: usize,
    /// A content control.
    control: bool,
    /// One that nothing may be put into.
    closed: bool,
}

/// What the scan is in.
enum In {
    /// Elements that may hold marks.
    Open,
    /// One that is passed over, at this depth; whether it tells of a content control.
    Passed { depth: usize, control: bool },
    /// The last unit, at this depth; whether it is a run that may be parted.
    Unit { depth: usize, run: bool },
}

/// # Errors
/// Where the part is no XML.
pub fn story(source: &str) -> Result<Story> {
    let mut xml = Xml::new(source);
    let mut scan = Scan {
        open: Vec::new(),
        within: In::Open,
        properties: false,
        run: Run::default(),
        fields: Vec::new(),
        whole: Vec::new(),
        instruction: false,
        story: Story {
            names: Names::own(false),
            units: Vec::new(),
            notes: BTreeMap::new(),
            ids: Vec::new(),
        },
    };
    loop {
        match xml.next()? {
            Event::Start(tag) => scan.start(&tag, &xml.at(), xml.depth()),
            Event::End(_) => scan.end(xml.at().end, xml.depth()),
            Event::Text(text) => scan.text(&text),
            Event::Done => return Ok(scan.finish()),
        }
    }
}

/// A field of several runs that is open.
struct Field {
    /// The unit in which it begins, and how deep.
    unit: usize,
    depth: usize,
    /// A link, whose words no program computes anew.
    link: bool,
}

struct Scan {
    open: Vec<Open>,
    within: In,
    /// The child of the run is its properties.
    properties: bool,
    run: Run,
    /// Fields that are open in the paragraph.
    fields: Vec<Field>,
    /// Fields that are to be whole: the first and last unit of each.
    whole: Vec<(usize, usize)>,
    /// The next text is an instruction.
    instruction: bool,
    story: Story,
}

impl Scan {
    fn start(&mut self, tag: &Tag, at: &Range<usize>, depth: usize) {
        self.story.ids.extend(id(tag));
        match self.within {
            In::Open => self.start_open(tag, at, depth),
            In::Passed {
                depth: outer,
                control,
            } => {
                if control && depth == outer + 1 && CLOSED.contains(&tag.name) {
                    self.open
                        .last_mut()
                        .into_iter()
                        .for_each(|open| open.closed = true);
                }
            }
            In::Unit { depth: outer, run } => {
                self.start_in_unit(tag, at, depth - outer, run);
                if run && depth == outer + 1 {
                    self.field(tag, outer);
                }
            }
        }
    }

    fn start_open(&mut self, tag: &Tag, at: &Range<usize>, depth: usize) {
        let Some(parent) = self.open.last() else {
            self.story.names = Names::of(tag);
            return self.enter(tag, at, false, false);
        };
        let (within, inserted) = (parent.within, parent.inserted);
        if parent.closed && within && tag.name == "sdtContent" {
            let start = parent.start;
            self.open.pop();
            return self.unit(start, depth - 1, false, inserted);
        }
        let known = if within { WITHIN } else { AROUND };
        if known.contains(&tag.name) {
            let inserted = inserted || matches!(tag.name, "ins" | "moveTo");
            self.enter(tag, at, within, inserted);
        } else if tag.name == "p" && !within {
            self.fields.clear();
            self.enter(tag, at, true, inserted);
        } else if !within || MARKS.contains(&tag.name) {
            let control = parent.control && tag.name == "sdtPr";
            self.within = In::Passed { depth, control };
        } else {
            self.run.head = at.end;
            self.unit(at.start, depth, tag.name == "r", inserted);
        }
    }

    fn start_in_unit(&mut self, tag: &Tag, at: &Range<usize>, depth: usize, run: bool) {
        if depth == 1 {
            self.properties = tag.name == "rPr" && self.run.children.is_empty();
        }
        if run && self.properties && tag.name == "rPrChange" {
            // It has an id, which would stand there twice.
            if let In::Unit { run, .. } = &mut self.within {
                *run = false;
            }
        }
        if matches!(tag.name, "footnoteReference" | "endnoteReference") {
            let id = tag.attribute("id").unwrap_or_default().into_owned();
            let name = tag.name.to_owned();
            self.story.notes.entry((name, id)).or_insert(at.start);
        }
    }

    /// Words of a field are computed anew now and then, and marks in them are lost.
    fn field(&mut self, tag: &Tag, depth: usize) {
        let unit = self.story.units.len() - 1;
        self.instruction = tag.name == "instrText";
        let kind = match tag.name {
            "fldChar" => tag.attribute("fldCharType"),
            _ => return,
        };
        match kind.as_deref() {
            Some("begin") => self.fields.push(Field {
                unit,
                depth,
                link: false,
            }),
            Some("end") => {
                let field = self.fields.pop();
                let whole = field.filter(|field| field.depth == depth && !field.link);
                self.whole.extend(whole.map(|field| (field.unit, unit)));
            }
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        if std::mem::take(&mut self.instruction)
            && let Some(field) = self.fields.last_mut()
        {
            field.link |= text.trim_start().starts_with("HYPERLINK");
        }
    }

    /// What was found, the units of each field being one.
    fn finish(mut self) -> Story {
        // The outer of two that begin in the same unit first.
        self.whole
            .sort_unstable_by_key(|&(first, last)| (first, usize::MAX - last));
        let mut units = Vec::with_capacity(self.story.units.len());
        let mut whole = self.whole.iter().peekable();
        let mut index = 0;
        while let Some(unit) = self.story.units.get(index) {
            while whole.next_if(|field| field.0 < index).is_some() {}
            let mut unit = unit.clone();
            let mut last = index;
            if let Some(field) = whole.peek().filter(|field| field.0 == index) {
                last = field.1;
                unit.range.end = self.story.units[last].range.end;
                unit.run = None;
            }
            units.push(unit);
            index = last + 1;
        }
        self.story.units = units;
        self.story
    }

    fn end(&mut self, end: usize, depth: usize) {
        match self.within {
            In::Open => {
                self.open.pop();
            }
            In::Passed { depth: outer, .. } => {
                if depth < outer {
                    self.within = In::Open;
                }
            }
            In::Unit { depth: outer, run } => {
                if depth == outer {
                    self.end_child(end);
                } else if depth < outer {
                    self.end_unit(end, run);
                }
            }
        }
    }

    fn end_child(&mut self, end: usize) {
        if std::mem::take(&mut self.properties) {
            self.run.head = end;
            return;
        }
        let start = self
            .run
            .children
            .last()
            .map_or(self.run.head, |last| last.end);
        self.run.children.push(start..end);
    }

    fn end_unit(&mut self, end: usize, run: bool) {
        let parts = std::mem::take(&mut self.run);
        if let Some(unit) = self.story.units.last_mut() {
            unit.range.end = end;
            unit.run = (run && !parts.children.is_empty()).then_some(parts);
        }
        self.within = In::Open;
    }

    fn enter(&mut self, tag: &Tag, at: &Range<usize>, within: bool, inserted: bool) {
        let tables = self.open.last().map_or(0, |parent| parent.tables);
        self.open.push(Open {
            start: at.start,
            within,
            inserted,
            tables: tables + usize::from(tag.name == "tbl"),
            control: tag.name == "sdt",
            closed: false,
        });
    }

    /// Begins an element that marks can stand beside.
    fn unit(&mut self, start: usize, depth: usize, run: bool, inserted: bool) {
        self.properties = false;
        self.run.children.clear();
        self.story.units.push(Unit {
            range: start..start,
            run: None,
            inserted,
            tables: self.open.last().map_or(0, |parent| parent.tables),
        });
        self.within = In::Unit { depth, run };
    }
}

impl Story {
    /// The unit in which a byte of the part stands.
    #[must_use]
    pub fn unit_at(&self, at: usize) -> Option<usize> {
        let after = self.units.partition_point(|unit| unit.range.start <= at);
        let index = after.checked_sub(1)?;
        (at < self.units[index].range.end).then_some(index)
    }

    /// The unit that refers to a note.
    #[must_use]
    pub fn reference(&self, note: &Note) -> Option<usize> {
        let name = (note.reference.to_owned(), note.id.clone());
        self.unit_at(*self.notes.get(&name)?)
    }
}

/// A note in the part that holds the notes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// The name of references to it.
    pub reference: &'static str,
    pub id: String,
    pub range: Range<usize>,
}

/// The notes of a part, in order; none where it holds something else.
///
/// # Errors
/// Where the part is no XML.
pub fn notes(text: &str) -> Result<Vec<Note>> {
    let mut xml = Xml::new(text);
    let mut notes = Vec::new();
    loop {
        match xml.next()? {
            Event::Start(tag) if matches!(tag.name, "footnote" | "endnote") => {
                let id = tag.attribute("id").unwrap_or_default().into_owned();
                let start = xml.at().start;
                let reference = match tag.name {
                    "footnote" => "footnoteReference",
                    _ => "endnoteReference",
                };
                xml.skip()?;
                let range = start..xml.at().end;
                notes.push(Note {
                    reference,
                    id,
                    range,
                });
            }
            Event::Done => return Ok(notes),
            _ => {}
        }
    }
}

/// The id of an element, where it is a number.
#[must_use]
pub fn id(tag: &Tag) -> Option<u32> {
    tag.attribute("id")?.parse().ok()
}

/// The numbers in a part that are ids of something.
///
/// # Errors
/// Where the part is no XML.
pub fn ids(text: &str) -> Result<Vec<u32>> {
    let mut xml = Xml::new(text);
    let mut ids = Vec::new();
    loop {
        match xml.next()? {
            Event::Start(tag) => ids.extend(id(&tag)),
            Event::Done => return Ok(ids),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The elements that marks may stand beside: `=` before those that may not be parted.
    fn units(body: &str) -> Vec<String> {
        let source = format!("<document><body>{body}</body></document>");
        let story = story(&source).expect("sound");
        let shown = story.units.iter().map(|unit| {
            let whole = if unit.run.is_some() { "" } else { "=" };
            format!("{whole}{}", &source[unit.range.clone()])
        });
        shown.collect()
    }

    const RUN: &str = "<r><t>甲</t></r>";

    #[test]
    fn marks_stand_beside_runs_in_elements_that_allow_them() {
        for around in [
            "tbl><tr><tc",
            "sdt><sdtContent",
            "customXml",
            "ins",
            "moveTo",
        ] {
            let end: Vec<&str> = around.split("><").collect();
            let end = end.into_iter().rev().collect::<Vec<_>>().join("></");
            let body = format!("<{around}><p>{RUN}</p></{end}>");
            assert_eq!(units(&body), [RUN], "{body}");
        }
        for within in [
            "hyperlink",
            "ins",
            "moveTo",
            "sdt",
            "sdtContent",
            "smartTag",
            "customXml",
            "bdo",
            "dir",
        ] {
            let body = format!("<p><{within}>{RUN}</{within}></p>");
            assert_eq!(units(&body), [RUN], "{body}");
        }
        let other = "<fldSimple><r><t>甲</t></r></fldSimple>";
        assert_eq!(units(&format!("<p>{other}</p>")), [format!("={other}")]);
        assert!(units(&format!("<other><p>{RUN}</p></other>")).is_empty());
    }

    #[test]
    fn what_is_nothing_to_hold_on_to_is_no_place() {
        for mark in [
            "pPr",
            "bookmarkStart",
            "bookmarkEnd",
            "proofErr",
            "commentRangeStart",
            "commentRangeEnd",
            "permStart",
            "permEnd",
            "moveToRangeStart",
            "moveToRangeEnd",
            "moveFromRangeStart",
            "moveFromRangeEnd",
            "del",
            "moveFrom",
            "sdtPr",
            "sdtEndPr",
            "smartTagPr",
            "customXmlPr",
        ] {
            let body = format!("<p><{mark}/>{RUN}<{mark}>{RUN}</{mark}></p>");
            assert_eq!(units(&body), [RUN], "{body}");
        }
    }

    #[test]
    fn nothing_is_put_into_a_control_that_holds_a_value() {
        for closed in [
            "dataBinding",
            "text",
            "date",
            "dropDownList",
            "comboBox",
            "checkbox",
        ] {
            let control =
                format!("<sdt><sdtPr><{closed}/></sdtPr><sdtContent>{RUN}</sdtContent></sdt>");
            assert_eq!(units(&format!("<p>{control}</p>")), [format!("={control}")]);
        }
        let open = format!("<sdt><sdtPr><alias/></sdtPr><sdtContent>{RUN}</sdtContent></sdt>");
        assert_eq!(units(&format!("<p>{open}</p>")), [RUN]);
    }

    #[test]
    fn a_field_is_one_but_for_a_link() {
        let field = |words: &str| {
            format!(
                "<r><fldChar fldCharType='begin'/></r><r><instrText>{words}</instrText></r>\
                 {RUN}<r><fldChar fldCharType='end'/></r>"
            )
        };
        let date = field("DATE");
        assert_eq!(
            units(&format!("<p>{RUN}{date}{RUN}</p>")),
            [RUN, &format!("={date}"), RUN]
        );
        assert!(units(&format!("<p>{}</p>", field(" HYPERLINK \"a\""))).contains(&RUN.to_owned()));
    }
}
