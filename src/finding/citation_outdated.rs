//! An act or policy is cited as if in force that had ended before the reported
//! year. It is judged by that year, never by today.
//!
//! An old act that the text itself calls abolished is history and no fault; one
//! marked 原 and still applied (参照原《…》) is one.

use super::{Finding, Rule, Seen, Severity, Words};
use crate::fact::catalogue::{self, Act, Status};
use crate::span::Span;
use rustc_hash::FxHashMap;

pub static RULE: Rule = Rule {
    code: "citation-outdated",
    severity: Severity::Warning,
    what: Words {
        zh: "引用已废止或被取代的文件",
        en: "An act cited after its end",
    },
    why: Words {
        zh: "报告年度里已经失效的法律文件不能作为依据；多半是沿用旧稿。",
        en: "An act that had ended before the reported year is no basis for its work; old drafts are usually the cause.",
    },
    source: Words {
        zh: "国家法律法规数据库（flk.npc.gov.cn）的时效标注；行政法规和文件见中国政府网（www.gov.cn）。按报告年度判断",
        en: "The status in the national database of laws (flk.npc.gov.cn); regulations and documents on www.gov.cn. Judged by the reported year",
    },
    faulty: examples![
        "某某县民政局2023年法治政府建设年度报告\n2023年，我局学习《中华人民共和国合同法》，依照《信访条例》办理来信43件。",
        "某某县住建局2023年法治政府建设年度报告\n2023年，我局参照原《城市房屋拆迁管理条例》的有关做法，实施征收项目3个。",
    ],
    sound: examples![
        "某某县民政局2020年法治政府建设年度报告\n2020年，我局学习《中华人民共和国合同法》，依照《信访条例》办理来信43件。",
        "某某县民政局2023年法治政府建设年度报告\n2023年，我局依照《信访工作条例》办理来信43件，原《信访条例》同时废止。",
    ],
    find,
};

fn find(seen: &Seen) -> Vec<Finding> {
    let text = seen.text;
    let Some(year) = seen.year() else {
        return Vec::new();
    };
    // One remark an act, at its first place.
    let mut by_act: FxHashMap<&str, usize> = FxHashMap::default();
    let mut out: Vec<Finding> = Vec::new();
    for c in &seen.facts.citations {
        let name = c.full_name.clone().unwrap_or_else(|| text.folded(c.name));
        let Some(act) = c.act.and_then(|_| catalogue::find_in(&name, Some(year))) else {
            continue;
        };
        let status = act.status_in(Some(year));
        if !matches!(status, Status::Repealed | Status::Superseded)
            || is_history(seen, c.span)
            || seen.in_boilerplate(c.span.start)
        {
            continue;
        }
        if let Some(&k) = by_act.get(act.title) {
            out[k].related.push(c.span.into());
            continue;
        }
        by_act.insert(act.title, out.len());
        let severity = match (act.confidence, status) {
            ("high", Status::Repealed) => Severity::Error,
            ("high", _) | (_, Status::Repealed) => Severity::Warning,
            _ => Severity::Info,
        };
        let (zh, en) = words(act, status, year, act.confidence != "high");
        out.push(RULE.at(c.span, zh, en).severe(severity));
    }
    out
}

fn words(act: &Act, status: Status, year: i32, ask: bool) -> (String, String) {
    let (mut zh, mut en) = (format!("《{}》", act.title), format!("《{}》", act.title));
    let ended = act.ended_on;
    match status {
        Status::Repealed => {
            zh += &if ended.is_empty() {
                "已经废止".to_string()
            } else {
                format!("已于{ended}废止")
            };
            en += &if ended.is_empty() {
                " has been repealed".to_string()
            } else {
                format!(" was repealed on {ended}")
            };
        }
        _ => {
            zh += &if ended.is_empty() {
                "已被新文件取代".to_string()
            } else {
                format!("的适用期已于{ended}结束")
            };
            en += &if ended.is_empty() {
                " has been superseded".to_string()
            } else {
                format!(" ended on {ended}")
            };
        }
    }
    if !act.superseded_by.is_empty() {
        zh += &format!("，由《{}》接替", act.superseded_by);
        en += &format!(" and was followed by 《{}》", act.superseded_by);
    }
    zh += &format!("；报告写的是{year}年。");
    en += &format!("; the report is on {year}.");
    if ask {
        zh += "目录对这一条把握不足，请核实。";
        en += " The catalogue is not certain of this entry; please check.";
    }
    (zh, en)
}

/// The clause says that the act is no longer in force.
fn is_history(seen: &Seen, span: Span) -> bool {
    let text = seen.text;
    let sentence = text.sentence_at(span.start);
    let stop = |k: usize| matches!(text.at(k), '。' | ';');
    let end = (span.end..sentence.end)
        .find(|&k| stop(k))
        .unwrap_or(sentence.end)
        .min(span.end + 24);
    let after = Span::new(span.end.min(end), end);
    let before = Span::new(
        span.start.saturating_sub(10).max(sentence.start),
        span.start,
    );
    let gone = [
        "废止",
        "失效",
        "停止执行",
        "不再执行",
        "取代",
        "替代",
        "代替",
        "更名",
        "修订为",
        "上升为",
    ];
    gone.iter().any(|w| text.find(w, after).is_some())
        || ["废止", "取代", "替代", "代替", "清理", "宣布失效"]
            .iter()
            .any(|w| text.find(w, before).is_some())
}
