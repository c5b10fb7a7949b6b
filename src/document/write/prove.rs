//! What has to hold before a file is given back.

use super::anchor::Anchor;
use super::comments;
use super::markup;
use super::part::Changed;
use super::patch::{Text, end_tag};
use super::place::{MAIN, Outcome};
use super::story::{Run, Story, id, story};
use super::{Remark, Source, Step};
use crate::xml::{Event, Tag, Xml};
use crate::zip::{Zip, same_name};
use crate::{Document, Options, Piece, Result};
use std::collections::BTreeMap;
use std::ops::Range;

/// What was written, and with which ids.
pub struct Work<'a> {
    pub source: &'a Source<'a>,
    pub outcome: &'a Outcome,
    pub anchors: &'a [Anchor],
    pub remarks: &'a [Remark],
    /// The parts that were changed, the main part first.
    pub changed: &'a [Changed],
    /// Ids of the comments.
    pub comments: Range<u32>,
    /// Ids of the changes.
    pub changes: Range<u32>,
}

/// What does not hold.
#[derive(Debug)]
pub struct Failure {
    pub step: Step,
    /// The text that came out, where it is not the one that was to.
    pub text: Option<String>,
}

impl Work<'_> {
    /// `Err` names the step at which a package is not what it is to be.
    ///
    /// # Errors
    /// The step that failed.
    pub fn prove(&self, bytes: &[u8]) -> std::result::Result<(), Failure> {
        let step = |step, proved: Result<bool>| match proved {
            Ok(true) => Ok(()),
            _ => Err(Failure { step, text: None }),
        };
        step(Step::Undone, self.is_undone())?;
        step(Step::Parts, self.are_parts_undone())?;
        step(Step::Package, self.is_package(bytes))?;
        let read = crate::read(bytes, "", &Options::default(), self.source.decoder);
        let Ok(read) = read.map_err(drop) else {
            return step(Step::Text, Ok(false));
        };
        if read.text != self.outcome.text {
            let (step, text) = (Step::Text, Some(read.text));
            return Err(Failure { step, text });
        }
        step(Step::Places, self.are_places(&read))?;
        step(Step::Words, self.are_words())
    }

    /// The main part without our comments and changes is the source's, but for runs that
    /// were parted.
    fn is_undone(&self) -> Result<bool> {
        let [main, ..] = self.changed else {
            return Ok(false);
        };
        let rejected = self.rejected(&main.after)?;
        Ok(is_same(
            &self.source.part.text,
            &self.source.story,
            &rejected,
        ))
    }

    /// A main part with our changes rejected and our comments taken out.
    fn rejected(&self, text: &str) -> Result<String> {
        let mut xml = Xml::new(text);
        let (mut kept, mut done) = (String::with_capacity(text.len()), 0);
        // How deep the deletions of ours lie that are open.
        let mut deletions = Vec::new();
        let reference = self.source.story.names.reference("");
        let reference = reference.split("\"\"").next().unwrap_or_default();
        loop {
            let event = xml.next()?;
            let at = xml.at();
            let (end, instead) = match &event {
                Event::Done => break,
                Event::Start(tag) if self.is_comment_mark(tag) => (Some(at.end), ""),
                Event::Start(tag) if tag.name == "ins" && is_in(tag, &self.changes) => {
                    xml.skip()?;
                    (Some(xml.at().end), "")
                }
                Event::Start(tag) if tag.name == "del" && is_in(tag, &self.changes) => {
                    deletions.push(xml.depth());
                    (Some(at.end), "")
                }
                Event::Start(tag) if tag.name == "r" && text[at.start..].starts_with(reference) => {
                    (self.reference_end(&mut xml)?, "")
                }
                Event::Start(tag) if tag.name == "delText" && !deletions.is_empty() => {
                    (Some(at.end), "t xml:space=\"preserve\">")
                }
                Event::End("delText") if !deletions.is_empty() => (Some(at.end), "t>"),
                Event::End("del") if deletions.last() == Some(&(xml.depth() + 1)) => {
                    deletions.pop();
                    (Some(at.end), "")
                }
                _ => (None, ""),
            };
            if let Some(end) = end {
                kept.push_str(&text[done..at.start]);
                if !instead.is_empty() {
                    // With the prefix it has.
                    let tag = &text[at.clone()];
                    kept.push_str(&tag[..tag.find("delText").unwrap_or_default()]);
                    kept.push_str(instead);
                }
                done = end;
            }
        }
        kept.push_str(&text[done..]);
        Ok(kept)
    }

    /// Where a run ends that holds the reference to one of our comments.
    fn reference_end(&self, xml: &mut Xml) -> Result<Option<usize>> {
        let mut ours = false;
        let outside = xml.depth() - 1;
        while xml.depth() > outside {
            if let Event::Start(tag) = xml.next()? {
                ours |= tag.name == "commentReference" && is_in(&tag, &self.comments);
            }
        }
        Ok(ours.then_some(xml.at().end))
    }

    fn is_comment_mark(&self, tag: &Tag) -> bool {
        matches!(tag.name, "commentRangeStart" | "commentRangeEnd") && is_in(tag, &self.comments)
    }

    /// The other parts that were changed are the source's without what was added.
    fn are_parts_undone(&self) -> Result<bool> {
        for part in &self.changed[1..] {
            let Some(before) = &part.before else { continue };
            let before = &*before.text;
            let added = |tag: &Tag| match tag.name {
                "comment" => is_in(tag, &self.comments),
                "Relationship" => tag
                    .attribute("Id")
                    .is_some_and(|id| !comments::has(before, &id)),
                "Override" => tag
                    .attribute("PartName")
                    .is_some_and(|name| !comments::has(before, &name)),
                _ => false,
            };
            let taken_out = comments::without(&part.after, added)?;
            if taken_out != comments::add(before, "")? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Each entry of the source is there as it was, or as it was to be written.
    fn is_package(&self, bytes: &[u8]) -> Result<bool> {
        let zip = Zip::open(bytes)?;
        let source = &self.source.zip;
        let mut new = self
            .changed
            .iter()
            .filter(|part| part.before.is_none())
            .count();
        for (index, entry) in zip.entries().iter().enumerate() {
            let is = |part: &&Changed| same_name(&part.name, &entry.name);
            match (self.changed.iter().find(is), source.entries().get(index)) {
                (Some(part), _) => {
                    if part.bytes() != Some(zip.read(entry)?) {
                        return Ok(false);
                    }
                    new -= usize::from(part.before.is_none());
                }
                (None, Some(before)) => {
                    let same = zip.raw(entry) == source.raw(before)
                        && (&entry.name, entry.method, entry.crc, entry.size, entry.time)
                            == (
                                &before.name,
                                before.method,
                                before.crc,
                                before.size,
                                before.time,
                            );
                    if !same {
                        return Ok(false);
                    }
                }
                (None, None) => return Ok(false),
            }
        }
        Ok(new == 0 && zip.entries().len() >= source.entries().len())
    }

    /// Each comment's marks stand around its words.
    fn are_places(&self, read: &Document) -> Result<bool> {
        let [main, ..] = self.changed else {
            return Ok(false);
        };
        let story = story(&main.after)?;
        let marks = self.marks(&main.after)?;
        let by_text: Vec<&Piece> = read
            .pieces
            .iter()
            .filter(|piece| piece.part == MAIN)
            .collect();
        let mut by_place = by_text.clone();
        by_place.sort_by_key(|piece| piece.raw.start);
        let mut ids = self.comments.clone();
        Ok(self.anchors.iter().all(|anchor| {
            let id = ids.next().unwrap_or_default();
            marks.get(&id).is_some_and(|marks| {
                marks.count == 3
                    && marks.start <= marks.end
                    && (anchor.words.is_empty()
                        || covers(anchor, marks, &by_text, &by_place, &story))
            })
        }))
    }

    fn marks(&self, text: &str) -> Result<BTreeMap<u32, Marks>> {
        let mut marks: BTreeMap<u32, Marks> = BTreeMap::new();
        let mut xml = Xml::new(text);
        loop {
            match xml.next()? {
                Event::Start(tag) => {
                    let Some(id) = id(&tag).filter(|id| self.comments.contains(id)) else {
                        continue;
                    };
                    let of = marks.entry(id).or_default();
                    match tag.name {
                        "commentRangeStart" => of.start = xml.at().end,
                        "commentRangeEnd" => of.end = xml.at().start,
                        "commentReference" => {}
                        _ => continue,
                    }
                    of.count += 1;
                }
                Event::Done => return Ok(marks),
                _ => {}
            }
        }
    }

    /// The comments part says of each comment what it is to say.
    fn are_words(&self) -> Result<bool> {
        let [_, part, ..] = self.changed else {
            return Ok(false);
        };
        let mut xml = Xml::new(&part.after);
        let mut said: BTreeMap<u32, Vec<String>> = BTreeMap::new();
        let mut current = None;
        loop {
            match xml.next()? {
                Event::Start(tag) if tag.name == "comment" => {
                    current = id(&tag).filter(|id| self.comments.contains(id));
                }
                Event::Start(tag) if tag.name == "p" => {
                    let lines = current.map(|id| said.entry(id).or_default());
                    lines
                        .into_iter()
                        .for_each(|lines| lines.push(String::new()));
                }
                Event::Text(text) => {
                    let line = current.and_then(|id| said.get_mut(&id)?.last_mut());
                    line.into_iter().for_each(|line| line.push_str(&text));
                }
                Event::End("comment") => current = None,
                Event::Done => break,
                _ => {}
            }
        }
        Ok(self.comments.clone().zip(self.remarks).all(|(id, remark)| {
            let meant = comments::lines(&remark.body).map(markup::clean);
            said.get(&id)
                .is_some_and(|lines| lines.iter().cloned().eq(meant))
        }))
    }
}

/// Where the marks of one comment stand in the main part.
#[derive(Debug, Default)]
struct Marks {
    start: usize,
    end: usize,
    count: usize,
}

/// Whether marks stand around the words of an anchor: for an exact one around all of them and
/// no others, but for those that hang on a place among them, as in a text box.
fn covers(
    anchor: &Anchor,
    marks: &Marks,
    by_text: &[&Piece],
    by_place: &[&Piece],
    story: &Story,
) -> bool {
    let meant = &anchor.words;
    let first = by_text.partition_point(|piece| piece.text.end <= meant.start);
    let in_text: usize = by_text[first..]
        .iter()
        .take_while(|piece| piece.text.start < meant.end)
        .map(|piece| piece.text.end.min(meant.end) - piece.text.start.max(meant.start))
        .sum();
    let first = by_place.partition_point(|piece| piece.raw.start < marks.start);
    let (mut found, mut strange) = (0, false);
    for piece in by_place[first..]
        .iter()
        .take_while(|piece| piece.raw.end <= marks.end)
    {
        let from = piece.text.start.max(meant.start);
        let to = piece.text.end.min(meant.end);
        let inside = to.saturating_sub(from);
        found += inside;
        let hangs = story.unit_at(piece.raw.start).is_none_or(|unit| {
            let unit = &story.units[unit];
            unit.run.is_none() || unit.range != piece.run
        });
        strange |= inside < piece.text.len() && !hangs;
    }
    if anchor.exact {
        found == in_text && !strange
    } else {
        found > 0
    }
}

fn is_in(tag: &Tag, ids: &Range<u32>) -> bool {
    id(tag).is_some_and(|id| ids.contains(&id))
}

/// Whether a main part is the source's but for runs that were parted: closed, and begun again
/// with the same start and properties.
fn is_same(source: &str, story: &Story, ours: &str) -> bool {
    let mut same = Same { source, ours };
    let mut done = 0;
    let fits = story.units.iter().all(|unit| {
        let before = std::mem::replace(&mut done, unit.range.end)..unit.range.start;
        same.bytes(before)
            && match &unit.run {
                Some(run) => same.run(&unit.range, run),
                None => same.bytes(unit.range.clone()),
            }
    });
    fits && same.ours == &source[done..]
}

struct Same<'a> {
    source: &'a str,
    /// What is still to be compared.
    ours: &'a str,
}

