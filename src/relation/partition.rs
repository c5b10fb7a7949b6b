//! Wholes and the lists that tell their parts.
//!
//! | cue | example |
//! |---|---|
//! | 其中, 包括, 含 | 登记626个，其中社会团体315个、民办非企业单位311个 |
//! | 分别, 按…分 | 按争议类型分，劳动报酬1712件、工伤待遇603件… |
//! | a list of bare heads | 原有19项，取消5项，合并3项，保留11项 |
//! | a list joined by 、 right after | 开展集中清理26件，继续有效19件、修改4件、废止3件 |

use super::{Context, FARTHEST, is_plain, same_unit};
use crate::fact::metric::{Link, Metric, past_bracket};
use crate::fold::{is_han, is_one_of};
use crate::span::Span;
use crate::text::Text;

/// A whole and the run of figures that may be its parts.
#[derive(Clone, Debug, PartialEq)]
pub struct Partition {
    pub whole: usize,
    /// Figures in the whole's unit that follow the cue, in order.
    pub run: Vec<usize>,
    /// How many at the head of the run are joined as one list.
    pub tight: usize,
    /// A word says that the list tells the whole's parts.
    pub cued: bool,
    /// A word says that the list is complete (分别, 包括, 其他, 按…分).
    pub exhaustive: bool,
    /// A word says that it is not (等, 主要, 重点).
    pub open: bool,
    pub cue: Option<Span>,
}

/// Finds every whole with its candidates for parts.
pub fn read(text: &Text, metrics: &[Metric]) -> Vec<Partition> {
    let mut out = Vec::new();
    let mut i = 0;
    while i < metrics.len() {
        let m = &metrics[i];
        if !is_plain(m) || m.cell.is_some() {
            i += 1;
            continue;
        }
        if m.part {
            cued(text, metrics, i, &mut out);
        } else {
            uncued(text, metrics, i, &mut out);
        }
        i += 1;
    }
    out
}

/// 审结的案件中，驳回203件，撤诉138件，其他11件: a list that tells everything, and whose
/// sum stands somewhere before, in the paragraph or not, tells the parts of that figure.
pub(super) fn distant(cx: &Context) -> Vec<Partition> {
    let metrics = cx.metrics;
    let mut out = Vec::new();
    let mut first = 0;
    while first < metrics.len() {
        let m = &metrics[first];
        if !is_plain(m) || m.cell.is_some() || cx.whole_of[first].is_some() {
            first += 1;
            continue;
        }
        let (run, tight) = run_from(cx.text, metrics, first);
        // The list ends where the rest is told, or where the sentence speaks of its share.
        let rest = |&n: &usize| is_rest(&metrics[run[n]].indicator);
        let end = (2..run.len().min(tight + 1)).find(rest).map(|n| n + 1);
        let lead = cx.text.folded(m.lead);
        let among = lead.contains("中,") || lead.contains("涉及") || lead.starts_with('中');
        let many = end.or_else(|| (among && tight >= 3 && tight == run.len()).then_some(tight));
        let Some(many) = many else {
            first += 1;
            continue;
        };
        let list = &run[..many];
        let makes = |&k: &usize| {
            is_plain(&metrics[k])
                && same_unit(&metrics[k], m)
                && cx.value(k) >= 100.0
                && super::addition::verdict(cx, k, list) == Some(None)
        };
        if let Some(whole) = (0..first).rev().take(FARTHEST).find(makes) {
            out.push(Partition {
                whole,
                run: list.to_vec(),
                tight: many,
                cued: true,
                exhaustive: true,
                open: false,
                cue: None,
            });
        }
        first = list[many - 1] + 1;
    }
    out
}

/// 其他, 其余: what a complete list ends with.
fn is_rest(indicator: &str) -> bool {
    ["其他", "其它", "其余", "以其他"]
        .iter()
        .any(|w| indicator.starts_with(w))
}

