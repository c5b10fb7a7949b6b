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
/// | 年底, 年末 | 2022 | 2022-12 |
pub fn iso(text: &Text, dates: &[DateExpr], span: Span, year: Option<i32>) -> Option<String> {
    let date = date::starting_at(dates, span.start)?;
    match (&date.iso, year) {
        // A month without its year: --11, --01/--11.
        (Some(iso), Some(y)) if iso.starts_with("--") => Some(
            iso.split('/')
                .map(|part| part.replacen("--", &format!("{y}-"), 1))
                .collect::<Vec<_>>()
                .join("/"),
        ),
        (Some(iso), _) => Some(iso.clone()),
        (None, Some(y)) => {
            let word = text.folded(span);
            let previous = ["上年", "去年", "上一年", "前一年"]
                .iter()
                .any(|w| word.starts_with(w));
            let y = if word.starts_with("前年") {
                y - 2
            } else if previous {
                y - 1
            } else {
                y
            };
            let end = ["底", "末"].iter().any(|w| word.ends_with(w));
            let start = word.ends_with("年初");
            let whole = ["全年", "今年", "本年", "当年", "年内", "一年来"]
                .iter()
                .any(|w| word.starts_with(w));
            if end {
                Some(format!("{y}-12"))
            } else if start {
                Some(format!("{y}-01"))
            } else if whole || previous {
                Some(y.to_string())
            } else {
                None
            }
        }
        (None, None) => None,
    }
}
