//! Laws, rules, policies and documents that the report names.
//!
//! | printed | read |
//! |---|---|
//! | `《关于转发<甲办法>的通知》` | one citation with an inner title |
//! | `《民法典《养老机构管理办法》` | `《民法典` (broken) and the next |
//! | `《《甲办法》` | one citation, broken |
//! | `按照行政处罚法》` | `行政处罚法》`, broken |
//! | `《实施纲要（2021-2025年）》（以下简称《纲要》）` | two; the second stands for the first |
//! | `学习民法典` | a name without marks, where the catalogue knows it |

use super::catalogue::{self, Act};
use crate::claim::{Claims, Owner};
use crate::fold::{is_han, one_of};
use crate::lexicon::List;
use crate::span::Span;
use crate::text::Text;
use crate::words::rows;
use rustc_hash::FxHashMap;
use std::sync::OnceLock;

/// A cited title.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Citation {
    /// With its marks as printed.
    pub span: Span,
    /// The title without marks.
    pub name: Span,
    /// The full title that a short form (《纲要》) stands for.
    pub full_name: Option<String>,
    /// law | regulation | rule | local-regulation | party-rule | policy | plan | internal-rule | other
    pub kind: &'static str,
    /// A title mark is missing, doubled or of the wrong shape.
    pub broken: bool,
    pub inner: Vec<Span>,
    /// 第三十二条 after the title.
    pub article: Option<Span>,
    /// What the catalogue knows; none for local and unknown titles.
    pub act: Option<&'static Act>,
}

/// No title is longer; an opening mark without its end must not eat the text.
const LONGEST: usize = 120;

/// The kind that each word of titles suggests.
fn title_kinds() -> &'static [&'static str] {
    static KINDS: OnceLock<Vec<&'static str>> = OnceLock::new();
    KINDS.get_or_init(|| {
        let kind = |r: Vec<&'static str>| r.get(1).copied().unwrap_or("other");
        rows(word_file!("titles")).map(kind).collect()
    })
}

/// A mark printed more often in a row is no slip but a pattern.
const MOST_MARKS: usize = 8;

/// Reads every citation and claims its place.
pub fn read(text: &Text, claims: &mut Claims) -> Vec<Citation> {
    let mut out = Vec::new();
    // Where the last citation ended: a missing opening mark is not looked for before it.
    let mut last = 0;
    for i in text.marks(text.span()) {
        if i < last || claims.owner(i) == Owner::Boilerplate {
            continue;
        }
        let found = match text.at(i) {
            '《' => Some(marked(text, i, 1)),
            '<' if text.at(i + 1) == '<' => Some(marked(text, i, 2)),
            '<' => angled(text, i),
            '》' => unopened(text, last, i),
            _ => None,
        };
        let Some(found) = found.filter(|f| !f.name.is_empty()) else {
            continue;
        };
        last = found.span.end.max(i + 1);
        claims.claim(found.span, Owner::Citation);
        out.push(found);
    }
    out.extend(unmarked(text, claims));
    crate::span::sort_by_key(&mut out, |c| [c.span.start, c.span.end, 0]);
    for c in &mut out {
        c.article = article(text, c.span.end);
    }
    resolve(text, &mut out);
    out
}

fn citation(span: Span, name: Span, broken: bool, inner: Vec<Span>) -> Citation {
    Citation {
        span,
        name,
        full_name: None,
        kind: "other",
        broken,
        inner,
        article: None,
        act: None,
    }
}

