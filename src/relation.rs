//! Relations: every stated figure that can be recomputed from other stated
//! figures is recomputed.
//!
//! What may be related comes from the language: marks, brackets and words ([`layout`])
//! propose hypotheses ([`propose`]), their evidence is weighed ([`evidence`]), and what
//! is likely enough is a relation ([`decide`]). Figures that merely happen to add up are
//! none. A relation says what is stated and what follows; whether that is
//! worth a remark is decided elsewhere (seeing is not saying).

mod addition;
mod body;
mod column;
mod decide;
mod difference;
mod doubled;
mod equal;
mod evidence;
mod flow;
mod layout;
pub mod listed;
mod propose;
mod ratio;
mod slip;
mod sum;
mod table;
mod unnumbered;

use crate::fact::metric::{Direction, Kind, Link, Metric};
use crate::fact::number::Decimal;
use crate::fact::quantity::Approx;
use crate::fold::one_of;
use crate::span::Span;
use crate::text::Text;
use rustc_hash::{FxHashMap, FxHashSet};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RelationKind {
    Sum,
    Ratio,
    Difference,
    Equal,
    Bound,
    /// A count and the list before it.
    List,
}

impl RelationKind {
    pub fn name(self) -> &'static str {
        match self {
            RelationKind::Sum => "sum",
            RelationKind::Ratio => "ratio",
            RelationKind::Difference => "difference",
            RelationKind::Equal => "equal",
            RelationKind::Bound => "bound",
            RelationKind::List => "list",
        }
    }
}

/// Why a relation holds although the plain comparison would not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Note {
    /// The figure was cut off instead of rounded.
    CutOff,
    /// The parts were rounded before they were added.
    RoundedParts,
    /// A member is approximate, so the verdict is one of an interval.
    Interval,
    /// The printed figure fits the other base: the change was divided by the new figure.
    WrongBase,
    /// Percent is printed where percentage points are meant, or the reverse.
    PointsForPercent,
    /// How many times as many is told for how many times more.
    LevelForGrowth,
    /// Two digits stand in the wrong order.
    Transposed,
    /// Each of these changes of one figure would make it hold, the likeliest first.
    Repairs(Vec<Repair>),
    /// Members named without a number count one each.
    Unnumbered(Vec<Span>),
}

/// A figure as printed, and what it would have to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repair {
    pub printed: String,
    pub reads: String,
}

/// How sure it is that the figures were meant to agree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grade {
    /// The structure of the text says so: where it fails, something is wrong.
    Certain,
    /// They may be of other things: where it fails, that is a question.
    Likely,
}

impl Grade {
    pub fn name(self) -> &'static str {
        match self {
            Grade::Certain => "certain",
            Grade::Likely => "likely",
        }
    }
}

/// How many characters two names end in together.
pub fn common_end(a: &str, b: &str) -> usize {
    let pairs = a.chars().rev().zip(b.chars().rev());
    pairs.take_while(|(x, y)| x == y).count()
}

/// An arithmetic relation between metrics.
#[derive(Clone, Debug, PartialEq)]
pub struct Relation {
    pub kind: RelationKind,
    pub total: usize,
    pub parts: Vec<usize>,
    pub expr: String,
    pub holds: bool,
    /// What follows from the parts, in the printed unit of the total.
    pub computed: String,
    /// It holds, and no slack was needed: no remark on the verdict, and in sums, shares
    /// and changes no member that is approximate or a range.
    pub exact: bool,
    pub grade: Grade,
    /// The words that made it a relation.
    pub cue: Option<Span>,
    pub note: Option<Note>,
}

/// Changes of one figure each in words, in Chinese and English: 41件→14件，或…
pub fn told_repairs(repairs: &[Repair]) -> (String, String) {
    let told = |r: &Repair, arrow: &str| format!("{}{arrow}{}", r.printed, r.reads);
    let each = |arrow: &str| repairs.iter().map(|r| told(r, arrow)).collect::<Vec<_>>();
    let zh = format!("改动一处即可对上：{}。", each("→").join("；"));
    let en = format!(
        "One change would make it hold: {}.",
        each(" → ").join(", or ")
    );
    (zh, en)
}

impl Relation {
    /// All its figures in the order of the text.
    fn members(&self) -> Vec<usize> {
        let mut all = self.parts.clone();
        all.push(self.total);
        crate::span::sort(&mut all);
        all
    }
}

