//! The finished model: plain data, the only serde types of the crate, and the
//! only place where positions become UTF-16.
//!
//! Everything here follows the report contract: names are camelCase in
//! JavaScript, every list is in document order, and every [`Span`] counts
//! UTF-16 code units of the text exactly as it was given, so that
//! `text.slice(span.start, span.end)` in JavaScript is the quoted text.

use crate::fact::catalogue;
use serde::Serialize;
#[cfg(target_arch = "wasm32")]
use tsify::Tsify;

/// A half-open stretch of the given text, in UTF-16 code units.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(Tsify))]
pub struct Span {
    pub start: u32,
    pub end: u32,
}

impl From<crate::span::Utf16Span> for Span {
    fn from(span: crate::span::Utf16Span) -> Span {
        Span {
            start: span.start,
            end: span.end,
        }
    }
}

/// What [`crate::analyze`] returns.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(Tsify))]
#[serde(rename_all = "camelCase")]
pub struct Report {
    pub meta: Meta,
    pub sections: Vec<Section>,
    pub points: Vec<Point>,
    pub metrics: Vec<Metric>,
    pub citations: Vec<Citation>,
    pub dates: Vec<DateExpr>,
    pub entities: Vec<Entity>,
    pub relations: Vec<Relation>,
    pub findings: Vec<Finding>,
    /// All seven of a report; of a passage those that are there; none of another text.
    pub requirements: Vec<Requirement>,
    pub themes: Vec<Theme>,
}

/// A quoted text with its place: as printed, without the blanks, line ends and
/// unseen characters inside it that separate nothing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(Tsify))]
pub struct Quote {
    pub text: String,
    pub span: Span,
}

/// The reported year, as printed and as a number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(Tsify))]
pub struct YearQuote {
    pub text: String,
    pub span: Span,
    pub value: i32,
}

/// A day, as printed and as ISO 8601 (`2020-12-14`).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(Tsify))]
pub struct DateQuote {
    pub text: String,
    pub span: Span,
    pub value: String,
}

/// Who reports, on which year, signed and published when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(Tsify))]
#[serde(rename_all = "camelCase")]
pub struct Meta {
    /// The title as printed; a title over two lines is joined.
    pub title: Option<Quote>,
    pub issuer: Option<Quote>,
    /// `bureau`, `street/town`, `county/city/province government` or `other`.
    pub issuer_kind: Option<&'static str>,
    /// `法治政府建设年度报告`, `依法行政工作总结` or `other`.
    pub kind: Option<&'static str>,
    /// `report`, `passage` (of one: what is absent may stand elsewhere) or `other`
    /// (nothing shows that the text is of the kind).
    pub scope: &'static str,
    /// The publication source a web page printed (来源：…).
    pub source: Option<Quote>,
    pub year: Option<YearQuote>,
    pub signed_date: Option<DateQuote>,
    pub published_date: Option<DateQuote>,
    /// Web boilerplate that is no part of the report.
    pub boilerplate: Vec<Span>,
}

/// A titled part of the report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(Tsify))]
#[serde(rename_all = "camelCase")]
pub struct Section {
    /// The section with its children.
    pub span: Span,
    /// The heading as printed, marker included.
    pub heading: Span,
    /// 1 for the outermost.
    pub level: u8,
    pub marker: Option<String>,
    pub ordinal: Option<u32>,
    /// The heading's words without marker and closing punctuation.
    pub title: String,
    /// The heading stands at the head of a paragraph of body text.
    pub run_in: bool,
    pub role: &'static str,
    /// Index of the enclosing section.
    pub parent: Option<u32>,
}

/// A run-in enumeration inside a paragraph: 一是…二是….
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(Tsify))]
pub struct Point {
    /// From the marker to the next point or the end of the paragraph.
    pub span: Span,
    pub marker: String,
    pub n: u32,
    /// Index of the section it stands in.
    pub section: Option<u32>,
}

/// The time a figure covers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(Tsify))]
pub struct Period {
    pub text: String,
    pub span: Span,
    /// Resolved by the report's year where it is relative; `null` where it cannot be.
    pub iso: Option<String>,
}

