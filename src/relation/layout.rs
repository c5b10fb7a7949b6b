//! How the figures of a text stand to each other: in which bracket, behind which marks,
//! with which words of reckoning beside them.

use crate::fact::metric::{Metric, OF};
use crate::fact::number;
use crate::fold::{is_han, one_of};
use crate::lexicon::List;
use crate::span::Span;
use crate::text::Text;
use crate::words::rows;
use std::sync::OnceLock;

/// What a word of `reckoning.tsv` says of the figure behind it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Cue {
    /// 其中, 包括: parts follow.
    Among,
    /// 含: a part follows.
    Contain,
    /// 分为, 如下: all parts follow.
    Follow,
    /// 分别, 依次.
    Turn,
    /// 合计: all that stands before.
    Total,
    /// 共, 累计: perhaps all that stands before.
    Sum,
    /// 连同: one more to what stands before.
    Joint,
    /// 其余, 剩余: what is left of a whole.
    Rest,
    /// 未, 不予: the other side of what was done.
    Not,
    /// 其他: the last of a complete list.
    Other,
    /// 等, 主要: the list is not complete.
    Open,
    /// 上年, 去年.
    Past,
    /// 比, 较.
    Compared,
    /// 应, 计划: what ought to be.
    Due,
    /// 年初, 结转: what was there.
    Opening,
    /// 年末: what is left there.
    Closing,
    /// 平均, 每.
    Mean,
    /// 上半年, 季度: a stretch of the year.
    Stretch,
    /// 今年.
    Present,
    /// 多, 少, 高出.
    More,
    /// 全年: of all its parts.
    Year,
    /// 案件中: of what is named.
    Inside,
    /// 净增.
    Net,
    /// 新收: what comes in.
    Into,
    /// 办结: what goes out.
    Out,
    /// A colon stands before it.
    Colon,
    /// 按类型分.
    Class,
    /// 尚在, 正在, 外: not done yet, or left out.
    Left,
    /// 仅: no more than that.
    Only,
    /// 除: left out.
    Except,
    /// 实际, 实到: what was done of what ought to be.
    Actual,
}

const NAMES: [(&str, Cue); 28] = [
    ("among", Cue::Among),
    ("contain", Cue::Contain),
    ("follow", Cue::Follow),
    ("turn", Cue::Turn),
    ("total", Cue::Total),
    ("sum", Cue::Sum),
    ("joint", Cue::Joint),
    ("rest", Cue::Rest),
    ("not", Cue::Not),
    ("other", Cue::Other),
    ("open", Cue::Open),
    ("past", Cue::Past),
    ("compared", Cue::Compared),
    ("due", Cue::Due),
    ("opening", Cue::Opening),
    ("closing", Cue::Closing),
    ("mean", Cue::Mean),
    ("stretch", Cue::Stretch),
    ("present", Cue::Present),
    ("more", Cue::More),
    ("year", Cue::Year),
    ("net", Cue::Net),
    ("into", Cue::Into),
    ("out", Cue::Out),
    ("left", Cue::Left),
    ("only", Cue::Only),
    ("except", Cue::Except),
    ("actual", Cue::Actual),
];

/// The cue of each line of `reckoning.tsv`.
fn cues() -> &'static [Cue] {
    static CUES: OnceLock<Vec<Cue>> = OnceLock::new();
    CUES.get_or_init(|| {
        let cue = |name: &str| NAMES.iter().find(|n| n.0 == name).map(|n| n.1);
        rows(word_file!("reckoning"))
            .filter_map(|r| cue(r[0]))
            .collect()
    })
}

/// Some cues.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cues(u32);

impl Cues {
    pub fn has(self, cue: Cue) -> bool {
        self.0 >> cue as u8 & 1 == 1
    }

    /// 共, 合计: a total is told.
    pub fn sums_up(self) -> bool {
        self.has(Cue::Total) || self.has(Cue::Sum)
    }

