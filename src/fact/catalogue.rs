//! The catalogue of national acts and policies (`src/words/laws.tsv`), and how
//! an act stood in a given year.
//!
//! A citation is judged by the reported year, never by today: an act is cited
//! rightly if it was in force on any day of that year. Local acts are absent, so
//! an unknown title is unknown and never wrong.

use crate::fold::{contains, find as place_of, fold, is_han};
use crate::lexicon::List;
use crate::words::rows;
use rustc_hash::FxHashMap;
use std::sync::OnceLock;

/// One act, policy or plan of the catalogue. Dates are ISO, a year or month
/// alone where no more is known, and empty where nothing is.
#[derive(Debug, PartialEq, Eq)]
pub struct Act {
    /// The official title.
    pub title: &'static str,
    pub short_names: Vec<&'static str>,
    /// The catalogue's own kind: `law`, `administrative-regulation`, ….
    pub kind: &'static str,
    /// The year.
    pub promulgated: &'static str,
    /// Not empty where the text has been revised.
    pub revised: &'static str,
    /// The day the last text took effect.
    pub effective: &'static str,
    /// As of the catalogue's making; empty where a period is over or nothing is verified.
    pub status: &'static str,
    pub superseded_by: &'static str,
    /// The day it ceased; of a plan, its last day.
    pub ended_on: &'static str,
    /// `high` or `medium`.
    pub confidence: &'static str,
}

/// How an act stood in a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    InForce,
    /// In force, and a revised text took effect in that very year.
    Amended,
    /// A later act ended it before the year began.
    Repealed,
    /// A newer document took its place, or its period was over, before the year began.
    Superseded,
}

impl Status {
    /// The name in the report contract.
    pub fn name(self) -> &'static str {
        match self {
            Status::InForce => "in-force",
            Status::Amended => "amended",
            Status::Repealed => "repealed",
            Status::Superseded => "superseded",
        }
    }
}

impl Act {
    /// How the act stood in `year`; without a year, as far as the catalogue goes.
    pub fn status_in(&self, year: Option<i32>) -> Status {
        let over = if self.status == "repealed" {
            Status::Repealed
        } else {
            Status::Superseded
        };
        let Some(year) = year else {
            return if self.status == "in-force"
                || (self.ended_on.is_empty() && self.status.is_empty())
            {
                Status::InForce
            } else {
                over
            };
        };
        match self.last_year() {
            Some(last) if year > last => return over,
            // Ended on a day the catalogue does not know: no year can be called safe.
            None if matches!(self.status, "repealed" | "superseded") => return over,
            _ => {}
        }
        if !self.revised.is_empty() && year_of(self.effective) == Some(year) {
            return Status::Amended;
        }
        Status::InForce
    }

    /// The act did not exist yet in `year`.
    pub fn not_yet_in(&self, year: i32) -> bool {
        year_of(self.promulgated).is_some_and(|y| y > year)
    }

    /// The kind in the report contract.
    pub fn contract_kind(&self) -> &'static str {
        match self.kind {
            "law" => "law",
            "administrative-regulation" => "regulation",
            "ministerial-rule" => "rule",
            "party-regulation" => "party-rule",
            "judicial-interpretation" => "other",
            _ => match strip_brackets(self.title) {
                t if ["规划", "计划", "方案"].iter().any(|w| t.ends_with(w)) => "plan",
                _ => "policy",
            },
        }
    }

    /// The last year on any day of which the act was in force.
    fn last_year(&self) -> Option<i32> {
        let year = year_of(self.ended_on)?;
        // What a new year's first day ended was last in force the year before.
        Some(if self.ended_on.ends_with("-01-01") {
            year - 1
        } else {
            year
        })
    }
}

struct Catalogue {
    acts: Vec<Act>,
    /// Normalised names, short ones included, to acts in the order of the file.
    by_name: FxHashMap<String, Vec<usize>>,
    /// Normalised titles without their edition, to all editions.
    by_base: FxHashMap<String, Vec<usize>>,
    /// Normalised wrong titles to right ones.
    misnomers: Vec<(String, &'static str)>,
    /// Acts by the first two characters of their normalised titles, for near misses.
    by_head: FxHashMap<String, Vec<usize>>,
}

fn catalogue() -> &'static Catalogue {
    static CATALOGUE: OnceLock<Catalogue> = OnceLock::new();
    CATALOGUE.get_or_init(build)
}

