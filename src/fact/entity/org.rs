//! Bodies: a name is found by its last word (局, 委员会, 律师事务所) and followed
//! to the left until a verb, a preposition or a mark ends it.
//!
//! `words/org_suffixes.tsv` says how far the last word can be trusted: `alone`
//! is a body by itself (法院), `strong` needs anything before it (领导小组), `weak`
//! needs the name of an office (`words/offices.tsv`) or a place, and `named` a place
//! or a name of its own (清溪中学, 东山街道).

use super::person::title_before;
use super::{Entity, EntityKind, parts, stands};
use crate::claim::{Claims, Owner};
use crate::fact::citation::introduced_after;
use crate::fold::{is_han, one_of};
use crate::lexicon::{List, WordSet};
use crate::span::{self, Span};
use crate::text::Text;
use crate::token::{self, Tokens};
use crate::words::rows;
use rustc_hash::FxHashMap;
use std::sync::OnceLock;

/// No body's name is longer.
const LONGEST: usize = 30;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Alone,
    Strong,
    Weak,
    Named,
}

/// Of each last word its class, and the characters that must not follow it.
fn classes() -> &'static [(Option<Class>, &'static str)] {
    static CLASSES: OnceLock<Vec<(Option<Class>, &'static str)>> = OnceLock::new();
    CLASSES.get_or_init(|| {
        let class = |r: Vec<&'static str>| {
            let class = match r.get(1).copied() {
                Some("alone") => Some(Class::Alone),
                Some("strong") => Some(Class::Strong),
                Some("weak") => Some(Class::Weak),
                Some("named") => Some(Class::Named),
                _ => None,
            };
            (class, r.get(2).copied().unwrap_or(""))
        };
        rows(word_file!("org_suffixes")).map(class).collect()
    })
}

/// The word of the list of last words can end a body's name; others only look like one (开办).
pub(crate) fn ends_name(entry: usize) -> bool {
    classes()[entry].0.is_some()
}

/// Every body that is named, and every short form that stands for one.
pub(super) fn read(text: &Text, tokens: &Tokens, claims: &Claims) -> Vec<Entity> {
    let places = places(text);
    let mut spans: Vec<Span> = Vec::new();
    for p in &text.paragraphs {
        // The end of what has been read.
        let mut done = p.span.start;
        let own = (p.span.start..p.span.end).filter(|&at| text.chars[at] == '我');
        let last_words = text.hits.places(List::OrgSuffixes, p.span);
        for i in span::merged(own, last_words) {
            if i < done || !is_open(claims, i) {
                continue;
            }
            if let Some(end) = own_body(text, i) {
                spans.push(Span::new(i, end));
                done = end;
                continue;
            }
            let Some((n, entry)) = last_word(text, tokens, i) else {
                continue;
            };
            // 网站, 带队: a longer word that names no body; but 公共安全局 ends with an office.
            if classes()[entry].0.is_none() {
                let office = text
                    .hits
                    .longest_before(List::Offices, p.span.start, i + n - 1);
                done = i + match office {
                    Some((o, _)) if o >= n => n - 1,
                    _ => n,
                };
                continue;
            }
            let Some(span) = body(
                text,
                tokens,
                claims,
                &places,
                p.span.start,
                spans.last().copied(),
                i,
                n,
                entry,
            ) else {
                continue;
            };
            // A longer name takes the shorter ones that it starts with.
            while spans.last().is_some_and(|s| s.start >= span.start) {
                spans.pop();
            }
            if spans.last().is_none_or(|s| s.end <= span.start) {
                spans.push(span);
            }
            done = span.end;
        }
    }
    named(text, claims, spans)
}

/// The longest word at `at` that a name can end with, by what follows it: 局长 is a
/// person's office, and 党组会议 a meeting of the 党组.
fn last_word(text: &Text, tokens: &Tokens, at: usize) -> Option<(usize, usize)> {
    let allowed = |entry: usize, end: usize| {
        let next = text.at(end);
        next == '\n' || !classes()[entry].1.contains(next)
    };
    if !text.hits.may_start(List::OrgSuffixes, at) {
        return None;
    }
    let mut end = usize::MAX;
    loop {
        let (n, entry) = text.hits.longest_within(List::OrgSuffixes, at, end)?;
        // 村委会|换届: 村委 is a piece of a word.
        let whole = end == usize::MAX || tokens.is_edge(at + n);
        if whole && allowed(entry, at + n) {
            return Some((n, entry));
        }
        end = at + n - 1;
    }
}

