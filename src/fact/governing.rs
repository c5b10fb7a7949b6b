//! The time expression that governs a figure: 截至11月底，…共有20件.
//!
//! | printed | of 20件 |
//! |---|---|
//! | 全年…5件；截至11月底，…20件 | 截至11月底, the nearest since the figure before |
//! | 我局2022年办理20件 | 2022年, before a predicate |
//! | 由上年的17件降至20件 | nothing: 上年的 is the other figure's |
//! | 比2021年增加20件 | nothing: compared |
//! | 全年…5件。累计…20件 | 全年, which 累计 goes on with |
//! | 今年以来，…5件。其中…2件 | 今年以来, which runs on through the paragraph |
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
        let word = || date::word_of(self.text, at, "period").map(|len| at + len);
        let phrase = || self.until_comma(at).filter(|_| self.opens_clause(at));
        self.dated(at).or_else(word).or_else(phrase)
    }

    /// The end of a date at `at` with the part of the year behind it, or of such a part:
    /// 今年第三季度, 2024年春耕期间, 第三季度.
    pub fn dated(&self, at: usize) -> Option<usize> {
        let part = |at| date::word_of(self.text, at, "part").map(|len| at + len);
        let Some(date) = date::starting_at(self.dates, at) else {
            return part(at);
        };
        let (end, year) = (date.span.end, |iso: &String| iso.len() == 4);
        let year = date.iso.as_ref().is_none_or(year);
        let part = part(end).or_else(|| self.until_comma(end));
        part.filter(|_| year).or(Some(end))
    }

    /// “十三五”以来，, 活动开展期间，: what opens a clause and says since when or while what.
    fn until_comma(&self, at: usize) -> Option<usize> {
        const MOST: usize = 12;
        let text = self.text;
        let end = (at + 2..at + MOST).find(|&k| one_of!(text.at(k), ",;。:\n"))?;
        let said = date::word_before(text, at, end, "ends");
        (text.at(end) == ',' && said).then_some(end)
    }

    fn opens_clause(&self, at: usize) -> bool {
        at == 0 || one_of!(self.text.before(at), "\n。,;:!?")
    }

    /// A time that opens the sentence at `start` and goes on through those behind it: 今年以来,
    /// 1至10月; not 截至11月底, when something stood so, nor 上半年 where another half follows.
    pub fn running(&self, start: usize, sentence: Span) -> Option<Span> {
        let end = self.expression(start)?;
        let time = Span::new(start, self.with_bound(end));
        let dated = date::starting_at(self.dates, start);
        let whole = match dated.and_then(|d| d.iso.as_deref()) {
            // 2023年, 1至10月; 2023年底 and a day are points in time.
            Some(iso) => {
                let (years, months) = (
                    |part: &str| part.len() == 4,
                    |part: &str| part.len() == if part.starts_with('-') { 4 } else { 7 },
                );
                let of_month = iso.split('/').all(months);
                let point = date::ends_at_point(self.text, time);
                if point || !of_month && !iso.split('/').all(years) {
                    return None;
                }
                !of_month
            }
            None => date::runs(self.text, start)?,
        };
        let rest = Span::new(time.end, sentence.end);
        (whole || self.governing(rest).is_none()).then_some(time)
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
        let of = |k: usize| text.at(k) == '的';
        if of(time.end) {
            // 上年的17件: of the figure right behind.
            return time.end + 1 == within.end;
        }
        if one_of!(text.before(time.start), "比较与同如") {
            return false;
        }
        // 分别是|2017年24.6%
        let head = time.end == within.end || self.clause_head(time.start, within.start);
        // 连同|上年结转|的11件: of the figure, whatever stands before.
        let own = of(within.end.saturating_sub(1));
        head || self.is_adverbial(time, own)
    }

    /// Nothing but leads and prepositions between the head of the clause and `at`.
    fn clause_head(&self, mut at: usize, from: usize) -> bool {
        while let Some((len, _)) = self.text.hits.longest_before(List::Leads, from, at) {
            at -= len;
        }
        at == from || one_of!(self.text.before(at), "\n。,;:!?、)")
    }

    /// Behind a noun and before a predicate: 我局2022年完成, 每月安排.
    fn is_adverbial(&self, time: Span, own: bool) -> bool {
        let tag = |at: usize| self.tokens.at(at).map_or(b'x', |word| word.tag);
        let predicate = matches!(tag(time.end), b'v' | b'd' | b'p' | b'a');
        let object = time.start > 0 && tag(time.start - 1) == b'v';
        predicate && (own || !object)
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
                // 三、下一步打算。2014年，…: the year is told behind.
                let mut behind = s.heading.end..self.text.len().min(s.heading.end + BLANKS);
                let opens = behind.find(|&k| !one_of!(self.text.at(k), "\n "));
                let told = opens.and_then(|at| date::starting_at(self.dates, at));
                let told = told.filter(|_| self.is_vague(d.span));
                return Some(told.unwrap_or(d).span);
            }
            at = s.parent;
        }
        None
    }
}

/// No more blanks and ends of lines stand between a heading and what it is the heading of.
const BLANKS: usize = 16;

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
            // A time that opens a sentence runs on through the paragraph.
            (
                "今年以来，县局接访20批。各所调解纠纷80件。",
                ["今年以来", "今年以来"],
            ),
            (
                "我局全年办理案件20件。其中，法制科审核8件。",
                ["全年", "全年"],
            ),
            (
                "1至10月，立案20件。要求进一步明确。罚款3万元。",
                ["1至10月", "1至10月"],
            ),
            ("近三年，立案20件。罚款3万元。", ["近三年", "近三年"]),
            // A point in time does not, nor into the next point, paragraph or what there is now.
            ("截至11月底，立案20件。罚款3万元。", ["11月底", ""]),
            ("5月8日，检查企业20家。罚款3万元。", ["5月8日", ""]),
            ("一是全年立案20件。二是罚款3万元。", ["全年", ""]),
            ("全年立案20件。\n罚款3万元。", ["全年", ""]),
            ("2022年，立案20件。局机关现有持证人员8名。", ["2022年", ""]),
            // A part of the year belongs to the year before it.
            (
                "今年第三季度办理20件，第四季度办理8件。",
                ["今年第三季度", "第四季度"],
            ),
            (
                "机构改革以来，立案20件，结案8件。",
                ["机构改革以来", "机构改革以来"],
            ),
            (
                "2023年春耕期间，检查20次，立案8件。",
                ["2023年春耕期间", "2023年春耕期间"],
            ),
            // In turn, or of both.
            ("2021年、2022年分别办结20件、8件。", ["2021年", "2022年"]),
            (
                "2021年和2022年共办结20件，其中调解8件。",
                ["2021年和2022年", "2021年和2022年"],
            ),
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
