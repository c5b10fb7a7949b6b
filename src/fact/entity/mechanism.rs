//! Mechanisms and slogans: names of `words/mechanisms.tsv`, with or without
//! quotation marks in them, and phrases that the report itself puts in quotes.

use super::{Entity, EntityKind, parts, stands};
use crate::claim::{Claims, Owner};
use crate::fact::citation::introduced_after;
use crate::fold::{LastBytes, is_han, one_of};
use crate::lexicon::List;
use crate::span::Span;
use crate::text::Text;
use crate::token::{Token, Tokens};
use std::sync::OnceLock;

/// Every mechanism and slogan that is named.
pub(super) fn read(text: &Text, tokens: &Tokens, claims: &Claims) -> Vec<Entity> {
    let mut spans: Vec<Span> = Vec::new();
    for p in &text.paragraphs {
        listed(text, claims, p.span, &mut spans);
        quoted(text, claims, p.span, &mut spans);
        systems(text, tokens, claims, p.span, &mut spans);
        rhythms(text, tokens, claims, p.span, &mut spans);
    }
    crate::span::sort_by_key(&mut spans, |s| [s.start, s.end, 0]);
    // What touches is one name: 行政执法“三项制度”, “谁执法谁普法”普法责任制.
    let mut out: Vec<Span> = Vec::new();
    for s in spans {
        match out.last_mut() {
            Some(last)
                if s.start < last.end
                    || s.start == last.end
                        && is_quote(text.before(s.start))
                        && !is_quote(text.at(s.start)) =>
            {
                last.end = last.end.max(s.end);
            }
            _ => out.push(s),
        }
    }
    out.into_iter()
        .map(|span| Entity {
            span,
            kind: EntityKind::Mechanism,
            name: text.printed(span),
        })
        .collect()
}

fn is_quote(c: char) -> bool {
    matches!(c, '“' | '”' | '‘' | '’' | '"')
}

fn is_open(claims: &Claims, span: Span) -> bool {
    let owner = |k: usize| claims.owner(k);
    let cited = |k: usize| owner(k) == Owner::Citation;
    // An act named within a slogan (美好生活·民法典相伴) leaves it one; inside 《》
    // what stands beside is cited as well.
    let inside = cited(span.end) || span.start > 0 && cited(span.start - 1);
    (span.start..span.end).all(|k| match owner(k) {
        Owner::Identifier | Owner::Boilerplate => false,
        Owner::Citation => !inside,
        _ => true,
    })
}

/// No name of the list is longer, in characters.
const LONGEST_NAME: usize = 32;

/// Names of the list; quotation marks within are passed over.
fn listed(text: &Text, claims: &Claims, p: Span, out: &mut Vec<Span>) {
    // Without a quotation mark to pass over the sweep of the text has the answer.
    let within = || p.start..p.end;
    let quoted = text.marks(p).any(|k| is_quote(text.at(k)));
    if !quoted && text.hits.places(List::Mechanisms, p).next().is_none() {
        return;
    }
    let places: Vec<usize> = within().filter(|&k| !is_quote(text.at(k))).collect();
    let chars: Vec<char> = places.iter().map(|&k| text.at(k)).collect();
    let longest = |k: usize| {
        let reach = (k + LONGEST_NAME).min(chars.len() - 1);
        match places[reach] - places[k] == reach - k {
            true => text.hits.longest(List::Mechanisms, places[k]),
            false => List::Mechanisms.longest(&chars, k),
        }
    };
    let mut k = 0;
    while k < chars.len() {
        let Some((mut n, entry)) = longest(k) else {
            k += 1;
            continue;
        };
        // 一事一议、特事特办: two names of one thing, told together.
        if chars.get(k + n) == Some(&'、')
            && let Some((m, same)) = List::Mechanisms.longest(&chars, k + n + 1)
            && same == entry
        {
            n += 1 + m;
        }
        let mut span = Span::new(places[k], places[k + n - 1] + 1);
        k += n;
        // 负责人出庭应诉率 is a rate.
        if text.at(span.end) == '率' {
            continue;
        }
        // The marks round a name are part of it.
        if matches!(text.before(span.start), '“' | '"') && matches!(text.at(span.end), '”' | '"')
        {
            span = Span::new(span.start - 1, span.end + 1);
        } else if text.before(span.start) == '“' && text.slice(span).contains(&'”') {
            // “12345”热线: the marks stand round a part of the name.
            span.start -= 1;
        } else if text.at(span.end) == '”' && text.slice(span).contains(&'“') {
            span.end += 1;
        }
        if is_open(claims, span) {
            out.push(Span::new(span.start, extend(text, span.end)));
        }
    }
}