/// Names, with the short forms that the report introduces (以下简称“市人社局”).
fn named(text: &Text, claims: &Claims, spans: Vec<Span>) -> Vec<Entity> {
    let mut short: Vec<(String, String)> = Vec::new();
    for s in &spans {
        if let Some(word) = introduced_after(text, s.end)
            && word.chars().count() <= 12
            && !short.iter().any(|(w, _)| *w == word)
        {
            short.push((word, text.printed(*s)));
        }
    }
    let full = |name: &str| {
        short
            .iter()
            .find(|(w, _)| w == name)
            .map(|(_, f)| f.clone())
    };
    let mut out: Vec<Entity> = spans
        .iter()
        .map(|s| Entity {
            span: *s,
            kind: EntityKind::Org,
            name: full(&text.folded(*s)).unwrap_or_else(|| text.printed(*s)),
        })
        .collect();
    if short.is_empty() {
        return out;
    }
    // A short form may have a shape of its own: 区局, 中心.
    let forms = WordSet::new(short.iter().enumerate().map(|(i, (w, _))| (w.as_str(), i)));
    let mut next = 0;
    let mut i = 0;
    while i < text.len() {
        while next < spans.len() && spans[next].end <= i {
            next += 1;
        }
        match forms.longest(&text.chars, i) {
            Some((n, entry)) if n >= 2 && is_open(claims, i) => {
                let span = Span::new(i, i + n);
                // Within a longer name or word it is that name's.
                let taken = spans.get(next).is_some_and(|s| s.overlaps(span));
                let clear = !is_han(text.before(i))
                    || text
                        .hits
                        .longest_before(List::Edges, i.saturating_sub(4), i)
                        .is_some();
                if !taken && clear {
                    out.push(Entity {
                        span,
                        kind: EntityKind::Org,
                        name: short[entry].1.clone(),
                    });
                }
                i += n;
            }
            _ => i += 1,
        }
    }
    crate::span::sort_by_key(&mut out, |e| [e.span.start, e.span.end, 0]);
    out
}

fn is_open(claims: &Claims, at: usize) -> bool {
    matches!(
        claims.owner(at),
        Owner::Free | Owner::Frozen | Owner::Quantity
    )
}

fn is_level(c: char) -> bool {
    one_of!(c, "省市区县旗州镇乡街村")
}

/// 我局, 我镇, 我区: the body that reports, or its place.
fn own_body(text: &Text, at: usize) -> Option<usize> {
    if text.at(at) != '我' || text.before(at) == '自' {
        return None;
    }
    for word in [
        "街道办事处",
        "街道办",
        "街道",
        "单位",
        "中心",
        "大队",
        "支队",
        "分局",
    ] {
        if text.starts_with(at + 1, word) {
            return Some(at + 1 + word.chars().count());
        }
    }
    let c = text.at(at + 1);
    let level = is_level(c) && c != '村';
    // 我市公安局 is a body of its own.
    let office = level
        && text
            .hits
            .longest(List::Offices, at + 2)
            .is_some_and(|(n, _)| text.hits.longest(List::OrgSuffixes, at + 2 + n).is_some());
    (one_of!(c, "局委办厅院处站所队校") || level && !office).then_some(at + 2)
}

/// What 我局, 我街 or 我区 stands for where `issuer` reports.
pub(super) fn own(name: &str, issuer: &str) -> Option<String> {
    let rest = name.strip_prefix('我')?;
    let last = rest.chars().next()?;
    if one_of!(last, "省市区县旗州") && rest.chars().count() == 1 {
        // The place within the issuer's name: 某市某区民政局 → 某市某区.
        let at = issuer
            .char_indices()
            .filter(|&(i, c)| c == last && i > 0)
            .map(|(i, c)| i + c.len_utf8())
            .next();
        return at.map(|end| issuer[..end].to_string());
    }
    let fits = match rest {
        "单位" => true,
        r if r.starts_with('街') => issuer.contains("街道"),
        "镇" | "乡" => issuer.contains(last),
        r => {
            issuer.ends_with(r)
                || (r == "委" && issuer.ends_with("委员会"))
                || (r == "办" && issuer.ends_with("办公室"))
        }
    };
    fits.then(|| issuer.to_string())
}

/// Place names, and where each stands.
type Places<'a> = FxHashMap<&'a [char], usize>;

