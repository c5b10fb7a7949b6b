//! Findings: what a careful editor would mark, each with its place and its reason.
//!
//! [`RULES`] is the table: one rule a file, one row a rule. A rule looks at what
//! the stages before have seen and says it in words; it never looks at another
//! finding. What two rules need to see is an observation of its own: the order
//! of numbers ([`order`]), pairs of marks ([`pairs`]), clauses ([`clause`]),
//! the names of rates ([`rates`]), long digit runs ([`digits`]).
//!
//! | severity | said where |
//! |---|---|
//! | [`Severity::Error`] | nothing but a slip explains it |
//! | [`Severity::Warning`] | a careful editor would mark it |
//! | [`Severity::Info`] | worth a look; there may be a good reason |
//!
//! Every rule carries texts that it must mark and texts that it must leave alone
//! ([`Rule::faulty`], [`Rule::sound`]); they run as tests.

use crate::fact::Facts;
use crate::meta::Meta;
use crate::outline::Outline;
use crate::relation::{Grade, Relation};
use crate::requirement::Requirement;
use crate::scope::Scope;
use crate::span::{Span, Utf16Span};
use crate::text::Text;
use crate::vocabulary::Vocabulary;

/// Texts that show a rule at work. They run as tests and are not downloaded.
#[cfg(not(target_arch = "wasm32"))]
macro_rules! examples {
    ($($text:tt)*) => { &[$($text)*] };
}
#[cfg(target_arch = "wasm32")]
macro_rules! examples {
    ($($text:tt)*) => {
        &[]
    };
}

mod abbreviation_undefined;
mod approx_exact;
mod approx_redundant;
mod bank_card_exposed;
mod blanks;
mod boilerplate_left;
mod bracket_unbalanced;
mod causes_missing;
mod change_wording;
mod citation_misnamed;
mod citation_outdated;
mod citation_premature;
mod clause;
mod contradiction;
mod date_conflict;
mod date_garbled;
mod date_impossible;
mod date_missing;
mod difference_mismatch;
mod digits;
mod direction_mismatch;
mod empty_attachment;
mod figure_conflict;
mod figures;
mod heading_empty;
mod id_number_exposed;
mod issuer_missing;
mod line_break_left;
mod list_mismatch;
mod marker_punctuation_redundant;
mod marker_style_mixed;
mod multiple_decrease;
mod numbering_duplicate;
mod numbering_gap;
mod numbering_missing;
mod numbering_restart;
mod order;
mod page_number_left;
mod pairs;
mod part_exceeds_whole;
mod part_mentioned_only;
mod part_missing;
mod parts;
mod phone_number_exposed;
mod placeholder_left;
mod points_for_percent;
mod private_person_named;
mod published_late;
mod punctuation_doubled;
mod punctuation_missing;
mod quote_unbalanced;
mod rate_impossible;
mod rate_unattainable;
mod rate_without_base;
mod rates;
mod ratio_mismatch;
mod repeated_text;
mod repeated_word;
mod signature_missing;
mod signed_early;
mod slips;
mod stray_space;
mod sum_mismatch;
mod term_misnamed;
mod term_outdated;
mod title_mark_unbalanced;
mod title_missing;
mod typo;
mod unit_missing;
mod width_mixed;
mod widths;
mod word_order;
mod year_conflict;
mod year_masked;

/// Every rule, in the order in which the page lists them: figures, parts, numbering,
/// marks, text, citations, privacy, language.
pub const RULES: &[&Rule] = &[
    &sum_mismatch::RULE,
    &ratio_mismatch::RULE,
    &difference_mismatch::RULE,
    &direction_mismatch::RULE,
    &figure_conflict::RULE,
    &part_exceeds_whole::RULE,
    &list_mismatch::RULE,
    &points_for_percent::RULE,
    &unit_missing::RULE,
    &rate_impossible::RULE,
    &rate_unattainable::RULE,
    &rate_without_base::RULE,
    &multiple_decrease::RULE,
    &approx_redundant::RULE,
    &approx_exact::RULE,
    &part_missing::RULE,
    &part_mentioned_only::RULE,
    &causes_missing::RULE,
    &title_missing::RULE,
    &issuer_missing::RULE,
    &signature_missing::RULE,
    &date_missing::RULE,
    &year_conflict::RULE,
    &year_masked::RULE,
    &signed_early::RULE,
    &published_late::RULE,
    &date_conflict::RULE,
    &numbering_missing::RULE,
    &numbering_gap::RULE,
    &numbering_duplicate::RULE,
    &numbering_restart::RULE,
    &marker_style_mixed::RULE,
    &marker_punctuation_redundant::RULE,
    &heading_empty::RULE,
    &bracket_unbalanced::RULE,
    &quote_unbalanced::RULE,
    &title_mark_unbalanced::RULE,
    &width_mixed::RULE,
    &punctuation_doubled::RULE,
    &punctuation_missing::RULE,
    &stray_space::RULE,
    &page_number_left::RULE,
    &line_break_left::RULE,
    &empty_attachment::RULE,
    &boilerplate_left::RULE,
    &date_garbled::RULE,
    &date_impossible::RULE,
    &repeated_word::RULE,
    &repeated_text::RULE,
    &placeholder_left::RULE,
    &contradiction::RULE,
    &citation_outdated::RULE,
    &citation_misnamed::RULE,
    &citation_premature::RULE,
    &abbreviation_undefined::RULE,
    &private_person_named::RULE,
    &id_number_exposed::RULE,
    &phone_number_exposed::RULE,
    &bank_card_exposed::RULE,
    &change_wording::RULE,
    &typo::RULE,
    &word_order::RULE,
    &term_misnamed::RULE,
    &term_outdated::RULE,
];

