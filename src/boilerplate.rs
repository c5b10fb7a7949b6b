//! Web boilerplate: what a page printed round the report.
//!
//! Breadcrumbs, source lines, counters, font switches, share links, licence
//! numbers and an empty `附件：` are no part of the report. A line is boilerplate
//! by its shape (`src/words/boilerplate.tsv`), and only where boilerplate can stand:
//! before the first line of body text or after the last one.

use crate::fold::{contains, is_han, one_of};
use crate::lexicon::List;
use crate::span::Span;
use crate::text::Text;

/// How many lines from either end can be a page's: a longer page head is text.
const REACH: usize = 120;

/// Where on the page a line stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Head,
    Tail,
}

/// The stretches that are no part of the report, in order.
pub fn read(text: &Text) -> Vec<Span> {
    let n = text.paragraphs.len();
    let mut out = Vec::new();
    let mut head = 0;
    let mut after_label = false;
    while head < n.min(REACH) {
        let p = text.paragraphs[head].span;
        let c = text.slice(p);
        let shape = is_boilerplate(c, Side::Head);
        if !shape && is_body(c) {
            break;
        }
        // A catalogue prints `索引号：` on one line and its value on the next.
        if shape || (after_label && (is_code(c) || is_value(c))) {
            out.push(p);
        }
        after_label = shape && matches!(c.last(), Some(':'));
        head += 1;
    }
    let mut tail = Vec::new();
    let mut i = n;
    while i > head && n - i < REACH {
        let p = text.paragraphs[i - 1].span;
        let c = text.slice(p);
        if is_boilerplate(c, Side::Tail) || (i == n && c == ['附', '件']) {
            tail.push(p);
        } else if is_body(c) {
            break;
        }
        i -= 1;
    }
    out.extend(tail.into_iter().rev());
    out
}

/// A line that only a report's body has: a sentence.
pub(crate) fn is_body(c: &[char]) -> bool {
    (c.len() >= 15 && c.contains(&'。'))
        || c.len() >= 80
        || (c.len() >= 25 && c.last() == Some(&':'))
}

/// A value of a catalogue entry: a code or a date, no words.
fn is_code(c: &[char]) -> bool {
    c.len() <= 30
        && c.iter()
            .all(|c| c.is_ascii_alphanumeric() || one_of!(*c, "-/_.: 年月日〔〕[]"))
}

/// A value of a catalogue entry in words: who, or how it is public; no title.
fn is_value(c: &[char]) -> bool {
    c.len() <= 20
        && c.iter().all(|c| is_han(*c) || matches!(c, '(' | ')' | ' '))
        && !["法治", "报告", "总结", "情况"]
            .iter()
            .any(|w| contains(c, w))
}

fn is_boilerplate(c: &[char], side: Side) -> bool {
    let c = strip(c);
    if c.is_empty() || c.len() > 200 {
        return false;
    }
    if is_breadcrumb(c) || is_empty_attachment(c) || is_controls(c) {
        return true;
    }
    if List::BoilerplateOpen.longest(c, 0).is_some()
        || (0..c.len()).any(|i| List::BoilerplateInside.longest(c, i).is_some())
    {
        return c.iter().filter(|c| **c == '。').count() <= 1;
    }
    let rest = skip_time(c);
    let clock = rest.len() < c.len() && rest.is_empty() && side == Side::Head;
    clock || label(rest, side)
}

/// `来源:`, `发布时间:`: a label and its colon at the head of `c`.
fn label(c: &[char], side: Side) -> bool {
    let Some((len, _)) = List::BoilerplateLabel.longest(c, 0) else {
        return false;
    };
    let blanks = c[len..].iter().take_while(|c| **c == ' ').count();
    // 发布日期2025-01-16, 发布机构青溪县新桥乡人民政府: a catalogue's line without its colon.
    let value = &c[len + blanks..];
    let coded = value.len() >= 4 && is_code(value) && value.iter().any(char::is_ascii_digit);
    let named = len == 4
        && contains(&c[..len], "发布")
        && is_value(value)
        && List::HeadingOrgan.longest_at_end(value).is_some();
    if side == Side::Head && (coded || named) {
        return true;
    }
    // Over a signature 日期：… dates the report, and 审核：… signs it off.
    let own = side == Side::Tail
        && matches!(
            c[..len],
            ['日', '期'] | ['时', '间'] | ['成', '文', '日', '期']
        );
    c.get(len + blanks) == Some(&':') && c.len() <= 160 && !own && !c[..c.len() - 1].contains(&'。')
}