/// An opening mark of `width` characters (`《` or `<<`) at `at`.
fn marked(text: &Text, at: usize, width: usize) -> Citation {
    // Counted, not walked with `while … && head - at < MOST_MARKS`: at `opt-level = 1`
    // rustc 1.95 loses that bound, and a run of marks costs its square.
    let more = (at + width..at + MOST_MARKS)
        .take_while(|&k| text.at(k) == '《' && !nests_at_head(text, k))
        .count();
    let head = at + width + more;
    let mut broken = more > 0;
    let mut open: Vec<usize> = Vec::new();
    let mut inner: Vec<Span> = Vec::new();
    let mut k = head;
    let stop = loop {
        let c = text.at(k);
        if one_of!(c, "\n。;!?") || k - head > LONGEST {
            break k;
        }
        match c {
            '《' if ends_title(text, head, k).is_some() || introduces(text, k) => break k,
            '《' => open.push(k + 1),
            // Two in ASCII stand for one mark.
            '<' => open.push(k + 1 + usize::from(text.at(k + 1) == '<')),
            '>' if width == 2 && open.is_empty() && text.at(k + 1) == '>' => {
                return citation(Span::new(at, k + 2), Span::new(head, k), broken, inner);
            }
            '>' | '》' => match open.pop() {
                // An inner title that lost its closing mark ends with the outer one.
                Some(from)
                    if c == '》' && text.at(from - 1) == '<' && !closes_later(text, k + 1) =>
                {
                    let to = ends_title(text, from, k).unwrap_or(k);
                    inner.push(Span::new(from, to));
                    return citation(Span::new(at, k + 1), Span::new(head, k), true, inner);
                }
                Some(from) => inner.push(Span::new(from, k)),
                None if c == '>' && closes_later(text, k + 1) => {}
                None => {
                    let mut end = k + 1;
                    while text.at(end) == '》' && end - k < MOST_MARKS {
                        end += 1;
                        broken = true;
                    }
                    let wrong = c == '>' && width == 1 || c == '》' && width == 2;
                    return citation(
                        Span::new(at, end),
                        Span::new(head, k),
                        broken || wrong,
                        inner,
                    );
                }
            },
            _ => {}
        }
        k += 1;
    };
    // The closing mark is missing. Was it taken for an inner title's?
    if let Some(last) = inner.last().copied().filter(|_| open.is_empty()) {
        let end = last.end + 1;
        if title_within(text, end, stop).is_none() {
            let to = title_within(text, last.start, last.end).unwrap_or(last.end);
            inner.pop();
            inner.push(Span::new(last.start, to));
            return citation(Span::new(at, end), Span::new(head, last.end), true, inner);
        }
    }
    let from = inner.last().map_or(head, |s| s.end + 1);
    let end = title_within(text, from, stop).unwrap_or_else(|| clause_end(text, from, stop));
    citation(Span::new(at, end), Span::new(head, end), true, inner)
}

/// `《` at the head of a title opens an inner one where two closing marks follow with words between.
fn nests_at_head(text: &Text, at: usize) -> bool {
    let mut closed = None;
    for k in at + 1..(at + LONGEST).min(text.len()) {
        match (text.at(k), closed) {
            ('\n' | '。' | '《', _) => return false,
            ('》', None) => closed = Some(k),
            ('》', Some(first)) => return k > first + 1,
            _ => {}
        }
    }
    false
}

/// A closing mark follows before anything that could not stand in the title.
fn closes_later(text: &Text, from: usize) -> bool {
    for k in from..(from + 40).min(text.len()) {
        match text.at(k) {
            '》' => return true,
            '\n' | '。' | ';' | ',' | '《' | '<' => return false,
            _ => {}
        }
    }
    false
}

/// `from..end` is a whole title, but for a comma or a conjunction at its end:
/// the place where the title ends.
fn ends_title(text: &Text, from: usize, end: usize) -> Option<usize> {
    let mut to = end;
    while to > from && one_of!(text.before(to), ",、和与及以 ”") {
        to -= 1;
    }
    let mut word_end = to;
    if text.before(to) == ')' {
        word_end = (from..to).rev().find(|&k| text.at(k) == '(')?;
    }
    text.hits
        .longest_before(List::Titles, from, word_end)
        .map(|_| to)
}