/// How certain a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    Error,
    Warning,
    Info,
}

impl Severity {
    /// The name in the report contract.
    pub fn name(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Info => "info",
        }
    }
}

/// A text in both languages of the page.
#[derive(Clone, Copy, Debug)]
pub struct Words {
    pub zh: &'static str,
    pub en: &'static str,
}

/// What is looked for, why it matters and who says so.
#[derive(Clone, Copy)]
pub struct Rule {
    /// Kebab-case, the same as the file's name.
    pub code: &'static str,
    /// The severity of most of its findings; some are less certain and say so.
    pub severity: Severity,
    pub what: Words,
    pub why: Words,
    pub source: Words,
    /// Texts that it must mark.
    pub faulty: &'static [&'static str],
    /// Texts that it must leave alone.
    pub sound: &'static [&'static str],
    pub find: fn(&Seen) -> Vec<Finding>,
}

impl Rule {
    /// A finding of this rule.
    fn at(&self, place: impl Into<Place>, zh: String, en: String) -> Finding {
        self.remark(place.into(), zh, en)
    }

    fn remark(&self, place: Place, zh: String, en: String) -> Finding {
        Finding {
            code: self.code,
            severity: self.severity,
            grade: Grade::Certain,
            place,
            related: Vec::new(),
            zh,
            en,
            fix: None,
        }
    }
}

/// A stretch of the reading, or of the source where the reading leaves it out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    Reading(Span),
    Source(Utf16Span),
}

impl From<Span> for Place {
    fn from(span: Span) -> Place {
        Place::Reading(span)
    }
}

impl From<Utf16Span> for Place {
    fn from(span: Utf16Span) -> Place {
        Place::Source(span)
    }
}

impl Place {
    /// In UTF-16 units of the text as given.
    pub fn utf16(self, text: &Text) -> Utf16Span {
        match self {
            Place::Reading(span) => text.utf16(span),
            Place::Source(span) => span,
        }
    }
}

/// A remark on the text.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    pub code: &'static str,
    pub severity: Severity,
    /// A likely one is a question.
    pub grade: Grade,
    pub place: Place,
    /// Other places that the remark speaks of.
    pub related: Vec<Place>,
    pub zh: String,
    pub en: String,
    /// A replacement, where only one is right.
    pub fix: Option<(Place, String)>,
}

impl Finding {
    fn with(mut self, related: impl IntoIterator<Item = Span>) -> Finding {
        self.related.extend(related.into_iter().map(Place::from));
        self
    }

    fn severe(mut self, severity: Severity) -> Finding {
        self.severity = severity;
        self
    }

    fn fixed(self, place: impl Into<Place>, text: impl AsRef<str>) -> Finding {
        self.replaced(place.into(), text.as_ref())
    }

    fn replaced(mut self, place: Place, text: &str) -> Finding {
        self.fix = Some((place, text.to_string()));
        self
    }
}

/// All that rules may look at.
pub struct Seen<'a> {
    pub text: &'a Text<'a>,
    pub boilerplate: &'a [Span],
    pub outline: &'a Outline,
    pub facts: &'a Facts,
    pub meta: &'a Meta,
    pub scope: Scope,
    pub relations: &'a [Relation],
    pub requirements: &'a [Requirement],
    /// The reader's own words.
    pub vocabulary: &'a Vocabulary,
}

/// So many remarks of one rule are enough: a text with more is no report.
const MOST: usize = 1000;

/// Runs every rule; findings come in document order.
pub fn read(seen: &Seen) -> Vec<Finding> {
    let mut out: Vec<Finding> = RULES
        .iter()
        .flat_map(|r| (r.find)(seen).into_iter().take(MOST))
        .collect();
    crate::span::sort_by_key(&mut out, |f| {
        let place = f.place.utf16(seen.text);
        [
            place.start as usize,
            f.severity as usize,
            place.end as usize,
        ]
    });
    out
}