impl Same<'_> {
    fn take(&mut self, words: &str) -> bool {
        let rest = self.ours.strip_prefix(words);
        self.ours = rest.unwrap_or(self.ours);
        rest.is_some()
    }

    fn bytes(&mut self, range: Range<usize>) -> bool {
        let source = self.source;
        self.take(&source[range])
    }

    fn run(&mut self, range: &Range<usize>, run: &Run) -> bool {
        let source = self.source;
        let whole = &source[range.clone()];
        let seam = [end_tag(whole), &source[range.start..run.head]].concat();
        let tail = run.children.last().map_or(run.head, |last| last.end);
        self.bytes(range.start..run.head)
            && run.children.iter().all(|child| {
                let fits = self.bytes(child.clone());
                fits || {
                    self.take(&seam);
                    self.bytes(child.clone()) || self.text(&Text::of(source, child), &seam)
                }
            })
            && self.bytes(tail..range.end)
    }

    /// A text node that is parted, or says now that its blanks count.
    fn text(&mut self, text: &Text, seam: &str) -> bool {
        let source = self.source;
        let tag = source[text.start.clone()].trim_start();
        let lead = text.start.start..text.start.end - tag.len();
        if !(self.bytes(lead) && self.start(tag)) {
            return false;
        }
        let mut words = &source[text.words.clone()];
        let seam = [&source[text.end.clone()], seam].concat();
        loop {
            let end = self.ours.find('<').unwrap_or(self.ours.len());
            let part = &self.ours[..end];
            let Some(rest) = words.strip_prefix(part) else {
                return false;
            };
            words = rest;
            self.ours = &self.ours[end..];
            if words.is_empty() {
                return self.bytes(text.end.clone());
            }
            if !(self.take(&seam) && self.start(tag)) {
                return false;
            }
        }
    }

    fn start(&mut self, tag: &str) -> bool {
        let said = [tag.trim_end_matches('>'), " xml:space=\"preserve\">"].concat();
        let bare = tag
            .split_whitespace()
            .next()
            .unwrap_or(tag)
            .trim_end_matches('>');
        let deleted = [bare, " xml:space=\"preserve\">"].concat();
        self.take(tag) || self.take(&said) || self.take(&deleted)
    }
}
