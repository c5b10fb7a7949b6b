//! Requirements: the parts that an annual report must have, and where they are.
//!
//! | id | asked by |
//! |---|---|
//! | achievements, problems, first-responsible, plan | 《法治政府建设与责任落实督察工作规定》 art. 25 |
//! | title, signature, date | 《党政机关公文处理工作条例》 art. 9, GB/T 9704-2012 |
//!
//! A part has a section of its own with text in it, or a heading alone, or is
//! only spoken of, or is missing. Of a passage only what is there is told, of a
//! text of another kind nothing. This is seeing; whether a missing part is worth
//! a remark is said by the findings.

use crate::meta::Meta;
use crate::outline::role::{is_theme, names};
use crate::outline::{Outline, Role};
use crate::scope::Scope;
use crate::span::Span;
use crate::text::Text;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// It has a heading of its own with text under it, or stands where it belongs.
    Section,
    /// It has a heading of its own, and nothing stands under it.
    Empty,
    /// Only spoken of, inside another part.
    Mentioned,
    Missing,
}

impl State {
    /// The name in the report contract.
    pub fn name(self) -> &'static str {
        match self {
            State::Section => "section",
            State::Empty => "empty",
            State::Mentioned => "mentioned",
            State::Missing => "missing",
        }
    }
}

/// A part that is asked for, and where it was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Requirement {
    /// `achievements`, `problems`, `first-responsible`, `plan`, `title`, `signature` or `date`.
    pub id: &'static str,
    pub state: State,
    pub spans: Vec<Span>,
}

/// Looks for each of the seven parts.
pub fn read(text: &Text, outline: &Outline, meta: &Meta, scope: Scope) -> Vec<Requirement> {
    let mut all = seven(text, outline, meta);
    all.retain(|r| match scope {
        Scope::Report => true,
        Scope::Passage => r.state != State::Missing,
        Scope::Other => false,
    });
    all
}

fn seven(text: &Text, outline: &Outline, meta: &Meta) -> Vec<Requirement> {
    let whole = |id, span: Option<Span>| Requirement {
        id,
        state: if span.is_some() {
            State::Section
        } else {
            State::Missing
        },
        spans: span.into_iter().collect(),
    };
    let date = outline
        .frame
        .date
        .and_then(|i| text.paragraphs.get(i))
        .map(|p| p.span);
    vec![
        part(text, outline, "achievements", Role::Achievements),
        part(text, outline, "problems", Role::Problems),
        part(text, outline, "first-responsible", Role::FirstResponsible),
        part(text, outline, "plan", Role::Plan),
        whole("title", meta.title),
        whole("signature", meta.signature),
        whole("date", meta.signed_date.as_ref().map(|d| d.0).or(date)),
    ]
}

fn part(text: &Text, outline: &Outline, id: &'static str, role: Role) -> Requirement {
    let sections = &outline.sections;
    // A child has its parent's role: only the outermost stands for the part.
    let outermost = |i: usize| {
        sections[i]
            .parent
            .is_none_or(|p| sections[p].role != sections[i].role)
    };
    // A line of the part's words and nothing else beside it is no heading.
    let word = |i: usize| {
        sections.len() == 1 && sections[i].marker.is_none() && !outline.is_written(text, i)
    };
    // 存在的问题及2024年打算: one heading over two parts.
    let over_two = |i: usize| {
        let s = &sections[i];
        s.role != role && s.level == 1 && outermost(i) && names(text.slice(s.title), role)
    };
    let mut own: Vec<usize> = (0..sections.len())
        .filter(|&i| sections[i].role == role && outermost(i) && !word(i) || over_two(i))
        .collect();
    if own.is_empty() && role == Role::Achievements {
        // Reports without a parent heading over it tell their work by subject.
        own = (0..sections.len())
            .filter(|&i| sections[i].level == 1 && is_theme(sections[i].role))
            .collect();
    }
    if !own.is_empty() {
        let headings = |list: &[usize]| list.iter().map(|&i| sections[i].heading).collect();
        let mut written = own.clone();
        written.retain(|&i| outline.is_written(text, i));
        let (state, spans) = match written.is_empty() {
            true => (State::Empty, headings(&own)),
            false => (State::Section, headings(&written)),
        };
        return Requirement { id, state, spans };
    }
    let spans = mentions(text, outline, role);
    let state = if spans.is_empty() {
        State::Missing
    } else {
        State::Mentioned
    };
    Requirement { id, state, spans }
}