/// A quantity that the report states of something.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(Tsify))]
#[serde(rename_all = "camelCase")]
pub struct Metric {
    /// The number with its qualifiers and unit as printed.
    pub span: Span,
    /// In base units: 1.81亿余元 is 181000000, 93.5% is 93.5.
    pub value: f64,
    /// The upper end of a range.
    pub value_max: Option<f64>,
    /// The classifier or unit as printed, without its noun and scale word.
    pub unit: Option<String>,
    /// `exact`, `about`, `over` or `under`.
    pub approx: &'static str,
    /// `count`, `ratio`, `amount`, `change` or `duration`.
    pub kind: &'static str,
    /// `up` or `down`, for a change.
    pub direction: Option<&'static str>,
    /// What is counted, in the report's words; with the noun that the text told before where
    /// those words do not stand alone.
    pub indicator: String,
    pub indicator_span: Option<Span>,
    /// The body or place it is about.
    pub subject: Option<String>,
    pub period: Option<Period>,
    /// One of the fourteen themes by its name, or one of the reader's own.
    pub theme: Option<String>,
    /// Index of the innermost section.
    pub section: Option<u32>,
    pub sentence: Span,
    /// Where the figure stands in a table; `null` in prose.
    pub cell: Option<Cell>,
}

/// The place of a figure in a table, each counted from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(Tsify))]
pub struct Cell {
    /// Which table of the text.
    pub table: u32,
    /// Which line of the table, its heads counted.
    pub row: u32,
    pub column: u32,
}

/// What the catalogue knows of a cited act, judged for the reported year.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(Tsify))]
#[serde(rename_all = "camelCase")]
pub struct Law {
    /// The official title.
    pub title: &'static str,
    /// `in-force`, `amended`, `repealed` or `superseded`.
    pub status: &'static str,
    pub superseded_by: Option<&'static str>,
    /// ISO date; a year or month alone where no more is known.
    pub ended_on: Option<&'static str>,
    /// The day the last text took effect.
    pub effective: Option<&'static str>,
    /// `high` or `medium`: how well the catalogue's entry is supported.
    pub confidence: &'static str,
}

/// A law, rule, policy or document that the report names.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(Tsify))]
#[serde(rename_all = "camelCase")]
pub struct Citation {
    /// With its title marks, as printed.
    pub span: Span,
    /// The title without its marks; an abbreviation is resolved in [`Citation::full_name`].
    pub name: String,
    /// The title an abbreviation (《纲要》) stands for.
    pub full_name: Option<String>,
    pub kind: &'static str,
    /// A title mark is missing or doubled.
    pub broken: bool,
    /// Titles inside the title.
    pub inner: Vec<String>,
    /// 第三十二条, where an article follows.
    pub article: Option<String>,
    pub law: Option<Law>,
}

/// A calendar expression.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(Tsify))]
pub struct DateExpr {
    pub span: Span,
    /// `null` when masked or relative.
    pub iso: Option<String>,
}

/// A body, person, mechanism or slogan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(Tsify))]
pub struct Entity {
    pub span: Span,
    /// `org`, `person` or `mechanism`.
    pub kind: &'static str,
    /// The full name where the report gives one for a short form.
    pub name: String,
    /// For a person: no public office is named with the name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub private: Option<bool>,
}

/// An arithmetic relation between stated figures.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(Tsify))]
#[serde(rename_all = "camelCase")]
pub struct Relation {
    /// `sum`, `ratio`, `difference`, `equal`, `bound` or `list`.
    pub kind: &'static str,
    /// Index of the metric that states the result.
    pub total: u32,
    /// Indices of the metrics it follows from.
    pub parts: Vec<u32>,
    pub expr: String,
    pub holds: bool,
    /// The result as printed.
    pub stated: String,
    /// The result as recomputed, in the printed unit.
    pub computed: String,
    /// It holds and needs no remark (`note` is null); in sums, shares and changes no
    /// member is approximate or a range either.
    pub exact: bool,
    /// `certain`, or `likely`: one that fails is a question then, since its figures may be of other things.
    pub grade: &'static str,
    /// The words that made it a relation.
    pub cue: Option<Quote>,
    /// What else is to be known of the verdict, in Chinese.
    pub note: Option<String>,
    /// The same in English.
    pub note_en: Option<String>,
}

