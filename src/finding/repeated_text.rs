//! A sentence, a clause or a passage stands twice, verbatim or nearly so.
//!
//! | seen | example |
//! |---|---|
//! | one clause twice in a row | 专职人员较少，专职人员较少 |
//! | a sentence or several clauses at two places | pasted from another part |
//! | a clause that closes two sentences near by | 推动工作再上新台阶 |
//! | a sentence that differs in a few words | rewritten and not deleted |
//! | the title printed twice | the page's title over the report's |
//! | a clause begun twice | 全区共有社会救助对象全区共有城乡低保 |
//! | one adverb on both sides of 对 | 依法对……依法实施 |
//!
//! Set phrases of this kind of report (`src/words/formulas.tsv`), cited titles and
//! headings say nothing by being repeated.

use super::clause::{self, Clause};
use super::{Finding, Rule, Seen, Severity, Words};
use crate::fold::{is_han, one_of};
use crate::span::Span;
use rustc_hash::FxHashMap;

pub static RULE: Rule = Rule {
    code: "repeated-text",
    severity: Severity::Warning,
    what: Words {
        zh: "语句重复",
        en: "A passage stands twice",
    },
    why: Words {
        zh: "同一句话原样出现两次，是拼接材料时留下的，读者会怀疑其余内容也未经核对。",
        en: "A passage that stands twice was pasted; it makes the reader doubt the rest.",
    },
    source: Words {
        zh: "据原文：前后文字逐字比对",
        en: "The text itself: compared with what stands before, word by word",
    },
    faulty: examples![
        "二是专职法制工作人员较少，专职法制工作人员较少。",
        "一、工作情况\n（一）化解矛盾纠纷，维护社会稳定，维护社会稳定\n排查纠纷6起。",
        "一、主要工作\n办理依申请公开5件，均在法定期限内答复。办理建议11件。办理依申请公开5件，均在法定期限内答复。",
        "一、主要工作\n坚持节水优先，把水资源刚性约束要求落到每一个取水口。\n二、其他\n坚持节水优先，把水资源刚性约束要求落到每一个取水口。",
        "一、主要工作\n围绕行业领域突出问题组织开展专项整治行动，集中查处一批违法案件，有效维护市场秩序。\n二、其他工作\n围绕行业领域的突出问题组织开展专项整治行动，集中查处一批违法案件，有效维护了市场秩序。",
        "下一步，一是健全监督机制，推动监督走深走实。二是建强执法队伍，推动监督走深走实。",
        "年底，全区共有社会救助对象全区共有城乡低保家庭6553户。",
        "依法对未提交年度报告的社会组织依法实施行政处罚。",
        "集中学法4次。新进人员旁听庭审2次。新进人员旁听庭审2次。",
    ],
    sound: examples![
        "严格履行公众参与、专家论证、风险评估、合法性审查和集体讨论决定程序。听取汇报。严格履行公众参与、专家论证、风险评估、合法性审查和集体讨论决定程序。",
        "以习近平新时代中国特色社会主义思想为指导，抓好落实。以习近平新时代中国特色社会主义思想为指导，再上台阶。",
        "一、加强法治政府建设工作组织领导\n召开会议。\n二、加强法治政府建设工作组织领导\n通报情况。",
        "办理行政许可152件，按时办结率100%。办理行政确认20件，按时办结率100%。",
        "对依法登记的社会组织依法管理。",
    ],
    find,
};

fn find(seen: &Seen) -> Vec<Finding> {
    let clauses = clause::read(seen);
    let mut out: Vec<Finding> = title_twice(seen).into_iter().collect();
    let covered = verbatim(seen, &clauses, &mut out);
    out.extend(in_a_row(seen));
    nearly(seen, &clauses, &covered, &mut out);
    for c in &clauses {
        out.extend(begun_twice(seen, c));
        out.extend(adverb_twice(seen, c));
    }
    out
}