/// Place names that stand at the head of lines (titles, signatures): they
/// are known wherever they stand.
fn places<'a>(text: &'a Text) -> Places<'a> {
    let mut out = Places::default();
    for p in text.paragraphs.iter().take(400) {
        let mut start = p.span.start;
        let limit = p.span.end.min(start + 16);
        let mut k = start;
        while k < limit && is_han(text.at(k)) {
            if is_level(text.at(k)) && k >= start + 2 && k <= start + 5 {
                let end = if text.starts_with(k, "街道") {
                    k + 2
                } else {
                    k + 1
                };
                let place = text.slice(Span::new(start, end));
                if text.hits.longest_within(List::Edges, start, end).is_none() {
                    out.insert(place, start);
                }
                start = end;
                k = end;
            } else {
                k += 1;
            }
        }
    }
    out
}

/// The body whose last word stands at `at`.
#[allow(clippy::too_many_arguments)]
fn body(
    text: &Text,
    tokens: &Tokens,
    claims: &Claims,
    places: &Places,
    paragraph: usize,
    last: Option<Span>,
    at: usize,
    n: usize,
    entry: usize,
) -> Option<Span> {
    let class = classes()[entry].0?;
    let end = at + n;
    if !is_open(claims, end - 1) {
        return None;
    }
    if text.starts_with(end, "负责制") || text.starts_with(end, "化") && n == 1 {
        return None;
    }
    // 判处: the last word is a verb's end.
    let verb = tokens.at(at).filter(|w| w.tag == b'v' && w.span.start < at);
    if verb.is_some_and(|w| w.span.end == end) {
        return None;
    }
    // 应急|处突: the last word is a piece of a verb; 党委|书记 is a noun's.
    let across = tokens.at(end).filter(|w| n < 3 && w.span.start < end);
    let longer = |w: &token::Token| {
        let found = text.hits.longest(List::OrgSuffixes, w.span.start);
        found.is_some_and(|(len, _)| len == w.span.len())
    };
    if across.is_some_and(|w| w.tag == b'v' || longer(&w)) {
        return None;
    }
    let start = walk(
        text,
        tokens,
        claims,
        paragraph.max(at.saturating_sub(LONGEST)),
        last,
        at,
    );
    let start = trim(text, tokens, places, start, at);
    let start = undertaking(text, tokens, paragraph, start, at).unwrap_or(start);
    let mut start = whole_word(text, tokens, start);
    // 徐长林检查综治中心: what is no office and no place belongs to no such name.
    if class == Class::Alone && at - start > 4 {
        let head = text.slice(Span::new(start, at));
        let office = text.hits.longest_before(List::Offices, start, at);
        if office.is_none() && !head.iter().any(|&c| is_level(c)) {
            start = at;
        }
    }
    let head = Span::new(start, at);
    let name: String = text.folded(Span::new(start, end));
    if parts("generic").any(|w| name.ends_with(w)) || is_kind(text, head) {
        return None;
    }
    if counted(text, start) && !is_numbered(text, start, at) {
        return None;
    }
    let office = text
        .hits
        .longest_before(List::Offices, start, at)
        .is_some_and(|(n, _)| n >= 2);
    let placed = !head.is_empty()
        && (is_level(text.at(start))
            || starts_with_place(text, places, head)
            // 局党组, 厅法治办: a body within the body that reports.
            || one_of!(text.at(start), "局县")
            || one_of!(text.at(start), "厅院委处所校") && head.len() == 1 && n > 1)
        && !text.starts_with(start, "社区")
        && !text.starts_with(start, "市场")
        && !text.starts_with(start, "区域")
        && !text.starts_with(start, "省级")
        && !text.starts_with(start, "市级")
        && !text.starts_with(start, "县级")
        && !text.starts_with(start, "镇级")
        && !text.starts_with(start, "区级")
        && !text.starts_with(start, "村级")
        && !text.starts_with(start, "村民")
        && !text.starts_with(start, "县乡")
        && !text.starts_with(start, "乡村");
    let sound = match class {
        Class::Alone => true,
        // 工作专班 is any.
        Class::Strong => head.len() >= 2 && !name.starts_with("工作") || placed,
        Class::Weak => {
            office
                || placed
                || last.is_some_and(|l| l == head) && is_part(text, at)
                || does_there(text, tokens, head)
                || head.is_empty() && stands(text, "bare", at)
                || is_unit(text, head)
        }
        Class::Named => placed && head.len() > 1 || is_proper(text, tokens, head),
    } || is_numbered(text, start, at)
        || text.at(start).is_ascii_digit();
    let plain = text
        .slice(head)
        .iter()
        .all(|&c| is_han(c) || c.is_ascii_digit() || matches!(c, '(' | ')'));
    (sound && plain && end - start >= 2).then(|| Span::new(start, end))
}

