//! Roles: what a section is about.
//!
//! The words of the heading decide (`src/words/roles.tsv`: role, word, weight);
//! where they say nothing or say two things, the words of the body do
//! (`src/words/themes.tsv`). Inside a part on the first responsible person, on
//! problems or on plans every section has that part's role.

use super::Role;
use crate::lexicon::List;
use crate::span::Span;
use crate::text::Text;
use crate::words::rows;
use std::sync::OnceLock;

/// How many characters of a section's own text are looked at: enough to know
/// the subject, and the same for a page and for a book.
const REACH: usize = 1200;

const ROLES: [Role; 17] = [
    Role::Preamble,
    Role::Leadership,
    Role::Functions,
    Role::Rulemaking,
    Role::Decision,
    Role::Enforcement,
    Role::Emergency,
    Role::Disputes,
    Role::Oversight,
    Role::Technology,
    Role::Publicity,
    Role::SocialGovernance,
    Role::FirstResponsible,
    Role::Achievements,
    Role::Problems,
    Role::Plan,
    Role::Other,
];

type Scores = [f32; ROLES.len()];

struct Words {
    /// Of each word of headings: role, weight, and whether a line with the word
    /// may be a heading without a number.
    heads: Vec<(usize, f32, bool)>,
    /// The role of each theme that is a subject: shortcomings and plans are parts.
    themes: Vec<Option<usize>>,
}

fn role_of(name: &str) -> Option<usize> {
    ROLES.iter().position(|r| r.name() == name)
}

fn words() -> &'static Words {
    static WORDS: OnceLock<Words> = OnceLock::new();
    WORDS.get_or_init(|| {
        let head = |row: Vec<&'static str>| {
            let weight = row[2].parse().map_or(1.0, u8::into);
            let role = role_of(row[0]).unwrap_or(ROLES.len() - 1);
            (role, weight, row[3] == "yes")
        };
        let theme = |row: Vec<&'static str>| role_of(row[0]).filter(|r| is_theme(ROLES[*r]));
        Words {
            heads: rows(word_file!("roles")).map(head).collect(),
            themes: rows(word_file!("themes")).map(theme).collect(),
        }
    })
}

/// One of the twelve subjects, as against the four parts of a report.
pub fn is_theme(role: Role) -> bool {
    !matches!(
        role,
        Role::FirstResponsible
            | Role::Achievements
            | Role::Problems
            | Role::Plan
            | Role::Preamble
            | Role::Other
    )
}

/// Sections inside have the same role.
fn is_inherited(role: Role) -> bool {
    matches!(role, Role::FirstResponsible | Role::Problems | Role::Plan)
}

fn index(role: Role) -> usize {
    ROLES
        .iter()
        .position(|r| *r == role)
        .unwrap_or(ROLES.len() - 1)
}