/// What every finder of relations may look at.
pub(crate) struct Context<'a> {
    pub text: &'a Text<'a>,
    pub metrics: &'a [Metric],
    /// What is asked of each figure again and again.
    known: Vec<Known>,
    /// Where each figure stands.
    pub layout: Vec<layout::Site>,
    /// The whole each part belongs to.
    pub whole_of: Vec<Option<usize>>,
    /// The lists that make their wholes, each whole with its parts.
    pub lists: Vec<(usize, Vec<usize>)>,
    /// The list that each figure is a part of.
    pub list_of: Vec<Option<usize>>,
}

/// What is asked of a figure in every hypothesis: reckoned once, it is a twelfth of the time
/// of a reading.
struct Known {
    value: f64,
    plain: bool,
    /// One number for figures of one unit, and one for those whose units convert one to one.
    unit: usize,
    like: Option<usize>,
    paragraph: Option<usize>,
}

fn known(text: &Text, metrics: &[Metric]) -> Vec<Known> {
    let mut units: FxHashMap<Option<&str>, usize> = FxHashMap::default();
    let mut likes: FxHashMap<(&str, &str), usize> = FxHashMap::default();
    let mut all = Vec::with_capacity(metrics.len());
    for m in metrics {
        let q = &m.quantity;
        let next = units.len();
        let unit = *units.entry(q.unit.as_deref()).or_insert(next);
        let next = likes.len();
        let like = q.factor.filter(|_| !q.dimension.is_empty());
        all.push(Known {
            value: q.value.value(),
            plain: is_plain(m),
            unit,
            like: like.map(|f| *likes.entry((q.dimension, f)).or_insert(next)),
            paragraph: text.paragraph_at(m.sentence.start),
        });
    }
    all
}

/// What is known of the figures before anything but their lists is reckoned. The lists
/// are proposed once more when all is: a figure that is known for the part of one list
/// does not stand between another and its whole.
fn context<'a>(text: &'a Text, metrics: &'a [Metric]) -> Context<'a> {
    let mut cx = Context {
        text,
        metrics,
        known: known(text, metrics),
        layout: layout::read(text, metrics),
        whole_of: vec![None; metrics.len()],
        lists: Vec::new(),
        list_of: vec![None; metrics.len()],
    };
    propose::wholes_told(&mut cx);
    for r in decide::sums(&cx, propose::sums(&cx)) {
        if r.holds {
            for &part in &r.parts {
                cx.list_of[part] = Some(cx.lists.len());
                cx.whole_of[part] = Some(r.total);
            }
            cx.lists.push((r.total, r.parts));
        }
    }
    cx
}

/// A hypothesis on figures, as it was judged: what `explain` shows and what the weights
/// of the evidence are fitted from.
#[derive(Clone, Debug)]
pub struct Judged {
    /// The formula's name.
    pub formula: &'static str,
    /// Index of the figure that states the result.
    pub result: usize,
    pub members: Vec<usize>,
    /// The names of the pieces of evidence.
    pub evidence: Vec<&'static str>,
    /// What the structure alone says, in bits.
    pub structure: f64,
    /// What an agreement is worth, in bits.
    pub gain: f64,
    pub closes: bool,
    /// All told, in bits.
    pub bits: f64,
    /// How sure it is that it is wrong, if it is.
    pub fails: Option<Grade>,
}

/// Every hypothesis on the figures of a text.
pub fn judged(text: &Text, metrics: &[Metric]) -> Vec<Judged> {
    let cx = context(text, metrics);
    let mut all = propose::sums(&cx);
    decide::rates(&cx, &mut |own| all.extend_from_slice(own));
    all.extend(propose::others(&cx).into_iter().flatten());
    let judged = |h: propose::Hypothesis| {
        let gain = decide::gained(&cx, &h);
        let w = decide::weigh(&cx, h);
        Judged {
            formula: w.hypothesis.formula.name(),
            result: w.hypothesis.result,
            evidence: w.hypothesis.evidence.names().collect(),
            structure: w.hypothesis.evidence.bits(),
            gain,
            closes: w.closes,
            fails: w.fails(),
            bits: w.bits,
            members: w.hypothesis.members,
        }
    };
    all.into_iter().map(judged).collect()
}