    pub fn with(self, other: Cues) -> Cues {
        Cues(self.0 | other.0)
    }

    fn add(&mut self, cue: Cue) {
        self.0 |= 1 << cue as u8;
    }
}

/// What parts a figure from the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Mark {
    /// No mark at all.
    None,
    /// 、 和 及
    Pause,
    Comma,
    Colon,
    Semicolon,
    /// The end of a sentence or a line.
    Stop,
}

/// Where a figure stands.
#[derive(Clone, Copy, Debug)]
pub struct Site {
    /// The place of the bracket that it stands in; 0 outside of brackets.
    pub level: usize,
    /// The figure right before that bracket.
    pub host: Option<usize>,
    /// The strongest mark between it and the figure before it, outside of brackets.
    pub mark: Mark,
    /// What the words between the figure before and this one say.
    pub cues: Cues,
    /// What the words behind it say, up to the next mark.
    pub after: Cues,
    /// How many Han characters its own clause has before it.
    pub words: usize,
    /// 外地户籍申请中: what it is a part of, as named before it.
    pub of: Option<Span>,
}

/// The longest noun behind a number that 和 may follow: 12个县和41个部门.
const NOUN: usize = 8;

/// Reads where every figure stands.
pub fn read(text: &Text, metrics: &[Metric]) -> Vec<Site> {
    let mut out: Vec<Site> = Vec::with_capacity(metrics.len());
    let inside: Vec<&str> = structures("inside").collect();
    // The open brackets, each with the figure before it.
    let mut open: Vec<(usize, Option<usize>)> = Vec::new();
    for (i, m) in metrics.iter().enumerate() {
        let start = m.quantity.span.start;
        let goes_on = i > 0 && metrics[i - 1].sentence == m.sentence;
        let from = if goes_on {
            metrics[i - 1].quantity.span.end
        } else {
            open.clear();
            m.sentence.start
        };
        let (mark, words) = approach(text, from.min(start)..start, goes_on, i, &mut open);
        let between = Span::new(from.min(start), start);
        let mut cues = said(text, between);
        // 指南、年报等合计10条 is a part of several.
        if cues.has(Cue::Open) && !cues.sums_up() && opens_name(text, between) {
            cues.0 &= !(1 << Cue::Open as u8);
        }
        if text.slice(between).contains(&':') {
            cues.add(Cue::Colon);
        }
        let of = named_before(text, between, m, &inside);
        if of.is_some() {
            cues.add(Cue::Inside);
        }
        if classifies(text, between) {
            cues.add(Cue::Class);
        }
        let next = metrics
            .get(i + 1)
            .map_or(m.sentence.end, |n| n.quantity.span.start);
        let after = behind(text, m, next);
        let (level, host) = open.last().copied().unwrap_or((0, None));
        out.push(Site {
            level,
            host,
            mark,
            cues,
            after,
            words,
            of,
        });
    }
    out
}

/// 外地户籍申请中, 审结案件中维持41件, 审结的案件，维持41件: what is named as the whole of what
/// follows, by the words that say that it is `inside`; empty where one stands right behind the
/// figure before.
fn named_before(text: &Text, between: Span, m: &Metric, inside: &[&str]) -> Option<Span> {
    let unit = m.quantity.unit.as_ref().and_then(|u| u.chars().last());
    let mark = |k: &usize| one_of!(text.at(*k), ",;:。");
    let ends = |k: &usize| {
        let named = *k > between.start + 1 && Some(text.before(*k)) == unit;
        let inside = inside.iter().any(|w| text.starts_with(*k, w));
        inside && (*k == between.start || text.at(k + 1) == ',' || named)
    };
    let end = match (between.start..between.end).find(ends) {
        Some(end) => end,
        // A clause of its own that is a noun.
        None => {
            let end = (between.start..between.end).rev().find(mark)?;
            let of = |k: usize| text.at(k) == OF && k + 1 < end;
            let start = (between.start..end).rev().find(mark).map(|k| k + 1)?;
            let noun = end <= start + TOPIC && (start..end).any(of);
            (noun && text.at(end) == ',').then_some(end)?
        }
    };
    let start = (between.start..end).rev().find(mark);
    Some(Span::new(start.map_or(between.start, |k| k + 1), end))
}