/// 省|全面推进依法行政|领导小组: a group is named by what it undertakes, verb and all,
/// where a level's sign alone stands before the verb, or 的 (为组长的…).
fn undertaking(
    text: &Text,
    tokens: &Tokens,
    floor: usize,
    start: usize,
    at: usize,
) -> Option<usize> {
    const MOST: usize = 3;
    if !stands(text, "group", at) {
        return None;
    }
    let mut j = start;
    for _ in 0..MOST {
        let before = j.checked_sub(1).filter(|&k| k >= floor)?;
        let word = tokens.at(before)?;
        let leads = word.kind == token::Kind::Word
            && word.span.end == j
            && word.span.len() == 2
            && matches!(word.tag, b'v' | b'a' | b'd' | b'g');
        if !leads {
            let alone = word.span.len() == 1 && is_level(text.at(before));
            let opens = !is_han(text.before(before)) || one_of!(text.before(before), "了的在由和");
            return match text.at(before) {
                _ if j == start => None,
                '的' => Some(j),
                _ if alone && opens => Some(before),
                _ => None,
            };
        }
        j = word.span.start;
    }
    None
}

/// Where the noun begins that the character at `start` is a piece of: no name begins
/// within a word. 个社|区联合会 is a 社区联合会, 个|人工作室 no 人工作室; but 会同县 may be
/// a verb and 县.
fn whole_word(text: &Text, tokens: &Tokens, start: usize) -> usize {
    let noun = tokens
        .at(start)
        .filter(|w| w.kind == token::Kind::Word && w.tag == b'n');
    let piece = |w: &token::Token| is_level(text.at(start)) || w.span.len() == 2;
    noun.filter(piece).map_or(start, |w| w.span.start)
}

/// What stands before the last word says which kind of body it is, and of which level:
/// 乡镇司法所, 县乡两级矛调中心, 行业性调委会, 模范调委会. Nobody is named so.
fn is_kind(text: &Text, head: Span) -> bool {
    // 各县(市、区)司法局, 全县|法院.
    let before = text.before(head.start);
    let all = head.start > 1 && is_level(before) && text.at(head.start - 2) == '全';
    let each = before == '各' && (head.is_empty() || is_level(text.at(head.start)));
    // But (一)县公安局, behind a marker.
    let opens = |&k: &usize| text.at(k) == '(';
    let open = (0..head.start).rev().take(LONGEST).find(opens);
    let levels = before == ')' && open.is_some_and(|k| is_han(text.before(k)));
    if all || each || levels {
        return true;
    }
    stands(text, "kind-head", head.start)
        || (head.start..head.end).any(|k| stands(text, "kind-within", k))
        || text.ends_with(head.end, "性")
}

/// 一中队, 第三党支部: units that are told apart by their numbers.
fn is_numbered(text: &Text, start: usize, at: usize) -> bool {
    let ordinal = start + usize::from(text.at(start) == '第');
    let number = (ordinal..at).all(|k| one_of!(text.at(k), "一二三四五六七八九十"));
    let listed = ordinal > start || !text.before(start).is_ascii_digit();
    at > ordinal && number && listed && stands(text, "numbered-unit", at)
}

/// 外国人|服务|管理|中心: before the last word stands what is done there, and before
/// that for whom.
fn does_there(text: &Text, tokens: &Tokens, head: Span) -> bool {
    let words = tokens.words(head);
    stands(text, "centre", head.end)
        && words.len() > 1
        && words
            .last()
            .is_some_and(|w| w.tag == b'g' && w.span.end == head.end)
        && words[0].tag == b'n'
        && words[0].span.len() > 1
}

/// 支队|党委, 中心|党支部: the body within a body that is named by its kind alone.
fn is_unit(text: &Text, head: Span) -> bool {
    head.len() == 2 && stands(text, "unit", head.start) && stands(text, "unit-organ", head.end)
}