/// Without the blanks and brackets round the line.
fn strip(mut c: &[char]) -> &[char] {
    while let [' ' | '[' | '【' | '(' | '|' | '·' | '-', rest @ ..] = c {
        c = rest;
    }
    while let [rest @ .., ' ' | ']' | '】' | ')' | '|'] = c {
        c = rest;
    }
    c
}

/// What follows a date written in digits, with or without a time of day; `c`
/// itself where it does not begin with one.
fn skip_time(c: &[char]) -> &[char] {
    let end = c
        .iter()
        .position(|c| !c.is_ascii_digit() && !one_of!(*c, "-/.: 年月日*"))
        .unwrap_or(c.len());
    let digits = c[..end].iter().filter(|c| c.is_ascii_digit()).count();
    let dashed = c[..end].iter().any(|c| one_of!(*c, "-/.:"));
    // A date in Chinese form alone may be the report's own.
    if digits >= 6 && dashed && (c[0] == '2' || c[0] == '1') {
        &c[end..]
    } else {
        c
    }
}

/// `首页 > 政务公开 > 正文`, `当前位置：…`.
fn is_breadcrumb(c: &[char]) -> bool {
    let arrows = c.iter().filter(|c| one_of!(**c, ">»›→")).count();
    let opened = c.iter().any(|c| matches!(c, '<' | '《'));
    // 首页, 网站主页.
    let head = &c[..c.len().min(4)];
    let home = ["首页", "主页"].iter().any(|w| contains(head, w));
    !opened && !c.contains(&'。') && (arrows >= 2 || (arrows == 1 && home))
}

/// `附件：` with nothing behind it, or with a file to fetch.
fn is_empty_attachment(c: &[char]) -> bool {
    let ['附', '件', rest @ ..] = c else {
        return false;
    };
    let digits = rest
        .iter()
        .take_while(|c| c.is_ascii_digit() || **c == ' ')
        .count();
    let [':', value @ ..] = &rest[digits..] else {
        return false;
    };
    if value.iter().all(|c| *c == ' ') {
        return true;
    }
    let dot = value.iter().rposition(|c| *c == '.');
    dot.is_some_and(|d| {
        (2..=4).contains(&(value.len() - d - 1))
            && value[d + 1..].iter().all(char::is_ascii_alphanumeric)
    })
}

/// Nothing but the page's controls: `【打印本页】【关闭窗口】`, `字号：[大 中 小]`.
fn is_controls(c: &[char]) -> bool {
    let mut i = 0;
    let mut found = 0;
    while i < c.len() {
        if one_of!(c[i], " []【】()|/>:-·、,") {
            i += 1;
        } else if let Some((len, _)) = List::BoilerplateWord.longest(c, i) {
            i += len;
            found += 1;
        } else if let Some((len, _)) = List::BoilerplateLabel
            .longest(c, i)
            .filter(|(len, _)| c.get(i + len) == Some(&':'))
        {
            i += len;
        } else {
            return false;
        }
    }
    found > 0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(line: &str, side: Side) -> bool {
        is_boilerplate(
            &line.chars().map(crate::fold::fold).collect::<Vec<_>>(),
            side,
        )
    }

    #[test]
    fn knows_the_shapes() {
        for line in [
            "当前位置:",
            "首页 > 政务公开 > 法治政府建设",
            "您现在的位置：首页 > 公文写作 > 正文",
            "来源：某某区民政局 发布时间：2023-03-13 15:05",
            "2023-03-13 15:05 来源：某某区民政局",
            "索引号：LPZJ-2024-0017　发布机构：县住建局　发布日期：2024-02-20",
            "浏览次数：1862 字号：[大 中 小]",
            "【打印本页】【关闭窗口】",
            "上一篇：某县农业局工作总结",
            "分享到：微信 微博 QQ空间",
            "扫一扫在手机打开当前页",
            "版权所有：某某县人民政府",
            "某ICP备05000001号-1",
            "附件：",
            "附件1：",
            "附件：某某报告.docx",
        ] {
            assert!(of(line, Side::Head), "{line}");
        }
    }

    #[test]
    fn leaves_the_report_alone() {
        for line in [
            "某某局2022年法治政府建设年度报告",
            "某某县人民政府",
            "2023年1月12日",
            "（2023年1月12日）",
            "附件：某某任务分解表",
            "一、主要举措和成效",
            "来源地管理不断规范。",
            "中心组学习",
            "推进政务公开",
            "大气污染防治",
        ] {
            assert!(!of(line, Side::Head), "{line}");
            assert!(!of(line, Side::Tail), "{line}");
        }
    }
}