/// Past the words that name what kind of mechanism it is.
fn extend(text: &Text, end: usize) -> usize {
    // “五五”普法: the fifth five-year plan.
    if text.ends_with(end, "五”") && text.starts_with(end, "普法") {
        return end + 2;
    }
    let listed = text.hits.longest(List::MechanismSuffixes, end);
    listed.map_or_else(|| kind_after(text, end).unwrap_or(end), |(n, _)| end + n)
}

/// “1262”预警叫应机制: a few words behind the mark that end in a kind.
fn kind_after(text: &Text, end: usize) -> Option<usize> {
    const KINDS: [&str; 7] = ["机制", "工作法", "模式", "体系", "制度", "专项行动", "工程"];
    if text.before(end) != '”' {
        return None;
    }
    const MOST: usize = 4;
    // “大调解”工作机制: 工作 says nothing of the kind.
    if text.starts_with(end, "工作") {
        return None;
    }
    (end..=end + MOST)
        .take_while(|&k| is_han(text.at(k)) && !one_of!(text.at(k), "的等为和与及在对以了是"))
        .find_map(|k| {
            let kind = KINDS.iter().find(|w| text.starts_with(k, w))?;
            Some(k + kind.chars().count())
        })
}

/// “…”: a phrase that the report marks as a name.
fn quoted(text: &Text, claims: &Claims, p: Span, out: &mut Vec<Span>) {
    for k in text.marks(p).filter(|&k| text.at(k) == '“') {
        let mut near = k + 1..p.end.min(k + 44);
        let close = near.find(|&e| matches!(text.at(e), '”' | '“'));
        // What is opened once more begins there.
        let Some(close) = close.filter(|&close| text.at(close) == '”') else {
            continue;
        };
        let span = Span::new(k, close + 1);
        if is_open(claims, span) && is_slogan(text, span) {
            let start = numbered_head(text, p.start, span);
            out.push(Span::new(start, extend(text, span.end)));
        }
    }
}

/// Whether a quoted phrase is a name, and no speech, number, account or fault.
fn is_slogan(text: &Text, span: Span) -> bool {
    let inner = text.slice(Span::new(span.start + 1, span.end - 1));
    let han = inner.iter().filter(|&&c| is_han(c)).count();
    // “12·4”国家宪法日, “135”工作法: figures are a name where the next word says so.
    if han == 0 {
        // “1+6+X”联动网络: a formula is a name whatever it is of.
        let formula = inner.contains(&'+') && inner.len() > 2;
        return formula && is_han(text.at(span.end)) || extend(text, span.end) > span.end;
    }
    if han < 2 || inner.iter().any(|c| one_of!(*c, "。;!?:《》")) {
        return false;
    }
    // “宪法” is cited.
    let act = text.hits.longest(List::Acts, span.start + 1);
    if act.is_some_and(|(n, _)| n == inner.len()) {
        return false;
    }
    if is_designation(text, span) || is_occasion(text, span) {
        return false;
    }
    // “十四五” is a period; “八五”普法 stands in the list.
    if inner.len() == 3
        && inner[0] == '十'
        && inner.last() == Some(&'五')
        && inner.iter().all(|c| one_of!(*c, "一二三四五六七八九十"))
    {
        return false;
    }
    // A short form that is introduced, and what only names itself.
    if ["简称", "称为", "下称", "以下称", "名为", "统称"]
        .iter()
        .any(|w| text.ends_with(span.start, w))
        || introduced_after(text, span.start.saturating_sub(6)).is_some()
    {
        return false;
    }
    // “重建设、轻管理”的思想 names a fault.
    !stands(text, "fault", span.end)
}

/// 评为“优秀”, 获“全国先进集体”称号: a grade or an honour, which somebody was given.
fn is_designation(text: &Text, span: Span) -> bool {
    let span = row_of_quotes(text, span);
    // 评为全县“先进单位”: between the verb and the mark stands by whom or of what.
    let floor = span.start.saturating_sub(8);
    let clause = (floor..span.start)
        .rev()
        .take_while(|&k| is_han(text.at(k)) || text.at(k).is_ascii_digit())
        .last()
        .unwrap_or(span.start);
    stands(text, "given-after", span.end)
        || parts("given-before").any(|w| text.ends_with(span.start, w))
        || (clause..span.start).any(|k| stands(text, "given", k))
}