/// 其中…: every unit of the list has its own whole: 4126户6389人，其中城市低保1254户1703人….
fn cued(text: &Text, metrics: &[Metric], first: usize, out: &mut Vec<Partition>) {
    let mut heads = vec![first];
    // The figures right behind the first one count the same things in other units.
    let mut k = first + 1;
    while k < metrics.len()
        && metrics[k].link == Link::SameHead
        && metrics[k].inherits == Some(k - 1)
    {
        heads.push(k);
        k += 1;
    }
    for head in heads {
        let Some(whole) = whole_before(text, metrics, head, first) else {
            continue;
        };
        let (run, tight) = run_from(text, metrics, head);
        // 其中，重要活动类…: a comma may part the word from the figure's own clause.
        let told = Span::new(
            metrics[whole].quantity.span.end,
            metrics[first].quantity.span.start,
        );
        let cue = ["其中", "包括"]
            .iter()
            .find_map(|w| text.find(w, told))
            .map(|at| Span::new(at, at + 2));
        out.push(judged(
            text,
            metrics,
            Partition {
                whole,
                run,
                tight,
                cued: true,
                exhaustive: false,
                open: false,
                cue,
            },
        ));
    }
}

/// The nearest figure before `first` in the unit of `head` that stands on its own.
fn whole_before(text: &Text, metrics: &[Metric], head: usize, first: usize) -> Option<usize> {
    let m = &metrics[head];
    let sentence = m.sentence;
    let own = |k: usize| is_plain(&metrics[k]) && !metrics[k].part && same_unit(&metrics[k], m);
    if let Some(&k) = told_in(metrics, first, sentence, &own).first() {
        // 其中 after another clause that has figures of its own refers to what is nearest.
        return Some(k);
    }
    // The sentence opens with 其中: the whole stands in the sentence before.
    let opens = text.starts_with(sentence.start, "其中");
    let before = text
        .sentences
        .partition_point(|s| s.end <= sentence.start)
        .checked_sub(1)?;
    let previous = text.sentences[before];
    let here = text.paragraph_at(previous.start) == text.paragraph_at(sentence.start);
    if !opens || !here {
        return None;
    }
    told_in(metrics, first, previous, &own).first().copied()
}

/// The figures of a sentence right before `first` that `keep` takes, the nearest first.
fn told_in(
    metrics: &[Metric],
    first: usize,
    sentence: Span,
    keep: &dyn Fn(usize) -> bool,
) -> Vec<usize> {
    let mut out = Vec::new();
    for k in (0..first).rev() {
        if metrics[k].sentence != sentence {
            break;
        }
        if keep(k) {
            out.push(k);
        }
    }
    out
}