/// What the words of a heading say, and where each role was first named.
///
/// A word that the next one rests on is its setting (消防宣传 is about 宣传) and weighs
/// little, as does a word of the body's own trade, one that stands in the report's
/// title; the clause behind a comma tells the effect and weighs less. Tried beside it:
/// more weight for the last noun of the phrase, which outvotes the parts' roles.
fn heading_scores(
    title: &[char],
    trade: &[char],
) -> (Scores, [usize; ROLES.len()], [f32; ROLES.len()]) {
    let words = words();
    let mut scores = [0.0; ROLES.len()];
    let mut first = [usize::MAX; ROLES.len()];
    let mut best = [0.0f32; ROLES.len()];
    let clause = title.iter().position(|c| *c == ',').unwrap_or(title.len());
    // 加强教育,依法治校: two short halves of one length stand side by side, and the
    // second is no effect of the first.
    let paired = clause <= 4 && title.len() == 2 * clause + 1;
    let mut i = 0;
    while i < title.len() {
        let Some((len, e)) = List::Roles.longest(title, i) else {
            // 依法|审批 holds no 法审.
            i += List::HeadingVerb.longest(title, i).map_or(1, |verb| verb.0);
            continue;
        };
        let (role, weight, _) = words.heads[e];
        let word = &title[i..i + len];
        let subject = is_theme(ROLES[role]);
        let own = subject && trade.windows(len).any(|w| w == word);
        // 消防, 基层, 审批 are fields in which something is done; 普法 is what is done.
        let field = matches!(
            ROLES[role],
            Role::Emergency | Role::SocialGovernance | Role::Functions | Role::Technology
        );
        let setting = List::Roles
            .longest(title, i + len)
            .filter(|_| field)
            .is_some_and(|(_, next)| {
                let next = words.heads[next].0;
                // 公开制度, 数字监管: every trade has rules and supervision.
                let general = matches!(ROLES[next], Role::Rulemaking | Role::Enforcement);
                next != role && is_theme(ROLES[next]) && !general
            });
        let weight = match () {
            () if own => 0.2 * weight,
            () if subject && setting => 0.3 * weight,
            () if subject && i > clause && !paired => 0.7 * weight,
            () => weight,
        };
        // One word twice, or two words of one thing, is not twice the evidence.
        scores[role] = if best[role] >= weight {
            scores[role] + 0.25 * weight
        } else {
            weight + 0.25 * scores[role]
        };
        best[role] = best[role].max(weight);
        first[role] = first[role].min(i);
        i += len;
    }
    parts_told(title, &mut scores, &mut first, &mut best);
    (scores, first, best)
}

/// The parts that a heading names by its build and not by a word.
fn parts_told(
    title: &[char],
    scores: &mut Scores,
    first: &mut [usize; ROLES.len()],
    best: &mut Scores,
) {
    let told = [
        (Role::FirstResponsible, 8.0, head_of_body(title)),
        (Role::Problems, 6.0, problem_shown(title)),
        (Role::Plan, 6.0, advice(title)),
    ];
    for (role, weight, at) in told {
        let (role, Some(at)) = (index(role), at) else {
            continue;
        };
        best[role] = best[role].max(weight);
        scores[role] = best[role];
        first[role] = first[role].min(at);
    }
}

/// 败诉案件反映出的问题, 检查中发现的突出问题: what was shown, and 问题 at the end. Not
/// where the line says that they were solved: 解决群众反映的问题.
fn problem_shown(title: &[char]) -> Option<usize> {
    let (len, _) = List::HeadingTrouble.longest_at_end(title)?;
    let mut before = 0..title.len() - len;
    let solved = |i| List::HeadingSolved.longest(title, i).is_some();
    if before.clone().any(solved) {
        return None;
    }
    before.find(|&i| List::HeadingShown.longest(title, i).is_some())
}

/// 对提高办案质量的建议: what ought to be done next.
fn advice(title: &[char]) -> Option<usize> {
    List::HeadingAbout.longest(title, 0)?;
    List::HeadingAdvice.longest_at_end(title).map(|_| 0)
}

/// 局主要负责同志抓法治…, “一把手”推进法治…: the head of the body, what is done, and
/// the rule of law. Where the head is named.
fn head_of_body(title: &[char]) -> Option<usize> {
    let at = (0..title.len()).find(|&i| List::HeadingHead.longest(title, i).is_some())?;
    let act = (at..title.len()).find(|&i| List::HeadingDuty.longest(title, i).is_some())?;
    let law = (act..title.len()).any(|i| List::HeadingLaw.longest(title, i).is_some());
    law.then_some(at)
}