/// Where a title that starts at `from` ends, at the latest at `stop`: a title of
/// the catalogue, or the last title word before the clause ends.
fn title_within(text: &Text, from: usize, stop: usize) -> Option<usize> {
    let with_edition = |end: usize| {
        if text.at(end) != '(' {
            return end;
        }
        let close = (end..stop.min(end + 16)).find(|&k| text.at(k) == ')');
        let kept = |k: usize| {
            text.slice(Span::new(end, k))
                .iter()
                .any(|c| c.is_ascii_digit() || *c == '试')
        };
        close.filter(|&k| kept(k)).map_or(end, |k| k + 1)
    };
    if let Some((n, _)) = text
        .hits
        .longest(List::Acts, from)
        .filter(|(n, _)| from + n <= stop)
    {
        return Some(with_edition(from + n));
    }
    let end = clause_end(text, from, stop);
    let mut k = from;
    let mut found = None;
    while k < end {
        match text
            .hits
            .longest(List::Titles, k)
            .filter(|(n, _)| k + n <= end)
        {
            // 法 alone ends a title only where nothing that makes it 法律, 法治 follows.
            Some((1, _)) if continues_law(text.at(k + 1)) => k += 1,
            Some((n, _)) => {
                k += n;
                found = Some(k);
                // 《甲条例的规定: what follows belongs to the sentence.
                if one_of!(text.at(k), "的等要有中") {
                    break;
                }
            }
            None => k += 1,
        }
    }
    found.map(with_edition)
}

fn clause_end(text: &Text, from: usize, stop: usize) -> usize {
    (from..stop)
        .find(|&k| one_of!(text.at(k), ",、《:“\n"))
        .unwrap_or(stop)
}

/// 〈行政处罚法〉 as outer marks: read only where a title stands inside.
fn angled(text: &Text, at: usize) -> Option<Citation> {
    let close = (at + 2..(at + 60).min(text.len())).find(|&k| !is_title_char(text.at(k)))?;
    let name = Span::new(at + 1, close);
    (text.at(close) == '>'
        && is_han(text.at(at + 1))
        && ends_title(text, at + 1, close) == Some(close))
    .then(|| citation(Span::new(at, close + 1), name, true, Vec::new()))
}

fn is_title_char(c: char) -> bool {
    is_han(c) || c.is_ascii_digit() || one_of!(c, "()-、“”")
}

/// A closing mark at `close` whose opening is missing.
fn unopened(text: &Text, last: usize, close: usize) -> Option<Citation> {
    let from = last.max(close.saturating_sub(60));
    let end = if text.before(close) == ')' {
        (from..close).rev().find(|&k| text.at(k) == '(')?
    } else {
        close
    };
    let start = match text.hits.longest_before(List::Acts, from, end) {
        Some((n, _)) => end - n,
        None => {
            text.hits.longest_before(List::Titles, from, end)?;
            let floor = (from..end)
                .rev()
                .find(|&k| !is_title_char(text.at(k)) || text.at(k) == '、')
                .map_or(from, |k| k + 1);
            // The nearest verb that leaves a title worth the name.
            (floor + 1..end.saturating_sub(3))
                .rev()
                .find(|&k| {
                    text.hits
                        .longest_before(List::Edges, floor, k)
                        .is_some_and(|(n, _)| n > 1)
                })
                .unwrap_or(floor)
        }
    };
    let mut after = close + 1;
    while text.at(after) == '》' && after - close < MOST_MARKS {
        after += 1;
    }
    (start + 3 <= close).then(|| {
        citation(
            Span::new(start, after),
            Span::new(start, close),
            true,
            Vec::new(),
        )
    })
}

/// What makes of …法 another word: 法律, 法治, 法院, 法定, ….
fn continues_law(c: char) -> bool {
    one_of!(c, "律治制院庭官学定人务警盲师规纪检医案理权宝宣工商条援")
}