/// Finds every relation, in document order of the stated result.
pub fn read(text: &Text, metrics: &[Metric]) -> Vec<Relation> {
    let cx = context(text, metrics);
    let mut out = ratio::find(&cx);
    let shares = |i: usize| sum::shares(&cx, i).or_else(|| sum::hundred(&cx, i));
    out.extend((0..metrics.len()).filter_map(shares));
    out.extend(equal::find(&cx));
    out.extend(table::find(&cx));
    out.extend(listed::find(&cx));
    out.extend(flow::find(&cx));
    out.extend(body::find(&cx));
    out.extend(doubled::find(&cx));
    decide::complete(&cx, &mut out);
    resolve(&cx, &mut out);
    crate::span::sort_by_key(&mut out, |r| {
        [r.total, r.parts.first().copied().unwrap_or(0), 0]
    });
    // The same figures make one relation, however many cues name it; a total
    // printed behind its parts says more than the whole before them.
    let mut seen = FxHashSet::default();
    let behind: FxHashSet<Vec<usize>> = out
        .iter()
        .filter(|r| r.kind == RelationKind::Sum && r.holds && r.parts.iter().all(|&p| p < r.total))
        .map(|r| r.parts.clone())
        .collect();
    // 受理217条，采纳156条，未采纳61条: what is left says more than that two make three.
    let left: FxHashSet<Vec<usize>> = out
        .iter()
        .filter(|r| r.kind == RelationKind::Difference && r.holds)
        .map(Relation::members)
        .collect();
    out.retain(|r| {
        r.kind != RelationKind::Sum || r.parts.len() > 2 || !left.contains(&r.members())
    });
    out.retain(|r| {
        let told_behind = r.kind == RelationKind::Sum
            && r.parts.iter().any(|&p| p > r.total)
            && behind.contains(&r.parts);
        !told_behind && seen.insert(r.members())
    });
    out
}

/// Of two figures of one thing that differ the one that follows from others is right, and the other
/// is told; where both follow they are of two things.
fn resolve(cx: &Context, out: &mut Vec<Relation>) {
    let mut follows = vec![false; cx.metrics.len()];
    // A share or an average is the same of many numbers.
    let exact = |r: &&Relation| r.holds && r.kind != RelationKind::Ratio;
    let holding = out.iter().filter(exact).flat_map(Relation::members);
    holding.for_each(|k| follows[k] = true);
    // Nor is it told twice that it is wrong.
    let sums = out
        .iter()
        .filter(|r| r.kind == RelationKind::Sum && !r.holds);
    let wrong: FxHashSet<usize> = sums.map(|r| r.total).collect();
    let told = |r: &Relation| r.members().iter().any(|&k| !follows[k]) && !wrong.contains(&r.total);
    out.retain(|r| r.holds || r.kind != RelationKind::Equal || told(r));
    // The one that more relations take is told less likely wrongly.
    let mut known = vec![0; cx.metrics.len()];
    let holding = out.iter().filter(|r| r.holds).flat_map(Relation::members);
    holding.for_each(|k| known[k] += 1);
    let conflict = |r: &&mut Relation| !r.holds && r.kind == RelationKind::Equal;
    for r in out.iter_mut().filter(conflict) {
        let first = r.parts[0];
        if known[r.total] > known[first] {
            *r = Relation {
                grade: r.grade,
                ..equal::relation(cx, r.total, first, false)
            };
        }
    }
}

/// How far back figures are looked for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reach {
    Sentence,
    Paragraph,
}

/// So many figures back at most: a paragraph without end is no report's.
pub(crate) const FARTHEST: usize = 200;