fn build() -> Catalogue {
    let acts: Vec<Act> = rows(word_file!("laws"))
        .map(|r| {
            let at = |i: usize| r.get(i).copied().unwrap_or("");
            Act {
                title: at(0),
                short_names: at(1).split('|').filter(|s| !s.is_empty()).collect(),
                kind: at(2),
                promulgated: at(3),
                revised: at(4),
                effective: at(5),
                status: at(6),
                superseded_by: at(7),
                ended_on: at(8),
                confidence: match at(9) {
                    "" => "high",
                    other => other,
                },
            }
        })
        .collect();
    let mut by_name: FxHashMap<String, Vec<usize>> = FxHashMap::default();
    let mut by_base: FxHashMap<String, Vec<usize>> = FxHashMap::default();
    let mut by_head: FxHashMap<String, Vec<usize>> = FxHashMap::default();
    for (i, act) in acts.iter().enumerate() {
        let title = normalise(act.title);
        let add = |map: &mut FxHashMap<String, Vec<usize>>, key: String| {
            let list = map.entry(key).or_default();
            if !list.contains(&i) {
                list.push(i);
            }
        };
        add(&mut by_head, title.chars().take(2).collect());
        for name in &act.short_names {
            add(&mut by_name, normalise(name));
        }
        // A notice is often cited without the body that issued it.
        if let Some(at) = act.title.find("关于").filter(|&at| at > 0) {
            let rest = &act.title[at..];
            if rest.chars().count() >= 10 {
                add(&mut by_name, normalise(rest));
            }
        }
        let bare = strip_brackets(act.title);
        if bare.len() < act.title.len() {
            let base = normalise(bare);
            if base != title {
                add(&mut by_base, base);
            }
        }
        add(&mut by_name, title);
    }
    Catalogue {
        acts,
        by_name,
        by_base,
        misnomers: misnomers(),
        by_head,
    }
}

fn misnomers() -> Vec<(String, &'static str)> {
    let pairs = rows(word_file!("misnomers")).filter(|r| r.len() >= 2);
    pairs.map(|r| (normalise(r[0]), r[1])).collect()
}

const STATE: &str = "中华人民共和国";

/// Every act of the catalogue, in the order of its file: the entries of [`List::Acts`](crate::lexicon::List::Acts).
pub fn acts() -> &'static [Act] {
    &catalogue().acts
}

/// The act that `name` is a title or a short name of. Where editions share a
/// name, the latest.
pub fn find(name: &str) -> Option<&'static Act> {
    find_in(name, None)
}

/// The same, but where editions share a name, the one in force in `year`.
pub fn find_in(name: &str, year: Option<i32>) -> Option<&'static Act> {
    let c = catalogue();
    let key = normalise(name);
    if key.is_empty() {
        return None;
    }
    let list = c
        .by_name
        .get(&key)
        .or_else(|| c.by_base.get(&key))
        .or_else(|| c.by_name.get(&normalise(strip_revision(name))))?;
    list.iter().map(|&i| &c.acts[i]).max_by_key(|a| match year {
        Some(y) => (
            matches!(a.status_in(Some(y)), Status::InForce | Status::Amended) && !a.not_yet_in(y),
            a.promulgated,
        ),
        None => (true, a.promulgated),
    })
}

/// The right title where `name` is a known wrong one, or a national title with
/// a slip of one or two characters. A local title is never judged.
pub fn misnomer(name: &str) -> Option<&'static str> {
    let c = catalogue();
    let key = normalise(name);
    if let Some(act) = find(name) {
        return of_state_shortened(name, &key, act.title);
    }
    if let Some((_, right)) = c.misnomers.iter().find(|(wrong, _)| *wrong == key) {
        return Some(right);
    }
    let chars: Vec<char> = key.chars().collect();
    let of_state = name.starts_with(STATE);
    // 中华人民共和国民法曲: the state's name makes a short title known.
    let long = if of_state { 3 } else { 6 };
    if chars.len() < long || has_place(&chars) {
        return None;
    }
    // The first two characters name the field: another field is another act, no slip.
    let near = c.by_head.get(&chars[..2].iter().collect::<String>())?;
    let of = |c: char, t: &[char]| t.iter().filter(|&&other| other == c).count();
    let exchanged = |t: &[char]| {
        chars.len() >= 8
            && t.len() == chars.len()
            && t != chars
            && t.iter().all(|&c| of(c, t) == of(c, &chars))
    };
    // 中华人民共和国社区矫正条例: what an act of the state is about, it is about once.
    let reclassed = |t: &[char]| {
        of_state && chars.len() > 4 && t != chars && without_kind(t) == without_kind(&chars)
    };
    let allowed = |i: usize| match c.acts[i].kind {
        "ministerial-rule" => 1,
        _ if chars.len() >= if of_state { 7 } else { 10 } => 2,
        _ => 1,
    };
    near.iter()
        .map(|&i| (normalise(c.acts[i].title).chars().collect::<Vec<_>>(), i))
        .filter(|(t, _)| t.len().abs_diff(chars.len()) <= 2)
        // 重大行政决策暂行程序条例: two words exchanged are one slip.
        .map(|(t, i)| match exchanged(&t) || reclassed(&t) {
            true => (1, t, i),
            false => (distance(&t, &chars), t, i),
        })
        // 中华人民共和国行政强制执行法: of the state's own laws, and of long titles, words are
        // left out or put in.
        .filter(|(d, t, i)| {
            let long = t.len() >= if of_state { 5 } else { 12 };
            let worded = long && (within(t, &chars) || within(&chars, t));
            *d > 0 && (*d <= allowed(*i) || *d <= 2 && worded)
        })
        .map(|(d, _, i)| (d, i))
        .min()
        .map(|(_, i)| c.acts[i].title)
}

