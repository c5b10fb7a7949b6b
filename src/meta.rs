//! Title, issuer, year, kind, signature and publication date.
//!
//! The title of such a report is issuer + year + matter + kind (《党政机关公文处理
//! 工作条例》 art. 9); the year in it is the reported one. The signature and the
//! day of signing close the text (GB/T 9704-2012, 7.3.5); the day of publication
//! is printed by the web page.

use crate::fact::date::{self, DateExpr, parse_day};
use crate::fold::{contains, find, is_han, one_of};
use crate::lexicon::List;
use crate::outline::Outline;
use crate::outline::frame::{self, Frame, is_signature, without_blanks};
use crate::outline::heading::{self, ends_with_organ};
use crate::span::Span;
use crate::text::Text;

/// Who reports, on which year, signed and published when.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Meta {
    /// As printed; a title over two lines spans both.
    pub title: Option<Span>,
    /// The body that reports: in the title, else in 现将…报告如下, below the title, in the signature, in
    /// the first sentence, in the publishing line.
    pub issuer: Option<Span>,
    /// `bureau` | `street/town` | `county/city/province government` | `other`
    pub issuer_kind: Option<&'static str>,
    /// `法治政府建设年度报告` | `依法行政工作总结` | `other`
    pub kind: Option<&'static str>,
    /// What stands behind 来源：
    pub source: Option<Span>,
    /// The reported year; none where it is masked (20*年) or absent.
    pub year: Option<(Span, i32)>,
    /// The day of signing with its ISO form.
    pub signed_date: Option<(Span, String)>,
    /// The day of publication with its ISO form.
    pub published_date: Option<(Span, String)>,
    /// The issuer's name over the date at the end.
    pub signature: Option<Span>,
    /// What 现将…报告如下 holds between its two words.
    pub formula: Option<Span>,
}

/// Reads who reports.
pub fn read(text: &Text, boilerplate: &[Span], outline: &Outline, dates: &[DateExpr]) -> Meta {
    let frame = &outline.frame;
    let title = title(text, boilerplate, frame);
    let signature = signature(text, frame);
    // 石埠镇2023年…, signed 石埠镇人民政府: the title names the place alone.
    let named = under_title(text, frame).or(signature);
    let place = |t: &Span| {
        let named = named.map(|s| text.slice(s));
        named.is_some_and(|s| s.starts_with(text.slice(*t)) && s.len() > t.len())
    };
    let formula = formula(text, frame, dates);
    let issuer = title
        .and_then(|t| issuer_in(text, t))
        .or_else(|| formula.and_then(|f| issuer_in(text, f)))
        .filter(|t| !place(t) && !speaks_for_place(text, frame, *t))
        .or(named)
        .or_else(|| issuer_in_lead(text, frame))
        .or_else(|| publisher(text, boilerplate));
    let printed = |s: Span| without_blanks(text.slice(s));
    Meta {
        title,
        issuer,
        issuer_kind: issuer.map(|s| issuer_kind(&printed(s))),
        kind: title.map(|s| kind(&printed(s))),
        source: labelled(
            text,
            boilerplate,
            &["信息来源", "稿件来源", "文章来源", "来源"],
        ),
        year: year(text, title, formula, frame),
        signed_date: signed(text, frame, dates),
        published_date: published(text, boilerplate, dates),
        signature,
        formula,
    }
}

/// The title's lines, else what the page's catalogue gives as 标题 or 名称.
fn title(text: &Text, boilerplate: &[Span], frame: &Frame) -> Option<Span> {
    if frame.title.is_empty() {
        let named = labelled(text, boilerplate, &["信息名称", "标题", "名称"])
            .filter(|named| contains(text.slice(*named), "法"));
        return named.or_else(|| title_before_text(text, frame));
    }
    let first = text.paragraphs.get(frame.title.start)?.span;
    let last = text.paragraphs.get(frame.title.end - 1)?.span;
    Some(Span::new(first.start, last.end))
}

