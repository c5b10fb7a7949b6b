//! Remarks written back into the file that a report came in.
//!
//! A document of Word keeps every byte but those that carry the remarks: runs are parted
//! where a remark begins or ends, the comments part grows or is new, and all else is copied
//! as it stands. What comes out is proved before it is given back: see [`Step`].

mod align;
mod anchor;
mod comments;
mod draft;
pub(crate) mod markup;
pub(crate) mod package;
mod part;
mod patch;
mod place;
mod prove;
mod story;

use crate::docx::package::relations;
use crate::zip::{Zip, same_name};
use crate::{Decoder, Document, Options, Refusal};
use anchor::{Anchor, Anchors};
pub use draft::{Block, BlockKind, new_docx};
use package::Package;
use part::{Changed, Part};
use patch::{By, Patch};
use place::{Edge, Outcome, Texts};
use prove::Failure;
use serde::{Deserialize, Serialize};
use std::ops::Range;
use story::Story;

/// What is to be written into a document.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Job {
    /// The text as it is now: the one that was read, or one that was mended since.
    pub text: String,
    pub remarks: Vec<Remark>,
    /// Who the comments and changes are by.
    pub author: String,
    #[serde(default)]
    pub initials: String,
    /// `2026-11-28T09:00:00Z`; left out where there is none, or it is of another form.
    #[serde(default)]
    pub date: Option<String>,
    /// Whether what was mended goes into the document, as changes that can be rejected.
    #[serde(default)]
    pub changes: bool,
}

/// A remark on a stretch of the text.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Remark {
    /// Bytes of [`Job::text`]; `start` and `end` are equal where something is missing.
    pub start: usize,
    pub end: usize,
    /// Its lines are paragraphs of the comment.
    pub body: String,
}

/// A document with the remarks in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Written {
    #[serde(skip)]
    pub bytes: Vec<u8>,
    /// Remarks, by index, that do not stand on just their words but near them: on nothing
    /// that could be marked, as a number that is counted, or at the reference of a note.
    pub near: Vec<usize>,
    /// How many changes were made.
    pub changed: usize,
    /// What was mended and stays as the document had it, as bytes of [`Job::text`].
    pub unchanged: Vec<(usize, usize)>,
}

/// Why nothing was written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "why", rename_all = "camelCase")]
pub enum WriteRefusal {
    /// The file cannot be read.
    Unread { refusal: Refusal },
    /// It is no document of Word in the present form.
    Format,
    /// A part of it is in an encoding that is not written.
    Encoding,
    /// There are no words in it that a remark could stand at.
    NoPlace,
    /// More than a package holds.
    TooLarge,
    /// What came out is not what it is to be.
    Unproved { step: Step },
}

/// What is proved of a document before it is given back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Step {
    /// Comments taken out and changes rejected, the main part is the source's byte for byte,
    /// but that runs are parted.
    Undone,
    /// The comments taken out, every other part that was changed is the source's byte for byte.
    Parts,
    /// All other entries of the package are the source's, compressed bytes and all.
    Package,
    /// Read again, changes accepted, the text is the one that was to come out.
    Text,
    /// Each comment stands around its words.
    Places,
    /// Each comment says what it is to say.
    Words,
}

impl From<Refusal> for WriteRefusal {
    fn from(refusal: Refusal) -> Self {
        Self::Unread { refusal }
    }
}

/// A document that is written into.
struct Source<'a> {
    zip: Zip<'a>,
    decoder: Decoder<'a>,
    /// The name of the main part, which is the first that pieces name.
    main: String,
    /// The main part.
    part: Part,
    story: Story,
}

impl Source<'_> {
    /// A part; `None` where there is none.
    fn read(&self, name: &str) -> crate::Result<Option<Part>> {
        let bytes = self.zip.read_name(name)?;
        bytes
            .map(|bytes| Part::new(bytes, self.decoder))
            .transpose()
    }

    /// The name of the part with the comments, where the main part leads to one.
    fn comments(&self) -> crate::Result<Option<String>> {
        let all = relations(&self.zip, &self.main, self.decoder)?;
        let comments = all.into_iter().find(|to| to.kind == "comments");
        Ok(comments.map(|to| to.target))
    }
}

