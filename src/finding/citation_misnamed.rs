//! A title is not the one the act bears: a word exchanged or dropped.

use super::{Finding, Rule, Seen, Severity, Words};
use crate::fact::catalogue;
use crate::span::Span;
use rustc_hash::FxHashMap;

pub static RULE: Rule = Rule {
    code: "citation-misnamed",
    severity: Severity::Warning,
    what: Words {
        zh: "文件名称有误",
        en: "A title misnamed",
    },
    why: Words {
        zh: "引用文件应当写准全称或规范简称；错一个字就可能指向另一部文件。",
        en: "A cited title is given exactly; one wrong character may point to another act.",
    },
    source: Words {
        zh: "国家法律法规数据库（flk.npc.gov.cn）和中国政府网（www.gov.cn）所载的正式名称",
        en: "The official titles in the national database of laws (flk.npc.gov.cn) and on www.gov.cn",
    },
    faulty: examples![
        "按照《国有土地上房屋拆迁与补偿条例》的规定，实施征收项目3个。",
        "学习《中华人共和国民法典》，组织培训。",
        "学习《中华人民共和国社区矫正条例》，组织培训。",
        "学习《中华人民共和国反不公平竞争法》，组织培训。",
        "对照《法制政府建设实施纲要》，推进各项任务。",
        "对照《法治政府建设实施纲要（2021-2025）》，推进各项任务。",
    ],
    sound: examples![
        "按照《国有土地上房屋征收与补偿条例》的规定，实施征收项目3个。",
        "对照《法治政府建设实施纲要（2021－2025年）》，推进各项任务。",
        "学习《中华人民共和国社区矫正法》《中华人民共和国土地管理法实施条例》，组织培训。",
        "落实《霖浦县物业服务考核办法》，开展检查6次。",
    ],
    find,
};

fn find(seen: &Seen) -> Vec<Finding> {
    let text = seen.text;
    let mut out = Vec::new();
    let mut said: FxHashMap<String, Vec<usize>> = FxHashMap::default();
    for (i, c) in seen.facts.citations.iter().enumerate() {
        // Without marks the words may be a sentence's own.
        let marked = c.span != c.name;
        if !marked || c.full_name.is_some() || seen.in_boilerplate(c.span.start) {
            continue;
        }
        let name = text.folded(c.name);
        // Once for each title.
        let places = said.entry(name.clone()).or_default();
        places.push(i);
        if places.len() > 1 {
            continue;
        }
        if let Some(right) = state_damaged(&name).or_else(|| catalogue::misnomer(&name)) {
            let printed = text.printed(c.name);
            let zh = format!("“{printed}”名称有误，应为《{right}》。");
            let en = format!("“{printed}” is misnamed; the title is 《{right}》.");
            out.push(RULE.at(c.span, zh, en));
        } else if let Some((at, right)) = year_dropped(seen, c.name, c.act.map(|a| a.title)) {
            let printed = text.printed(c.name);
            let zh = format!("“{printed}”漏了“年”字，文件名称是《{right}》。");
            let en = format!("“{printed}” drops 年; the title is 《{right}》.");
            out.push(RULE.at(c.span, zh, en).fixed(Span::new(at, at), "年"));
        }
    }
    out
}

/// 《中华人共和国民法典》: the state's name is damaged, what follows is a known title.
fn state_damaged(name: &str) -> Option<&'static str> {
    const STATE: &str = "中华人民共和国";
    let at = name
        .find("共和国")
        .filter(|at| name.starts_with("中") && *at <= 18)?;
    let (head, rest) = name.split_at(at + "共和国".len());
    let act = catalogue::find(rest).filter(|a| a.title.starts_with(STATE))?;
    (head != STATE && !rest.is_empty()).then_some(act.title)
}

/// (2015-2020) where the official title has 年: where it belongs.
fn year_dropped(
    seen: &Seen,
    name: Span,
    title: Option<&'static str>,
) -> Option<(usize, &'static str)> {
    let text = seen.text;
    let title = title?;
    let close = name.end - 1;
    let bare = text.at(close) == ')'
        && text.before(close).is_ascii_digit()
        && title.ends_with(['）', ')']);
    let official = title.trim_end_matches(['）', ')']).ends_with('年');
    (bare && official).then_some((close, title))
}