/// Names without marks, where they are unmistakable.
fn unmarked(text: &Text, claims: &mut Claims) -> Vec<Citation> {
    let mut out = Vec::new();
    let mut last = 0;
    for at in text.hits.places(List::Acts, text.span()) {
        let Some((n, entry)) = text.hits.longest(List::Acts, at).filter(|_| at >= last) else {
            continue;
        };
        let span = Span::new(at, at + n);
        if !claims.is_free(span) || !is_unmistakable(text, span, &catalogue::acts()[entry]) {
            continue;
        }
        let mut span = span;
        // 预算法实施条例 is an act of its own.
        for more in ["实施条例", "实施细则", "实施办法"] {
            if text.starts_with(span.end, more) {
                span.end += more.chars().count();
            }
        }
        claims.claim(span, Owner::Citation);
        last = span.end;
        out.push(citation(span, span, false, Vec::new()));
    }
    out
}

fn is_unmistakable(text: &Text, span: Span, act: &Act) -> bool {
    let name = text.folded(span);
    let before = text.before(span.start);
    let after = text.at(span.end);
    // In a slogan (“宪法进机关”) the name is a part of the slogan.
    if in_quote(text, span) && !(before == '“' && after == '”') {
        return false;
    }
    if before == '〔' || name.contains('〔') {
        return false;
    }
    // 消防法第六十条: only an act has articles.
    if span.len() > 1 && article(text, span.end).is_some() {
        return true;
    }
    if name.ends_with('法') {
        if continues_law(after) && !text.starts_with(span.end, "法律法规") {
            // 宪法法律, 宪法和法律: the first is still the act.
            return name == "宪法"
                && (text.starts_with(span.end, "法律") || !in_compound(text, span));
        }
        return match span.len() {
            0..=1 => false,
            2 => match name.as_str() {
                "宪法" => !in_compound(text, span),
                "刑法" => !is_han(before) || edge_before(text, span.start),
                _ => false,
            },
            // 监督法, 代表法: short enough to be the tail of another word.
            3 => {
                let apart = !is_han(before)
                    || edge_before(text, span.start)
                    || verb_before(text, span.start);
                apart && !in_compound(text, span)
            }
            _ => true,
        };
    }
    if name == "民法典" || name.ends_with("民法典") {
        return !in_compound(text, span);
    }
    // “八五”普法规划 is a name; “八五”普法 alone is an activity.
    if name.contains("普法规划") || name.contains("规划纲要") {
        return name.starts_with('“') || act.title == name || name.chars().count() > 5;
    }
    // Short party rules (中央八项规定) are commonplaces more than citations.
    let n = span.len();
    let ends = ["办法", "规定", "规则", "准则", "纲要"]
        .iter()
        .any(|w| name.ends_with(w));
    let tail =
        (n >= 8 && ends || n >= 6 && name.ends_with("条例")) && !local_before(text, span.start);
    tail && !matches!(after, '所' | '性')
}

/// The name is the first half of a compound: 宪法|精神, 宪法|宣传周, 民法典|读本. A noun
/// follows directly, or an act that is held under the name; a verb that has the act as
/// its object before it (学习民法典|提高…) and function words leave it an act.
fn in_compound(text: &Text, span: Span) -> bool {
    /// Nouns of what an act itself holds, and what is done by it.
    const OF_ACT: [&str; 8] = ["规定", "要求", "条文", "条款", "法律", "第", "赋予", "确立"];
    let next = text.at(span.end);
    if !is_han(next) || OF_ACT.iter().any(|w| text.starts_with(span.end, w)) {
        return false;
    }
    // 进, 日, 馆: what the act's name is carried to, or names.
    if one_of!(next, "进日周馆月") {
        return true;
    }
    // 宪法|宣誓, 民法典|知识 are tagged as verbs too: a verb has to govern what follows it.
    let governs = |w: &crate::lexicon::General| {
        let end = span.end + w.len;
        [List::Edges, List::HeadingVerb, List::Predicates]
            .iter()
            .any(|&list| {
                let found = text.hits.longest_within(list, span.end, end);
                found.is_some_and(|(n, _)| n == w.len)
            })
    };
    let word = text.hits.general(span.end).last();
    !word.is_some_and(|w| match w.tag {
        b'v' => governs(&w),
        tag => matches!(tag, b'd' | b'p' | b'c' | b'u' | b'f' | b'r' | b't'),
    })
}