/// Writes remarks into a document of Word, as comments at their places.
///
/// # Errors
/// A [`WriteRefusal`], which says why nothing was written.
pub fn annotate(bytes: &[u8], job: &Job, decoder: Decoder) -> Result<Written, WriteRefusal> {
    let document = crate::read(bytes, "", &Options::default(), decoder)?;
    if document.format != "docx" {
        return Err(WriteRefusal::Format);
    }
    let zip = Zip::open(bytes)?;
    let main = document.parts.first().ok_or(WriteRefusal::NoPlace)?;
    let main = main.name.clone();
    let bytes = zip.read_name(&main)?.ok_or(Refusal::Damaged)?;
    let part = Part::new(bytes, decoder)?;
    let source = Source {
        zip,
        decoder,
        main,
        story: story::story(&part.text)?,
        part,
    };
    let mut held_back = Vec::new();
    // A change that does not come out as it was meant is left, and the rest written again.
    for _ in 0..ATTEMPTS {
        match write(&source, &document, job, &held_back) {
            Err(Unwritten::Text(segments)) => {
                held_back.extend(segments);
                held_back.sort_unstable();
            }
            Err(Unwritten::Refused(refusal)) => return Err(refusal),
            Ok(written) => return Ok(written),
        }
    }
    let none = Job {
        changes: false,
        ..job.clone()
    };
    write(&source, &document, &none, &[]).map_err(|unwritten| match unwritten {
        Unwritten::Refused(refusal) => refusal,
        Unwritten::Text(_) => WriteRefusal::Unproved { step: Step::Text },
    })
}

/// How often changes are tried.
const ATTEMPTS: usize = 3;

/// Why an attempt gave nothing.
enum Unwritten {
    Refused(WriteRefusal),
    /// The text that came out is another, by these segments, which were changed.
    Text(Vec<usize>),
}

impl<R: Into<WriteRefusal>> From<R> for Unwritten {
    fn from(refusal: R) -> Self {
        Self::Refused(refusal.into())
    }
}

/// Writes a document but for the changes of some segments, which are in order, and proves it.
fn write(
    source: &Source,
    document: &Document,
    job: &Job,
    held_back: &[usize],
) -> Result<Written, Unwritten> {
    let (xml, story) = (&*source.part.text, &source.story);
    let held = place::held(document, xml, story);
    let page = job.text.trim_end_matches(['\n', '\t']);
    let texts = Texts {
        source: &document.text,
        job: page,
        xml,
        story,
        held: &held,
    };
    let segments = align::align(&document.text, page);
    let outcome = texts.outcome(segments, |index| {
        job.changes && held_back.binary_search(&index).is_err()
    });
    let anchors = Anchors {
        xml,
        story,
        held: &held,
        outcome: &outcome,
        notes: notes(source, document, &outcome)?,
    };
    let anchors = anchors_of(job, page, &anchors).ok_or(WriteRefusal::NoPlace)?;
    let date = job.date.as_deref().and_then(second);
    let by = By {
        author: &job.author,
        initials: &job.initials,
        date: date.as_deref(),
    };
    let first = first_id(source)?;
    let patch = Patch::new((xml, story, page), &outcome, &anchors, first, by);
    let (after, end) = patch.write();
    let changed = changed(source, &job.remarks, after, first, &by)?;
    let bytes = package(source, &changed)?;
    let count = u32::try_from(anchors.len()).map_err(|_| WriteRefusal::TooLarge)?;
    let work = prove::Work {
        source,
        outcome: &outcome,
        anchors: &anchors,
        remarks: &job.remarks,
        changed: &changed,
        comments: first..first + count,
        changes: first + count..end,
    };
    match work.prove(&bytes) {
        Ok(()) => Ok(written(bytes, &anchors, &outcome)),
        Err(failure) => Err(unproved(&failure, &outcome)),
    }
}

/// The parts that change, the main part first and the comments next.
fn changed(
    source: &Source,
    remarks: &[Remark],
    after: String,
    first: u32,
    by: &By,
) -> crate::Result<Vec<Changed>> {
    let main = Changed {
        name: source.main.clone(),
        before: Some(source.part.clone()),
        after,
    };
    let mut changed = vec![main];
    changed.extend(comments::parts(source, remarks, first, by)?);
    Ok(changed)
}

fn unproved(failure: &Failure, outcome: &Outcome) -> Unwritten {
    let text = failure.text.as_deref();
    let different = text.map_or(Vec::new(), |text| outcome.different(text));
    match different.is_empty() {
        true => WriteRefusal::Unproved { step: failure.step }.into(),
        false => Unwritten::Text(different),
    }
}