/// A text in both languages of the page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(Tsify))]
pub struct Bilingual {
    pub zh: String,
    pub en: String,
}

/// A replacement that is certain.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(Tsify))]
pub struct Fix {
    pub span: Span,
    pub text: String,
}

/// A remark on the text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(Tsify))]
pub struct Finding {
    pub code: &'static str,
    /// `error`, `warning` or `info`.
    pub severity: &'static str,
    /// `certain`, or `likely`: the message asks then.
    pub grade: &'static str,
    pub span: Span,
    pub related: Vec<Span>,
    pub message: Bilingual,
    pub fix: Option<Fix>,
}

/// What one kind of finding looks for, why it matters and who says so.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(Tsify))]
pub struct Rule {
    pub code: &'static str,
    /// `error`, `warning` or `info`: of most of its findings.
    pub severity: &'static str,
    pub what: Bilingual,
    pub why: Bilingual,
    pub source: Bilingual,
}

/// A part that the rules ask of an annual report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(Tsify))]
pub struct Requirement {
    /// `achievements`, `problems`, `first-responsible`, `plan`, `title`, `signature` or `date`.
    pub id: &'static str,
    /// `section`: a heading with text under it, or the line where it belongs;
    /// `empty`: a heading alone; `mentioned`: only spoken of; `missing`.
    pub state: &'static str,
    pub spans: Vec<Span>,
}

/// How much of the report speaks of a theme.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(Tsify))]
pub struct Theme {
    pub id: String,
    pub metrics: u32,
    /// Characters (Unicode scalar values) of body text.
    pub characters: u32,
    pub sections: u32,
}

/// What a file of the reader's own words holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(Tsify))]
pub struct WordsRead {
    /// Entries taken.
    pub entries: u32,
    pub problems: Vec<WordsProblem>,
}

/// A line of the reader's words that was not taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(Tsify))]
pub struct WordsProblem {
    /// From 1.
    pub line: u32,
    /// `kind`, `word`, `name`, `twice` or `too-many`.
    pub reason: &'static str,
}

/// Everything the stages before have read.
pub(crate) struct Reading<'a> {
    pub text: &'a crate::text::Text<'a>,
    pub boilerplate: &'a [crate::span::Span],
    pub outline: &'a crate::outline::Outline,
    pub facts: &'a crate::fact::Facts,
    pub meta: &'a crate::meta::Meta,
    pub scope: crate::scope::Scope,
    pub relations: &'a [crate::relation::Relation],
    pub themes: &'a crate::theme::Themes,
    pub findings: &'a [crate::finding::Finding],
    pub requirements: &'a [crate::requirement::Requirement],
}