/// The figures from `head` on in its unit, and how many of them are one list.
fn run_from(text: &Text, metrics: &[Metric], head: usize) -> (Vec<usize>, usize) {
    let m = &metrics[head];
    let mut run = vec![head];
    let mut tight = 1;
    let mut open = true;
    let mut comma_list = None;
    let mut depth = 0i32;
    for k in head + 1..metrics.len() {
        let n = &metrics[k];
        if n.sentence != m.sentence {
            break;
        }
        let between = Span::new(metrics[k - 1].quantity.span.end, n.quantity.span.start);
        for c in text.slice(between) {
            depth += i32::from(*c == '(') - i32::from(*c == ')');
        }
        // A list in a bracket ends with it: 210件（含结转12件），审结198件.
        if depth < 0 {
            break;
        }
        // What a bracket says of one part is no part: 维持67件（含结转9件）、撤销12件.
        if depth > 0 && n.part {
            continue;
        }
        if n.part {
            break;
        }
        let unitless = n.quantity.unit.is_none();
        if !is_plain(n) || !(same_unit(n, m) || unitless && m.quantity.unit.is_some()) {
            // Figures in other units that count the same things do not break the list.
            if n.link == Link::SameHead || !is_plain(n) {
                continue;
            }
            open = false;
            continue;
        }
        if matches!(n.link, Link::Total) {
            break;
        }
        let previous = run[run.len() - 1];
        let sep = separator(text, metrics, previous, k);
        run.push(k);
        if open {
            let pause = matches!(sep, Sep::Pause);
            match comma_list {
                None => comma_list = Some(sep == Sep::Comma),
                Some(true) if pause => {}
                _ => {}
            }
            if pause || comma_list == Some(true) && sep == Sep::Comma {
                tight += 1;
            } else {
                open = false;
            }
        }
    }
    (run, tight)
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sep {
    /// 、 和 及
    Pause,
    /// ，
    Comma,
    /// ； or more text
    Other,
}

/// What joins two figures of a list.
fn separator(text: &Text, metrics: &[Metric], a: usize, b: usize) -> Sep {
    // Figures between (another unit, a share) belong to the first.
    let from = metrics[b].lead.start.max(metrics[a].quantity.span.end);
    let lead = past_bracket(text, Span::new(from, metrics[b].quantity.span.start));
    if text.slice(lead).contains(&';') {
        return Sep::Other;
    }
    match text.at(lead.start) {
        '、' => Sep::Pause,
        '和' | '及' | '与' => Sep::Pause,
        '以' if text.at(lead.start + 1) == '及' => Sep::Pause,
        ',' => Sep::Comma,
        // A noun stands behind the unit: 12个县和41个部门.
        _ if text.slice(lead).iter().any(|c| matches!(c, ',')) => Sep::Comma,
        _ if text
            .slice(lead)
            .iter()
            .any(|c| matches!(c, '、' | '和' | '及')) =>
        {
            Sep::Pause
        }
        _ => Sep::Other,
    }
}

/// The two figures are joined as a list of equals is: by 、 or 和.
pub(super) fn is_paused(text: &Text, metrics: &[Metric], a: usize, b: usize) -> bool {
    separator(text, metrics, a, b) == Sep::Pause
}

/// A list without a cue word right after a whole.
fn uncued(text: &Text, metrics: &[Metric], first: usize, out: &mut Vec<Partition>) {
    let m = &metrics[first];
    let sentence = m.sentence;
    // Only the head of a list starts a run.
    if first > 0 && metrics[first - 1].sentence == sentence && text.at(m.lead.start) == '、' {
        return;
    }
    let (run, tight) = run_from(text, metrics, first);
    if run.len() < 2 {
        return;
    }
    let clause = Span::new(
        text.sentence_at(m.quantity.core.start)
            .start
            .max(m.lead.start.saturating_sub(12)),
        m.quantity.span.start,
    );
    let classified = classified_by(text, clause);
    // 132个村（社区）中，村81个、社区51个
    let within = text.folded(Span::new(
        m.lead.start.min(m.quantity.span.start),
        m.quantity.span.start,
    ));
    let among = within.contains("中,") || within.starts_with("中");
    let bare = bare_list(text, metrics, &run);
    let mut candidates = told_in(metrics, first, sentence, &|k| {
        is_plain(&metrics[k]) && same_unit(&metrics[k], m)
    });
    if candidates.is_empty() && classified.is_some() {
        // 按类型分: the whole stands in a sentence before, the farther the likelier.
        let paragraph = text.paragraph_at(sentence.start);
        candidates = (0..first)
            .rev()
            .take(12)
            .take_while(|&k| text.paragraph_at(metrics[k].sentence.start) == paragraph)
            .filter(|&k| is_plain(&metrics[k]) && !metrics[k].part && same_unit(&metrics[k], m))
            .collect();
        let sum: f64 = run[..tight]
            .iter()
            .map(|&k| metrics[k].quantity.value.value())
            .sum();
        let closing = candidates
            .iter()
            .copied()
            .find(|&k| (metrics[k].quantity.value.value() - sum).abs() < 1e-6);
        let alone = candidates
            .iter()
            .copied()
            .find(|&k| text.at(metrics[k].lead.start) != '、');
        candidates = closing.or(alone).into_iter().collect();
    }
    let list = if tight >= 2 && bare_or_paused(text, metrics, &run[..tight], bare) {
        tight
    } else {
        0
    };
    let nearest = candidates.first().copied();
    // Without a word for it all wholes get the same list: it is judged once.
    let mut plain: Option<Partition> = None;
    for whole in candidates {
        let strong = classified.is_some() || among && Some(whole) == nearest;
        // 继续有效19件、修改4件: a list of one grammar right after its whole.
        let n = if list >= 2 { list } else { bare };
        if n < 2 && !strong {
            continue;
        }
        let told = |list: &[usize], tight: usize| {
            let p = Partition {
                whole,
                run: list.to_vec(),
                tight,
                cued: strong,
                exhaustive: classified.is_some(),
                open: false,
                cue: classified,
            };
            judged(text, metrics, p)
        };
        let p = if strong {
            told(&run, tight.max(list))
        } else {
            let p = plain.get_or_insert_with(|| told(&run[..n.min(run.len())], n));
            Partition { whole, ..p.clone() }
        };
        out.push(p);
    }
}

/// 按争议类型分, 从类型看: the list classifies the whole.
fn classified_by(text: &Text, lead: Span) -> Option<Span> {
    for i in lead.start..lead.end {
        let c = text.at(i);
        if matches!(c, '按' | '从') {
            let Some(end) = (i..lead.end).find(|&j| matches!(text.at(j), ',' | ':')) else {
                continue;
            };
            let closes = is_one_of(text.before(end), "分看划类说计讲");
            if closes && end - i <= 10 {
                return Some(Span::new(i, end));
            }
        }
    }
    None
}

/// How many figures at the head of a comma list have bare heads of at most four
/// characters: 取消5项，合并3项，保留11项.
fn bare_list(text: &Text, metrics: &[Metric], run: &[usize]) -> usize {
    let mut n = 0;
    for (nth, &k) in run.iter().enumerate() {
        // Between the items nothing else is counted.
        let between = nth.checked_sub(1).map_or(k..k, |p| run[p] + 1..k);
        if metrics[between]
            .iter()
            .any(|m| is_plain(m) && m.link != Link::SameHead)
        {
            break;
        }
        let lead = metrics[k].lead;
        let han = text.slice(lead).iter().filter(|c| is_han(**c)).count();
        let next = metrics[k].quantity.span.end;
        let closed = !is_han(text.at(next));
        if han == 0 || han > 5 || !closed {
            break;
        }
        n += 1;
    }
    n
}

fn bare_or_paused(text: &Text, metrics: &[Metric], list: &[usize], bare: usize) -> bool {
    bare >= list.len()
        || list[1..].iter().all(|&k| {
            is_one_of(text.at(metrics[k].lead.start), "、和及与以")
                || pause_before(text, metrics, k)
        })
}

fn pause_before(text: &Text, metrics: &[Metric], k: usize) -> bool {
    // A figure in another unit stands between: 1254户1703人、农村低保2872户.
    (0..k)
        .rev()
        .take(2)
        .any(|j| metrics[j].quantity.span.end == metrics[k].lead.start)
        && text.at(metrics[k].lead.start) == '、'
}

/// Reads from the words of the list whether it is complete.
fn judged(text: &Text, metrics: &[Metric], mut p: Partition) -> Partition {
    let last = p.run[p.tight.min(p.run.len()) - 1];
    let listed = Span::new(
        metrics[p.run[0]].lead.start,
        metrics[last].quantity.span.end,
    );
    let words = text.folded(listed);
    let tail: String = text
        .slice(Span::new(listed.end, listed.end + 2))
        .iter()
        .collect();
    p.open = tail.starts_with('等')
        || ["主要", "重点", "包括但不限于", "尤其", "特别是"]
            .iter()
            .any(|w| words.contains(w));
    p.exhaustive |= is_rest(&metrics[last].indicator) || words.contains("分别");
    p
}