/// A date and time to the second, as Word writes it; `None` for what is none.
fn second(date: &str) -> Option<String> {
    let whole = date.get(..19)?;
    let fits = whole
        .bytes()
        .zip(b"0000-00-00T00:00:00")
        .all(|(byte, form)| match form {
            b'0' => byte.is_ascii_digit(),
            mark => byte == *mark,
        });
    fits.then(|| [whole, "Z"].concat())
}

fn written(bytes: Vec<u8>, anchors: &[Anchor], outcome: &Outcome) -> Written {
    let not_exact = anchors
        .iter()
        .enumerate()
        .filter(|(_, anchor)| !anchor.exact);
    let changes = outcome
        .segments
        .iter()
        .filter(|(segment, ..)| !segment.same);
    let (mut changed, mut unchanged) = (0, Vec::new());
    for (segment, _, made) in changes {
        match made {
            true => changed += 1,
            false => unchanged.push((segment.job.start, segment.job.end)),
        }
    }
    Written {
        bytes,
        near: not_exact.map(|(index, _)| index).collect(),
        changed,
        unchanged,
    }
}

/// Where each remark goes; `None` where there is no place for one.
fn anchors_of(job: &Job, page: &str, anchors: &Anchors) -> Option<Vec<Anchor>> {
    let inside = |at: usize| floor(page, at);
    job.remarks
        .iter()
        .map(|remark| {
            let (start, end) = (inside(remark.start), inside(remark.end.max(remark.start)));
            let from = anchors.outcome.place(start, Edge::Start);
            let to = match start == end {
                true => from,
                false => anchors.outcome.place(end, Edge::End).max(from),
            };
            anchors.anchor(&(from..to))
        })
        .collect()
}

/// The last place at or before a byte where a character begins.
fn floor(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// Where words of notes stand in the text as it will be, and the unit in the main part that
/// refers to each.
fn notes(
    source: &Source,
    document: &Document,
    outcome: &Outcome,
) -> crate::Result<Vec<(Range<usize>, usize)>> {
    let mut notes = Vec::new();
    for (index, part) in document.parts.iter().enumerate().skip(1) {
        let pieces = document.pieces.iter().filter(|piece| piece.part == index);
        let pieces: Vec<_> = pieces.collect();
        let read = match pieces.is_empty() {
            true => None,
            false => source.read(&part.name)?,
        };
        let Some(read) = read else { continue };
        let of = story::notes(&read.text)?;
        for piece in pieces {
            let after = of.partition_point(|note| note.range.start <= piece.raw.start);
            let note = after.checked_sub(1).map(|index| &of[index]);
            let unit = note.and_then(|note| source.story.reference(note));
            let from = outcome.of_source(piece.text.start);
            notes.extend(unit.map(|unit| (from..from + piece.text.len(), unit)));
        }
    }
    Ok(notes)
}

/// The first id that is above all others, leaving room.
fn first_id(source: &Source) -> crate::Result<u32> {
    const MOST: u32 = i32::MAX as u32 - 1_000_000;
    let comments = match source.comments()? {
        Some(name) => source.read(&name)?,
        None => None,
    };
    let mut ids = match comments {
        Some(comments) => story::ids(&comments.text)?,
        None => Vec::new(),
    };
    ids.extend(&source.story.ids);
    let greatest = ids.into_iter().filter(|id| *id < MOST).max();
    Ok(greatest.map_or(0, |id| id + 1))
}

/// The package with some parts changed: all others as their bytes stand, in their order.
fn package(source: &Source, changed: &[Changed]) -> Result<Vec<u8>, WriteRefusal> {
    let mut package = Package::default();
    for entry in source.zip.entries() {
        let part = changed
            .iter()
            .find(|part| same_name(&part.name, &entry.name));
        match part {
            None => package.copy(&source.zip, entry),
            Some(part) => {
                let bytes = part.bytes().ok_or(WriteRefusal::Encoding)?;
                package.write(&entry.name, &bytes)
            }
        }
        .ok_or(WriteRefusal::TooLarge)?;
    }
    for part in changed.iter().filter(|part| part.before.is_none()) {
        let written = package.write(&part.name, part.after.as_bytes());
        written.ok_or(WriteRefusal::TooLarge)?;
    }
    package.finish().ok_or(WriteRefusal::TooLarge)
}
