//! Relations: every stated figure that can be recomputed from other stated
//! figures is recomputed.
//!
//! Candidates come from the language: 其中, 占, …率, 比上年, 合计, 剩余, 平均每,
//! shared heads, lists and clauses. Figures that merely happen to add up are no
//! relation. A relation says what is stated and what follows; whether that is
//! worth a remark is decided elsewhere (seeing is not saying).

mod addition;
mod closing;
mod difference;
mod equal;
mod partition;
mod ratio;
mod sum;
mod table;
mod unnumbered;

use crate::fact::metric::{Direction, Kind, Link, Metric};
use crate::fact::number::Decimal;
use crate::fact::quantity::Approx;
use crate::fold::is_one_of;
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
}

impl RelationKind {
    pub fn name(self) -> &'static str {
        match self {
            RelationKind::Sum => "sum",
            RelationKind::Ratio => "ratio",
            RelationKind::Difference => "difference",
            RelationKind::Equal => "equal",
            RelationKind::Bound => "bound",
        }
    }
}

/// Why a relation holds although the plain comparison would not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Note {
    /// The figure was cut off instead of rounded.
    CutOff,
    /// The total closes over some of the figures; these stand outside.
    Outside(Vec<usize>),
    /// The parts were rounded before they were added.
    RoundedParts,
    /// A member is approximate, so the verdict is one of an interval.
    Interval,
    /// The printed figure fits the other base: the change was divided by the new figure.
    WrongBase,
    /// Percent is printed where percentage points are meant, or the reverse.
    PointsForPercent,
    /// Two digits stand in the wrong order.
    Transposed,
    /// Members named without a number count one each.
    Unnumbered(Vec<Span>),
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
    /// The words that made it a relation.
    pub cue: Option<Span>,
    pub note: Option<Note>,
}

impl Relation {
    /// All its figures in the order of the text.
    fn members(&self) -> Vec<usize> {
        let mut all = self.parts.clone();
        all.push(self.total);
        all.sort_unstable();
        all
    }
}

/// What every finder of relations may look at.
pub(crate) struct Context<'a> {
    pub text: &'a Text<'a>,
    pub metrics: &'a [Metric],
    pub partitions: Vec<partition::Partition>,
    /// The whole each part belongs to.
    pub whole_of: Vec<Option<usize>>,
    /// Of each figure, whether it is one of a list of parts joined by 、.
    pub in_list: Vec<bool>,
    /// The partitions whose wholes stand in the sentence that starts there.
    pub in_sentence: FxHashMap<usize, Vec<usize>>,
}

/// Finds every relation, in document order of the stated result.
pub fn read(text: &Text, metrics: &[Metric]) -> Vec<Relation> {
    let mut cx = Context {
        text,
        metrics,
        partitions: partition::read(text, metrics),
        whole_of: vec![None; metrics.len()],
        in_list: vec![false; metrics.len()],
        in_sentence: FxHashMap::default(),
    };
    // A list without a cue is a partition only if it closes.
    let partitions = std::mem::take(&mut cx.partitions);
    cx.partitions = partitions
        .into_iter()
        .filter(|p| p.cued || sum::closes(&cx, p) && !sum::happens(&cx, p))
        .map(|p| sum::extended(&cx, p))
        .collect();
    settle(&mut cx, 0);
    let near = cx.partitions.len();
    let distant = partition::distant(&cx);
    cx.partitions.extend(distant);
    settle(&mut cx, near);
    let mut out = sum::find(&cx);
    out.extend(difference::find(&cx));
    out.extend(ratio::find(&cx));
    out.extend(equal::find(&cx));
    out.extend(table::find(&cx));
    let closing = closing::find(&cx, &out);
    out.extend(closing);
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
    out.retain(|r| {
        let told_behind = r.kind == RelationKind::Sum
            && r.parts.iter().any(|&p| p > r.total)
            && behind.contains(&r.parts);
        !told_behind && seen.insert(r.members())
    });
    out
}

