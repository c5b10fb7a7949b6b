//! Which lines of a page are its text, and which are menus, related links and feet.

use super::build::{Line, Page};
use crate::words::is_han;
use std::ops::Range;

/// In tenths: a part that holds less of the Chinese outside links and menus is not
/// trusted to be the text.
const ENOUGH: usize = 8;
/// In tenths: the innermost element with so much of the running text is the text.
const MOST: usize = 9;

/// Words of which a short line is set apart.
const FURNITURE: &[&str] = &[
    "打印本页",
    "关闭窗口",
    "关闭本页",
    "关闭页面",
    "打印",
    "扫一扫",
    "分享到",
    "分享：",
    "返回顶部",
    "返回首页",
    "上一篇",
    "下一篇",
    "上一条",
    "下一条",
    "纠错",
    "我要收藏",
    "无障碍",
    "字体大小",
    "设为首页",
    "加入收藏",
    "您现在的位置",
    "您的位置",
    "当前位置",
    "您所在的位置",
    "所在位置",
    "手机浏览",
    "微信公众号",
];
/// Words of which a short line after the last sentence is set apart.
const FOOT: &[&str] = &[
    "版权所有",
    "主办",
    "承办",
    "技术支持",
    "ICP备",
    "公网安备",
    "网站标识码",
    "标识码",
    "网站地图",
    "联系我们",
    "关于我们",
    "网站声明",
    "隐私",
    "邮政编码",
    "邮编",
    "联系电话",
    "浏览器",
    "责任编辑",
    "Copyright",
    "友情链接",
];
/// Words of which the heading of a list of links is made.
const RELATED: &[&str] = &[
    "相关",
    "推荐",
    "阅读",
    "链接",
    "更多",
    "延伸",
    "热点",
    "最新",
    "排行",
    "导航",
    "栏目",
    "目录",
    "附件下载",
];
/// Words of the line that says who published the page and when.
const PUBLISHED: &[&str] = &[
    "来源",
    "发布时间",
    "发布日期",
    "发布机构",
    "发布单位",
    "公开日期",
    "发文日期",
    "成文日期",
    "生成日期",
    "索引号",
    "索引码",
    "文号",
    "发文字号",
    "发文机关",
    "时间：",
    "日期：",
    "时间:",
    "日期:",
    "作者",
];
/// What a list of files to be fetched begins with.
const FILES: &str = "附件";
/// What stands between a title and the name of the site.
const JOINTS: &[char] = &['_', '|', '-', '—', '–', '>', '<', '·'];

/// Longer lines are sentences, whatever they hold (characters).
const SHORT: usize = 60;
const LONGEST_PUBLISHED: usize = 160;

/// Sums over the lines before each.
struct Sums {
    links: Vec<usize>,
    han: Vec<usize>,
    free: Vec<usize>,
}

impl Sums {
    fn of(lines: &[Line]) -> Sums {
        let sums = |count: fn(&Line) -> usize| running(lines.iter().map(count));
        Sums {
            links: sums(|line| line.links),
            han: sums(|line| line.han),
            free: sums(|line| line.free),
        }
    }
}

/// The sum before each, and the sum of all.
fn running(counts: impl Iterator<Item = usize>) -> Vec<usize> {
    let mut sum = 0;
    let mut sums = vec![0];
    sums.extend(counts.map(|count| {
        sum += count;
        sum
    }));
    sums
}

fn within(sums: &[usize], range: &Range<usize>) -> usize {
    sums[range.end] - sums[range.start]
}

/// The lines that are the text, and the title where none of them has it.
pub struct Article {
    /// By line.
    pub text: Vec<bool>,
    /// A title that only the head of the page tells.
    pub title: Option<String>,
}

/// Tells the text of a page from what stands round it.
pub fn find(page: &Page) -> Article {
    let lines = &page.lines;
    if lines.iter().all(|line| line.links == 0) {
        // What a program saved as a page has no menus.
        return Article {
            text: vec![true; lines.len()],
            title: None,
        };
    }
    let menus = menus(page);
    let furniture = furniture(lines, &menus);
    let aside: Vec<bool> = menus
        .iter()
        .zip(&furniture)
        .map(|(m, f)| *m || *f)
        .collect();
    let range = part(page, &aside);
    let title = title(page);
    let mut text: Vec<bool> = (0..lines.len())
        .map(|index| {
            if range.contains(&index) {
                return !aside[index];
            }
            let before = index < range.start && !menus[index];
            before && (is_title(&lines[index], &title) || is_published(&lines[index]))
        })
        .collect();
    if !text.contains(&true) {
        text.fill(true);
    }
    let set_apart = text.contains(&false) || !page.article.is_empty();
    let title = title.filter(|title| set_apart && !has_title(lines, &text, title));
    Article { text, title }
}

/// Lines in elements that hold links and little else, or that say they are menus.
fn menus(page: &Page) -> Vec<bool> {
    let lines = &page.lines;
    let sums = Sums::of(lines);
    let all = sums.free[lines.len()];
    let mut edges = vec![0_isize; lines.len() + 1];
    for area in page.areas.iter().skip(1) {
        let range = area.first..area.last;
        let (links, han) = (within(&sums.links, &range), within(&sums.han, &range));
        let free = within(&sums.free, &range);
        let linked = (links >= 3 && (han - free) * 10 > han * 7)
            || (links >= 2 && (han - free) * 10 > han * 9);
        let said = area.furniture && free * 10 < all * 3;
        let files = lines
            .get(area.first)
            .is_some_and(|line| line.words.text().starts_with(FILES));
        if said || (linked && !files) {
            edges[range.start] += 1;
            edges[range.end] -= 1;
        }
    }
    let mut depth = 0;
    let menus = edges[..lines.len()].iter().map(|edge| {
        depth += edge;
        depth > 0
    });
    menus.collect()
}