impl Seen<'_> {
    /// Of each metric, whether it has been recomputed.
    fn settled(&self) -> Vec<bool> {
        let mut settled = vec![false; self.facts.metrics.len()];
        for r in self.relations {
            settled[r.total] = true;
        }
        settled
    }

    /// The reported year.
    fn year(&self) -> Option<i32> {
        self.meta.year.map(|y| y.1)
    }

    /// The character belongs to what a web page printed round the report.
    fn in_boilerplate(&self, at: usize) -> bool {
        let i = self.boilerplate.partition_point(|f| f.end <= at);
        self.boilerplate.get(i).is_some_and(|f| f.contains(at))
    }

    /// The character belongs to a cited title.
    fn in_citation(&self, at: usize) -> bool {
        let list = &self.facts.citations;
        let i = list.partition_point(|c| c.span.end <= at);
        list.get(i).is_some_and(|c| c.span.contains(at))
    }

    /// The paragraphs of the body, boilerplate left out.
    fn body(&self) -> impl Iterator<Item = Span> + '_ {
        let body = self.outline.frame.body.clone();
        let list = self.text.paragraphs.get(body).unwrap_or(&[]);
        list.iter()
            .map(|p| p.span)
            .filter(|p| !self.in_boilerplate(p.start))
    }

    /// The paragraphs of the whole text, boilerplate left out.
    fn lines(&self) -> impl Iterator<Item = Span> + '_ {
        let list = self.text.paragraphs.iter();
        list.map(|p| p.span)
            .filter(|p| !self.in_boilerplate(p.start))
    }

    /// It reads like a whole report and not like a passage of one: what is
    /// absent from a passage may stand elsewhere.
    fn is_whole(&self) -> bool {
        let tops = self
            .outline
            .sections
            .iter()
            .filter(|s| s.level == 1)
            .count();
        let chars: usize = self.body().map(Span::len).sum();
        self.scope == Scope::Report && tops >= 2 && (self.meta.title.is_some() || chars >= 600)
    }

    /// The rules of 2019 bind it: a report on 法治政府建设 on 2019 or later.
    fn is_bound(&self) -> bool {
        let kind = self.meta.kind == Some("法治政府建设年度报告")
            || self.meta.kind.is_none()
                && self
                    .body()
                    .any(|p| self.text.find("法治政府建设", p).is_some());
        kind && self.year().is_none_or(|y| y >= 2019) && self.is_whole()
    }

    /// A stretch as printed, shortened and in quotation marks for a message.
    fn quote(&self, span: Span) -> String {
        let printed =
            &self.text.raw[span.start.min(self.text.len())..span.end.min(self.text.len())];
        let words: String = if printed.len() <= 30 {
            printed.iter().collect()
        } else {
            printed[..18]
                .iter()
                .chain(&['…', '…'])
                .chain(&printed[printed.len() - 8..])
                .collect()
        };
        quoted(&words.replace('\n', " "))
    }

    /// The end of the body's last sentence, or of the text.
    fn last_sentence(&self) -> Span {
        let last = self.body().filter(|p| !p.is_empty()).last();
        let Some(p) = last else {
            return Span::new(0, self.text.len().min(1));
        };
        let s = self.text.sentence_at(p.end - 1);
        if s.is_empty() { p } else { s }
    }
}

/// In quotation marks, of the other shape where the words have some themselves.
fn quoted(words: &str) -> String {
    if words.contains(['“', '”']) {
        format!("「{words}」")
    } else {
        format!("“{words}”")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(text: &str) -> Vec<&'static str> {
        crate::analyze(text)
            .findings
            .into_iter()
            .map(|f| f.code)
            .collect()
    }

    #[test]
    fn every_rule_marks_its_faulty_examples_and_no_sound_one() {
        let mut wrong = Vec::new();
        for rule in RULES {
            assert!(
                !rule.faulty.is_empty() && !rule.sound.is_empty(),
                "{} has no examples",
                rule.code
            );
            let marks = |text: &str| codes(text).contains(&rule.code);
            wrong.extend(
                rule.faulty
                    .iter()
                    .filter(|t| !marks(t))
                    .map(|t| format!("{} misses: {t}", rule.code)),
            );
            wrong.extend(
                rule.sound
                    .iter()
                    .filter(|t| marks(t))
                    .map(|t| format!("{} marks: {t}", rule.code)),
            );
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    #[test]
    fn every_rule_is_named_once_and_says_why() {
        for (i, rule) in RULES.iter().enumerate() {
            assert!(
                RULES[..i].iter().all(|r| r.code != rule.code),
                "{} stands twice",
                rule.code
            );
            for words in [rule.what, rule.why, rule.source] {
                assert!(
                    !words.zh.is_empty() && !words.en.is_empty(),
                    "{}",
                    rule.code
                );
            }
            // A source is something that a reader can open.
            let own = ["words/", ".tsv", "词表", "领域资料", "domain notes", "通例"];
            for source in [rule.source.zh, rule.source.en] {
                let found = own.iter().find(|w| source.contains(**w));
                assert_eq!(found, None, "{}: {source}", rule.code);
            }
        }
    }
}