/// Turns what was read into plain data, positions into UTF-16.
pub(crate) fn assemble(r: &Reading) -> Report {
    let text = r.text;
    let at = |s: crate::span::Span| Span::from(text.utf16(s));
    let quote = |s: crate::span::Span| Quote {
        text: text.printed(s),
        span: at(s),
    };
    let day = |d: &Option<(crate::span::Span, String)>| {
        d.as_ref().map(|(s, iso)| DateQuote {
            text: text.printed(*s),
            span: at(*s),
            value: iso.clone(),
        })
    };
    let index = |i: Option<usize>| i.map(|i| i as u32);
    let facts = r.facts;
    let year = r.meta.year.map(|y| y.1);
    let issuer = r.meta.issuer.map(|s| text.folded(s));
    Report {
        meta: Meta {
            title: r.meta.title.map(quote),
            issuer: r.meta.issuer.map(quote),
            issuer_kind: r.meta.issuer_kind,
            kind: r.meta.kind,
            scope: r.scope.name(),
            source: r.meta.source.map(quote),
            year: r.meta.year.map(|(s, value)| YearQuote {
                text: text.printed(s),
                span: at(s),
                value,
            }),
            signed_date: day(&r.meta.signed_date),
            published_date: day(&r.meta.published_date),
            boilerplate: r.boilerplate.iter().map(|s| at(*s)).collect(),
        },
        sections: r
            .outline
            .sections
            .iter()
            .map(|s| Section {
                span: at(s.span),
                heading: at(s.heading),
                level: s.level,
                marker: s.marker.map(|m| text.printed(m)),
                ordinal: s.ordinal,
                title: text.printed(s.title),
                run_in: s.run_in,
                role: s.role.name(),
                parent: index(s.parent),
            })
            .collect(),
        points: r
            .outline
            .points
            .iter()
            .map(|p| Point {
                span: at(p.span),
                marker: text.printed(p.marker),
                n: p.n,
                section: index(p.section),
            })
            .collect(),
        metrics: facts
            .metrics
            .iter()
            .zip(&r.themes.of_metric)
            .zip(&facts.codes)
            .map(|((m, theme), code)| {
                let q = &m.quantity;
                let code = code.as_ref();
                Metric {
                    span: at(q.span),
                    value: q.value.value(),
                    value_max: q.max.map(|v| v.value()),
                    unit: q.unit.clone(),
                    approx: q.approx.name(),
                    kind: m.kind.name(),
                    direction: m.direction.map(|d| match d {
                        crate::fact::metric::Direction::Up => "up",
                        crate::fact::metric::Direction::Down => "down",
                    }),
                    indicator: code.map_or(m.name(), |(name, _)| name).clone(),
                    indicator_span: code
                        .map(|(_, s)| *s)
                        .or(m.indicator_span)
                        .filter(|s| !s.is_empty())
                        .map(at),
                    subject: m.subject.clone(),
                    period: m.period.map(|s| Period {
                        text: text.printed(s),
                        span: at(s),
                        iso: crate::period::iso(text, &facts.dates, s, year),
                    }),
                    theme: theme.clone(),
                    section: index(m.section),
                    // A sentence without a stop is cut, before a number where one
                    // is in sight; a figure without a beginning may reach over.
                    sentence: at(crate::span::Span::new(
                        m.sentence.start.min(q.span.start),
                        m.sentence.end.max(q.span.end),
                    )),
                    cell: m.cell.map(|c| Cell {
                        table: c.table as u32,
                        row: c.row as u32,
                        column: c.column as u32,
                    }),
                }
            })
            .collect(),
        citations: facts
            .citations
            .iter()
            .map(|c| Citation {
                span: at(c.span),
                name: text.printed(c.name),
                full_name: c.full_name.clone(),
                kind: c.kind,
                broken: c.broken,
                inner: c.inner.iter().map(|s| text.printed(*s)).collect(),
                article: c.article.map(|s| text.printed(s)),
                law: c.act.map(|act| {
                    // Of an undated title's editions the one of the reported year.
                    let year = r.meta.year.map(|y| y.1);
                    let name = c.full_name.clone().unwrap_or_else(|| text.folded(c.name));
                    let stood = year.and_then(|y| catalogue::find_in(&name, Some(y)));
                    law(stood.unwrap_or(act), year)
                }),
            })
            .collect(),
        dates: facts
            .dates
            .iter()
            .map(|d| DateExpr {
                span: at(d.span),
                iso: d.iso.clone(),
            })
            .collect(),
        entities: facts
            .entities
            .iter()
            .map(|e| {
                use crate::fact::entity::EntityKind::*;
                let (kind, private) = match e.kind {
                    Org => ("org", None),
                    Person { private } => ("person", Some(private)),
                    Mechanism => ("mechanism", None),
                };
                Entity {
                    span: at(e.span),
                    kind,
                    name: e.full_name(issuer.as_deref()),
                    private,
                }
            })
            .collect(),
        relations: r
            .relations
            .iter()
            .map(|x| Relation {
                kind: x.kind.name(),
                total: x.total as u32,
                parts: x.parts.iter().map(|&i| i as u32).collect(),
                expr: x.expr.clone(),
                holds: x.holds,
                stated: text.printed(facts.metrics[x.total].quantity.span),
                computed: x.computed.clone(),
                exact: x.exact,
                grade: x.grade.name(),
                cue: x.cue.filter(|s| !s.is_empty()).map(quote),
                note: x.note.as_ref().map(|n| words_of(n, r).zh),
                note_en: x.note.as_ref().map(|n| words_of(n, r).en),
            })
            .collect(),
        findings: r
            .findings
            .iter()
            .map(|f| Finding {
                code: f.code,
                severity: f.severity.name(),
                grade: f.grade.name(),
                span: f.place.utf16(text).into(),
                related: f.related.iter().map(|p| p.utf16(text).into()).collect(),
                message: Bilingual {
                    zh: f.zh.clone(),
                    en: f.en.clone(),
                },
                fix: f.fix.as_ref().map(|(p, t)| Fix {
                    span: p.utf16(text).into(),
                    text: t.clone(),
                }),
            })
            .collect(),
        requirements: r
            .requirements
            .iter()
            .map(|q| Requirement {
                id: q.id,
                state: q.state.name(),
                spans: q.spans.iter().map(|s| at(*s)).collect(),
            })
            .collect(),
        themes: r
            .themes
            .shares
            .iter()
            .map(|t| Theme {
                id: t.id.clone(),
                metrics: t.metrics,
                characters: t.characters,
                sections: t.sections,
            })
            .collect(),
    }
}

