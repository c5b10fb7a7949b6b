//! Persons: a surname and a given name where an office or a role stands beside
//! them. A miss is better here than a wrong name: a reader is warned of private
//! persons in a public report.

use super::{Entity, EntityKind, stands};
use crate::claim::{Claims, Owner};
use crate::fold::{is_han, one_of};
use crate::lexicon::List;
use crate::span::{self, Span};
use crate::text::Text;
use crate::token::Tokens;
use crate::words::rows;
use std::sync::OnceLock;

struct Words {
    weak: Vec<bool>,
    /// yes: a public office; party: a private person whose name is protected.
    office: Vec<&'static str>,
}

fn words() -> &'static Words {
    static WORDS: OnceLock<Words> = OnceLock::new();
    WORDS.get_or_init(|| {
        let surnames: Vec<_> = rows(word_file!("surnames")).collect();
        let titles: Vec<_> = rows(word_file!("person_titles")).collect();
        let second = |r: &Vec<&'static str>, w: &str| r.get(1).is_some_and(|x| *x == w);
        Words {
            weak: surnames.iter().map(|r| second(r, "weak")).collect(),
            office: titles.iter().map(|r| *r.get(1).unwrap_or(&"")).collect(),
        }
    })
}

/// Every person that is named.
pub(super) fn read(text: &Text, tokens: &Tokens, claims: &Claims) -> Vec<Entity> {
    let mut out: Vec<Entity> = Vec::new();
    // The end of what has been read.
    let mut done = 0;
    let titles = text.hits.places(List::PersonTitles, text.span());
    let surnames = text.hits.places(List::Surnames, text.span());
    let leaders = (0..text.len()).filter(|&at| is_leader(text, at));
    for i in span::merged(span::merged(titles, surnames), leaders) {
        if i < done
            || !matches!(claims.owner(i), Owner::Free | Owner::Frozen)
            || !is_han(text.at(i))
        {
            continue;
        }
        if let Some(span) = leader(text, i) {
            push(&mut out, text, span, false);
            done = span.end;
            continue;
        }
        if let Some((n, entry)) = text.hits.longest(List::PersonTitles, i) {
            let office = words().office[entry] == "yes";
            let mut at = i + n;
            // 局长:张三, 村民张三、李四.
            at += usize::from(text.at(at) == ':');
            at = behind_office(text, at).unwrap_or(at);
            let mut found = false;
            while let Some(span) = after_title(text, tokens, at, office) {
                push(&mut out, text, span, !office);
                found = true;
                done = span.end;
                if text.at(span.end) != '、' {
                    break;
                }
                at = span.end + 1;
            }
            if found {
                continue;
            }
        }
        if let Some(span) = appointed(text, tokens, i) {
            push(&mut out, text, span, false);
            done = span.end;
            continue;
        }
        if let Some((span, private)) = before_title(text, i).or_else(|| {
            masked(text, i)
                .or_else(|| described(text, i))
                .map(|s| (s, true))
        }) {
            push(&mut out, text, span, private);
            done = span.end;
        }
    }
    out
}

fn push(out: &mut Vec<Entity>, text: &Text, span: Span, private: bool) {
    out.push(Entity {
        span,
        kind: EntityKind::Person { private },
        name: text.folded(span),
    });
}

const LEADER: &str = "习近平";

// Inlined: it is asked at every place.
#[inline(always)]
fn is_leader(text: &Text, at: usize) -> bool {
    let mut here = text.chars[at..].iter().copied();
    LEADER.chars().all(|c| here.next() == Some(c))
}

/// 习近平总书记; 习近平法治思想 names a doctrine.
fn leader(text: &Text, at: usize) -> Option<Span> {
    let end = at + LEADER.chars().count();
    (is_leader(text, at)
        && ["总书记", "主席", "同志"]
            .iter()
            .any(|w| text.starts_with(end, w)))
    .then(|| Span::new(at, end))
}

/// The length of the title of this kind (yes, party) that ends at `at`.
pub fn title_before(text: &Text, at: usize, kind: &str) -> Option<usize> {
    let (n, entry) = text
        .hits
        .longest_before(List::PersonTitles, at.saturating_sub(6), at)?;
    (words().office[entry] == kind).then_some(n)
}

/// The surname at `at`: its length, and whether it is a common word as well.
fn surname(text: &Text, at: usize) -> Option<(usize, bool)> {
    if !text.hits.may_start(List::Surnames, at) {
        return None;
    }
    text.hits
        .longest(List::Surnames, at)
        .map(|(n, e)| (n, words().weak[e]))
}

/// 张某, 张某某, 张某甲: a surname with a mask.
fn mask_after(text: &Text, at: usize) -> usize {
    let mask = (at..at + 2)
        .take_while(|&k| one_of!(text.at(k), "某×*X"))
        .count();
    mask + usize::from(mask > 0 && one_of!(text.at(at + mask), "甲乙丙丁"))
}

