//! The main part with marks in it. Nothing of it is taken away: runs are parted by copying
//! their start and properties, and words that go are marked as deleted.

use super::anchor::{Anchor, At};
use super::markup::escape;
use super::place::{Insertion, Outcome};
use super::story::{Run, Story, Unit};
use std::collections::BTreeMap;
use std::ops::Range;

/// Who writes, and when.
#[derive(Clone, Copy, Debug)]
pub struct By<'a> {
    pub author: &'a str,
    pub initials: &'a str,
    pub date: Option<&'a str>,
}

impl By<'_> {
    /// The attributes of what is written, beginning with its id.
    #[must_use]
    pub fn attributes<'b>(&'b self, id: &'b str) -> Vec<(&'static str, &'b str)> {
        let mut attributes = vec![("id", id), ("author", self.author)];
        attributes.extend(self.date.map(|date| ("date", date)));
        attributes
    }
}

/// What stands at a byte: ends of remarks, words put in, remarks that cover nothing, starts.
#[derive(Debug, Default)]
struct Point {
    ends: Vec<u32>,
    insertions: Vec<usize>,
    both: Vec<u32>,
    starts: Vec<u32>,
}

/// Marks in an insertion: how far into it, whether it is a start, the remark's id.
type Inner = (usize, bool, u32);

/// What is written into the main part.
pub struct Patch<'a> {
    xml: &'a str,
    story: &'a Story,
    /// The page's text.
    job: &'a str,
    by: By<'a>,
    points: BTreeMap<usize, Point>,
    deleted: Vec<Range<usize>>,
    insertions: &'a [Insertion],
    inner: Vec<Vec<Inner>>,
    /// The id of the next change.
    next: u32,
    out: String,
}