/// A name of its own, which no common word makes: 清溪|中学, 听松|街道. What reads as a
/// common noun (青石|街道) has to open its clause.
fn is_proper(text: &Text, tokens: &Tokens, head: Span) -> bool {
    let words = tokens.words(head);
    let bound = |tag: u8| matches!(tag, b'd' | b'p' | b'c' | b'r' | b'u' | b'm' | b'q' | b'f');
    // 东|山|街道: a quarter of heaven is a piece of names.
    let piece = |w: &token::Token| !bound(w.tag) || one_of!(text.at(w.span.start), "东南西北");
    let pieces = words.iter().all(|w| w.span.len() == 1 && piece(w));
    let opens = !is_han(text.before(head.start)) && text.before(head.start) != ')';
    let goes_on = tokens
        .at(head.end + 2)
        .is_some_and(|w| matches!(w.tag, b'v' | b'p' | b'd'));
    let noun = |w: &token::Token| matches!(w.tag, b'n' | b'x' | b's') && w.span.len() > 1;
    // 商业街, 文化街 are places.
    let street = text.at(head.end) == '街' && text.at(head.end + 1) != '道';
    let whole = words.len() == 1 && noun(&words[0]) && !street;
    (2..=4).contains(&head.len())
        && tokens.fits(head)
        && (pieces || whole && (words[0].tag == b's' || opens && goes_on) || is_school(text, head))
}

/// 实验|小学, 第二|中学: schools are named by what kind they are, and by number.
fn is_school(text: &Text, head: Span) -> bool {
    stands(text, "school", head.end)
        && parts("school-kind").any(|w| w.chars().eq(text.slice(head).iter().copied()))
}

/// 94个派出所, 3家律师事务所, 七次党工委会议: what is counted is not named.
fn counted(text: &Text, start: usize) -> bool {
    const CLASSIFIERS: &str = "个家支次所座名";
    let number = |c: char| c.is_ascii_digit() || one_of!(c, "一二三四五六七八九十百千两余多几");
    let k = match text.at(start) {
        c if number(c) => start + 1,
        c if one_of!(c, CLASSIFIERS) => start,
        _ => start.saturating_sub(1),
    };
    one_of!(text.at(k), CLASSIFIERS) && number(text.before(k))
}

/// The last word that stands at `at` ends the name of a firm.
fn is_firm(text: &Text, at: usize) -> bool {
    ["公司", "有限", "股份", "律师", "会计师", "事务所"]
        .iter()
        .any(|w| text.starts_with(at, w))
}

/// 镇(街道)…: where a short bracket that ends at `end` opens within the name.
fn bracket_before(text: &Text, floor: usize, end: usize) -> Option<usize> {
    if text.before(end) != ')' {
        return None;
    }
    let open = (floor..end - 1)
        .rev()
        .take(6)
        .find(|&k| text.at(k) == '(')?;
    let inside = (open + 1..end - 1).all(|k| is_han(text.at(k)));
    (open > floor && is_han(text.before(open)) && inside).then_some(open)
}

/// 市|12315|指挥中心: where the number of a line begins that ends at `end` within the name.
fn line_before(text: &Text, claims: &Claims, floor: usize, end: usize) -> Option<usize> {
    const DIGITS: usize = 5;
    let digit = |k: &usize| text.at(*k).is_ascii_digit();
    let n = (floor..end).rev().take_while(digit).count();
    let counted = n > 0 && matches!(claims.owner(end - 1), Owner::Quantity);
    (n == DIGITS && !counted).then_some(end - n)
}

/// 书记 before a body's name, which ends at `end`, is a person's office: 局长参加领导小组会议.
/// But 申宁区|长棣路街道.
fn is_titled(text: &Text, end: usize, at: usize) -> bool {
    let place = is_level(text.before(end - 1)) && (end..=at).any(|k| is_level(text.at(k)));
    !place && title_before(text, end, "yes").is_some()
}

/// The length of the word before `end` that no name holds, 0 for none. A piece of a
/// noun is no edge; 设 of 内设 is one, since no name holds 内设.
fn edge_before(text: &Text, tokens: &Tokens, floor: usize, end: usize) -> usize {
    let edge = text.hits.longest_before(List::Edges, floor, end);
    let Some((len, _)) = edge else { return 0 };
    let noun = tokens
        .at(end - 1)
        .is_some_and(|word| matches!(word.tag, b'n' | b's' | b'g'));
    if noun && !tokens.is_edge(end - len) {
        0
    } else {
        len
    }
}