/// 联系人:法规科 郑立文: past the office that stands before the name.
fn behind_office(text: &Text, at: usize) -> Option<usize> {
    const MOST: usize = 10;
    let blank = |k: usize| matches!(text.at(k), ' ' | '\u{3000}');
    let end = (at..at + MOST).find(|&k| !is_han(text.at(k)))?;
    let office = text
        .hits
        .longest_before(List::OrgSuffixes, at, end)
        .is_some();
    (text.before(at) == ':' && office && blank(end)).then_some(end + 1)
}

/// The characters of `at..end` could be a name: no common word in them.
fn is_name(text: &Text, at: usize, family: usize, end: usize) -> bool {
    let chars = text.slice(Span::new(at, end));
    if end > text.len() || chars.len() <= family || !chars.iter().all(|&c| is_han(c)) {
        return false;
    }
    const NEVER: &str = "的了是在和与及等为对不有无上下我们你他她其各个这那该此被把将向从由于因所以之而且并或也都还副省市区县镇乡村街局委办厅部处院所站队科股室组会长员人家户件项次名年月日时分号第十百千万多少楼路号案";
    // 徐长林; but 王校长 is no name.
    let skip = usize::from(chars[family] == '长' && chars.len() > family + 1);
    // 周庆和与邻居: two conjunctions do not meet, 和 is the name's.
    let kept = usize::from(chars[chars.len() - 1] == '和' && one_of!(text.at(end), "与及因诉、,"));
    let given = &chars[family + skip..chars.len() - kept];
    if given.iter().any(|c| NEVER.contains(*c)) {
        return false;
    }
    !(0..chars.len()).any(|k| {
        // 郑参与, 李投诉: a word that begins within the name may go on after it.
        text.hits.longest(List::NotNames, at + k).is_some()
    }) && !(family..chars.len()).any(|k| {
        text.hits
            .longest_within(List::Edges, at + k, end)
            .is_some_and(|(n, _)| n >= 2)
    }) && text
        .hits
        .longest_within(List::Edges, at, end)
        .is_none_or(|(n, _)| n < 2)
}

/// What may stand after a name: a mark, or a word that follows names.
fn closes(text: &Text, end: usize) -> bool {
    let c = text.at(end);
    (!is_han(c) && !c.is_ascii_digit()) || text.hits.longest(List::NameFollowers, end).is_some()
}

/// A name directly after an office or a role.
fn after_title(text: &Text, tokens: &Tokens, at: usize, office: bool) -> Option<Span> {
    if let Some(span) = dotted(text, at) {
        return Some(span);
    }
    let (family, weak) = surname(text, at)?;
    let masked = mask_after(text, at + family);
    if masked > 0 {
        return (!follows_mask(text, at + family + masked))
            .then(|| Span::new(at, at + family + masked));
    }
    [2, 1]
        .into_iter()
        .map(|given| at + family + given)
        .find_map(|end| {
            // A full name after an office may go on with any verb: 局长周明华听取汇报.
            // 马骁同志: a word that follows names begins within no name.
            let follows = |k: usize| text.hits.longest(List::NameFollowers, k).is_some();
            let plain = (at + family..end).all(|k| !verb(text, k) && !follows(k));
            let goes_on = office && !weak && end - at > 2 && (verb(text, end) || plain);
            if !is_name(text, at, family, end) || !(closes(text, end) || goes_on) {
                return None;
            }
            // 李娜|担任, 张三|诉: the last character begins the next word, or is it.
            let says = end - at > family + 1 && one_of!(text.before(end), "诉称因");
            if says || !tokens.is_edge(end) && text.hits.longest(List::NameFollowers, end).is_some()
            {
                return None;
            }
            let c = text.at(end);
            let marked = !is_han(c);
            // After an office a clause often goes on with a verb: with one character
            // or a doubtful surname only a mark or a telling word makes a name.
            let telling = marked || goes_on || follows_office(text, end);
            // A role is said of all people too: 回应群众关切, 方便群众任意选择. Two characters
            // before a mark, or a word behind a doubtful surname, are no name there.
            let given = tokens.at(at + family);
            let word = given.is_some_and(|t| t.span.len() > 1 && t.span.start == at + family);
            let told_on = c == '(' || c == '、' && surname(text, end + 1).is_some();
            let sure = match (office, end - at > 2) {
                (true, long) => telling && (!weak || long),
                (false, true) => !(weak && word),
                (false, false) => !weak && (!marked || told_on),
            };
            sure.then(|| Span::new(at, end))
        })
}