impl Context<'_> {
    /// The figures before `i` that `keep` takes, the nearest first, no more than `most`.
    // A routine for all finders: chains of adapters would each bring their own copy.
    pub fn earlier(
        &self,
        i: usize,
        reach: Reach,
        most: usize,
        keep: &dyn Fn(usize) -> bool,
    ) -> Vec<usize> {
        let paragraph = |k: usize| self.known[k].paragraph;
        let own = paragraph(i);
        let mut out = Vec::new();
        for k in (0..i).rev() {
            let inside = match reach {
                Reach::Sentence => self.metrics[k].sentence == self.metrics[i].sentence,
                Reach::Paragraph => paragraph(k) == own,
            };
            if !inside || out.len() >= most || i - k > FARTHEST {
                break;
            }
            if keep(k) {
                out.push(k);
            }
        }
        out
    }

    /// Two figures of one unit, the one right behind the other, with 、 or 和 between.
    pub fn is_joined(&self, a: usize, b: usize) -> bool {
        let [x, y] = [a, b].map(|k| self.metrics.get(k).map(|m| m.sentence));
        let beside = a + 1 == b && x.is_some() && x == y;
        beside && self.layout[b].mark == layout::Mark::Pause && self.same_unit(a, b)
    }

    /// The list that `i` is a part of, where it makes its whole.
    pub fn closed_list(&self, i: usize) -> Option<&(usize, Vec<usize>)> {
        self.list_of[i].map(|n| &self.lists[n])
    }

    /// The nearest figure before `i` in its sentence that `keep` takes.
    pub fn nearest(&self, i: usize, keep: &dyn Fn(usize) -> bool) -> Option<usize> {
        self.earlier(i, Reach::Sentence, 1, keep).first().copied()
    }

    pub fn value(&self, i: usize) -> f64 {
        self.known[i].value
    }

    /// The sentences of the two figures begin in one paragraph.
    pub fn in_one_paragraph(&self, a: usize, b: usize) -> bool {
        self.known[a].paragraph == self.known[b].paragraph
    }

    /// The two figures lie to each other as the words of the change `i` say.
    pub fn goes(&self, i: usize, now: usize, before: usize) -> bool {
        let signed = self.value(now) - self.value(before);
        match self.metrics[i].direction {
            Some(Direction::Up) => signed >= 0.0,
            Some(Direction::Down) => signed <= 0.0,
            None => true,
        }
    }

    /// The two figures count in the same unit, or in units that convert, or in none: a figure
    /// that lost its unit may stand among its peers.
    pub fn same_unit(&self, a: usize, b: usize) -> bool {
        let (a, b) = (&self.known[a], &self.known[b]);
        a.unit == b.unit || a.like.is_some() && a.like == b.like
    }

    /// A figure that states a count or amount of the report's own: no share, no change.
    pub fn is_plain(&self, i: usize) -> bool {
        self.known[i].plain
    }

    pub fn any_approx(&self, list: &[usize]) -> bool {
        list.iter().any(|&i| {
            self.metrics[i].quantity.approx != Approx::Exact
                || self.metrics[i].quantity.max.is_some()
        })
    }

    /// The number of a metric as printed, without its unit; % and ‰ stay, since they
    /// say how the number is meant.
    pub fn number(&self, i: usize) -> String {
        let q = &self.metrics[i].quantity;
        let printed = self.text.printed(q.core);
        match &q.unit {
            Some(u) if printed.ends_with(u.as_str()) && u != "%" && u != "‰" => {
                printed[..printed.len() - u.len()].to_string()
            }
            _ => printed,
        }
    }

    /// The scale that a figure is printed in, with its word.
    pub fn scale(&self, i: usize) -> (f64, &'static str) {
        let number = self.number(i);
        match number.chars().rev().find(|c| !one_of!(*c, "余多%‰")) {
            Some('亿') => (1e8, "亿"),
            Some('万') => (1e4, "万"),
            _ => (1.0, ""),
        }
    }

    /// `value` in the printed unit and scale of metric `i`.
    pub fn in_unit_of(&self, i: usize, value: f64, extra_digits: i32) -> String {
        let q = &self.metrics[i].quantity;
        let (scale, word) = self.scale(i);
        let unit = q.unit.clone().unwrap_or_default();
        let places = (-(q.value.exponent)
            + if scale == 1e8 {
                8
            } else if scale == 1e4 {
                4
            } else {
                0
            }
            + extra_digits)
            .clamp(0, 6);
        let mut n = crate::fact::number::shown(value / scale, places as usize);
        if n.contains('.') {
            n = n.trim_end_matches('0').trim_end_matches('.').to_string();
        }
        format!("{n}{word}{unit}")
    }
}

pub(crate) fn is_plain(m: &Metric) -> bool {
    !matches!(
        m.link,
        Link::Share { .. } | Link::ShareBase | Link::Change | Link::ComparedWith
    ) && matches!(m.kind, Kind::Count | Kind::Amount | Kind::Duration)
        && !m.each
}

/// Half a unit of the last printed place.
pub(crate) fn half_unit(d: Decimal) -> f64 {
    0.5 * Decimal::new(1, d.exponent).value()
}

/// Whether `computed` rounds to the stated figure; cutting off is accepted with a word.
pub(crate) fn agrees(stated: Decimal, computed: f64) -> Option<Option<Note>> {
    let s = stated.value();
    let unit = 2.0 * half_unit(stated);
    let slack = 1e-9 * computed.abs().max(1.0);
    if (computed - s).abs() <= 0.5 * unit + slack {
        Some(None)
    } else if computed >= s - slack && computed - s < unit - slack {
        Some(Some(Note::CutOff))
    } else {
        None
    }
}

/// The two figures are close enough for one to be a slip of the other.
pub(crate) fn near(stated: f64, computed: f64, reach: f64) -> bool {
    (stated - computed).abs() <= reach * computed.abs().max(stated.abs())
}

/// The stated digits are the computed ones with two neighbours exchanged.
pub(crate) fn transposed(stated: Decimal, computed: f64) -> bool {
    let unit = 2.0 * half_unit(stated);
    let wanted = (computed / unit).round() as i64;
    let (a, b) = (stated.digits.to_string(), wanted.to_string());
    if a.len() != b.len() || a == b {
        return false;
    }
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    (0..a.len() - 1).any(|i| {
        let mut c = a.clone();
        c.swap(i, i + 1);
        c == b
    })
}
