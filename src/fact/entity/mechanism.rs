//! Mechanisms and slogans: names of `words/mechanisms.tsv`, with or without
//! quotation marks in them, and phrases that the report itself puts in quotes.

use super::{Entity, EntityKind};
use crate::claim::{Claims, Owner};
use crate::fact::citation::introduced_after;
use crate::fold::{is_han, is_one_of};
use crate::lexicon::List;
use crate::span::Span;
use crate::text::Text;

/// Every mechanism and slogan that is named.
pub(super) fn read(text: &Text, claims: &Claims) -> Vec<Entity> {
    let mut spans: Vec<Span> = Vec::new();
    for p in &text.paragraphs {
        listed(text, claims, p.span, &mut spans);
        quoted(text, claims, p.span, &mut spans);
        systems(text, claims, p.span, &mut spans);
        rhythms(text, claims, p.span, &mut spans);
    }
    spans.sort_by_key(|s| (s.start, s.end));
    // What touches is one name: 行政执法“三项制度”, “谁执法谁普法”普法责任制.
    let mut out: Vec<Span> = Vec::new();
    for s in spans {
        match out.last_mut() {
            Some(last) if s.start < last.end => last.end = last.end.max(s.end),
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

/// Names of the list; quotation marks within are passed over.
fn listed(text: &Text, claims: &Claims, p: Span, out: &mut Vec<Span>) {
    // Without a quotation mark to pass over the sweep of the text has the answer.
    let within = || p.start..p.end;
    let quoted = within().any(|k| is_quote(text.at(k)));
    if !quoted && !within().any(|k| text.hits.longest(List::Mechanisms, k).is_some()) {
        return;
    }
    let places: Vec<usize> = within().filter(|&k| !is_quote(text.at(k))).collect();
    let chars: Vec<char> = places.iter().map(|&k| text.at(k)).collect();
    let mut k = 0;
    while k < chars.len() {
        let Some((n, _)) = List::Mechanisms.longest(&chars, k) else {
            k += 1;
            continue;
        };
        let mut span = Span::new(places[k], places[k + n - 1] + 1);
        k += n;
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
    let listed = text.hits.longest(List::MechanismSuffixes, end);
    listed.map_or_else(|| kind_after(text, end).unwrap_or(end), |(n, _)| end + n)
}

/// “1262”预警叫应机制: a few words behind the mark that end in a kind.
fn kind_after(text: &Text, end: usize) -> Option<usize> {
    const KINDS: [&str; 7] = ["机制", "工作法", "模式", "体系", "制度", "专项行动", "工程"];
    if text.before(end) != '”' {
        return None;
    }
    (end..end + 7)
        .take_while(|&k| is_han(text.at(k)) && !is_one_of(text.at(k), "的等为和与及在对以了是"))
        .find_map(|k| {
            let kind = KINDS.iter().find(|w| text.starts_with(k, w))?;
            Some(k + kind.chars().count())
        })
}

/// “…”: a phrase that the report marks as a name.
fn quoted(text: &Text, claims: &Claims, p: Span, out: &mut Vec<Span>) {
    let mut k = p.start;
    while k < p.end {
        if text.at(k) != '“' {
            k += 1;
            continue;
        }
        let Some(close) = (k + 1..p.end.min(k + 44)).find(|&e| matches!(text.at(e), '”' | '“'))
        else {
            k += 1;
            continue;
        };
        if text.at(close) == '“' {
            k = close;
            continue;
        }
        let span = Span::new(k, close + 1);
        if is_open(claims, span) && is_slogan(text, span) {
            let start = numbered_head(text, p.start, span);
            out.push(Span::new(start, extend(text, span.end)));
        }
        k = close + 1;
    }
}

/// Whether a quoted phrase is a name, and no speech, number, account or fault.
fn is_slogan(text: &Text, span: Span) -> bool {
    let inner = text.slice(Span::new(span.start + 1, span.end - 1));
    let han = inner.iter().filter(|&&c| is_han(c)).count();
    // “12·4”国家宪法日, “135”工作法: figures are a name where the next word says so.
    if han == 0 {
        return extend(text, span.end) > span.end;
    }
    if han < 2 || inner.iter().any(|c| is_one_of(*c, "。;!?:《》")) {
        return false;
    }
    // “十四五” is a period; “八五”普法 stands in the list.
    if inner.len() == 3
        && inner[0] == '十'
        && inner.last() == Some(&'五')
        && inner.iter().all(|c| is_one_of(*c, "一二三四五六七八九十"))
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
    const FAULTS: [&str; 12] = [
        "问题",
        "的问题",
        "现象",
        "的现象",
        "的思想",
        "思想",
        "倾向",
        "的倾向",
        "难题",
        "的误区",
        "的观念",
        "字样",
    ];
    !FAULTS.iter().any(|w| text.starts_with(span.end, w))
}

/// 行政执法 before “三项制度”: the field whose set is counted.
fn numbered_head(text: &Text, floor: usize, span: Span) -> usize {
    let number = is_one_of(text.at(span.start + 1), "一二三四五六七八九十两双");
    let head = "行政执法";
    let n = head.chars().count();
    if number && span.start >= floor + n && text.ends_with(span.start, head) {
        span.start - n
    } else {
        span.start
    }
}

/// 周调度、月通报; 一周一调度、一月一通报: what recurs by the calendar.
fn rhythms(text: &Text, claims: &Claims, p: Span, out: &mut Vec<Span>) {
    const UNITS: &str = "日周旬月季年";
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
        let whole = (at..at + 2).all(|x| is_han(text.at(x)) && !is_one_of(text.at(x), UNITS));
        (whole && at + 2 <= p.end).then_some(at + 2)
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
fn systems(text: &Text, claims: &Claims, p: Span, out: &mut Vec<Span>) {
    /// What a system is called, and how many characters its name needs before that.
    const KINDS: [(&str, usize); 9] = [
        ("责任制", 2),
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
    const GENERAL: [&str; 22] = [
        "规章",
        "各项",
        "各种",
        "相关",
        "有关",
        "管理",
        "工作",
        "法律",
        "法规",
        "法律法规",
        "政策",
        "民主",
        "配套",
        "内部",
        "机关",
        "社会主义",
        "中国特色社会主义",
        "法治",
        "规章和",
        "国家",
        "基本",
        "政治",
    ];
    /// Whatever stands before them, these name no mechanism.
    const HOLLOW: [&str; 8] = [
        "法规", "规章", "政策", "相关", "各项", "有关", "上述", "具体",
    ];
    // Of these KINDS begin; nine words asked for at each place cost a tenth of the reading.
    let begins =
        |&k: &usize| matches!(text.at(k), '责' | '制' | '机' | '工' | '调' | '议' | '专' | '三');
    for k in (p.start..p.end).filter(begins) {
        let Some(&(kind, least)) = KINDS.iter().find(|(w, _)| text.starts_with(k, w)) else {
            continue;
        };
        let n = kind.chars().count();
        if is_one_of(text.at(k + n), "化性体建机规") {
            continue;
        }
        if n == 1
            && (is_han(text.at(k + 1)) && !is_one_of(text.at(k + 1), "和与及")
                || is_one_of(text.before(k), "体机编控强法限管抑研复印缔学节遏压规责任"))
        {
            continue;
        }
        let floor = p.start.max(k.saturating_sub(24));
        // 备案制度, 审核制度: the verb right before belongs to the name.
        let verb = DUTIES
            .iter()
            .any(|w| k >= floor + 2 && text.ends_with(k, w));
        let mut start = if verb { k - 2 } else { k };
        while start > floor && is_han(text.before(start)) && !ends_phrase(text, floor, start) {
            start -= 1;
        }
        let core = text.folded(Span::new(start, k));
        let len = k - start;
        let span = Span::new(start, k + n);
        if (least..=16).contains(&len)
            && !GENERAL.iter().any(|w| core == *w)
            && !HOLLOW.iter().any(|w| core.ends_with(w))
            && is_open(claims, span)
        {
            out.push(span);
        }
    }
}

/// A verb, or a word that cannot stand within a mechanism's name, ends at `at`.
fn ends_phrase(text: &Text, floor: usize, at: usize) -> bool {
    match text.hits.longest_before(List::Edges, floor, at) {
        Some((1, _)) => is_one_of(text.before(at), "的是为等和与及在对以了把将由向"),
        found => found.is_some(),
    }
}