/// A noun that stands for itself before a list is no longer, in characters.
const TOPIC: usize = 10;

/// The strongest mark on the way to a figure outside of brackets, and how many Han
/// characters its own clause has; the brackets that open and close are noted.
fn approach(
    text: &Text,
    way: std::ops::Range<usize>,
    goes_on: bool,
    figure: usize,
    open: &mut Vec<(usize, Option<usize>)>,
) -> (Mark, usize) {
    let mut mark = if goes_on { Mark::None } else { Mark::Stop };
    let mut words = 0;
    for at in way {
        let found = match text.at(at) {
            '(' | '[' | '【' => {
                open.push((at, figure.checked_sub(1).filter(|_| goes_on)));
                continue;
            }
            ')' | ']' | '】' => {
                open.pop();
                words = 0;
                continue;
            }
            '、' => Mark::Pause,
            // 和 of 和解 joins nothing.
            '和' | '及' | '与' if words <= NOUN && text.hits.general(at).all(|g| g.len == 1) => {
                Mark::Pause
            }
            ',' => Mark::Comma,
            ':' => Mark::Colon,
            ';' => Mark::Semicolon,
            '。' | '\n' => Mark::Stop,
            c => {
                words += usize::from(is_han(c));
                continue;
            }
        };
        if found != Mark::Pause {
            words = 0;
        }
        mark = mark.max(found);
    }
    (mark, words)
}

/// What the words behind a figure say, up to the next mark and the figure `next`.
fn behind(text: &Text, m: &Metric, next: usize) -> Cues {
    let end = m.quantity.span.end;
    let stop = (end..m.sentence.end)
        .take(12)
        .find(|&k| one_of!(text.at(k), ",;。:、()"))
        .unwrap_or(m.sentence.end.min(end + 12));
    let mut after = said(text, Span::new(end, stop.min(next).max(end)));
    // 除4个村（社区）正在改造外: at the end of the clause, behind a bracket as well.
    const CLAUSE: usize = 24;
    let close = (end..next.min(end + CLAUSE)).find(|&k| one_of!(text.at(k), ",;。"));
    if let Some(close) = close.filter(|&k| k > end)
        && said(text, Span::new(close - 1, close)).has(Cue::Left)
    {
        after.add(Cue::Left);
    }
    // 农民工工资类428件，其余为咨询求助; 废止4件，其他正在论证: what is left is told without a
    // figure.
    let second = (stop + 1..next.min(stop + 10)).find(|&k| one_of!(text.at(k), ",;。"));
    let told = second.map(|second| said(text, Span::new(stop + 1, second)));
    if told.is_some_and(|told| told.has(Cue::Rest) || told.has(Cue::Other)) {
        after.add(Cue::Open);
    }
    after
}

/// The cues of a stretch.
pub fn said(text: &Text, span: Span) -> Cues {
    let mut out = Cues::default();
    for at in text.hits.places(List::Reckoning, span) {
        let found = text.hits.longest_within(List::Reckoning, at, span.end);
        if let Some((_, entry)) = found {
            let cue = cues()[entry];
            // 落实少捕慎诉政策，对15名: of another clause.
            let away = || (at..span.end).any(|k| one_of!(text.at(k), ",;:"));
            // 等次, 等级 end no list.
            let longer = || text.hits.general(at).any(|g| g.len >= 2);
            let other = match cue {
                // 占比最大 compares nothing.
                Cue::Sum | Cue::Compared => is_inside(text, at),
                Cue::More => away(),
                Cue::Open => {
                    longer()
                        && text
                            .hits
                            .longest_within(List::Reckoning, at, at + 1)
                            .is_some()
                }
                _ => false,
            };
            if !other {
                out.add(cue);
            }
        }
    }
    out
}

