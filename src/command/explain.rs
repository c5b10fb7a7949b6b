//! Why a text is read as it is: `fazhi explain TEXT [OFFSET]`.
//!
//! Prints what owns each stretch, then for each figure all that is known of it and
//! what it is related to. An offset, in UTF-16 code units, leaves the rest out.

use fazhi_lens::claim::Claims;
use fazhi_lens::fact::metric::Metric;
use fazhi_lens::fact::{self, Facts};
use fazhi_lens::relation::{self, Judged, Relation};
use fazhi_lens::span::Span;
use fazhi_lens::text::Text;
use fazhi_lens::trace::Observer;
use fazhi_lens::vocabulary::Vocabulary;
use fazhi_lens::{boilerplate, outline};

/// Hypotheses with less structure than that, in bits, are not shown.
const LEAST: f64 = -4.0;

/// What the stages tell while they read.
#[derive(Default)]
struct Told {
    claims: Option<Claims>,
}

impl Observer for Told {
    fn claims(&mut self, claims: &Claims) {
        self.claims = Some(claims.clone());
    }
}

/// A text, what was read in it, and the place that is asked for.
struct Reading<'a> {
    text: &'a Text<'a>,
    facts: Facts,
    relations: Vec<Relation>,
    judged: Vec<Judged>,
    told: Told,
    offset: Option<u32>,
}

/// What is told of a text.
pub fn explanation(source: &str, offset: Option<u32>) -> String {
    let text = Text::new(source);
    let mut told = Told::default();
    let boilerplate = boilerplate::read(&text);
    let outline = outline::read(&text, &boilerplate);
    let words = Vocabulary::default();
    let facts = fact::read(&text, &boilerplate, &outline, &words, &mut told);
    let relations = relation::read(&text, &facts.metrics);
    let judged = relation::judged(&text, &facts.metrics);
    let reading = Reading {
        text: &text,
        facts,
        relations,
        judged,
        told,
        offset,
    };
    // In the order of the stages; one that has more to tell gets a line of its own here.
    [reading.owners(), reading.figures(), reading.entities()].concat()
}

impl Reading<'_> {
    fn asked(&self, span: Span) -> bool {
        let here = self.text.utf16(span);
        self.offset
            .is_none_or(|at| here.start <= at && at < here.end)
    }

    fn quote(&self, span: Span) -> String {
        let at = self.text.utf16(span);
        let words = self.text.printed(span).replace('\n', "⏎");
        format!("{}–{}\t{words}", at.start, at.end)
    }

    /// Every stretch of one owner: nothing else may read what is owned.
    fn owners(&self) -> String {
        let Some(claims) = &self.told.claims else {
            return String::new();
        };
        let mut out = String::new();
        let mut start = 0;
        for at in 1..=self.text.len() {
            let owner = claims.owner(start);
            if at < self.text.len() && claims.owner(at) == owner {
                continue;
            }
            let span = Span::new(start, at);
            if self.asked(span) {
                let kind = format!("{owner:?}").to_lowercase();
                out += &format!("{kind}\t{}\n", self.quote(span));
            }
            start = at;
        }
        out
    }

    fn figures(&self) -> String {
        let metrics = self.facts.metrics.iter().enumerate();
        metrics
            .filter(|(_, m)| self.asked(m.quantity.span) || self.asked(m.lead))
            .map(|(i, m)| self.figure(i, m))
            .collect()
    }

    /// A figure, what was made of it, and the relations that it is part of.
    fn figure(&self, index: usize, m: &Metric) -> String {
        let q = &m.quantity;
        let mut out = format!("figure {index}\t{}\n", self.quote(q.span));
        let mut line = |name: &str, value: String| out += &format!("  {name}\t{value}\n");
        line("number", self.quote(q.core));
        line("value", q.value.value().to_string());
        if let Some(max) = q.max {
            line("up to", max.value().to_string());
        }
        let unit = q.unit.as_deref().unwrap_or("-");
        line("unit", format!("{unit} ({})", q.dimension));
        line("approx", format!("{:?}", q.approx).to_lowercase());
        line("kind", m.kind.name().into());
        if let Some(direction) = m.direction {
            line("direction", format!("{direction:?}").to_lowercase());
        }
        line("indicator", m.indicator.clone());
        if let Some(span) = m.indicator_span {
            line("  read at", self.quote(span));
        }
        if let Some(from) = m.inherits {
            line("  taken over from", format!("figure {from}"));
        }
        line("words before", self.quote(m.lead));
        line("frame", m.frame.to_string());
        line("link", format!("{:?}", m.link));
        line("subject", m.subject.clone().unwrap_or("-".into()));
        let period = m.period.map_or("-".into(), |p| self.quote(p));
        line("period", period);
        if m.part {
            line("part", "of a whole named before".into());
        }
        if m.each {
            line("each", "said of each, not of all".into());
        }
        if let Some(cell) = m.cell {
            line("cell", format!("{cell:?}"));
        }
        for h in self
            .judged
            .iter()
            .filter(|h| h.result == index && h.structure > LEAST)
        {
            line("hypothesis", self.hypothesis(h));
        }
        for r in &self.relations {
            if r.total == index || r.parts.contains(&index) {
                line("relation", self.relation(r));
            }
        }
        out
    }

    /// What it was weighed for: the members, the bits, and what speaks for it.
    fn hypothesis(&self, h: &Judged) -> String {
        let printed = |&k: &usize| self.text.printed(self.facts.metrics[k].quantity.span);
        let members: Vec<String> = h.members.iter().map(printed).collect();
        let closes = if h.closes { "closes" } else { "fails" };
        format!(
            "{} of {} {closes}: {:.1} bits, {:.1} by structure ({})",
            h.formula,
            members.join(", "),
            h.bits,
            h.structure,
            h.evidence.join(" ")
        )
    }

    fn relation(&self, r: &Relation) -> String {
        let holds = if r.holds { "holds" } else { "fails" };
        let cue = r.cue.map_or("-".into(), |c| self.text.printed(c));
        let note = match &r.note {
            Some(note) => format!(", {note:?}"),
            None => String::new(),
        };
        format!("{} {} {holds}, by “{cue}”{note}", r.kind.name(), r.expr)
    }

    fn entities(&self) -> String {
        let named = self.facts.entities.iter().filter(|e| self.asked(e.span));
        named
            .map(|e| format!("{:?}\t{}\t{}\n", e.kind, self.quote(e.span), e.name))
            .collect()
    }
}