/// 某某街道2018年…工作报告2018年，某某街道…: the title of a text that lost its line ends.
fn title_before_text(text: &Text, frame: &Frame) -> Option<Span> {
    let first = text.paragraphs.get(frame.body.start)?.span;
    let head = Span::new(first.start, first.end.min(first.start + 60));
    let c = text.slice(head);
    let stop = c
        .iter()
        .position(|c| one_of!(*c, ",。;:"))
        .unwrap_or(c.len());
    let c = &c[..stop];
    let end = "报告 总结 汇报"
        .split(' ')
        .filter_map(|w| find(c, w))
        .min()?
        + 2;
    // The text begins right behind: a year, or a blank.
    let joint = Span::new(head.start + end - 1, head.start + end + 1);
    let mut printed = text.source_of(joint).chars().skip(1);
    let begins = year_at(c, end).is_some() || printed.next().is_some_and(char::is_whitespace);
    let topic = contains(&c[..end], "法");
    (begins && topic).then(|| Span::new(head.start, head.start + end))
}

/// The body named in the title: before the year, 关于 or the matter, or after a
/// year that comes first.
fn issuer_in(text: &Text, title: Span) -> Option<Span> {
    let c = text.slice(title);
    let blank = |c: char| c == ' ' || c == '\n';
    let mut start = 0;
    if let Some(len) = year_at(c, 0).map(|(len, _)| len).or_else(|| masked_year(c)) {
        start = len;
        while c
            .get(start)
            .is_some_and(|c| blank(*c) || matches!(c, '度' | '年'))
        {
            start += 1;
        }
    }
    let rest = &c[start..];
    let year = (0..rest.len()).find(|&i| {
        year_at(rest, i).is_some() || rest[i] == '*' || masked_year(&rest[i..]).is_some()
    });
    let hard = [
        year,
        find(rest, "关于"),
        rest.iter().position(|c| *c == '\n' || *c == '('),
    ];
    let mut end = hard.into_iter().flatten().min().unwrap_or(rest.len());
    while end > 0 && blank(rest[end - 1]) {
        end -= 1;
    }
    if end == 0 {
        return None;
    }
    if !ends_with_organ(&without_blanks(&rest[..end])) {
        // 某某县法治政府建设…: the matter follows the body at once. The name itself
        // may hold 依法治市, so the first cut after an organ's ending is taken.
        let matters = [
            "推进",
            "全面推进",
            "加强",
            "贯彻",
            "落实",
            "法治",
            "依法",
            "法制",
            "年度",
            "工作",
            "党政",
            "履行",
            "深入",
            "深化",
            "建设",
        ];
        let topic = ["法治", "依法", "法制", "推进", "年度"]
            .iter()
            .any(|m| find(rest, m) == Some(0));
        end = (2..=end).filter(|_| !topic).find(|&i| {
            ends_with_organ(&rest[..i])
                && matters.iter().any(|m| {
                    m.chars()
                        .zip(rest[i..].iter())
                        .filter(|(a, b)| a == *b)
                        .count()
                        == m.chars().count()
                })
        })?;
    }
    let name = Span::new(title.start + start, title.start + start + end);
    (end >= 2 && is_name(text.slice(name))).then_some(name)
}

/// 现将…报告如下, 现就…汇报如下: what stands between 现将 and 如下, a time at its head
/// left out.
fn formula(text: &Text, frame: &Frame, dates: &[DateExpr]) -> Option<Span> {
    let lines = text.paragraphs.get(frame.body.clone())?;
    lines.iter().find_map(|p| {
        let opener = |w| text.find(w, p.span);
        let start = opener("现将").or_else(|| opener("现就"))? + 2;
        let within = Span::new(start, p.span.end.min(start + 80));
        let end = text.find("如下", within)?;
        let told = Span::new(start, end);
        if text.slice(told).contains(&'。') {
            return None;
        }
        // 现将一年来…: the year of a date is read with what follows it.
        let time = date::starting_at(dates, start).filter(|d| d.iso.is_none() && d.span.end < end);
        Some(Span::new(time.map_or(start, |d| d.span.end), end))
    })
}

/// The body's name on the line below the title.
fn under_title(text: &Text, frame: &Frame) -> Option<Span> {
    let line = text.paragraphs.get(frame.title.end)?.span;
    let named = !frame.title.is_empty() && frame.body.contains(&frame.title.end);
    (named && is_signature(text.slice(line)) && is_name(text.slice(line))).then_some(line)
}

/// 民政局 over a text that says 我市 is the name of no one body.
fn speaks_for_place(text: &Text, frame: &Frame, issuer: Span) -> bool {
    let name = text.slice(issuer);
    let placed = name[..name.len() - 1].iter().any(|c| is_place(*c));
    let lead = text.paragraphs.get(frame.body.clone()).unwrap_or(&[]);
    let says = |w: &str| lead.iter().take(3).any(|p| text.find(w, p.span).is_some());
    !placed && name.len() <= 4 && "我省 我市 我县 我区 我旗".split(' ').any(says)
}