fn edge_before(text: &Text, at: usize) -> bool {
    text.hits
        .longest_before(List::Edges, at.saturating_sub(4), at)
        .is_some()
}

/// 违反|广告法, 引用|消防法: a verb of two characters stands right before.
fn verb_before(text: &Text, at: usize) -> bool {
    let Some(from) = at.checked_sub(2) else {
        return false;
    };
    let verb = text
        .hits
        .general(from)
        .any(|w| w.len == 2 && matches!(w.tag, b'v' | b'g'));
    // 对照检|查…: not where the two characters are pieces of other words.
    let across = from.checked_sub(1).is_some_and(|k| {
        let longest = text.hits.general(k).last();
        longest.is_some_and(|w| w.len == 2 && is_han(text.at(k)))
    });
    verb && !across
}

/// A place stands directly before: 天津市…条例 is another act.
fn local_before(text: &Text, at: usize) -> bool {
    one_of!(text.before(at), "省市区县州镇")
}

/// The span ends a quote that opened before it.
fn in_quote(text: &Text, span: Span) -> bool {
    (span.start.saturating_sub(20)..span.start)
        .rev()
        .map(|k| text.at(k))
        .find(|c| matches!(c, '“' | '”' | '\n'))
        == Some('“')
}

/// 第三十二条, 第五条第二款 directly after a title.
fn article(text: &Text, at: usize) -> Option<Span> {
    let at = if text.at(at) == '的' { at + 1 } else { at };
    let mut end = at;
    while text.at(end) == '第' {
        let mut k = end + 1;
        while text.at(k).is_ascii_digit() || one_of!(text.at(k), "零〇一二三四五六七八九十百")
        {
            k += 1;
        }
        if k == end + 1 || !one_of!(text.at(k), "条款项章节") {
            break;
        }
        end = k + 1;
    }
    (end > at).then(|| Span::new(at, end))
}

/// Finds what short forms stand for, and fills kinds and acts.
fn resolve(text: &Text, out: &mut [Citation]) {
    // Short forms that were introduced: the citations whose titles they stand for.
    let mut alias: FxHashMap<String, Vec<usize>> = FxHashMap::default();
    // Generic names: up to where a title was looked for, and the last one found.
    let mut ended: FxHashMap<String, Vec<usize>> = FxHashMap::default();
    // The last citation by a title of its own.
    let mut previous: Option<usize> = None;
    for i in 0..out.len() {
        let c = &out[i];
        let name = text.folded(c.name);
        // （以下简称“纲要”） without title marks introduces a short form as well.
        if let Some(short) = introduced_after(text, c.span.end)
            && catalogue::normalise(&short) != catalogue::normalise(&name)
        {
            alias.entry(short).or_default().push(i);
        }
        let mut full = None;
        if introduces(text, c.span.start)
            && let Some(p) = previous
        {
            full = Some(p);
            if catalogue::normalise(&name) != catalogue::normalise(&text.folded(out[p].name)) {
                alias.entry(name.clone()).or_default().push(p);
            }
        }
        if full.is_none() {
            full = alias.get(&name).and_then(|list| list.last()).copied();
        }
        if full.is_none() && is_generic(text, c.name) {
            let seen = ended.entry(name.clone()).or_insert_with(|| vec![0]);
            let titled = |k: &usize| {
                out[*k].full_name.is_none() && ends_so(&text.folded(out[*k].name), &name)
            };
            if let Some(k) = (seen[0]..i).rev().find(titled) {
                seen.truncate(1);
                seen.push(k);
            }
            seen[0] = i;
            full = seen.get(1).copied();
        }
        let full = full.map(|p| text.printed(out[p].name));
        if full.is_none() {
            previous = Some(i);
        }
        let act = match &full {
            Some(f) => catalogue::find(f),
            None if is_generic(text, c.name) => None,
            None => catalogue::find(&name),
        };
        let kind = act.map_or_else(
            || kind_of(full.as_deref().unwrap_or(&name)),
            Act::contract_kind,
        );
        let c = &mut out[i];
        c.full_name = full;
        c.act = act;
        c.kind = kind;
    }
}