/// “优秀”“良好”、“合格”: the quotes that stand in one row with `span`. What is said
/// before the first and behind the last is said of each.
fn row_of_quotes(text: &Text, span: Span) -> Span {
    const MOST: usize = 6;
    const LONGEST: usize = 12;
    let mut row = span;
    for _ in 0..MOST {
        let close = row.start - usize::from(text.before(row.start) == '、');
        let floor = close.saturating_sub(LONGEST);
        let quote = |k: &usize| matches!(text.at(*k), '“' | '\n');
        match (floor..close).rev().find(quote) {
            Some(open) if text.before(close) == '”' && text.at(open) == '“' => row.start = open,
            _ => break,
        }
    }
    for _ in 0..MOST {
        let open = row.end + usize::from(text.at(row.end) == '、');
        let quote = |k: &usize| matches!(text.at(*k), '”' | '\n');
        match (open..open + LONGEST).find(quote) {
            Some(close) if text.at(open) == '“' && text.at(close) == '”' => row.end = close + 1,
            _ => break,
        }
    }
    row
}

/// “七一”期间, 全国“两会”: a day of the year or a meeting, by its number words.
fn is_occasion(text: &Text, span: Span) -> bool {
    let inner = text.slice(Span::new(span.start + 1, span.end - 1));
    let number = |c: &char| one_of!(*c, "一二三四五六七八九十两");
    let day = inner.len() <= 3 && inner.iter().all(number);
    let meeting = inner.len() == 2 && number(&inner[0]) && inner[1] == '会';
    (day && extend(text, span.end) == span.end) || meeting || stands(text, "occasion", span.end)
}

/// 行政执法 before “三项制度”: the field whose set is counted.
fn numbered_head(text: &Text, floor: usize, span: Span) -> usize {
    let number = one_of!(text.at(span.start + 1), "一二三四五六七八九十两双");
    let head = "行政执法";
    let n = head.chars().count();
    if number && span.start >= floor + n && text.ends_with(span.start, head) {
        span.start - n
    } else {
        span.start
    }
}

/// 周调度、月通报; 一周一调度、一月一通报: what recurs by the calendar.
fn rhythms(text: &Text, tokens: &Tokens, claims: &Claims, p: Span, out: &mut Vec<Span>) {
    const UNITS: &str = "日周旬月季年";
    // 第四|季度 and 上半年 are no doings; 通报 and 调度 are, also where they are frozen.
    let done = |k: usize| {
        let span = Span::new(k, k + 2);
        let words = tokens.words(span);
        let measured = |w: &Token| matches!(w.tag, b'm' | b'f' | b't' | b'q');
        claims.owner(k) == Owner::Frozen && text.at(k) != '第'
            || tokens.fits(span) && !words.iter().any(measured)
    };
    // One item at `k`: its end.
    let item = |k: usize| {
        let mut at = k;
        at += usize::from(matches!(text.at(at), '一' | '每'));
        let lead = at > k;
        if !matches!(text.at(at), '日' | '周' | '旬' | '月' | '季' | '年') {
            return None;
        }
        at += 1;
        at += usize::from(lead && text.at(at) == '一');
        let whole = (at..at + 2).all(|x| is_han(text.at(x)) && !one_of!(text.at(x), UNITS));
        (whole && at + 2 <= p.end && done(at)).then_some(at + 2)
    };
    let mut k = p.start;
    while k < p.end {
        let (mut end, mut items) = (k, 0);
        while let Some(e) = item(end + usize::from(items > 0 && text.at(end) == '、')) {
            end = e;
            items += 1;
        }
        let span = Span::new(k, end);
        if items > 1 && is_open(claims, span) {
            out.push(Span::new(k, extend(text, end)));
        }
        k = end.max(k + 1);
    }
}