/// From the last word leftwards to where the name begins.
fn walk(
    text: &Text,
    tokens: &Tokens,
    claims: &Claims,
    floor: usize,
    last: Option<Span>,
    at: usize,
) -> usize {
    let mut j = at;
    let bare = is_bare(text, at);
    let firm = is_firm(text, at);
    while j > floor {
        let c = text.before(j);
        let bracket = bracket_before(text, floor, j);
        if let Some(open) = bracket.or_else(|| line_before(text, claims, floor, j)) {
            j = open;
            continue;
        }
        let titled = j < at && is_titled(text, j, at);
        if !is_han(c) || !is_open(claims, j - 1) || titled || is_seat(text, floor, j) {
            break;
        }
        // 国家税务总局|清河县税务局, 派出所|调解室: the whole before its part.
        if let Some(whole) = last.filter(|l| l.end == j)
            && (is_whole(text, j) || j == at && is_part(text, at))
        {
            return whole.start;
        }
        // 区委区政府: a new name begins at the level's sign where one has just ended.
        let anew = |l: Span| is_level(text.at(j)) && !is_level(c) || text.at(l.start) == '我';
        if last.is_some_and(|l| l.end == j && anew(l)) {
            break;
        }
        let office = text.hits.longest_before(List::Offices, floor, j);
        let office = office.map_or(0, |(n, _)| n);
        let edge = edge_before(text, tokens, floor, j);
        if office >= 2 && office >= edge {
            j -= office;
        } else if edge == 1
            && c == '和'
            // A firm's name may hold 和; between two firms the first has just ended.
            && (firm && last.is_none_or(|l| l.end + 1 != j) || joins_offices(text, floor, j))
        {
            j -= 1;
        } else if let Some(n) = place_before(text, tokens, floor, j) {
            j -= n;
            // Before a place stands at most the place that it belongs to.
            let wider = known_place_before(text, tokens, floor, j).is_some()
                || last.is_some_and(|l| l.end == j);
            if !wider && !is_level(text.before(j)) {
                break;
            }
        } else if edge > 0 || ends_with_verb(text, tokens, j, at, bare) {
            return handling(text, tokens, claims, floor, at).unwrap_or(j);
        } else {
            j -= 1;
        }
    }
    j
}

/// 社区事务受理|服务中心, 镇审查|中心: where the nouns open the clause that stand before the
/// verb that says what is done in such a place.
fn handling(
    text: &Text,
    tokens: &Tokens,
    claims: &Claims,
    floor: usize,
    at: usize,
) -> Option<usize> {
    const MOST: usize = 10;
    let verb = tokens.at(at - 1).filter(|w| w.tag == b'g')?;
    if !stands(text, "centre", at) {
        return None;
    }
    let mut j = verb.span.start;
    let mut named = false;
    while j > floor && is_han(text.before(j)) {
        let word = tokens.at(j - 1)?;
        named |= word.tag == b'n';
        // 申诉|举报|中心
        if !named && !matches!(word.tag, b'v' | b'g') || named && word.tag != b'n' {
            return None;
        }
        j = word.span.start;
    }
    let line = line_before(text, claims, floor, j);
    ((named || line.is_some()) && at - j < MOST).then_some(line.unwrap_or(j))
}

/// 窗口设于|政策法规科, 卫生局驻|政务大厅: the word that ends at `end` says where the body
/// just named has its place.
fn is_seat(text: &Text, floor: usize, end: usize) -> bool {
    let at = end - 1;
    let body = || text.hits.longest_before(List::OrgSuffixes, floor, at);
    let verb = || at > floor && stands(text, "seated", at - 1);
    stands(text, "seat", at) && (verb() || body().is_some())
}

/// What begins at `at` is a body by itself: 派出所.
fn is_bare(text: &Text, at: usize) -> bool {
    let found = text.hits.longest(List::OrgSuffixes, at);
    found.is_some_and(|(n, entry)| n > 1 && classes()[entry].0 == Some(Class::Alone))
}

/// What ends at `end` has branches that carry its name.
fn is_whole(text: &Text, end: usize) -> bool {
    parts("whole").any(|w| text.ends_with(end, w))
}

/// What begins at `at` is a part of the body named right before it.
fn is_part(text: &Text, at: usize) -> bool {
    stands(text, "part", at)
}

/// 文体和旅游局, 卫生健康和体育局: the mark of coordination before `end` stands between
/// two offices of one body. Behind a body's last word (公安局和司法局) a new body begins.
fn joins_offices(text: &Text, floor: usize, end: usize) -> bool {
    const REACH: usize = 8;
    let before = end - 1;
    let hits = &text.hits;
    let office = hits.longest_before(List::Offices, floor, before).is_some();
    let apart = hits
        .longest_before(List::OrgSuffixes, floor, before)
        .is_some();
    // 青溪县文体和旅游局: between the level's sign and the mark stands what the body does.
    let leveled = (floor.max(before.saturating_sub(REACH))..before.saturating_sub(1))
        .rev()
        .take_while(|&k| is_han(text.at(k)) && !one_of!(text.at(k), "局委厅办院"))
        .any(|k| is_level(text.at(k)));
    !apart && hits.longest(List::Offices, end).is_some() && (office || leveled)
}

