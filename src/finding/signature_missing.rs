//! The report ends without the name of the body that reports.

use super::{Finding, Rule, Seen, Severity, Words};

pub static RULE: Rule = Rule {
    code: "signature-missing",
    severity: Severity::Warning,
    what: Words {
        zh: "缺少署名",
        en: "No signature",
    },
    why: Words {
        zh: "文末署发文机关名称和成文日期，报告才算定稿。",
        en: "The issuer's name and the date close the text and make it final.",
    },
    source: Words {
        zh: "GB/T 9704-2012《党政机关公文格式》7.3.5",
        en: "GB/T 9704-2012, 7.3.5",
    },
    faulty: examples![
        "某某县民政局2023年法治政府建设年度报告\n一、主要举措和成效\n组织学法6次。\n二、2024年工作安排\n充实执法力量，提升执法水平。",
        "某某县民政局2023年法治政府建设年度报告\n一、主要举措和成效\n组织学法6次。\n二、2024年工作安排\n充实执法力量，提升执法水平。\n2024年1月9日",
    ],
    sound: examples![
        "某某县民政局2023年法治政府建设年度报告\n一、主要举措和成效\n组织学法6次。\n二、2024年工作安排\n充实执法力量。\n某某县民政局\n2024年1月9日",
        "二、2024年工作安排\n充实执法力量。",
        "2023年法治政府建设年度报告\n某某县民政局\n（2024年1月）\n一、主要举措和成效\n组织学法6次。\n二、2024年工作安排\n充实执法力量，提升执法水平。",
    ],
    find,
};

fn find(seen: &Seen) -> Vec<Finding> {
    if seen.meta.signature.is_some() || !seen.is_whole() || signed_under_title(seen) {
        return Vec::new();
    }
    let date = seen
        .outline
        .frame
        .date
        .and_then(|i| seen.text.paragraphs.get(i))
        .map(|p| p.span);
    let (place, zh, en) = match date.or(seen.meta.signed_date.as_ref().map(|d| d.0)) {
        Some(d) => (
            d,
            "成文日期上方没有署发文机关名称。",
            "No issuer is named above the date.",
        ),
        None => (
            seen.last_sentence(),
            "报告到此为止，没有署名，也没有成文日期。",
            "The report ends here without the name of the reporting body and without a date.",
        ),
    };
    vec![RULE.at(place, zh.to_string(), en.to_string())]
}

/// The body and a day in brackets stand under the title, as in a speech or a briefing.
fn signed_under_title(seen: &Seen) -> bool {
    let paragraphs = &seen.text.paragraphs;
    let (Some(title), Some(issuer)) = (seen.meta.title, seen.meta.issuer) else {
        return false;
    };
    let Some(line) = seen.text.paragraph_at(issuer.start) else {
        return false;
    };
    let day = paragraphs
        .get(line + 1)
        .map_or(&[][..], |p| seen.text.slice(p.span));
    let below = issuer.start >= title.end && paragraphs[line].span == issuer;
    below && day.first() == Some(&'(') && day.contains(&'年') && day.len() <= 14
}