/// Runs of clauses that stood before. Gives the clauses that are taken.
fn verbatim(seen: &Seen, clauses: &[Clause], out: &mut Vec<Finding>) -> Vec<bool> {
    let mut covered = vec![false; clauses.len()];
    // The places of each clause, first and latest.
    let mut at: FxHashMap<&[char], (usize, usize)> = FxHashMap::default();
    let mut i = 0;
    let mut next = 0;
    while i < clauses.len() {
        while next < i {
            let entry = at.entry(&clauses[next].key).or_insert((next, next));
            entry.1 = next;
            next += 1;
        }
        let c = &clauses[i];
        // Twice in a row is said by its own pass.
        if i > 0 && clauses[i - 1].key == c.key && clauses[i - 1].paragraph == c.paragraph {
            covered[i] = true;
            i += 1;
            continue;
        }
        let best = at.get(c.key.as_slice()).map(|&(first, latest)| {
            let run = |j: usize| {
                (0..clauses.len() - i)
                    .take_while(|k| j + k < i && clauses[j + k].key == clauses[i + k].key)
                    .count()
            };
            let (a, b) = (run(first), run(latest));
            if a >= b { (first, a) } else { (latest, b) }
        });
        let Some((j, n)) = best else {
            i += 1;
            continue;
        };
        let (here, there) = (&clauses[i..i + n], &clauses[j..j + n]);
        let own: usize = here.iter().map(|c| c.own).sum();
        let sentence = here[0].first && here[n - 1].last && there[n - 1].last;
        // Near by, less is needed: the writer has both before his eyes.
        let near = here[0].paragraph - there[0].paragraph <= 1;
        let closing = here[n - 1].last && there[n - 1].last;
        let figures = here.iter().any(|c| c.key.iter().any(char::is_ascii_digit));
        let close_by = near && closing && !figures && own >= 8;
        if close_by || own >= 14 || (n >= 2 && own >= 12) || (sentence && own >= 10) {
            covered[i..i + n].fill(true);
            let place = Span::new(here[0].span.start, here[n - 1].span.end);
            let before = Span::new(there[0].span.start, there[n - 1].span.end);
            let zh = format!("{}前面已经原样写过。", seen.quote(place));
            let en = format!("{} stands word for word before.", seen.quote(place));
            out.push(RULE.at(place, zh, en).with([before]));
        }
        i += n.max(1);
    }
    covered
}

/// One clause twice in a row, in a heading as well: set phrases are no excuse here.
fn in_a_row(seen: &Seen) -> Vec<Finding> {
    let text = seen.text;
    let mut out = Vec::new();
    for p in seen.lines() {
        let mut before = Span::new(p.start, p.start);
        let mut from = p.start;
        let mut marks = text.marks(p);
        while from < p.end {
            let stop = |k: &usize| matches!(text.at(*k), ',' | ';' | '、' | '。' | ':');
            let end = marks.by_ref().find(stop).unwrap_or(p.end);
            let here = Span::new(from, end);
            // A clause, or a sentence of one clause: 旁听庭审2次。旁听庭审2次。
            let full = |k: usize| k == p.start || text.before(k) == '。';
            let sentences = full(before.start) && (end == p.end || text.at(end) == '。');
            let mark = text.at(before.end);
            let joined = before.end + 1 == from && (mark != '。' || sentences);
            let least = match mark {
                '、' => 3,
                '。' => 6,
                _ => 4,
            };
            if joined {
                before.start += clause::point_marker(text, before);
            }
            let chinese = || text.slice(here).iter().filter(|c| is_han(**c)).count();
            if joined
                && text.slice(before) == text.slice(here)
                && chinese() >= least
                && !seen.in_boilerplate(from)
            {
                let quote = seen.quote(here);
                let zh = format!("{quote}在这里连续出现两次。");
                let en = format!("{quote} stands twice in a row.");
                let place = Span::new(before.start, here.end);
                out.push(
                    RULE.at(place, zh, en)
                        .with([before])
                        .fixed(Span::new(before.end, here.end), ""),
                );
            }
            before = here;
            from = end + 1;
        }
    }
    out
}

