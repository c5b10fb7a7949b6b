//! What was left to be filled in: masked years and gaps before a unit.

use super::Seen;
use crate::fold::{is_han, one_of};
use crate::span::Span;
use crate::text::Text;

/// Every masked year outside boilerplate: 20*年 and 〔20*〕.
pub(super) fn masked_years(seen: &Seen) -> Vec<Span> {
    let text = seen.text;
    let mask = |c: char| matches!(c, '*' | '×' | 'X' | 'x' | '_' | '□' | '?');
    let mut out = Vec::new();
    for p in seen.lines() {
        let mut done = p.start;
        for i in text.marks(p) {
            if i < done || !mask(text.at(i)) && text.at(i) != '2' {
                continue;
            }
            // **年: nothing of the year is left.
            let run = (i..p.end.min(i + 5))
                .take_while(|&k| mask(text.at(k)))
                .count();
            if (2..5).contains(&run)
                && text.at(i + run) == '年'
                && !text.before(i).is_ascii_alphanumeric()
            {
                out.push(Span::new(i, i + run + 1));
                done = i + run;
                continue;
            }
            let head = text.at(i) == '2'
                && text.at(i + 1) == '0'
                && !text.before(i).is_ascii_alphanumeric();
            if !head {
                continue;
            }
            let mut end = i + 2;
            end += usize::from(text.at(end).is_ascii_digit());
            let from = end;
            while mask(text.at(end)) && end - from < 3 {
                end += 1;
            }
            let sound = end > from && one_of!(text.at(end), "年〕-法度");
            if sound && text.at(end) != '-' {
                out.push(Span::new(i, end + usize::from(text.at(end) == '年')));
            }
            done = end;
        }
    }
    out
}

/// A gap before a unit that closes its clause, where the figure should stand.
pub(super) fn is_slot(text: &Text, at: usize) -> bool {
    text.at(at) == ' '
        && is_han(text.before(at))
        && one_of!(text.at(at + 1), "次个件人份场名户家项处条篇期起")
        && one_of!(text.at(at + 2), ",。;、")
}