/// 中华人民共和国信息公开条例: the state's name stands before a title, and no short form of one.
fn of_state_shortened(name: &str, key: &str, title: &'static str) -> Option<&'static str> {
    let short = normalise(title) != key && strip_revision(name) == name;
    (name.starts_with(STATE) && title.starts_with(STATE) && short).then_some(title)
}

/// What a title says before the word of its kind: 社区矫正 before 法 or 条例.
fn without_kind(title: &[char]) -> &[char] {
    let kind = List::Titles.longest_at_end(title).map_or(0, |(len, _)| len);
    &title[..title.len() - kind]
}

/// All characters of `short` stand in `long` in their order.
fn within(short: &[char], long: &[char]) -> bool {
    let mut rest = long.iter();
    short.iter().all(|c| rest.any(|r| r == c))
}

/// One form for all ways of printing a title: marks, blanks, the state's name
/// and the 年 of an edition left out, dashes alike.
pub fn normalise(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    let mut last = ' ';
    for c in name.chars().map(fold) {
        let after_digit = last.is_ascii_digit();
        last = match c {
            '-' | '~' | '至' if after_digit => '-',
            '年' if after_digit => continue,
            c if is_han(c) || c.is_ascii_alphanumeric() => c,
            _ => continue,
        };
        out.push(last);
    }
    match out.strip_prefix(STATE) {
        // 中华人民共和国宪法 → 宪法, but never to nothing.
        Some(rest) if !rest.is_empty() => rest.to_string(),
        _ => out,
    }
}

/// Without a bracket at its end.
fn strip_brackets(name: &str) -> &str {
    match name.trim_end_matches([')', '）']).rfind(['(', '（']) {
        Some(at) if name.ends_with([')', '）']) && at > 0 => &name[..at],
        _ => name,
    }
}

/// Without (2021修订), (试行) and the like: the text cited, not another title.
fn strip_revision(name: &str) -> &str {
    let base = strip_brackets(name);
    let mark = &name[base.len()..];
    let said = ["修订", "修正", "修改", "试行", "暂行", "新版"]
        .iter()
        .any(|w| mark.contains(w));
    if said { base } else { name }
}

/// Whether a place stands at the head: 天津市…, 静海区…; 城市…, 市场… are none.
pub fn has_place(chars: &[char]) -> bool {
    const NONE: [&str; 24] = [
        "城市",
        "市场",
        "市容",
        "市政",
        "都市",
        "超市",
        "省级",
        "市级",
        "县级",
        "区划",
        "区域",
        "社区",
        "地区",
        "小区",
        "校区",
        "园区",
        "景区",
        "山区",
        "县域",
        "县乡",
        "市县",
        "行政区",
        "自治区",
        "镇村",
    ];
    let is_level = |c: char| matches!(c, '省' | '市' | '区' | '县' | '旗' | '州' | '镇');
    let head = &chars[..chars.len().min(9)];
    if !head.iter().any(|&c| is_level(c) || c == '街') {
        return false;
    }
    let mut head = head.to_vec();
    for word in NONE {
        while let Some(at) = place_of(&head, word) {
            head[at..at + word.chars().count()].fill(' ');
        }
    }
    head.iter().skip(1).any(|&c| is_level(c)) || contains(&head, "街道")
}

fn year_of(date: &str) -> Option<i32> {
    date.get(..4)?.parse().ok()
}

/// Edit distance, given up beyond 3.
fn distance(a: &[char], b: &[char]) -> usize {
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let up = row[j + 1];
            row[j + 1] = (diagonal + usize::from(x != y)).min(up + 1).min(row[j] + 1);
            diagonal = up;
        }
        if row.iter().all(|&d| d > 2) {
            return 3;
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_found_by_each_of_its_names() {
        for act in acts() {
            assert!(!act.title.is_empty());
            assert_eq!(find(act.title).map(|a| a.title), Some(act.title));
            for name in &act.short_names {
                let found = find(name).unwrap_or_else(|| panic!("{name} is not found"));
                assert!(
                    found.short_names.contains(name) || found.title == *name,
                    "{name} gives {}",
                    found.title
                );
            }
            assert_eq!(misnomer(act.title), None, "{}", act.title);
        }
    }

    #[test]
    fn one_title_in_many_prints() {
        for (printed, title) in [
            ("行政处罚法", "中华人民共和国行政处罚法"),
            ("中华人民共和国行政处罚法", "中华人民共和国行政处罚法"),
            (
                "中华人民共和国行政处罚法（2021修订）",
                "中华人民共和国行政处罚法",
            ),
            (
                "法治政府建设实施纲要（2021—2025年）",
                "法治政府建设实施纲要(2021-2025年)",
            ),
            (
                "法治政府建设实施纲要(2021-2025)",
                "法治政府建设实施纲要(2021-2025年)",
            ),
            (
                "法治政府建设实施纲要（2021至2025年）",
                "法治政府建设实施纲要(2021-2025年)",
            ),
            (
                "法治政府建设实施纲要（2015-2020年）",
                "法治政府建设实施纲要(2015-2020年)",
            ),
            ("法治政府建设实施纲要", "法治政府建设实施纲要(2021-2025年)"),
            (
                "“八五”普法规划",
                "中央宣传部、司法部关于开展法治宣传教育的第八个五年规划(2021-2025年)",
            ),
            (
                "关于实行国家机关“谁执法谁普法”普法责任制的意见",
                "关于实行国家机关“谁执法谁普法”普法责任制的意见",
            ),
            (
                "关于推行行政执法责任制的若干意见",
                "国务院办公厅关于推行行政执法责任制的若干意见",
            ),
        ] {
            assert_eq!(find(printed).map(|a| a.title), Some(title), "{printed}");
        }
        for unknown in [
            "天津市养老服务促进条例",
            "法治政府建设实施纲要(2031-2035年)",
            "",
            "方案",
        ] {
            assert_eq!(find(unknown), None, "{unknown}");
        }
    }

    #[test]
    fn an_act_is_judged_by_the_year() {
        use Status::*;
        for (name, year, status) in [
            ("婚姻法", 2020, InForce),
            ("婚姻法", 2021, Repealed),
            ("物权法", 2023, Repealed),
            ("信访条例", 2021, InForce),
            ("信访条例", 2022, InForce),
            ("信访条例", 2023, Repealed),
            ("行政处罚法", 2020, InForce),
            ("行政处罚法", 2021, Amended),
            ("行政处罚法", 2022, InForce),
            ("全面推进依法行政实施纲要", 2015, InForce),
            ("全面推进依法行政实施纲要", 2022, Superseded),
            ("法治政府建设实施纲要(2015-2020年)", 2020, InForce),
            ("法治政府建设实施纲要(2015-2020年)", 2023, Superseded),
            ("法治政府建设实施纲要(2021-2025年)", 2025, InForce),
            ("法治政府建设实施纲要(2021-2025年)", 2026, Superseded),
        ] {
            assert_eq!(
                find(name).map(|a| a.status_in(Some(year))),
                Some(status),
                "{name} in {year}"
            );
        }
        assert!(find("信访工作条例").is_some_and(|a| a.not_yet_in(2020)));
        let by_year = |y| find_in("法治政府建设实施纲要", Some(y)).map(|a| a.title);
        assert_eq!(by_year(2019), Some("法治政府建设实施纲要(2015-2020年)"));
        assert_eq!(by_year(2022), Some("法治政府建设实施纲要(2021-2025年)"));
    }

    #[test]
    fn a_slip_in_a_national_title_is_seen_and_a_local_title_left_alone() {
        for (name, right) in [
            ("法制政府建设实施纲要", Some("法治政府建设实施纲要")),
            (
                "国有土地上房屋拆迁与补偿条例",
                Some("国有土地上房屋征收与补偿条例"),
            ),
            (
                "生活无着的流浪乞讨救助管理机构工作规程",
                Some("生活无着的流浪乞讨人员救助管理机构工作规程"),
            ),
            (
                "行政复议法实施细则",
                Some("中华人民共和国行政复议法实施条例"),
            ),
            ("重大行政决策暂行条例", Some("重大行政决策程序暂行条例")),
            ("优化营商环境条列", Some("优化营商环境条例")),
            ("保障农民工工资支付条列", Some("保障农民工工资支付条例")),
            ("天津市优化营商环境条例", None),
            ("某某区重大行政决策暂行条例", None),
            ("林业行政处罚程序规定", None),
            ("行政处罚法", None),
            ("城市更新条例", None),
        ] {
            assert_eq!(misnomer(name), right, "{name}");
        }
        for r in rows(word_file!("misnomers")) {
            assert!(misnomer(r[0]).is_some() || find(r[0]).is_some(), "{}", r[0]);
        }
    }
}
