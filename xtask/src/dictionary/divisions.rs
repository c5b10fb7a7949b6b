//! The administrative divisions from three lists.

use std::collections::HashMap;

/// Names of peoples in the names of autonomous divisions, longest first.
const PEOPLES: &[&str] = &[
    "维吾尔族",
    "哈萨克族",
    "柯尔克孜族",
    "塔吉克族",
    "达斡尔族",
    "鄂温克族",
    "鄂伦春族",
    "蒙古族",
    "朝鲜族",
    "土家族",
    "布依族",
    "哈尼族",
    "傈僳族",
    "拉祜族",
    "纳西族",
    "景颇族",
    "仫佬族",
    "毛南族",
    "仡佬族",
    "锡伯族",
    "布朗族",
    "撒拉族",
    "普米族",
    "裕固族",
    "保安族",
    "东乡族",
    "独龙族",
    "各族",
    "哈萨克",
    "柯尔克孜",
    "塔吉克",
    "蒙古",
    "壮族",
    "回族",
    "苗族",
    "彝族",
    "满族",
    "侗族",
    "瑶族",
    "白族",
    "藏族",
    "傣族",
    "黎族",
    "佤族",
    "畲族",
    "水族",
    "土族",
    "羌族",
    "怒族",
    "维吾尔",
    "锡伯",
];

/// Units of statistics, not of government, and zones.
const NOT_DIVISIONS: &[&str] = &[
    "市辖区",
    "开发区",
    "园区",
    "示范区",
    "管理区",
    "管理局",
    "试验区",
    "合作区",
    "产业区",
    "行政区划",
    "集中区",
    "保税区",
    "新技术",
    "委员会",
    "工业区",
    "旅游区",
    "实验区",
    "名胜区",
    "食品区",
    "聚集区",
];

/// The lines of `divisions.tsv` for the lists of provinces, prefectures, counties.
pub fn divisions(provinces: &str, prefectures: &str, counties: &str) -> String {
    let mut levels: HashMap<&str, &str> = HashMap::new();
    // Not in the source, which lists where the Bureau counts.
    levels.insert("台湾省", "p");
    for (list, level) in [(provinces, "p"), (prefectures, "c"), (counties, "")] {
        for line in list.lines().skip(1) {
            let name = line.split(',').nth(1).unwrap_or("").trim_matches('"');
            if is_division(name) {
                levels.entry(name).or_insert(level);
            }
        }
    }
    let mut lines: Vec<String> = levels
        .iter()
        .map(|(name, level)| format!("{name}\t{level}\t{}", short(name)))
        .map(|line| format!("{}\n", line.trim_end()))
        .collect();
    lines.sort();
    format!("name\tlevel\tshort\n{}", lines.concat())
}

/// Whether a name of the lists is that of a province, prefecture or county.
fn is_division(name: &str) -> bool {
    let rest = NOT_DIVISIONS.iter().all(|word| !name.contains(word));
    // 县 alone heads the counties of a municipality; 南沙群岛 has no such level.
    rest && name.chars().count() > 1 && name.ends_with(['省', '市', '州', '盟', '区', '县', '旗'])
}

/// The name in use where it is not the full one without its last character.
fn short(name: &str) -> String {
    for kind in ["自治区", "自治州", "自治县", "自治旗"] {
        let Some(mut stem) = name.strip_suffix(kind) else {
            continue;
        };
        while let Some(rest) = PEOPLES
            .iter()
            .find_map(|p| stem.strip_suffix(p).filter(|r| r.chars().count() > 1))
        {
            stem = rest;
        }
        // 东乡族自治县, 鄂温克族自治旗: the people's name is the place's.
        stem = stem.strip_suffix('族').unwrap_or(stem);
        let last = kind.trim_start_matches("自治");
        return if last == "区" {
            stem.to_owned()
        } else {
            format!("{stem}{last}")
        };
    }
    String::new()
}
