//! The time expression that governs a figure: 截至11月底，…共有20件.
//!
//! | printed | of 20件 |
//! |---|---|
//! | 全年…5件；截至11月底，…20件 | 截至11月底, the nearest since the figure before |
//! | 我局2022年办理20件 | 2022年, before a predicate |
//! | 由上年的17件降至20件 | nothing: 上年的 is the other figure's |
//! | 比2021年增加20件 | nothing: compared |
//! | 全年…5件。累计…20件 | 全年, which 累计 goes on with |
//! | 下一步，…20件, under 三、2024年工作安排 | 2024年 |
//!
//! Beside dates a few words govern that are none (目前, 每季度, 汛期): the rows of
//! `src/words/relative_dates.tsv` that say so.

use super::date::{self, DateExpr};
use crate::fold::one_of;
use crate::lexicon::List;
use crate::outline::{Outline, Role};
use crate::span::Span;
use crate::text::Text;
use crate::token::Tokens;

/// What is known of the text when a figure's time is asked for.
pub struct Times<'a> {
    pub text: &'a Text<'a>,
    pub tokens: &'a Tokens,
    pub outline: &'a Outline,
    pub dates: &'a [DateExpr],
}

impl Times<'_> {
    /// The last time expression in `within` that governs what stands at its end.
    pub fn governing(&self, within: Span) -> Option<Span> {
        let text = self.text;
        let mut found = None;
        // What was found before each bracket or quote that is open.
        let mut outside: Vec<Option<Span>> = Vec::new();
        let mut at = within.start;
        while at < within.end {
            let c = text.at(at);
            if one_of!(c, "《“(") {
                outside.push(found);
            } else if one_of!(c, "》”)") {
                // What stands in a title, a quotation or a bracket governs only there.
                found = outside.pop().unwrap_or(found);
            } else if let Some(end) = self.expression(at).filter(|end| *end <= within.end) {
                let span = Span::new(at, self.with_bound(end));
                if self.governs(span, within) {
                    found = Some(span);
                }
                at = end;
                continue;
            }
            at += 1;
        }
        found
    }

    /// The end of the time expression that begins at `at`.
    pub fn expression(&self, at: usize) -> Option<usize> {
        let dated = date::starting_at(self.dates, at).map(|d| d.span.end);
        dated.or_else(|| date::period_word(self.text, at).map(|len| at + len))
    }

    /// 2020年前: the word that bounds the time belongs to it.
    fn with_bound(&self, end: usize) -> usize {
        let word = self.tokens.at(end).map(|word| word.span);
        let mut bounds = "前 以前 之前 以来".split(' ');
        match word {
            Some(w) if w.start == end && bounds.any(|b| b == self.text.folded(w)) => w.end,
            _ => end,
        }
    }

    /// The expression stands where a time of the clause does, and not as another
    /// figure's, another noun's or the one compared with.
    fn governs(&self, time: Span, within: Span) -> bool {
        let text = self.text;
        if text.at(time.end) == '的' {
            // 上年的17件: of the figure right behind.
            return time.end + 1 == within.end;
        }
        if one_of!(text.before(time.start), "比较与同如") {
            return false;
        }
        let head = self.clause_head(time.start, within.start);
        head || self.is_adverbial(time)
    }

    /// Nothing but leads and prepositions between the head of the clause and `at`.
    fn clause_head(&self, mut at: usize, from: usize) -> bool {
        while let Some((len, _)) = self.text.hits.longest_before(List::Leads, from, at) {
            at -= len;
        }
        at == from || one_of!(self.text.before(at), "\n。,;:!?、)")
    }

    /// Behind a noun and before a predicate: 我局2022年完成, 每月安排.
    fn is_adverbial(&self, time: Span) -> bool {
        let tag = |at: usize| self.tokens.at(at).map_or(b'x', |word| word.tag);
        let predicate = matches!(tag(time.end), b'v' | b'd' | b'p' | b'a');
        let object = time.start > 0 && tag(time.start - 1) == b'v';
        predicate && !object
    }

    /// 累计…, 共…: the sentence goes on with what the sentence before told of.
    pub fn goes_on(&self, sentence: Span) -> bool {
        let mut words = "累计 共 合计 总计".split(' ');
        self.text.before(sentence.start) == '。'
            && words.any(|w| self.text.starts_with(sentence.start, w))
    }

    /// 下一步, 下步: when, is said elsewhere.
    pub fn is_vague(&self, time: Span) -> bool {
        date::is_vague(self.text, time.start)
    }

    /// In a plan, the year its heading names: 四、2023年主要安排.
    pub fn planned(&self, section: Option<usize>) -> Option<Span> {
        let mut at = section;
        while let Some(i) = at {
            let s = &self.outline.sections[i];
            if s.role == Role::Plan
                && let Some(d) = date::within(self.dates, s.title)
            {
                return Some(d.span);
            }
            at = s.parent;
        }
        None
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_nearest_time_since_the_figure_before_governs() {
        for (text, periods) in [
            (
                "全年新建阵地5处；截至11月底，全县共有阵地20处。",
                ["全年", "11月底"],
            ),
            (
                "我局2022年办理案件20件，其中调解8件。",
                ["2022年", "2022年"],
            ),
            ("火情由上年的17起降至今年的6起。", ["上年", "今年"]),
            (
                "2023年调解纠纷80件，比2022年增加20件。",
                ["2023年", "2023年"],
            ),
            (
                "上半年走访企业9家。累计收集建议14条。",
                ["上半年", "上半年"],
            ),
            (
                "目前全镇有调解员12名。每季度组织培训1期。",
                ["目前", "每季度"],
            ),
            (
                "到今年末，参保居民3万人，享受低保86户。",
                ["今年末", "今年末"],
            ),
            ("印发《2021年要点》3份，回收意见7条。", ["", ""]),
        ] {
            let report = crate::analyze(text);
            let read: Vec<String> = report
                .metrics
                .iter()
                .map(|m| m.period.as_ref().map_or(String::new(), |p| p.text.clone()))
                .collect();
            assert_eq!(read, periods, "{text}");
        }
    }

    #[test]
    fn a_cumulated_figure_over_two_periods_is_of_neither() {
        let report = crate::analyze("上半年检查42次，下半年检查58次。累计检查100次。");
        let last = report.metrics.last().expect("a figure");
        assert!(last.period.is_none());
    }
}