/// The line names one of the parts a report must have, so it is a heading even
/// without a number: 存在的问题, 下一步打算, 主要负责人履行…职责情况.
pub fn names_part(title: &[char]) -> bool {
    let words = words();
    let mut i = 0;
    let mut named = false;
    while i < title.len() {
        match List::Roles.longest(title, i) {
            Some((len, e)) => {
                // 加强工作安排部署和协调配合: the word must carry the title, so stand near its end or head.
                named |= words.heads[e].2 && (i == 0 || title.len() - i - len <= 9);
                i += len;
            }
            None => i += 1,
        }
    }
    // A sentence such as 为做好下一步工作 is longer and has its own verb.
    named && title.iter().filter(|c| **c == ',').count() <= 1
}

/// The word at `at` that names a part of a report: its length and the part.
pub(super) fn part_word_at(c: &[char], at: usize) -> Option<(usize, Role)> {
    let words = words();
    let (len, e) = List::Roles.longest(c, at)?;
    words.heads[e].2.then_some((len, ROLES[words.heads[e].0]))
}

/// The part of the report a title names, if any.
pub fn part_of(title: &[char]) -> Option<Role> {
    let (scores, first, best) = heading_scores(title, &[]);
    let parts = [
        Role::FirstResponsible,
        Role::Problems,
        Role::Plan,
        Role::Achievements,
    ];
    parts
        .into_iter()
        .filter(|r| best[index(*r)] >= 5.0)
        .min_by_key(|r| {
            if *r == Role::Achievements {
                usize::MAX
            } else {
                first[index(*r)]
            }
        })
        .filter(|r| scores[index(*r)] > 0.0)
}

/// The title names this part beside another one: 存在的问题及下一步打算.
pub fn names(title: &[char], part: Role) -> bool {
    let (_, _, best) = heading_scores(title, &[]);
    matches!(part, Role::FirstResponsible | Role::Problems | Role::Plan) && best[index(part)] >= 6.0
}

/// What is known of a section when its role is asked for.
pub struct Asked<'a> {
    pub title: Span,
    pub level: u8,
    pub parent: Option<Role>,
    /// The parent's role was read from its heading, not guessed from its text.
    pub parent_sure: bool,
    /// The section's own text, up to its first child.
    pub own: Span,
    /// The section with its children.
    pub whole: Span,
    /// The titles of its children.
    pub children: &'a [Span],
    /// The report's title, which names the body and so its trade.
    pub trade: &'a [char],
}