/// Short lines by their words.
fn furniture(lines: &[Line], menus: &[bool]) -> Vec<bool> {
    let sentence = |(line, menu): (&Line, &bool)| !*menu && line.words.text().ends_with('。');
    let last = lines
        .iter()
        .zip(menus)
        .rposition(sentence)
        .unwrap_or(lines.len());
    let mut furniture: Vec<bool> = lines
        .iter()
        .enumerate()
        .map(|(index, line)| {
            let text = line.words.text();
            let has = |words: &[&str]| words.iter().any(|word| text.contains(word));
            // The line of the publisher often has the buttons in it.
            let short = line.chars <= SHORT && !text.contains('。');
            short && (has(FURNITURE) && !is_published(line) || index > last && has(FOOT))
        })
        .collect();
    // The heading of a menu, from the last on.
    for index in (0..lines.len().saturating_sub(1)).rev() {
        let line = &lines[index];
        let heads = (menus[index + 1] && !menus[index]) && line.han <= 10;
        furniture[index] |= heads && RELATED.iter().any(|word| line.words.text().contains(word));
    }
    furniture
}

/// The range of lines that the text stands in.
fn part(page: &Page, aside: &[bool]) -> Range<usize> {
    let lines = &page.lines;
    let counted = |count: fn(&Line) -> usize| {
        let counts = lines.iter().zip(aside);
        running(counts.map(|(line, aside)| if *aside { 0 } else { count(line) }))
    };
    let free = counted(|line| line.free);
    // Running text has its marks; what has none is worth a quarter.
    let worth = counted(|line| {
        if line.marks > 0 {
            line.free * 4
        } else {
            line.free
        }
    });
    let holds = |range: &Range<usize>, sums: &[usize], tenths| {
        within(sums, range) * 10 >= sums[lines.len()] * tenths
    };
    let areas = || {
        page.areas
            .iter()
            .enumerate()
            .skip(1)
            .map(|(at, area)| (at, area, area.first..area.last))
    };
    let known = areas()
        .filter(|(_, area, range)| area.rank.is_some() && holds(range, &free, ENOUGH))
        .min_by_key(|(_, area, range)| (area.rank, range.len()));
    if let Some((_, _, range)) = known {
        return range;
    }
    let dense = areas()
        .filter(|(_, _, range)| holds(range, &worth, MOST) && holds(range, &free, ENOUGH))
        .min_by_key(|(at, _, range)| (range.len(), usize::MAX - at));
    dense.map_or(0..lines.len(), |(at, _, range)| {
        widen(page, aside, at, range)
    })
}

/// The outermost element round the text that adds nothing which is set apart: what is
/// signed and dated often stands beside the paragraphs.
fn widen(page: &Page, aside: &[bool], mut at: usize, mut range: Range<usize>) -> Range<usize> {
    let apart = running(aside.iter().map(|aside| usize::from(*aside)));
    let most = within(&apart, &range);
    while at > 0 {
        at = page.areas[at].parent;
        let area = &page.areas[at];
        let wider = area.first..area.last;
        if within(&apart, &wider) > most {
            break;
        }
        range = wider;
    }
    range
}

/// The title: the article's, else the page's without the name of the site.
fn title(page: &Page) -> Option<String> {
    if !page.article.is_empty() {
        return Some(page.article.clone());
    }
    let parts = page.title.split(JOINTS).map(str::trim);
    let title = parts.max_by_key(|part| part.chars().filter(|c| is_han(*c)).count())?;
    (title.chars().filter(|c| is_han(*c)).count() >= 6).then(|| title.to_owned())
}

fn bare(words: &str) -> String {
    words.chars().filter(|c| !c.is_whitespace()).collect()
}

/// Whether a line is the title or a good part of it, or is written as one.
fn is_title(line: &Line, title: &Option<String>) -> bool {
    if line.free < 4 || line.chars > SHORT * 2 {
        return false;
    }
    let words = bare(line.words.text());
    let named = title.as_ref().is_some_and(|title| {
        let title = bare(title);
        title.contains(&words) || (words.contains(&title) && words.len() < title.len() * 2)
    });
    named || (line.heading && line.han >= 8)
}

fn is_published(line: &Line) -> bool {
    let text = line.words.text();
    line.chars <= LONGEST_PUBLISHED
        && (line.free * 2 > line.han || line.han == 0)
        && !text.contains('。')
        && text.contains([':', '：'])
        && PUBLISHED.iter().any(|word| text.contains(word))
}

/// Whether the text begins with its title, which may be broken over lines.
fn has_title(lines: &[Line], text: &[bool], title: &str) -> bool {
    let kept = lines.iter().zip(text).filter(|(_, text)| **text);
    let begin: String = kept
        .take(12)
        .map(|(line, _)| bare(line.words.text()))
        .collect();
    begin.contains(&bare(title))
}