const INTRODUCERS: [&str; 5] = ["以下简称", "以下统称", "下称", "以下称", "简称"];

/// 以下简称 stands directly before.
fn introduces(text: &Text, at: usize) -> bool {
    let at = (at.saturating_sub(2)..at)
        .rev()
        .find(|&k| !matches!(text.at(k), '“' | ':' | '为'))
        .map_or(at, |k| k + 1);
    // All of them end so, and this is asked at every mark of a run of them.
    if text.before(at) != '称' {
        return false;
    }
    INTRODUCERS.iter().any(|w| text.ends_with(at, w))
}

/// The short form that a bracket after a name introduces: （以下简称“市人社局”）, （下称区局）.
pub(super) fn introduced_after(text: &Text, at: usize) -> Option<String> {
    let mut k = at;
    while one_of!(text.at(k), "(,〔》") {
        k += 1;
    }
    let word = INTRODUCERS.iter().find(|w| text.starts_with(k, w))?;
    k += word.chars().count();
    while one_of!(text.at(k), "“\":为《「") {
        k += 1;
    }
    let end = (k..k + 20).find(|&e| one_of!(text.at(e), "”\")》」,。\n"))?;
    (end > k).then(|| text.folded(Span::new(k, end)))
}

/// A title word and nothing else: 《纲要》, 《实施意见》.
fn is_generic(text: &Text, name: Span) -> bool {
    let full = text
        .hits
        .longest(List::Titles, name.start)
        .is_some_and(|(n, _)| n == name.len());
    full && text.folded(name) != "宪法"
}

/// `full` ends with the word that `short` ends with, its edition aside.
fn ends_so(full: &str, short: &str) -> bool {
    let base = match full.rfind('(') {
        Some(at) if full.ends_with(')') && at > 0 => &full[..at],
        _ => full,
    };
    base != short && base.ends_with(short)
}

/// The kind a title's own words suggest.
fn kind_of(name: &str) -> &'static str {
    let folded: Vec<char> = name.chars().map(crate::fold::fold).collect();
    let end = match folded.iter().rposition(|&c| c == '(') {
        Some(at) if folded.last() == Some(&')') && at > 0 => at,
        _ => folded.len(),
    };
    let kind = List::Titles
        .longest_at_end(&folded[..end])
        .map_or("other", |(_, i)| title_kinds()[i]);
    let name: String = folded.iter().collect();
    let party = name.starts_with("中国共产党") || name.starts_with("中共");
    let place = catalogue::has_place(&folded);
    let county = ["县", "区", "镇", "乡", "街道", "旗"].iter().any(|w| {
        let head: String = folded.iter().take(9).collect();
        place && head.replace("自治区", "").replace("地区", "").contains(w)
    });
    let office = [
        "局",
        "委员会",
        "办公室",
        "街道办",
        "办事处",
        "中心",
        "厅",
        "支队",
        "大队",
    ]
    .iter()
    .any(|w| folded.iter().take(20).collect::<String>().contains(w));
    match kind {
        "law" if place => "other",
        "regulation" | "rule" if party => "party-rule",
        "regulation" if place => "local-regulation",
        "rule" if office => "internal-rule",
        "policy"
            if office
                && !name.contains('关')
                && (name.contains("制度") || name.contains("清单") || name.contains("规程")) =>
        {
            "internal-rule"
        }
        "rule" if place && county => "policy",
        "rule" if place => "local-regulation",
        k => k,
    }
}
