//! The time a figure covers, resolved by the reported year.

use crate::fact::date::{self, DateExpr};
use crate::span::Span;
use crate::text::Text;

/// The ISO form of a period. `year` is the reported year.
///
/// | printed | reported year | iso |
/// |---|---|---|
/// | 截至11月 | 2020 | 2020-11 |
/// | 今年1至11月 | 2022 | 2022-01/2022-11 |
/// | 全年, 今年 | 2022 | 2022 |
/// | 上年, 去年 | 2022 | 2021 |
/// | 明年, 次年 | 2022 | 2023 |
/// | 上半年 | 2022 | 2022-01/2022-06 |
/// | 年初 | 2022 | 2022-01 |
/// | 年底, 年末 | 2022 | 2022-12 |
/// | 2021年底 | 2022 | 2021-12 |
/// | 上年同期, beside 今年1至11月 | 2022 | 2021: how much of it is not said |
pub fn iso(text: &Text, dates: &[DateExpr], span: Span, year: Option<i32>) -> Option<String> {
    let date = date::starting_at(dates, span.start)?;
    // 今年第三季度, 2021年和2022年: a part of what the date says, or more than it.
    if date.span.end + BOUND < span.end {
        return None;
    }
    match (&date.iso, year) {
        // A month without its year: --11, --01/--11.
        (Some(iso), Some(y)) if iso.starts_with("--") => Some(
            iso.split('/')
                .map(|part| part.replacen("--", &format!("{y}-"), 1))
                .collect::<Vec<_>>()
                .join("/"),
        ),
        // 2024年底: the figure is of that month.
        (Some(iso), _) if iso.len() == 4 && !iso.starts_with('-') => {
            let word = text.folded(span);
            let month = if word.ends_with(['底', '末']) {
                "-12"
            } else if word.ends_with("年初") {
                "-01"
            } else {
                ""
            };
            Some(format!("{iso}{month}"))
        }
        (Some(iso), _) => Some(iso.clone()),
        (None, Some(y)) => relative(&text.folded(span), y),
        (None, None) => None,
    }
}

/// The characters of 以来, which bounds a time.
const BOUND: usize = 2;

/// A time told by the reported year `y`.
fn relative(word: &str, y: i32) -> Option<String> {
    let starts = |list: &[&str]| list.iter().any(|w| word.starts_with(w));
    let previous = starts(&["上年", "去年", "上一年", "前一年"]);
    let next = starts(&["明年", "次年"]);
    let current = starts(&["全年", "今年", "本年", "当年", "年内", "一年来"]);
    let y = match word {
        w if w.starts_with("前年") => y - 2,
        _ if previous => y - 1,
        _ if next => y + 1,
        _ => y,
    };
    if word.ends_with(['底', '末']) {
        Some(format!("{y}-12"))
    } else if word.ends_with("年初") {
        Some(format!("{y}-01"))
    } else if word.ends_with("上半年") {
        Some(format!("{y}-01/{y}-06"))
    } else if word.ends_with("下半年") {
        Some(format!("{y}-07/{y}-12"))
    } else {
        (current || previous || next || word == "前年").then(|| y.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::relative;

    #[test]
    fn the_end_of_a_named_year_is_its_last_month() {
        let text = "某某县民政局2024年法治政府建设年度报告\n一、主要举措\n截至2023年底，全县有社会组织315个；全年新登记12个。\n";
        let iso = |m: &crate::report::Metric| m.period.as_ref().and_then(|p| p.iso.clone());
        let read: Vec<_> = crate::analyze(text).metrics.iter().map(iso).collect();
        assert_eq!(
            read,
            [Some("2023-12".to_string()), Some("2024".to_string())]
        );
    }

    #[test]
    fn words_are_told_by_the_reported_year() {
        for (word, iso) in [
            ("全年", Some("2022")),
            ("上年", Some("2021")),
            ("去年全年", Some("2021")),
            ("前年", Some("2020")),
            ("次年", Some("2023")),
            ("年末", Some("2022-12")),
            ("上年末", Some("2021-12")),
            ("年初", Some("2022-01")),
            ("上半年", Some("2022-01/2022-06")),
            ("下半年", Some("2022-07/2022-12")),
            ("近年来", None),
            ("春节", None),
        ] {
            assert_eq!(relative(word, 2022).as_deref(), iso, "{word}");
        }
    }
}
