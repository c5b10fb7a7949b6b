//! One figure is called approximate twice: 约200件左右, 近百余次, 超过300人以上.

use super::{Finding, Rule, Seen, Severity, Words, quoted};
use crate::span::Span;

pub static RULE: Rule = Rule {
    code: "approx-redundant",
    severity: Severity::Warning,
    what: Words {
        zh: "约数重复",
        en: "Approximate twice",
    },
    why: Words {
        zh: "“约”“近”与“左右”“余”“多”各说一遍概数，重复之外有时还互相矛盾（近百余次：不到一百还是一百多）。",
        en: "约 or 近 and 左右, 余 or 多 say the same twice, and may contradict each other.",
    },
    source: Words {
        zh: "GB/T 15835-2011《出版物上数字用法》概数的写法",
        en: "GB/T 15835-2011 on approximate numbers",
    },
    faulty: examples![
        "全年接待群众约200人左右。",
        "开展宣传活动近百余次。",
        "参加培训人员超过300人以上。",
        "发放资料约5000余份。",
    ],
    sound: examples![
        "全年接待群众约200人。",
        "开展宣传活动百余次。",
        "发放资料5000余份。",
        "参加培训人员300人以上。",
        "条约签署200余份。",
    ],
    find,
};

const ABOUT: [&str; 8] = ["大约", "大概", "将近", "接近", "约", "近", "大致", "差不多"];
const OVER: [&str; 6] = ["不少于", "不低于", "超过", "至少", "多于", "突破"];

fn find(seen: &Seen) -> Vec<Finding> {
    let text = seen.text;
    let list = seen.facts.metrics.iter().map(|m| &m.quantity);
    list.filter_map(|q| {
        let head = text.folded(Span::new(q.span.start, q.core.start));
        let core = text.slice(q.core);
        let tail = text.folded(Span::new(q.core.end, q.span.end));
        // 余 and 多 stand inside the figure, 左右 and 以上 behind it.
        let more = core
            .iter()
            .position(|c| matches!(c, '余' | '多'))
            .filter(|_| !core.contains(&'-'));
        let about = ABOUT.iter().any(|w| head == *w);
        let over = OVER.iter().any(|w| head == *w);
        let twice = about
            && (more.is_some() || ["左右", "上下", "以上", "多"].contains(&tail.as_str()))
            || over && ["以上", "左右", "上下"].contains(&tail.as_str());
        if !twice {
            return None;
        }
        let quote = quoted(&text.printed(q.span));
        let zh = format!("{quote}把概数说了两遍，前后只留一个。");
        let en = format!("{quote} is approximate twice; one word is enough.");
        Some(RULE.at(q.span, zh, en))
    })
    .collect()
}