/// The body that publishes, as the page's own lines name it.
fn publisher(text: &Text, boilerplate: &[Span]) -> Option<Span> {
    let labels = ["发布机构", "发布单位", "公开主体", "发文机关", "公开机构"];
    labelled(text, boilerplate, &labels).filter(|s| {
        let name = text.slice(*s);
        ends_with_organ(name) && is_name(name)
    })
}

fn is_place(c: char) -> bool {
    one_of!(c, "省市县区旗州盟镇乡街")
}

/// The words name a body: no 我局, no 全县, no 县三年法治政府.
fn is_name(c: &[char]) -> bool {
    const NOT: [&str; 24] = [
        "在",
        "我",
        "本",
        "全",
        "各",
        "以",
        "按",
        "根据",
        "对",
        "为",
        "向",
        "由",
        "经",
        "把",
        "将",
        "一年",
        "这",
        "该",
        "市委",
        "县委",
        "区委",
        "省委",
        "中共中央",
        "有关",
    ];
    let starts = |w: &&str| w.chars().zip(c).filter(|(a, b)| a == *b).count() == w.chars().count();
    let topic = ["法治政府", "法治政府建设"];
    let ends = |w: &&str| c.ends_with(&w.chars().collect::<Vec<_>>());
    !NOT.iter().any(starts) && !topic.iter().any(ends) && !heading::word_starts(c, "verb")
}

/// 2022年，某某县水利局在县委、县政府的坚强领导下…: the body that the first
/// sentence speaks of, at the head of one of its clauses.
fn issuer_in_lead(text: &Text, frame: &Frame) -> Option<Span> {
    let lead = text
        .paragraphs
        .get(frame.body.clone())?
        .iter()
        .find(|p| p.span.len() >= 15)?
        .span;
    let c = text.slice(lead);
    let end = c
        .iter()
        .position(|c| *c == '。')
        .unwrap_or(c.len())
        .min(160);
    let mut start = 0;
    for _ in 0..5 {
        if let Some(len) = year_at(c, start)
            .map(|(len, _)| len)
            .or_else(|| masked_year(&c[start..]))
        {
            start += len;
            start += usize::from(matches!(c.get(start), Some('度')));
        }
        let clause = Span::new(lead.start + start.min(end), lead.start + end);
        if let Some(len) = body_at(text, clause) {
            return Some(Span::new(clause.start, clause.start + len));
        }
        let comma = c[start.min(end)..end]
            .iter()
            .position(|c| matches!(c, ',' | ':' | ' '))?;
        start += comma + 1;
    }
    None
}

/// The length of a body's name at the head of a clause, with a place in it, and a
/// verb, an adverb or a preposition behind it: 石桥镇在…领导下, 区民政局扎实推进….
fn body_at(text: &Text, clause: Span) -> Option<usize> {
    let c = text.slice(clause);
    (3..=c.len().min(26)).find(|&len| {
        let name = &c[..len];
        let at = clause.start + len;
        let longest = text.hits.general(at).max_by_key(|word| word.len);
        let predicate =
            longest.is_some_and(|word| matches!(word.tag, b'v' | b'd' | b'p' | b'a' | b't'));
        let topic = ["关于", "法治政府", "法治建设", "共", ","];
        name.iter().all(|c| is_han(*c) || one_of!(*c, "()×X*"))
            && ends_with_organ(name)
            && is_name(name)
            && (name[..len - 1].iter().any(|c| is_place(*c)) || is_place(name[len - 1]))
            && (predicate
                || topic.iter().any(|w| text.starts_with(at, w))
                || heading::word_starts(&c[len..], "verb"))
    })
}

/// 20*年, 20XX年, 202×年 at the head: the length up to 年.
fn masked_year(c: &[char]) -> Option<usize> {
    let len = c.iter().take(5).position(|c| *c == '年')?;
    let masked = c[..len].iter().any(|c| one_of!(*c, "*×Xx某_"));
    let all = c[..len]
        .iter()
        .all(|c| c.is_ascii_digit() || one_of!(*c, "*×Xx_"));
    (masked && all && len >= 2).then_some(len + 1)
}