/// The length of an administrative division that is known and ends at `end`.
fn known_place_before(text: &Text, tokens: &Tokens, floor: usize, end: usize) -> Option<usize> {
    const LONGEST: usize = 12;
    (2..=LONGEST).rev().find(|&n| {
        let at = end.checked_sub(n).filter(|&at| at >= floor);
        at.is_some_and(|at| {
            let named = text.hits.general(at).any(|w| w.len == n && w.tag == b's');
            // 会同|县司法局: what reads as a verb before the level's sign is one.
            let verb = text.hits.longest_within(List::Edges, at, end - 1);
            let is_verb = verb.is_some_and(|(len, _)| len + 1 == n && len > 1);
            // 领导和|县司法局: behind a noun 和 joins.
            let joins = n == 2 && text.at(at) == '和' && is_han(text.before(at));
            let is_verb = is_verb || joins;
            named && !is_verb && tokens.fits(Span::new(at, end))
        })
    })
}

/// 江城哈尼族自治县: the place and its peoples, from the head of the clause or the verb
/// before them.
fn autonomous_before(text: &Text, floor: usize, end: usize) -> Option<usize> {
    const LONGEST: usize = 15;
    let sign = parts("autonomous").find(|w| text.ends_with(end, w))?;
    let sign = sign.chars().count();
    let least = floor.max(end.saturating_sub(LONGEST));
    let start = (least..end - sign)
        .rev()
        .take_while(|&k| is_han(text.at(k)))
        .take_while(|&k| {
            text.hits
                .longest_before(List::Edges, floor, k + 1)
                .is_none()
        })
        .last()?;
    (end - start >= sign + 3).then_some(end - start)
}

/// The length of a place that ends at `end` with its level's sign. A county's name
/// has two characters before the sign, unless it is known with one (涉县): 获鹿县 is
/// no county 鹿县 that somebody won.
fn place_before(text: &Text, tokens: &Tokens, floor: usize, end: usize) -> Option<usize> {
    const COUNTY: &str = "县旗";
    if let Some(n) = autonomous_before(text, floor, end) {
        return Some(n);
    }
    if let Some(n) = known_place_before(text, tokens, floor, end) {
        return Some(n);
    }
    // No dictionary has it: its characters stand alone among the words.
    let alone = |k: usize| {
        let word = tokens.at(k);
        word.is_some_and(|w| {
            w.kind == token::Kind::Word
                && w.span.len() == 1
                && !matches!(w.tag, b'd' | b'p' | b'c' | b'r' | b'u' | b'm' | b'q')
        })
    };
    let named = end >= floor + 3
        && one_of!(text.before(end), COUNTY)
        && (end - 3..end - 1).all(|k| is_han(text.at(k)) && !is_level(text.at(k)) && alone(k));
    // 巴彦淖林旗: what is no word goes on.
    let strange = |k: &usize| alone(*k) && tokens.at(*k).is_some_and(|w| w.tag == b'x');
    let more = (floor..end.saturating_sub(3)).rev().take(2);
    named.then(|| 3 + more.take_while(strange).count())
}

/// A verb, an adverb or a preposition ends at `end`, and the name that begins
/// behind it is whole: 启动|派出所, 回访|市信访局. Right before a last word that says what
/// is done there the verb is its modifier: 接待中心, 调解室. A `bare` last word, such as
/// 派出所, has only places before it.
fn ends_with_verb(text: &Text, tokens: &Tokens, end: usize, at: usize, bare: bool) -> bool {
    let Some(word) = tokens.at(end - 1).filter(|word| word.span.end == end) else {
        return false;
    };
    let placed = (end..at).any(|k| is_level(text.at(k)));
    let single = word.span.len() == 1;
    match (word.kind, word.tag) {
        (token::Kind::Word, b'v') => !single && (placed || bare),
        // A verb that is a noun as well: 启动 before 派出所, but 管理 in 城市管理局.
        // 启动|综合行政执法中队: at the head of its clause, before an office that is whole.
        (token::Kind::Word, b'g') => {
            let opens = !is_han(text.before(word.span.start));
            let done = text
                .hits
                .longest_within(List::Predicates, word.span.start, end);
            let office = text.hits.longest_within(List::Offices, end, at);
            let governs = opens
                && done.is_some_and(|(n, _)| n == word.span.len())
                && office.is_some_and(|(n, _)| n > 3 && end + n == at);
            !single && (bare || governs)
        }
        // 清江区: the name of a dynasty is a piece of names.
        (token::Kind::Word, b't') => !single,
        (token::Kind::Word, b'd' | b'p' | b'c') => !single || placed,
        // 某某市, 我市: pronouns before a level's sign belong to the name.
        (token::Kind::Word, b'r') => {
            !single && text.before(end) != '某' && !is_level(text.before(end))
        }
        _ => false,
    }
}