impl<'a> Patch<'a> {
    /// `first` is the id of the first remark; changes come after the last.
    #[must_use]
    pub fn new(
        (xml, story, job): (&'a str, &'a Story, &'a str),
        outcome: &'a Outcome,
        anchors: &[Anchor],
        first: u32,
        by: By<'a>,
    ) -> Self {
        let mut deleted = outcome.deleted.clone();
        deleted.sort_by_key(|range| range.start);
        let mut patch = Self {
            xml,
            story,
            job,
            by,
            points: BTreeMap::new(),
            deleted,
            insertions: &outcome.insertions,
            inner: vec![Vec::new(); outcome.insertions.len()],
            next: first,
            out: String::with_capacity(xml.len() + xml.len() / 4),
        };
        for (index, insertion) in outcome.insertions.iter().enumerate() {
            patch.point(insertion.at).insertions.push(index);
        }
        for anchor in anchors {
            patch.mark(anchor);
        }
        patch
    }

    fn point(&mut self, at: usize) -> &mut Point {
        self.points.entry(at).or_default()
    }

    fn mark(&mut self, anchor: &Anchor) {
        let id = self.next;
        self.next += 1;
        if anchor.start == anchor.end
            && let At::Byte(at) = anchor.start
        {
            self.point(at).both.push(id);
            return;
        }
        match anchor.start {
            At::Byte(at) => self.point(at).starts.push(id),
            At::Insertion(index, inner) => self.inner[index].push((inner, true, id)),
        }
        match anchor.end {
            At::Byte(at) => self.point(at).ends.push(id),
            At::Insertion(index, inner) => self.inner[index].push((inner, false, id)),
        }
    }

    /// The main part with the marks, and the first id that is still free.
    #[must_use]
    pub fn write(mut self) -> (String, u32) {
        let mut done = 0;
        let story = self.story;
        for unit in &story.units {
            let Range { start, end } = unit.range;
            self.out.push_str(&self.xml[done..start]);
            self.put(start);
            match &unit.run {
                Some(run) if self.is_parted(start, end) => self.part(unit, run),
                _ => self.out.push_str(&self.xml[start..end]),
            }
            self.put(end);
            done = end;
        }
        self.out.push_str(&self.xml[done..]);
        (self.out, self.next)
    }

    fn is_parted(&self, start: usize, end: usize) -> bool {
        self.points.range(start + 1..end).next().is_some() || self.deletion(start, end).is_some()
    }

    /// The first deletion that reaches into a stretch.
    fn deletion(&self, start: usize, end: usize) -> Option<&Range<usize>> {
        let index = self.deleted.partition_point(|gone| gone.end <= start);
        self.deleted.get(index).filter(|gone| gone.start < end)
    }

    /// Writes what stands at a byte, once.
    fn put(&mut self, at: usize) {
        let Some(point) = self.points.remove(&at) else {
            return;
        };
        for id in point.ends {
            self.end_mark(id);
        }
        for index in point.insertions {
            self.insertion(index);
        }
        for id in point.both {
            self.start_mark(id);
            self.end_mark(id);
        }
        for id in point.starts {
            self.start_mark(id);
        }
    }

    fn start_mark(&mut self, id: u32) {
        let mark = [("id", &*id.to_string())];
        self.out += &self.story.names.empty("commentRangeStart", &mark);
    }

    fn end_mark(&mut self, id: u32) {
        let id = id.to_string();
        self.out += &self.story.names.empty("commentRangeEnd", &[("id", &id)]);
        self.out += &self.story.names.reference(&id);
    }

    fn insertion(&mut self, index: usize) {
        let insertion = &self.insertions[index];
        let like = &self.story.units[insertion.like];
        let words = &self.job[insertion.words.clone()];
        let mut marks = std::mem::take(&mut self.inner[index]);
        // At one place ends come before starts.
        marks.sort_unstable();
        let mut done = 0;
        for (at, is_start, id) in marks {
            self.inserted(&words[done..at], like);
            done = at;
            if is_start {
                self.start_mark(id);
            } else {
                self.end_mark(id);
            }
        }
        self.inserted(&words[done..], like);
    }

    fn inserted(&mut self, words: &str, like: &Unit) {
        let Some(run) = like.run.as_ref().filter(|_| !words.is_empty()) else {
            return;
        };
        self.begin_change("ins");
        let names = &self.story.names;
        self.out += &self.xml[like.range.start..run.head];
        self.out += &names.open("t", &[]);
        self.out += " xml:space=\"preserve\">";
        self.out += &escape(words);
        self.out += &names.close("t");
        self.out += end_tag(&self.xml[like.range.clone()]);
        self.out += &names.close("ins");
    }

    fn begin_change(&mut self, name: &str) {
        let id = self.next.to_string();
        self.next += 1;
        self.out += &self.story.names.open(name, &self.by.attributes(&id));
        self.out.push('>');
    }

    /// Writes a run with its marks, closed before each and begun again after it.
    fn part(&mut self, unit: &Unit, run: &Run) {
        let mut open = None;
        for child in &run.children {
            self.part_at(child.start, unit, &mut open);
            let inner = self.cuts(child);
            if inner.is_empty() {
                self.begin(false, unit, run, &mut open);
                self.out += &self.xml[child.clone()];
                continue;
            }
            let text = Text::of(self.xml, child);
            let edges = std::iter::once(text.words.start).chain(inner);
            let edges: Vec<usize> = edges.chain([text.words.end]).collect();
            for pair in edges.windows(2) {
                if pair[0] < pair[1] {
                    self.part_at(pair[0], unit, &mut open);
                    let gone = self.deletion(pair[0], pair[1]).is_some();
                    self.begin(gone, unit, run, &mut open);
                    self.text(&text, pair[0]..pair[1], gone);
                }
            }
        }
        let tail = run.children.last().map_or(run.head, |last| last.end);
        self.out += &self.xml[tail..unit.range.end];
        if open == Some(true) {
            self.out += &self.story.names.close("del");
        }
    }

    /// The bytes within a child where its text is parted. A deletion of the whole text is
    /// one too.
    fn cuts(&self, child: &Range<usize>) -> Vec<usize> {
        let points = self.points.range(child.start + 1..child.end);
        let mut cuts: Vec<usize> = points.map(|(at, _)| *at).collect();
        let first = self.deleted.partition_point(|gone| gone.end <= child.start);
        let gone = self.deleted[first..].iter();
        for gone in gone.take_while(|gone| gone.start < child.end) {
            cuts.extend([gone.start, gone.end]);
        }
        cuts.sort_unstable();
        cuts.dedup();
        cuts
    }

    /// Writes what stands at a byte within a run, which is closed for it.
    fn part_at(&mut self, at: usize, unit: &Unit, open: &mut Option<bool>) {
        if self.points.contains_key(&at) {
            self.close(unit, open);
            self.put(at);
        }
    }

    fn close(&mut self, unit: &Unit, open: &mut Option<bool>) {
        if let Some(gone) = open.take() {
            self.out += end_tag(&self.xml[unit.range.clone()]);
            if gone {
                self.out += &self.story.names.close("del");
            }
        }
    }

    /// Sees to it that a run is open, in a deletion or not.
    fn begin(&mut self, gone: bool, unit: &Unit, run: &Run, open: &mut Option<bool>) {
        if *open == Some(gone) {
            return;
        }
        self.close(unit, open);
        if gone {
            self.begin_change("del");
        }
        self.out += &self.xml[unit.range.start..run.head];
        *open = Some(gone);
    }

    /// Writes a stretch of a text node.
    fn text(&mut self, text: &Text, words: Range<usize>, gone: bool) {
        let content = &self.xml[words.clone()];
        let whole = &self.xml[text.start.clone()];
        let start = whole.trim_start();
        if words.start == text.words.start {
            self.out += &whole[..whole.len() - start.len()];
        }
        if gone {
            let name = text.deleted();
            self.out += &[
                "<",
                &name,
                " xml:space=\"preserve\">",
                content,
                "</",
                &name,
                ">",
            ]
            .concat();
            return;
        }
        let said = content.trim() == content || start.contains("preserve");
        if said {
            self.out += start;
        } else {
            self.out += &start[..start.len() - 1];
            self.out += " xml:space=\"preserve\">";
        }
        self.out += content;
        self.out += &self.xml[text.end.clone()];
    }
}

/// A text node within its element.
pub struct Text<'a> {
    /// The start tag, blanks before it with it.
    pub start: Range<usize>,
    pub words: Range<usize>,
    /// The end tag.
    pub end: Range<usize>,
    /// Its name with the prefix.
    name: &'a str,
}

impl<'a> Text<'a> {
    /// A child that holds one text node and nothing else.
    #[must_use]
    pub fn of(xml: &'a str, child: &Range<usize>) -> Self {
        let whole = &xml[child.clone()];
        let open = child.start + whole.find('>').map_or(0, |at| at + 1);
        let close = child.start + whole.rfind("</").unwrap_or(whole.len());
        let name = whole.trim_start().trim_start_matches('<');
        let length = name.find(|c: char| c == '>' || c.is_whitespace());
        Self {
            start: child.start..open,
            words: open..close,
            end: close..child.end,
            name: &name[..length.unwrap_or(name.len())],
        }
    }

    /// The name of deleted text, with the same prefix.
    fn deleted(&self) -> String {
        let prefix = self.name.rsplit_once(':').map(|(prefix, _)| prefix);
        prefix.map_or(String::new(), |prefix| [prefix, ":"].concat()) + "delText"
    }
}

/// The end tag of an element.
#[must_use]
pub fn end_tag(element: &str) -> &str {
    element.rfind("</").map_or("", |at| &element[at..])
}