/// …责任制, …制度 with enough before them to be a name.
fn systems(text: &Text, tokens: &Tokens, claims: &Claims, p: Span, out: &mut Vec<Span>) {
    /// What a system is called, and how many characters its name needs before that.
    const KINDS: [(&str, usize); 11] = [
        ("责任制", 2),
        ("负责制", 2),
        ("之家", 2),
        ("制度", 4),
        ("机制", 6),
        ("工作法", 2),
        ("调解法", 2),
        ("议事法", 2),
        ("专项行动", 2),
        ("三年行动", 4),
        // 首席服务员制
        ("制", 4),
    ];
    const DUTIES: [&str; 10] = [
        "备案", "审核", "审查", "通报", "报告", "移送", "考核", "督查", "约谈", "反馈",
    ];
    /// Whatever stands before them, these name no mechanism.
    const HOLLOW: [&str; 8] = [
        "法规", "规章", "政策", "相关", "各项", "有关", "上述", "具体",
    ];
    static WORDS: OnceLock<(LastBytes, Vec<Vec<char>>)> = OnceLock::new();
    let (first, words) = WORDS.get_or_init(|| {
        let words: Vec<Vec<char>> = KINDS.iter().map(|(w, _)| w.chars().collect()).collect();
        (LastBytes::of(words.iter().map(|w| w[0])), words)
    });
    let begins = |&k: &usize| first.may_hold(text.at(k));
    for k in (p.start..p.end).filter(begins) {
        let Some(nth) = words.iter().position(|w| text.chars[k..].starts_with(w)) else {
            continue;
        };
        let (n, least) = (words[nth].len(), KINDS[nth].1);
        if one_of!(text.at(k + n), "化性体建机规") {
            continue;
        }
        if n == 1
            && (is_han(text.at(k + 1)) && !one_of!(text.at(k + 1), "和与及")
                || one_of!(text.before(k), "体机编控强法限管抑研复印缔学节遏压规责任"))
        {
            continue;
        }
        let floor = p.start.max(k.saturating_sub(24));
        // 备案制度, 审核制度: the verb right before belongs to the name.
        let verb = DUTIES
            .iter()
            .any(|w| k >= floor + 2 && text.ends_with(k, w));
        let mut start = if verb { k - 2 } else { k };
        while start > floor
            && is_han(text.before(start))
            && !ends_phrase(text, tokens, floor, start)
        {
            start -= 1;
        }
        // “述职述廉述法”三位一体|考核制度, “双公示”工作制度: the quoted name is whole without.
        let whole = is_quote(text.before(start))
            && (text.starts_with(start, "三位一体") || text.ends_with(k, "工作"));
        if whole || text.starts_with(k + n, "改革") {
            continue;
        }
        start = without_verbs(text, tokens, start, k, least);
        let core = text.folded(Span::new(start, k));
        let len = k - start;
        let span = Span::new(start, k + n);
        if (least..=16).contains(&len)
            && !parts("general-system").any(|w| core == w)
            && !HOLLOW.iter().any(|w| core.ends_with(w))
            && is_open(claims, span)
        {
            out.push(span);
        }
    }
}

/// Past the verbs that govern the name: 遵循|政务公开制度, 引导|企业创新|民主管理制度. A
/// verb whose object would be too short for a name (举报|奖励制度) is a part of it.
fn without_verbs(text: &Text, tokens: &Tokens, start: usize, end: usize, least: usize) -> usize {
    let words = tokens.words(Span::new(start, end));
    let mut from = start;
    for (nth, pair) in words.windows(2).enumerate() {
        let (verb, object) = (pair[0], pair[1]);
        let governs =
            match verb.tag {
                b'v' => nth == 0,
                b'g' => nth == 0 && is_heading_verb(text, verb.span),
                _ => false,
            } || verb.tag != b'n' && is_heading_verb(text, verb.span) && object.tag == b'n';
        let rest = end.saturating_sub(verb.span.end);
        if governs
            && verb.span.len() > 1
            && matches!(object.tag, b'n' | b'x' | b'a')
            && rest >= least
        {
            from = verb.span.end;
        }
    }
    from
}

/// 完善, 创新: what a report says is done to a system.
fn is_heading_verb(text: &Text, word: Span) -> bool {
    let found = text
        .hits
        .longest_within(List::HeadingVerb, word.start, word.end);
    found.is_some_and(|(n, _)| n == word.len())
}

/// A verb, or a word that cannot stand within a mechanism's name, ends at `at`. A piece
/// of a longer word (学习 of 理论学习中心组) is none.
fn ends_phrase(text: &Text, tokens: &Tokens, floor: usize, at: usize) -> bool {
    match text.hits.longest_before(List::Edges, floor, at) {
        Some((1, _)) => one_of!(text.before(at), "的是为等和与及在对以了把将由向"),
        found => found.is_some_and(|(n, _)| tokens.fits(Span::new(at - n, at))),
    }
}