/// Sentences that share nearly all their words with an earlier one, figures included.
fn nearly(seen: &Seen, clauses: &[Clause], covered: &[bool], out: &mut Vec<Finding>) {
    const GRAM: usize = 4;
    struct Sentence {
        span: Span,
        key: Vec<char>,
        own: usize,
        taken: bool,
    }
    let mut sentences: Vec<Sentence> = Vec::new();
    for (c, taken) in clauses.iter().zip(covered) {
        match sentences.last_mut() {
            Some(s) if !c.first => {
                s.span.end = c.span.end;
                s.key.extend(&c.key);
                s.own += c.own;
                s.taken |= taken;
            }
            _ => sentences.push(Sentence {
                span: c.span,
                key: c.key.clone(),
                own: c.own,
                taken: *taken,
            }),
        }
    }
    let mut first: FxHashMap<&[char], usize> = FxHashMap::default();
    // Grown from nothing it would be laid out anew a dozen times.
    first.reserve(seen.text.len() / 2);
    for (i, s) in sentences.iter().enumerate() {
        if s.own < 24 {
            continue;
        }
        let mut votes: FxHashMap<usize, usize> = FxHashMap::default();
        for gram in s.key.windows(GRAM) {
            if let Some(&j) = first.get(gram) {
                *votes.entry(j).or_default() += 1;
            }
        }
        let best = votes.into_iter().max_by_key(|&(j, n)| (n, j));
        if let Some((j, n)) = best
            && !s.taken
        {
            let t = &sentences[j];
            let grams = s.key.len().max(t.key.len()).saturating_sub(GRAM - 1);
            let figures = |key: &[char]| {
                key.iter()
                    .filter(|c| c.is_ascii_digit())
                    .collect::<String>()
            };
            if n * 10 >= grams * 7 && figures(&s.key) == figures(&t.key) {
                let zh = format!("{}与前面一句几乎相同。", seen.quote(s.span));
                let en = format!(
                    "{} is nearly the same as a sentence before.",
                    seen.quote(s.span)
                );
                out.push(RULE.at(s.span, zh, en).with([t.span]));
            }
        }
        for gram in s.key.windows(GRAM) {
            first.entry(gram).or_insert(i);
        }
    }
}

/// The title on another line of the head.
fn title_twice(seen: &Seen) -> Option<Finding> {
    let text = seen.text;
    let title = seen.meta.title?;
    let bare = |s: Span| -> Vec<char> {
        text.slice(s)
            .iter()
            .copied()
            .filter(|c| !matches!(c, ' ' | '\n'))
            .collect()
    };
    let wanted = bare(title);
    let end = seen.outline.frame.body.start.min(text.paragraphs.len());
    let other = text.paragraphs[..end]
        .iter()
        .map(|p| p.span)
        .find(|p| !p.overlaps(title) && bare(*p) == wanted)?;
    let zh = "标题印了两遍。".to_string();
    let en = "The title is printed twice.".to_string();
    let (place, before) = if other.start < title.start {
        (title, other)
    } else {
        (other, title)
    };
    Some(RULE.at(place, zh, en).with([before]))
}

/// 全区共有社会救助对象全区共有…: the clause is begun anew.
fn begun_twice(seen: &Seen, c: &Clause) -> Option<Finding> {
    let text = seen.text;
    let chars = text.slice(c.span);
    // The head up to its verb.
    for n in 4..=8 {
        let head = chars.get(..n)?;
        if !head.iter().all(|c| is_han(*c)) {
            return None;
        }
        if !one_of!(head[n - 1], "有共对将把在了为被由") {
            continue;
        }
        let again = (n + 2..(chars.len() + 1).saturating_sub(n).min(n + 24)).find(|&k| {
            chars[k..].starts_with(head) && !chars[n..k].iter().any(|c| one_of!(*c, "、和与并及"))
        });
        if let Some(k) = again {
            let place = Span::new(c.span.start, c.span.start + k + n);
            let head: String = head.iter().collect();
            let zh = format!("“{head}”在同一分句里出现两次，前半句没有写完。");
            let en =
                format!("The clause is begun twice with “{head}”; its first half is left hanging.");
            return Some(RULE.at(place, zh, en));
        }
    }
    None
}

/// 依法对未提交年报的社会组织依法实施处罚: the adverb stands before 对 and before the verb.
fn adverb_twice(seen: &Seen, c: &Clause) -> Option<Finding> {
    const ADVERBS: [&str; 8] = [
        "依法", "严格", "及时", "认真", "积极", "全面", "主动", "依规",
    ];
    let text = seen.text;
    let adverb = ADVERBS.iter().find(|w| text.starts_with(c.span.start, w))?;
    let n = adverb.chars().count();
    if text.at(c.span.start + n) != '对' {
        return None;
    }
    let from = c.span.start + n + 2;
    let again = text.find(adverb, Span::new(from.min(c.span.end), c.span.end))?;
    let between = text.slice(Span::new(from, again));
    // 依法对甲检查、对乙依法处理 are two acts; 对依法登记的组织 names a kind.
    let joined = between.iter().any(|c| one_of!(*c, "、和并且"));
    let kind = one_of!(text.before(again), "对的未不")
        && text.find("的", Span::new(again, c.span.end)).is_some();
    if joined || kind {
        return None;
    }
    let place = Span::new(c.span.start, again + n);
    let zh = format!("“{adverb}”在同一分句里用了两次，留一个即可。");
    let en = format!("“{adverb}” stands twice in one clause; one is enough.");
    Some(RULE.at(place, zh, en))
}