/// A year with 年 at `i`: its length, 年 included, and its value.
fn year_at(c: &[char], i: usize) -> Option<(usize, i32)> {
    if i > 0 && c[i - 1].is_ascii_digit() {
        return None;
    }
    let four = c.get(i..i + 4)?;
    let mut value = 0;
    for c in four {
        value = value * 10 + date::year_digit(*c)?;
    }
    let mut end = i + 4;
    while c.get(end) == Some(&' ') {
        end += 1;
    }
    (c.get(end) == Some(&'年') && (1980..2100).contains(&value))
        .then_some((end + 1 - i, value as i32))
}

/// What kind of body it is, by the end of its name.
fn issuer_kind(name: &[char]) -> &'static str {
    let ends = |words: &[&str]| {
        words.iter().any(|w| {
            let w: Vec<char> = w.chars().collect();
            name.ends_with(&w)
        })
    };
    if ends(&[
        "街道办事处",
        "街道办",
        "街道",
        "街",
        "街道党工委",
        "镇人民政府",
        "乡人民政府",
        "民族乡人民政府",
        "镇政府",
        "乡政府",
        "镇党委",
        "乡党委",
        "镇",
        "乡",
        "苏木",
        "苏木人民政府",
    ]) {
        "street/town"
    } else if ends(&[
        "人民政府",
        "政府",
        "省",
        "市",
        "县",
        "区",
        "旗",
        "州",
        "盟",
        "行政公署",
    ]) && !ends(&[
        "开发区",
        "示范区",
        "园区",
        "新区",
        "度假区",
        "保税区",
        "高新区",
    ]) {
        "county/city/province government"
    } else if ends(&[
        "管理委员会",
        "管委会",
        "开发区",
        "示范区",
        "园区",
        "新区",
        "度假区",
        "保税区",
        "高新区",
        "公司",
        "集团",
        "医院",
        "学校",
        "大学",
        "学院",
        "法院",
        "检察院",
        "协会",
        "联合会",
        "总工会",
        "社",
    ]) {
        "other"
    } else if ends(&[
        "局",
        "厅",
        "委",
        "委员会",
        "办公室",
        "署",
        "部",
        "中心",
        "大队",
        "支队",
        "总队",
        "处",
        "办",
        "站",
        "所",
        "党组",
        "院",
    ]) {
        "bureau"
    } else {
        "other"
    }
}

fn kind(title: &[char]) -> &'static str {
    let report = ["报告", "总结", "情况", "汇报", "小结"]
        .iter()
        .any(|w| contains(title, w));
    if !report {
        "other"
    } else if contains(title, "法治政府") {
        "法治政府建设年度报告"
    } else if contains(title, "依法行政") {
        "依法行政工作总结"
    } else if contains(title, "法治建设") {
        "法治政府建设年度报告"
    } else {
        "other"
    }
}

/// The reported year: in the title; where a title names none, in 现将…报告如下, at the
/// head of the first sentence. A masked year is not guessed.
fn year(
    text: &Text,
    title: Option<Span>,
    formula: Option<Span>,
    frame: &Frame,
) -> Option<(Span, i32)> {
    let year_in = |s: Span| {
        let c = text.slice(s);
        (0..c.len()).find_map(|i| {
            let (len, value) = year_at(c, i)?;
            Some((Span::new(s.start + i, s.start + i + len), value))
        })
    };
    if let Some(t) = title {
        let c = text.slice(t);
        if let Some(year) = year_in(t) {
            return Some(year);
        }
        // 2022法治政府建设年度报告: 年 left out.
        let bare = (0..c.len().saturating_sub(3)).find(|&i| {
            matches!(c[i..i + 2], ['2', '0'])
                && c[i..i + 4].iter().all(char::is_ascii_digit)
                && (i == 0 || !c[i - 1].is_ascii_digit())
                && !c.get(i + 4).is_some_and(char::is_ascii_digit)
        });
        if let Some(i) = bare {
            let value = c[i..i + 4]
                .iter()
                .fold(0, |n, c| n * 10 + c.to_digit(10).unwrap_or(0) as i32);
            return Some((Span::new(t.start + i, t.start + i + 4), value));
        }
        if (0..c.len()).any(|i| masked_year(&c[i..]).is_some()) {
            return None;
        }
    }
    // (2024年度) below the title; (2025年1月8日) is the day of signing.
    let under = text.paragraphs.get(frame.title.end).map(|p| p.span);
    let under = under.filter(|_| !frame.title.is_empty()).filter(|s| {
        let c = text.slice(*s);
        matches!(c, ['(', .., ')']) && !frame::is_day(c)
    });
    if let Some(year) = under
        .and_then(year_in)
        .or_else(|| formula.and_then(year_in))
    {
        return Some(year);
    }
    year_in_lead(text, frame)
}

