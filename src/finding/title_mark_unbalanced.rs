//! A title mark is missing, doubled or of the wrong shape: 《民法典《养老机构管理办法》.

use super::{Finding, Rule, Seen, Severity, Words};
use crate::span::Span;

pub static RULE: Rule = Rule {
    code: "title-mark-unbalanced",
    severity: Severity::Warning,
    what: Words {
        zh: "书名号不配对",
        en: "Title marks do not match",
    },
    why: Words {
        zh: "书名号成对使用；缺一半或多一半，就分不清引的是哪一部法律。",
        en: "Title marks come in pairs; with one missing or doubled it is unclear which act is cited.",
    },
    source: Words {
        zh: "GB/T 15834-2011《标点符号用法》4.15 书名号",
        en: "GB/T 15834-2011, 4.15",
    },
    faulty: examples![
        "学习《中华人民共和国民法典《养老机构管理办法》等法律法规。",
        "依据《《某某县物业服务考核办法》开展检查6次。",
        "落实《某某县农村饮水安全管理办法，划定保护区29处。",
        "贯彻中华人民共和国行政处罚法》，规范执法。",
    ],
    sound: examples![
        "学习《中华人民共和国民法典》《养老机构管理办法》等法律法规。",
        "转发《关于印发〈全市取水许可管理规程〉的通知》。",
    ],
    find,
};

fn find(seen: &Seen) -> Vec<Finding> {
    let text = seen.text;
    let mut out = Vec::new();
    for c in seen
        .facts
        .citations
        .iter()
        .filter(|c| c.broken && !seen.in_boilerplate(c.span.start))
    {
        let quote = seen.quote(c.span);
        let printed = text.slice(c.span);
        let count = |m: char| printed.iter().filter(|c| **c == m).count();
        let (opens, shuts) = (count('《'), count('》'));
        let doubled = printed.starts_with(&['《', '《']) || printed.ends_with(&['》', '》']);
        let (zh, en) = if doubled {
            ("书名号多了一个", "a title mark is doubled")
        } else if opens > shuts {
            ("缺后书名号“》”", "the closing title mark is missing")
        } else if shuts > opens {
            ("缺前书名号“《”", "the opening title mark is missing")
        } else {
            ("书名号形状不一", "the title marks do not match")
        };
        let mut found = RULE.at(c.span, format!("{quote}{zh}。"), format!("{quote}: {en}."));
        if doubled && opens == 2 && shuts == 1 {
            found = found.fixed(Span::new(c.span.start, c.span.start + 1), "");
        } else if doubled && shuts == 2 && opens == 1 {
            found = found.fixed(Span::new(c.span.end - 1, c.span.end), "");
        } else if opens == 1 && shuts == 0 && c.act.is_some() && text.at(c.span.end) != '》' {
            // The end is certain only where the title is known.
            found = found.fixed(Span::new(c.span.end, c.span.end), "》");
        }
        out.push(found);
    }
    // Marks that no citation took: 《》 with nothing inside, a lone 《.
    for p in seen.lines() {
        for at in text.marks(p) {
            if matches!(text.at(at), '《' | '》') && !seen.in_citation(at) {
                let place = super::pairs::round(text, at, 4, 8);
                let quote = seen.quote(place);
                out.push(RULE.at(
                    place,
                    format!("{quote}中的书名号没有配对。"),
                    format!("A title mark in {quote} has no partner."),
                ));
            }
        }
    }
    out
}