/// Drops what stands before the name proper: 全, 各, 我 and verbs nobody listed.
fn trim(text: &Text, tokens: &Tokens, places: &Places, mut start: usize, at: usize) -> usize {
    let office = |from: usize| {
        let found = text.hits.longest(List::Offices, from);
        found.map_or(0, |(n, _)| n)
    };
    // 全面依法治区, 新闻出版: nothing stands before the name of the office.
    if start + office(start) == at {
        return start;
    }
    loop {
        let drop = [
            "辖区", "辖内", "有关", "相关", "下级", "上级", "全部", "多个", "我", "全", "原", "等",
            "两", "新", "现", "一",
        ]
        .iter()
        .find(|w| {
            text.starts_with(start, w) && !starts_with_place(text, places, Span::new(start, at))
        });
        match drop {
            Some(w) if start + w.chars().count() < at => start += w.chars().count(),
            _ => break,
        }
    }
    // Where an office follows a level's sign, what stands before the sign is a
    // place's name only if it is short enough to be one.
    let Some(level) = (start + 1..at).find(|&k| {
        is_level(text.at(k))
            && (k + 1 == at
                || text.hits.longest(List::Offices, k + 1).is_some()
                || text.starts_with(k + 1, "委")
                || text.starts_with(k + 1, "政府"))
    }) else {
        return start;
    };
    let autonomous = autonomous_before(text, start, level + 1) == Some(level + 1 - start);
    let named = autonomous || stands_before_zone(tokens, start, level);
    if named || starts_with_place(text, places, Span::new(start, level + 1)) {
        return start;
    }
    let first = (start..=level)
        .find(|&k| is_level(text.at(k)))
        .unwrap_or(level);
    // No place's name is one character that no list knows: 比照|市医疗保障局.
    let known = text
        .hits
        .general(start)
        .any(|word| word.tag == b's' && word.len == 2);
    let one = first == start + 1 && level == first && text.at(start) != '某' && !known;
    if first - start > 4 || one {
        level
    } else {
        start
    }
}

/// 锦江湾|经济技术开发区: the level's sign is a piece of a noun, and what stands before
/// the noun is short enough to be a place's name.
fn stands_before_zone(tokens: &Tokens, start: usize, level: usize) -> bool {
    let zone = tokens
        .at(level)
        .filter(|w| w.tag == b'n' && w.span.len() > 3);
    zone.is_some_and(|w| (2..=4).contains(&w.span.start.saturating_sub(start)))
}

/// A known place stands at the head, or something shaped like 某市某区.
fn starts_with_place(text: &Text, places: &Places, span: Span) -> bool {
    for n in 2..=7 {
        if span.len() >= n && places.contains_key(text.slice(Span::new(span.start, span.start + n)))
        {
            return true;
        }
    }
    // 会同|县司法局: what reads as a verb before the level's sign is one.
    let verb = text.hits.longest_within(List::Edges, span.start, span.end);
    let verb = verb.is_some_and(|(n, _)| n > 1);
    let mut known = text.hits.general(span.start);
    // 网上, 门口 are where something is, and name no place.
    let is_named =
        |n: usize| n > 1 && !one_of!(text.before(span.start + n), "上中下内外里口旁边间");
    if text
        .hits
        .longest(List::Places, span.start)
        .is_some_and(|(n, _)| n <= span.len())
        || !verb && known.any(|w| w.tag == b's' && w.len <= span.len() && is_named(w.len))
    {
        return true;
    }
    const NONE: [&str; 16] = [
        "城市", "都市", "超市", "社区", "地区", "小区", "校区", "园区", "景区", "山区", "城区",
        "城镇", "城乡", "乡镇", "农村", "辖区",
    ];
    (span.start + 2..(span.start + 5).min(span.end)).any(|k| {
        is_level(text.at(k)) && text.at(k) != '村' && !NONE.iter().any(|w| text.ends_with(k + 1, w))
    })
}