/// The year at the head of the first sentence. 2025年1月8日,某某镇公开2024年法治…: the
/// day of an event is not the reported year where the matter names one itself.
fn year_in_lead(text: &Text, frame: &Frame) -> Option<(Span, i32)> {
    let lines = text.paragraphs.get(frame.body.clone()).unwrap_or(&[]);
    let sentence = |s: Span| s.len() >= 15 || s.len() >= 8 && text.before(s.end) == '。';
    let first = lines.iter().find(|p| sentence(p.span))?.span;
    let c = text.slice(first);
    let head = ["截至", "截止"]
        .iter()
        .find(|w| text.starts_with(first.start, w))
        .map_or(0, |w| w.chars().count());
    let (len, value) = year_at(c, head)?;
    let stop = c.iter().position(|c| *c == '。').unwrap_or(c.len());
    let day = c[head..]
        .iter()
        .position(|c| *c == ',')
        .is_some_and(|at| c[head + at - 1] == '日');
    let matter = (head + len..stop)
        .filter(|_| day && head == 0)
        .find_map(|i| {
            let (len, value) = year_at(c, i)?;
            let end = i + len + usize::from(c.get(i + len) == Some(&'度'));
            let named = ["法治", "依法", "法制"];
            named
                .iter()
                .any(|w| text.starts_with(first.start + end, w))
                .then_some((i, len, value))
        });
    let (at, len, value) = matter.unwrap_or((head, len, value));
    Some((Span::new(first.start + at, first.start + at + len), value))
}

fn signature(text: &Text, frame: &Frame) -> Option<Span> {
    let line = text.paragraphs.get(frame.signature?)?.span;
    let mut end = frame::signed_split(text.slice(line)).map_or(line.end, |at| line.start + at);
    while end > line.start && text.at(end - 1) == ' ' {
        end -= 1;
    }
    let s = Span::new(line.start, end);
    is_signature(text.slice(s)).then_some(s)
}

/// The day of signing: the date line at the end, else one in brackets under the title.
fn signed(text: &Text, frame: &Frame, dates: &[DateExpr]) -> Option<(Span, String)> {
    if let Some(line) = frame.date.and_then(|i| text.paragraphs.get(i)) {
        let from = frame::signed_split(text.slice(line.span)).unwrap_or(0);
        return day_in(
            text,
            Span::new(line.span.start + from, line.span.end),
            dates,
        );
    }
    // The issuer's name may stand between.
    let below = frame.title.end..frame.title.end + 2;
    let under = text
        .paragraphs
        .get(below)
        .filter(|_| !frame.title.is_empty())?;
    let [first, second] = under else {
        return None;
    };
    let named = is_signature(text.slice(first.span));
    let under = if named { second } else { first }.span;
    let c = text.slice(under);
    (c.first() == Some(&'(') && frame::is_day(c))
        .then(|| day_in(text, Span::new(under.start + 1, under.end - 1), dates))?
}

/// The day, or the month, on a line that holds nothing else.
fn day_in(text: &Text, line: Span, dates: &[DateExpr]) -> Option<(Span, String)> {
    let mut line = line;
    while line.start < line.end && matches!(text.at(line.start), ' ' | '(') {
        line.start += 1;
    }
    while line.start < line.end && matches!(text.at(line.end - 1), ' ' | ')') {
        line.end -= 1;
    }
    let at = dates.partition_point(|d| d.span.end <= line.start);
    if let Some(d) = dates.get(at).filter(|d| d.span.overlaps(line)) {
        let iso = d
            .iso
            .as_ref()
            .filter(|iso| matches!(iso.len(), 7 | 10) && !iso.starts_with('-'))?;
        return Some((d.span, iso.clone()));
    }
    parse_day(text.slice(line)).map(|iso| (line, iso))
}