/// 阿不都拉·买买提: a name of two parts with a dot between.
fn dotted(text: &Text, at: usize) -> Option<Span> {
    let run = |from: usize| (from..from + 8).take_while(|&k| is_han(text.at(k))).count();
    let dot = at + run(at);
    if dot < at + 2 || !one_of!(text.at(dot), "·•") {
        return None;
    }
    let most = dot + 1 + run(dot + 1);
    // The name ends where a mark or a word that follows names comes.
    (dot + 3..=most)
        .find(|&end| closes(text, end) || verb(text, end))
        .map(|end| Span::new(at, end))
}

/// A verb of two characters stands at `at`: 听取, 调研.
fn verb(text: &Text, at: usize) -> bool {
    text.hits
        .longest(List::Edges, at)
        .is_some_and(|(n, _)| n > 1)
}

/// Brackets open at `at` with what only a person has.
pub fn is_described(text: &Text, at: usize) -> bool {
    stands(text, "detail", at)
}

/// 陈桂英(女,58岁), 王铁柱(身份证号…): what is said of the person in brackets.
fn described(text: &Text, at: usize) -> Option<Span> {
    let (family, weak) = surname(text, at)?;
    let starts = !is_han(text.before(at))
        || text
            .hits
            .longest_before(List::Edges, at.saturating_sub(4), at)
            .is_some();
    [2, 1]
        .into_iter()
        .map(|given| at + family + given)
        .find(|&end| is_described(text, end) && is_name(text, at, family, end))
        .filter(|_| starts && !weak)
        .map(|end| Span::new(at, end))
}

fn follows_office(text: &Text, end: usize) -> bool {
    [
        "分别", "荣获", "现场", "担任", "任", "同志", "主持", "带队", "带头", "参加", "出席", "等",
        "介绍", "表示", "强调", "指出", "要求", "作", "为", "亲自", "率", "讲授", "授课", "出庭",
        "陪同", "调研", "到", "前往", "赴", "兼任", "检查", "组织", "召开", "讲话", "致辞", "一行",
        "入户",
    ]
    .iter()
    .any(|w| text.starts_with(end, w))
}

/// 由张建华担任第一书记: who was made what. A body or a trade may stand there too
/// (由康复师担任), so the name is a full one and begins with no common word.
fn appointed(text: &Text, tokens: &Tokens, at: usize) -> Option<Span> {
    let (family, weak) = surname(text, at)?;
    let end = at + family + 2;
    let word = text.hits.general(at).any(|w| w.len > family);
    let named = at
        .checked_sub(1)
        .is_some_and(|by| stands(text, "appoints", by))
        && !weak
        && !word
        && tokens.is_edge(end)
        && stands(text, "appointed", end)
        && is_name(text, at, family, end);
    named.then(|| Span::new(at, end))
}

/// A name directly before an office: 张三同志, 李四局长.
fn before_title(text: &Text, at: usize) -> Option<(Span, bool)> {
    const AFTER: [(&str, bool); 20] = [
        ("女士", true),
        ("先生", true),
        ("同志", false),
        ("总书记", false),
        ("书记", false),
        ("副书记", false),
        ("局长", false),
        ("副局长", false),
        ("镇长", false),
        ("县长", false),
        ("区长", false),
        ("市长", false),
        ("主任", false),
        ("副主任", false),
        ("院长", false),
        ("法官", false),
        ("庭长", false),
        ("律师", true),
        ("教授", true),
        ("副教授", true),
    ];
    let (family, weak) = surname(text, at)?;
    let starts = !is_han(text.before(at))
        || text
            .hits
            .longest_before(List::Edges, at.saturating_sub(4), at)
            .is_some();
    if !starts || weak {
        return None;
    }
    [2, 1]
        .into_iter()
        .map(|given| at + family + given)
        .find_map(|end| {
            let (_, private) = AFTER.iter().find(|(w, _)| text.starts_with(end, w))?;
            is_name(text, at, family, end).then(|| (Span::new(at, end), *private))
        })
}

/// 岑某, 张某某 anywhere: nobody but a person is masked so.
fn masked(text: &Text, at: usize) -> Option<Span> {
    let (family, weak) = surname(text, at)?;
    let n = (at + family..at + family + 2)
        .take_while(|&k| text.at(k) == '某')
        .count();
    let end = at + family + n;
    let sound = n > 0 && !follows_mask(text, end) && !weak;
    let starts = !is_han(text.before(at))
        || text
            .hits
            .longest_before(List::Edges, at.saturating_sub(4), at)
            .is_some()
        || text
            .hits
            .longest_before(List::PersonTitles, at.saturating_sub(5), at)
            .is_some();
    (sound && starts).then(|| Span::new(at, end))
}

/// 某些, 某市, 某公司: the mask belongs to what follows.
fn follows_mask(text: &Text, end: usize) -> bool {
    one_of!(
        text.at(end),
        "些个种企单地市区县镇村街局公项次年月日一小项类",
    )
}