/// 公安、城管等部门80件: the word ends what the name tells, and no list of figures.
fn opens_name(text: &Text, between: Span) -> bool {
    text.hits.places(List::Reckoning, between).all(|at| {
        let found = text.hits.longest_within(List::Reckoning, at, between.end);
        let open = found.is_some_and(|(_, entry)| cues()[entry] == Cue::Open);
        let away = || (at..between.end).any(|k| one_of!(text.at(k), ",;:"));
        let name = || found.is_some_and(|f| f.0 == 1) && at > between.start && !away();
        !open || name()
    })
}

/// 公共服务, 共和国: the character is one of a longer word.
fn is_inside(text: &Text, at: usize) -> bool {
    let longer = |from: usize, least: usize| text.hits.general(from).any(|g| g.len >= least);
    at > 0 && longer(at - 1, 2) || longer(at, 3)
}

/// 按争议类型分, 从类型看, 分区域看: what follows classifies.
fn classifies(text: &Text, span: Span) -> bool {
    let clause = |i: usize| i == span.start || one_of!(text.before(i), ",;。:\n");
    let opens = |&i: &usize| match text.at(i) {
        c if one_of!(c, "按从") => true,
        c => c == '分' && clause(i),
    };
    let opens = (span.start..span.end).filter(opens);
    opens.into_iter().any(|i| {
        let end = (i..span.end.min(i + 12)).find(|&j| matches!(text.at(j), ',' | ':'));
        end.is_some_and(|end| one_of!(text.before(end), "分看划类说计讲"))
    })
}

/// How many characters the word has that says that parts follow.
pub fn among(text: &Text, span: Span) -> usize {
    let long = |at: usize| {
        let (len, entry) = text.hits.longest_within(List::Reckoning, at, span.end)?;
        (cues()[entry] == Cue::Among).then_some(len)
    };
    text.hits
        .places(List::Reckoning, span)
        .find_map(long)
        .unwrap_or(0)
}

/// The first word of some cues, its place and its cue.
pub fn first(text: &Text, span: Span, of: &[Cue]) -> Option<(usize, Cue)> {
    let said = |at: usize| {
        let (_, entry) = text.hits.longest_within(List::Reckoning, at, span.end)?;
        of.contains(&cues()[entry]).then(|| (at, cues()[entry]))
    };
    text.hits.places(List::Reckoning, span).find_map(said)
}

/// Words that hold figures or lists together, of a kind of `structures.tsv`.
pub fn structures(kind: &'static str) -> impl Iterator<Item = &'static str> {
    let rows = kept_rows!("structures").filter(move |r| r[0] == kind);
    rows.map(|r| r[1])
}

/// The first place in a stretch where a word of the kind stands, and the place behind it.
pub fn find(text: &Text, kind: &'static str, span: Span) -> Option<Span> {
    let found = structures(kind).filter_map(|w| {
        let at = text.find(w, span)?;
        Some(Span::new(at, at + w.chars().count()))
    });
    found.min_by_key(|s| s.start)
}

/// 三类, 这两项, 5个窗口: how many things a stretch tells of, and where.
pub fn so_many(text: &Text, span: Span) -> Option<(usize, usize)> {
    (span.start..span.end).find_map(|at| {
        let figure = |k: usize| {
            let c = text.at(k);
            number::digit(c).or(c.to_digit(10).map(i64::from))
        };
        let many = figure(at).filter(|&n| n > 1)?;
        let unit = text.hits.longest_within(List::Units, at + 1, span.end);
        let alone = at == span.start || figure(at - 1).is_none();
        (unit.is_some() && alone).then_some((at, many as usize))
    })
}