/// The day of publication, from the page's own lines.
fn published(text: &Text, boilerplate: &[Span], dates: &[DateExpr]) -> Option<(Span, String)> {
    let labels = "发布时间 发布日期 信息提供日期 公开日期 公开时间 发稿时间 发文日期 生成日期 发布";
    let later = "更新时间 更新日期 日期 时间";
    let first = |labels: &str| {
        let value = |l| labelled(text, boilerplate, &[l]);
        labels.split(' ').find_map(value)
    };
    // 2023-03-13 15:05 来源：…: a time without a label.
    let stamped = || {
        let year = |f: &Span| text.at(f.start) == '2' && text.at(f.start + 1) == '0';
        boilerplate.iter().copied().find(year)
    };
    let value = first(labels)
        .or_else(stamped)
        .or_else(|| first(later))
        .or_else(|| clocked(text, dates))?;
    let at = dates.partition_point(|d| d.span.end <= value.start);
    if let Some(d) = dates
        .get(at)
        .filter(|d| d.span.start < value.end && d.iso.as_ref().is_some_and(|iso| iso.len() == 10))
    {
        return Some((d.span, d.iso.clone()?));
    }
    let c = text.slice(value);
    let len = c
        .iter()
        .position(|c| !c.is_ascii_digit() && !one_of!(*c, "-/.年月日"))
        .unwrap_or(c.len());
    let day = Span::new(value.start, value.start + len);
    parse_day(&c[..len]).map(|iso| (day, iso))
}

/// …报告 某某发布 2025年1月8日 17:32 2024年,…: in a text that lost its line ends the page's
/// time is a day with the time of day behind it, near the head.
fn clocked(text: &Text, dates: &[DateExpr]) -> Option<Span> {
    const HEAD: usize = 150;
    let clock = |d: &&DateExpr| {
        let at = d.span.end + usize::from(text.at(d.span.end) == ' ');
        let digits = |from: usize| (from..from + 2).all(|k| text.at(k).is_ascii_digit());
        d.iso.as_ref().is_some_and(|iso| iso.len() == 10)
            && digits(at)
            && text.at(at + 2) == ':'
            && digits(at + 3)
    };
    let mut near = dates.iter().take_while(|d| d.span.end < HEAD);
    near.find(clock).map(|d| d.span)
}

/// What stands behind a label of the page, up to the next blank or label.
fn labelled(text: &Text, boilerplate: &[Span], labels: &[&str]) -> Option<Span> {
    // 来源：县司法局更新时间：2023-…: the next label ends the value.
    let next_label = |at: usize, end: usize| {
        let len = text
            .hits
            .longest(List::BoilerplateLabel, at)
            .map_or(0, |l| l.0);
        len > 1 && (at + len >= end || !is_han(text.at(at + len)))
    };
    for (i, f) in boilerplate.iter().enumerate() {
        for label in labels {
            let Some(at) = text.find(label, *f) else {
                continue;
            };
            // 来源 is also the end of 信息来源, and 日期 of 发布日期.
            let mut from = at + label.chars().count();
            while text.at(from) == ' ' && from < f.end {
                from += 1;
            }
            match text.at(from) {
                ':' => from += 1,
                // 发布日期2025-01-16: a catalogue's line, copied without its colon.
                _ if at == f.start && from < f.end => {}
                _ => continue,
            }
            while text.at(from) == ' ' && from < f.end {
                from += 1;
            }
            let mut end = from;
            while end < f.end && !one_of!(text.at(end), " |]】") && !next_label(end, f.end) {
                end += 1;
            }
            if end > from {
                return Some(Span::new(from, end));
            }
            // The value stands on the line below, and has no label of its own.
            let below = boilerplate.get(i + 1).filter(|n| {
                let c = text.slice(**n);
                from == f.end && n.start <= f.end + 1 && !c.contains(&':')
            });
            if let Some(below) = below {
                return Some(*below);
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_who_reports() {
        for (name, kind) in [
            ("某某市澄湖区民政局", "bureau"),
            ("省住房和城乡建设厅", "bureau"),
            ("某某县发展和改革委员会", "bureau"),
            ("栖岑区听松街道办事处", "street/town"),
            ("枫梓镇人民政府", "street/town"),
            ("枫梓镇", "street/town"),
            ("翎州市人民政府", "county/city/province government"),
            ("翎州市", "county/city/province government"),
            ("经济技术开发区管理委员会", "other"),
        ] {
            assert_eq!(
                issuer_kind(&name.chars().collect::<Vec<_>>()),
                kind,
                "{name}"
            );
        }
    }
}