/// The role of a section, and whether the words of headings alone gave it.
pub fn of(text: &Text, asked: &Asked) -> (Role, bool) {
    if let Some(parent) = asked.parent.filter(|p| is_inherited(*p)) {
        return (parent, true);
    }
    let title: Vec<char> = text
        .slice(asked.title)
        .iter()
        .copied()
        .filter(|c| *c != ' ')
        .collect();
    let (mut scores, first, best) = heading_scores(&title, asked.trade);
    let at = |r: Role| index(r);

    // The parts that art. 25 asks for, first named first.
    let part = [Role::FirstResponsible, Role::Problems, Role::Plan]
        .into_iter()
        .filter(|r| best[at(*r)] >= if asked.level == 1 { 4.0 } else { 6.0 })
        .min_by_key(|r| first[at(*r)]);
    let theme_best = ROLES
        .iter()
        .enumerate()
        .filter(|(_, r)| is_theme(**r))
        .map(|(i, _)| best[i])
        .fold(0.0, f32::max);
    if let Some(part) = part {
        // 2023年主要工作及成效 has a plan's word and an achievement's.
        let weak =
            best[at(part)] < 6.0 && (best[at(Role::Achievements)] >= 5.0 || theme_best >= 3.0);
        if !weak {
            return (part, true);
        }
    }
    if best[at(Role::Preamble)] >= 5.0 && theme_best < 3.0 {
        return (Role::Preamble, true);
    }
    let has_children = !asked.children.is_empty();
    let covering = best[at(Role::Achievements)];
    if asked.level == 1 || asked.parent.is_none() {
        if covering >= 5.0 && (theme_best < 3.0 || has_children) {
            return (Role::Achievements, true);
        }
        // 健全组织,完善制度 has a subject, if a faint one: the children do not outvote it.
        if has_children && theme_max(&scores) < 2.0 && child_themes(text, asked.children) >= 2 {
            return (Role::Achievements, true);
        }
    } else if covering >= 5.0 && theme_best < 2.0 && !asked.parent.is_some_and(is_theme) {
        return (Role::Achievements, true);
    }
    if best[at(Role::Other)] >= 5.0 && theme_best < 2.0 {
        return (Role::Other, true);
    }
    if let Some(parent) = asked.parent.filter(|p| is_theme(*p)) {
        // A child of a subject keeps it unless its own words are clearly of another.
        scores[index(parent)] += if asked.parent_sure { 2.5 } else { 1.0 };
        if theme_max(&scores) <= scores[index(parent)] {
            return (parent, true);
        }
    }
    let max = theme_max(&scores);
    let by_words = max >= 2.0;
    let decided = ROLES
        .iter()
        .enumerate()
        .filter(|(i, r)| is_theme(**r) && scores[*i] >= max - 0.8)
        .count();
    if max <= 0.0 || decided > 1 || max < 2.0 {
        let own = if asked.own.len() >= 30 {
            asked.own
        } else {
            asked.whole
        };
        let body = body_scores(text, own);
        let total: f32 = body.iter().sum::<f32>().max(1.0);
        for (i, score) in scores.iter_mut().enumerate() {
            // The heading's words stay ahead: the body settles what they leave open.
            *score += 2.0 * body[i] / total;
        }
    }
    let max = theme_max(&scores);
    if max <= 0.0 {
        let role = match asked.parent {
            Some(parent) if is_theme(parent) => parent,
            _ if covering > 0.0 => Role::Achievements,
            _ => Role::Other,
        };
        return (role, false);
    }
    let role = ROLES
        .iter()
        .enumerate()
        .filter(|(i, r)| is_theme(**r) && scores[*i] >= max - 1e-6)
        .min_by_key(|(i, _)| first[*i])
        .map_or(Role::Other, |(_, r)| *r);
    (role, by_words)
}

fn theme_max(scores: &Scores) -> f32 {
    ROLES
        .iter()
        .enumerate()
        .filter(|(_, r)| is_theme(**r))
        .map(|(i, _)| scores[i])
        .fold(0.0, f32::max)
}

/// How many different subjects the children's titles name.
fn child_themes(text: &Text, children: &[Span]) -> usize {
    let mut seen = [false; ROLES.len()];
    for title in children.iter().take(40) {
        let (scores, ..) = heading_scores(text.slice(*title), &[]);
        let max = theme_max(&scores);
        if max < 2.0 {
            continue;
        }
        if let Some(i) = (0..ROLES.len()).find(|&i| is_theme(ROLES[i]) && scores[i] >= max) {
            seen[i] = true;
        }
    }
    seen.iter().filter(|s| **s).count()
}

/// The longest keyword at `at` whose theme is a subject: its length and the role.
fn theme_at(text: &Text, at: usize) -> Option<(usize, usize)> {
    let keywords = text.hits.at(at).filter(|hit| hit.list == List::Themes);
    let mut subjects = keywords.filter_map(|hit| Some((hit.len, words().themes[hit.entry]?)));
    let first = subjects.next()?;
    Some(subjects.fold(
        first,
        |best, next| if next.0 > best.0 { next } else { best },
    ))
}

/// How often each subject's words occur; the first sentence counts double.
fn body_scores(text: &Text, span: Span) -> Scores {
    let mut scores = [0.0; ROLES.len()];
    let end = span.end.min(span.start + REACH);
    let mut first = true;
    let mut i = span.start;
    while i < end {
        if text.at(i) == '。' {
            first = false;
        }
        match theme_at(text, i) {
            Some((len, role)) => {
                scores[role] += if first { 2.0 } else { 1.0 };
                i += len;
            }
            None => i += 1,
        }
    }
    scores
}
