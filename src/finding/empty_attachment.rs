//! 附件： with nothing behind it.

use super::{Finding, Rule, Seen, Severity, Words};

pub static RULE: Rule = Rule {
    code: "empty-attachment",
    severity: Severity::Warning,
    what: Words {
        zh: "“附件”之后没有内容",
        en: "An empty note of attachments",
    },
    why: Words {
        zh: "写了“附件：”而没有附件名称，是网页模板的残留，或者漏附了材料。",
        en: "附件： without a name is left of a page template, or an attachment was forgotten.",
    },
    source: Words {
        zh: "GB/T 9704-2012《党政机关公文格式》7.3.4 附件说明",
        en: "GB/T 9704-2012, 7.3.4",
    },
    faulty: examples![
        "一、主要工作\n组织学法6次，全部完成年度任务。\n某某县民政局\n2023年3月14日\n\n附件：\n",
    ],
    sound: examples![
        "一、主要工作\n组织学法6次，全部完成年度任务。\n某某县民政局\n2023年3月14日\n\n附件：某某县民政局权责清单\n",
        "一、主要工作\n组织学法6次，全部完成年度任务。\n某某县民政局\n2023年3月14日\n\n附件：\n1.权责清单\n2.普法清单\n",
    ],
    find,
};

fn find(seen: &Seen) -> Vec<Finding> {
    let text = seen.text;
    let list = &text.paragraphs;
    let mut out = Vec::new();
    for (i, p) in list.iter().enumerate() {
        // Few lines begin so: the others need not be put together.
        let first = text.slice(p.span).iter().find(|c| **c != ' ');
        if !matches!(first, Some('附' | '相')) {
            continue;
        }
        let line: String = text.slice(p.span).iter().filter(|c| **c != ' ').collect();
        let bare = line.trim_end_matches(|c: char| c == ':' || c.is_ascii_digit());
        if !["附件", "附", "附表", "附录", "相关附件"].contains(&bare)
            || (bare == "附" && !line.ends_with(':'))
        {
            continue;
        }
        // The names may stand on the lines below.
        let next = list[i + 1..]
            .iter()
            .find(|n| !seen.in_boilerplate(n.span.start));
        // 附件： and then the signature: nothing is named either.
        let signature = seen.meta.signature;
        let signed = next
            .zip(signature)
            .is_some_and(|(n, s)| n.span.covers(s) && line.ends_with(':'));
        if signed || next.is_none() && (line.ends_with(':') || i + 1 == list.len()) {
            let printed = text.printed(p.span);
            let zh = format!("“{printed}”之后没有附件名称。");
            let en = format!("No attachment is named after “{printed}”.");
            out.push(RULE.at(p.span, zh, en));
        }
    }
    out
}