/// Notes of the partitions from `from` on which figures they are the whole of.
fn settle(cx: &mut Context, from: usize) {
    for (n, p) in cx.partitions.iter().enumerate().skip(from) {
        let paused = p.tight >= 2
            && matches!(
                cx.text.at(cx.metrics[p.run[1]].lead.start),
                '、' | '和' | '及'
            );
        for &i in &p.run[..p.tight] {
            cx.whole_of[i] = cx.whole_of[i].or(Some(p.whole));
            cx.in_list[i] |= paused;
        }
        let sentence = cx.metrics[p.whole].sentence.start;
        cx.in_sentence.entry(sentence).or_default().push(n);
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
        let paragraph = |k: usize| self.text.paragraph_at(self.metrics[k].sentence.start);
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

    /// The list that `i` stands in, where it makes its whole.
    pub fn closed_list(&self, i: usize) -> Option<&partition::Partition> {
        let whole = self.whole_of[i]?;
        let lists = self.in_sentence.get(&self.metrics[whole].sentence.start)?;
        let lists = lists.iter().map(|&n| &self.partitions[n]);
        lists
            .filter(|p| p.whole == whole && p.run[..p.tight].contains(&i))
            .find(|p| sum::closes(self, p))
    }

    /// The whole of the list that `i` stands in, where the list makes it.
    pub fn closed_whole(&self, i: usize) -> Option<usize> {
        self.closed_list(i).map(|p| p.whole)
    }

    /// The nearest figure before `i` in its sentence that `keep` takes.
    pub fn nearest(&self, i: usize, keep: &dyn Fn(usize) -> bool) -> Option<usize> {
        self.earlier(i, Reach::Sentence, 1, keep).first().copied()
    }

    pub fn value(&self, i: usize) -> f64 {
        self.metrics[i].quantity.value.value()
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

    /// The two figures count in the same unit, or in units that convert.
    pub fn same_unit(&self, a: usize, b: usize) -> bool {
        same_unit(&self.metrics[a], &self.metrics[b])
    }

    /// A figure that states a count or amount of the report's own: no share, no change.
    pub fn is_plain(&self, i: usize) -> bool {
        is_plain(&self.metrics[i])
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

    /// `value` in the printed unit and scale of metric `i`.
    pub fn in_unit_of(&self, i: usize, value: f64, extra_digits: i32) -> String {
        let q = &self.metrics[i].quantity;
        let number = self.number(i);
        let (scale, word) = match number.chars().rev().find(|c| !is_one_of(*c, "余多%‰")) {
            Some('亿') => (1e8, "亿"),
            Some('万') => (1e4, "万"),
            _ => (1.0, ""),
        };
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

pub(crate) fn same_unit(a: &Metric, b: &Metric) -> bool {
    match (&a.quantity.unit, &b.quantity.unit) {
        (Some(x), Some(y)) => {
            x == y
                || (!a.quantity.dimension.is_empty()
                    && a.quantity.dimension == b.quantity.dimension
                    && a.quantity.factor.is_some()
                    && a.quantity.factor == b.quantity.factor)
        }
        // A figure that lost its unit may stand among its peers.
        (None, None) => true,
        _ => false,
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

/// Of one size: a slip seldom makes a figure three times what it should be.
pub(crate) fn of_one_size(stated: f64, computed: f64) -> bool {
    stated <= 3.0 * computed && computed <= 3.0 * stated
}

/// The two figures are close enough for one to be a slip of the other.
pub(crate) fn near(stated: f64, computed: f64, reach: f64) -> bool {
    (stated - computed).abs() <= reach * computed.abs().max(stated.abs())
}

/// The stated digits, three or more, are the computed ones but for one of them.
pub(crate) fn digit_off(stated: Decimal, computed: f64) -> bool {
    let wanted = (computed / (2.0 * half_unit(stated))).round() as i64;
    let (a, b) = (stated.digits.to_string(), wanted.to_string());
    let other = a.bytes().zip(b.bytes()).filter(|(x, y)| x != y).count();
    a.len() == b.len() && a.len() >= 3 && other == 1
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