/// What a sentence says that speaks of a part: every word of one row.
const MENTIONS: &[(Role, &[&str])] = &[
    (Role::Achievements, &["取得", "成效"]),
    (Role::Achievements, &["开展"]),
    (Role::Achievements, &["完成"]),
    (Role::Problems, &["存在", "问题"]),
    (Role::Problems, &["存在", "不足"]),
    (Role::Problems, &["存在", "短板"]),
    (Role::Problems, &["存在", "差距"]),
    (Role::Problems, &["存在", "薄弱"]),
    (Role::Problems, &["还有", "差距"]),
    (Role::Problems, &["还有", "短板"]),
    (Role::Problems, &["仍有", "不足"]),
    (Role::FirstResponsible, &["第一责任人"]),
    (Role::FirstResponsible, &["亲自部署", "亲自过问"]),
    (Role::FirstResponsible, &["主要负责人", "带头", "法"]),
    (Role::FirstResponsible, &["主要负责同志", "带头", "法"]),
    (Role::Plan, &["下一步"]),
    (Role::Plan, &["下一年度"]),
    (Role::Plan, &["下一阶段"]),
    (Role::Plan, &["新的一年"]),
    (Role::Plan, &["明年"]),
];

/// Words that turn 存在…问题 into another matter: problems found at others and mended.
const OTHERS: [&str; 8] = [
    "发现",
    "督促",
    "整改",
    "排查",
    "查处",
    "对存在",
    "反映",
    "检查",
];

fn mentions(text: &Text, outline: &Outline, role: Role) -> Vec<Span> {
    let body = text
        .paragraphs
        .get(outline.frame.body.clone())
        .unwrap_or(&[]);
    let (Some(first), Some(last)) = (body.first(), body.last()) else {
        return Vec::new();
    };
    let from = text
        .sentences
        .partition_point(|s| s.end <= first.span.start);
    let mut out = Vec::new();
    for &s in text.sentences[from..]
        .iter()
        .take_while(|s| s.start < last.span.end)
    {
        // The title of the rules on the first responsible person is no report on them.
        let has = |w: &str| place(text, w, s).is_some();
        let hit = MENTIONS
            .iter()
            .any(|(r, words)| *r == role && words.iter().all(|w| has(w)))
            && !(role == Role::Problems && OTHERS.iter().any(|w| has(w)));
        if hit {
            out.push(s);
        }
        if out.len() == 5 {
            break;
        }
    }
    out
}

/// `word` in a sentence, outside a cited title.
fn place(text: &Text, word: &str, s: Span) -> Option<usize> {
    let mut open = 0usize;
    let first = word.chars().next();
    (s.start..s.end).find(|&at| {
        match text.at(at) {
            '《' => open += 1,
            '》' => open = open.saturating_sub(1),
            _ => {}
        }
        open == 0 && Some(text.at(at)) == first && text.starts_with(at, word)
    })
}

#[cfg(test)]
mod tests {
    fn state(text: &str, id: &str) -> &'static str {
        let report = crate::analyze(text);
        report
            .requirements
            .iter()
            .find(|r| r.id == id)
            .map(|r| r.state)
            .unwrap_or_default()
    }

    #[test]
    fn tells_a_section_from_a_mention_from_nothing() {
        let text = "某某县民政局2023年法治政府建设年度报告\n2023年，我局扎实推进依法行政。现将情况报告如下。\n\
            一、主要举措和成效\n组织学法6次。\n二、存在的不足\n执法力量不足，原因是编制紧张。下一步，将充实力量。\n\
            某某县民政局\n2024年1月9日\n";
        for (id, expected) in [
            ("achievements", "section"),
            ("problems", "section"),
            ("plan", "mentioned"),
            ("first-responsible", "missing"),
            ("title", "section"),
            ("signature", "section"),
            ("date", "section"),
        ] {
            assert_eq!(state(text, id), expected, "{id}");
        }
    }

    #[test]
    fn a_cited_rule_is_no_report_on_the_duty() {
        let text = "一、工作情况\n学习《党政主要负责人履行推进法治建设第一责任人职责规定》。\n二、下一步打算\n抓好落实。\n";
        assert_eq!(state(text, "first-responsible"), "missing");
    }

    #[test]
    fn nothing_has_nothing() {
        let report = crate::analyze("");
        assert_eq!(report.meta.scope, "other");
        assert_eq!(report.requirements, []);
    }

    #[test]
    fn a_heading_alone_is_no_section() {
        let text = "某某县民政局2023年法治政府建设年度报告\n一、主要举措和成效\n组织学法6次。\n\
            二、党政主要负责人履行推进法治建设第一责任人职责情况\n三、存在的不足和原因\n一是执法力量不足。\n二是经费紧张。\n\
            四、2024年工作思路\n某某县民政局\n2024年1月9日\n";
        assert_eq!(state(text, "achievements"), "section");
        assert_eq!(state(text, "first-responsible"), "empty");
        assert_eq!(state(text, "problems"), "section");
        assert_eq!(state(text, "plan"), "empty");
        // Each is told once: as a heading without text, not as a missing part.
        let report = crate::analyze(text);
        let count = |code| report.findings.iter().filter(|f| f.code == code).count();
        assert_eq!((count("heading-empty"), count("part-missing")), (2, 0));
    }

    #[test]
    fn bare_words_are_no_section() {
        assert_eq!(state("第一责任人", "first-responsible"), "mentioned");
    }
}