/// What was taken of the reader's words, and what was not.
pub(crate) fn words_read(v: &crate::vocabulary::Vocabulary) -> WordsRead {
    let problem = |&(line, reason): &(usize, crate::vocabulary::Reason)| WordsProblem {
        line: line as u32,
        reason: reason.name(),
    };
    WordsRead {
        entries: v.entries.len() as u32,
        problems: v.problems.iter().map(problem).collect(),
    }
}

/// The table of rules as plain data.
pub(crate) fn rules(rules: &[&crate::finding::Rule]) -> Vec<Rule> {
    let words = |w: crate::finding::Words| Bilingual {
        zh: w.zh.to_string(),
        en: w.en.to_string(),
    };
    rules
        .iter()
        .map(|r| Rule {
            code: r.code,
            severity: r.severity.name(),
            what: words(r.what),
            why: words(r.why),
            source: words(r.source),
        })
        .collect()
}

/// What the catalogue knows of an act, judged for the reported year.
fn law(act: &catalogue::Act, year: Option<i32>) -> Law {
    let given = |s: &'static str| (!s.is_empty()).then_some(s);
    Law {
        title: act.title,
        status: act.status_in(year).name(),
        superseded_by: given(act.superseded_by),
        ended_on: given(act.ended_on),
        effective: given(act.effective),
        confidence: act.confidence,
    }
}

/// A relation's note in words.
fn words_of(note: &crate::relation::Note, r: &Reading) -> Bilingual {
    use crate::relation::Note;
    let (zh, en) = match note {
        Note::CutOff => (
            "按截尾成立，四舍五入则不同".to_string(),
            "holds when cut off, not when rounded".to_string(),
        ),
        Note::RoundedParts => (
            "在各数四舍五入的误差之内".to_string(),
            "within the rounding of the figures".to_string(),
        ),
        Note::Interval => (
            "含约数，按区间判断".to_string(),
            "approximate figures, judged as an interval".to_string(),
        ),
        Note::WrongBase => (
            "所列数字等于变化量除以本期数，应除以基期数".to_string(),
            "the figure divides the change by the new value instead of the old one".to_string(),
        ),
        Note::PointsForPercent => (
            "两个比率之差应以百分点表示".to_string(),
            "a difference of two rates is stated in percentage points".to_string(),
        ),
        Note::LevelForGrowth => {
            return Bilingual {
                zh: "是基期数的几倍，写成了增长几倍".to_string(),
                en: "how many times as many is told for how many times more".to_string(),
            };
        }
        Note::Transposed => (
            "像是数字前后颠倒".to_string(),
            "two digits seem to be transposed".to_string(),
        ),
        Note::Repairs(repairs) => crate::relation::told_repairs(repairs),
        Note::Unnumbered(names) => {
            let names: Vec<String> = names.iter().map(|s| r.text.printed(*s)).collect();
            let names = names.join("、");
            (
                format!("{names}没有写数，各按1计"),
                format!("without a number and counted as one each: {names}"),
            )
        }
    };
    Bilingual { zh, en }
}
