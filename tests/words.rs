//! Words are data: every line of every file under `src/words/` is put into a
//! small report made for its kind, and what it does must show in the reading.
//!
//! A line that nothing can reach (shadowed by another, never asked for) fails
//! here, and so does a line whose effect is gone.

use fazhi_lens::analyze;
use fazhi_lens::report::{Finding, Report, Span};
use fazhi_lens::text::Text;
use fazhi_lens::vocabulary::Vocabulary;
use fazhi_lens::{boilerplate, fact, outline, relation};
use std::collections::HashSet;

macro_rules! file {
    ($name:literal) => {
        include_str!(concat!("../src/words/", $name, ".tsv"))
    };
}

/// What is wrong with a line, if anything.
type Judged = Result<(), String>;

/// Judges every line of a file by its fields and shows all failures at once.
fn each(file: &str, judge: impl Fn(&[&str]) -> Judged) {
    let columns = file.lines().next().map_or(0, |h| h.split('\t').count());
    let mut failures = Vec::new();
    for (n, line) in file.lines().enumerate().skip(1) {
        let mut fields: Vec<&str> = line.split('\t').collect();
        fields.resize(columns, "");
        if let Err(why) = judge(&fields) {
            failures.push(format!("{}: {}: {why}", n + 1, fields[0]));
        }
    }
    assert!(
        failures.is_empty(),
        "{} lines without their effect\n{}",
        failures.len(),
        failures.join("\n")
    );
}

/// A report with the words of its stretches at hand.
struct Read {
    report: Report,
    units: Vec<u16>,
}

fn read(text: &str) -> Read {
    Read {
        report: analyze(text),
        units: text.encode_utf16().collect(),
    }
}

impl Read {
    fn quote(&self, s: Span) -> String {
        String::from_utf16_lossy(&self.units[s.start as usize..s.end as usize])
    }

    fn entities(&self, kind: &str) -> Vec<String> {
        let of_kind = self.report.entities.iter().filter(|e| e.kind == kind);
        of_kind.map(|e| self.quote(e.span)).collect()
    }

    fn findings<'a>(&'a self, code: &'a str) -> impl Iterator<Item = &'a Finding> {
        self.report.findings.iter().filter(move |f| f.code == code)
    }

    /// Value, unit and qualifier of every figure.
    fn figures(&self) -> Vec<(f64, String, &'static str)> {
        let metrics = self.report.metrics.iter();
        metrics
            .map(|m| (m.value, m.unit.clone().unwrap_or_default(), m.approx))
            .collect()
    }

    fn indicators(&self) -> Vec<String> {
        let metrics = self.report.metrics.iter();
        metrics.map(|m| m.indicator.clone()).collect()
    }
}

fn expect<T: PartialEq + std::fmt::Debug>(text: &str, got: T, want: T) -> Judged {
    if got == want {
        return Ok(());
    }
    Err(format!("{text}: {got:?}, not {want:?}"))
}

/// Every file: as many cells as the header has names at most, no blank cell at
/// the head of a line, no blanks round a cell, no line twice.
#[test]
fn files_are_well_formed() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/words");
    let mut files = 0;
    for entry in std::fs::read_dir(folder).expect("the folder is there") {
        let path = entry.expect("it can be listed").path();
        if path.extension().is_none_or(|e| e != "tsv") {
            continue;
        }
        files += 1;
        let text = std::fs::read_to_string(&path).expect("UTF-8");
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let header: Vec<&str> = text.lines().next().unwrap_or("").split('\t').collect();
        let mut seen = HashSet::new();
        for (n, line) in text.lines().enumerate().skip(1) {
            let cells: Vec<&str> = line.split('\t').collect();
            let at = format!("{name}:{}", n + 1);
            assert!(cells.len() <= header.len(), "{at}: too many cells");
            assert!(!cells[0].is_empty(), "{at}: nothing in the first cell");
            assert!(cells.iter().all(|c| c.trim() == *c), "{at}: blanks");
            // The word, with the cell that tells lines of one word apart.
            let key = match header.as_slice() {
                ["kind" | "role", "word" | "told" | "term" | "part", ..] | ["class", "ending"] => {
                    (cells[0], cells[1])
                }
                ["word", "position", ..] | ["told", "kind", ..] | ["beside", ..] => {
                    (cells[0], cells[1])
                }
                ["one", "other"] | ["in", "out", ..] => (cells[0], cells[1]),
                ["code", "severity", "wrong", ..] => (cells[2], ""),
                ["title", "short_names", ..] => (cells[0], cells[3]),
                _ => (cells[0], ""),
            };
            assert!(
                seen.insert((key.0.to_string(), key.1.to_string())),
                "{at}: twice: {key:?}"
            );
        }
    }
    assert!(files >= 30, "{files} files");
}

#[test]
fn units() {
    each(file!("units"), |r| {
        let (unit, dimension) = (r[0], r[1]);
        // Ordinals state no figure.
        let ordinal = dimension.starts_with("ordinal") || ["grade", "rank"].contains(&dimension);
        let text = match (unit, dimension) {
            // A bare 月 or 日 is of a date.
            ("月", _) => "平均工资3000元/月。".to_string(),
            ("日", _) => "公告期满30日。".to_string(),
            (_, "age") => format!("平均年龄30{unit}。"),
            _ => format!("青澜甲30{unit}。"),
        };
        let read = read(&text);
        let got = read.figures();
        if ordinal {
            return expect(&text, got, vec![]);
        }
        let want = match unit {
            "月" => (3000.0, "元/月"),
            _ => (30.0, unit),
        };
        expect(&text, got, vec![(want.0, want.1.to_string(), "exact")])
    });
}

/// Words beside a number that make it a figure or none, each in its example.
#[test]
fn counting() {
    each(file!("counting"), |r| {
        let (kind, text) = (r[0], r[2]);
        let got = read(text).figures();
        match kind {
            "span" | "abstract" => expect(text, got, vec![]),
            _ => expect(text, got.len(), 1),
        }
    });
}

/// Words beside a number that make it none of a thing of its kind, each in its example.
#[test]
fn voids() {
    each(file!("voids"), |r| {
        let got = read(r[3]).figures();
        expect(r[3], got, vec![])
    });
}

/// Figures of one dimension and one factor are reckoned together, others are not:
/// 公斤 with 千克, but not 吨 with 千克.
#[test]
fn factors_of_units() {
    let rows: Vec<Vec<&str>> = file!("units")
        .lines()
        .skip(1)
        .map(|l| l.split('\t').collect())
        .collect();
    each(file!("units"), |r| {
        for other in &rows {
            let plain = |u: &str| !["月", "日", "旬", "年度"].contains(&u) && !u.starts_with('个');
            if other[1] != r[1]
                || other[0] == r[0]
                || r[3].is_empty()
                || !plain(r[0])
                || !plain(other[0])
                || r[1] == "age"
            {
                continue;
            }
            let text = format!(
                "查扣甲类货物共30{}，其中青类10{}、澜类20{}。",
                r[0], r[0], other[0]
            );
            let sums = read(&text)
                .report
                .relations
                .iter()
                .filter(|x| x.kind == "sum")
                .count();
            expect(&text, sums > 0, r[3] == other[3])?;
        }
        Ok(())
    });
}

#[test]
fn approximators() {
    each(file!("approximators"), |r| {
        let (word, position, meaning) = (r[0], r[1], r[2]);
        // 数十, 几十: no figure at all.
        if ["数", "几", "若干", "成"].contains(&word) {
            let text = format!("走访群众{word}十户。");
            return expect(&text, read(&text).figures(), vec![]);
        }
        let text = match (word, position) {
            ("上", _) => "发放资料上万份。".to_string(),
            (_, "before-number") => format!("发放资料{word}300份。"),
            ("内" | "多", _) => format!("办理时限为30天{word}。"),
            _ => format!("发放资料300份{word}。"),
        };
        // The whole qualifier is part of the figure as printed.
        let read = read(&text);
        let metrics = read.report.metrics.iter();
        let got: Vec<_> = metrics
            .map(|m| (m.approx, read.quote(m.span).contains(word)))
            .collect();
        expect(&text, got, vec![(meaning, true)])
    });
}

/// In a text that counts in Chinese numerals the words state no figure of their own.
fn no_figure(words: &str) -> Judged {
    let text = format!("会议十二次、培训二十一场、走访三十三户、座谈四十四回。青澜{words}。");
    let read = read(&text);
    expect(&text, read.figures().len(), 4)
}

#[test]
fn mechanisms() {
    each(file!("mechanisms"), |r| {
        let number_word = r[2] == "yes";
        let mention = r[5] == "yes";
        for name in r[1]
            .split('|')
            .chain([r[0]])
            .filter(|v| v.chars().count() > 1)
        {
            let text = format!("全面落实{name}，按要求推进。");
            let read = read(&text);
            let bare = |s: &str| s.replace(['“', '”'], "");
            let found = read.entities("mechanism");
            if mention && !found.iter().any(|f| bare(f).starts_with(&bare(name))) {
                return Err(format!("{text}: {found:?}"));
            }
            if number_word {
                no_figure(name)?;
            }
            if !mention && !number_word {
                return Err("neither a mention nor a number word".into());
            }
        }
        Ok(())
    });
}

#[test]
fn mechanism_suffixes() {
    each(file!("mechanism_suffixes"), |r| {
        let text = format!("深化“青澜连心”{}，", r[0]);
        let want = format!("“青澜连心”{}", r[0]);
        expect(&text, read(&text).entities("mechanism"), vec![want])
    });
}

#[test]
fn frozen() {
    each(file!("frozen"), |r| {
        let (expression, kind) = (r[0], r[2]);
        if kind == "phone" {
            let text = format!("拨打举报电话{expression}。");
            return expect(&text, read(&text).figures(), vec![]);
        }
        for text in [
            format!("青澜{expression}。"),
            format!("完成{expression}工作。"),
        ] {
            expect(&text, read(&text).figures(), vec![])?;
        }
        no_figure(expression)
    });
}

#[test]
fn misnomers() {
    each(file!("misnomers"), |r| {
        let text = format!("认真贯彻《{}》要求。", r[0]);
        let read = read(&text);
        let fixes: Vec<_> = read.findings("citation-misnamed").collect();
        match fixes.as_slice() {
            [f] if f.message.zh.contains(r[1]) => Ok(()),
            _ => Err(format!("{text}: {fixes:?}")),
        }
    });
}

#[test]
fn slips() {
    each(file!("slips"), |r| {
        let (code, severity, wrong) = (r[0], r[1], r[2].replace('*', "青澜"));
        let year = r[6].parse().unwrap_or(2022).max(2022);
        let text = format!("某某局{year}年法治政府建设年度报告\n\n持续推动工作，{wrong}。\n");
        let read = read(&text);
        let found = read.report.findings.iter().any(|f| {
            f.code == code
                && f.severity == severity
                && read.quote(f.span) == wrong
                && f.message.zh.contains(r[3])
                && f.message.zh.contains(r[7])
        });
        if !found {
            return Err(format!("{text}: {:?}", read.report.findings));
        }
        for c in r[4].chars() {
            let text = text.replace(&wrong, &format!("{c}{wrong}"));
            if self::read(&text)
                .findings(code)
                .any(|f| f.message.zh.contains(r[3]) && f.message.zh.contains(&wrong))
            {
                return Err(format!("after {c}"));
            }
        }
        Ok(())
    });
}

#[test]
fn org_suffixes() {
    each(file!("org_suffixes"), |r| {
        let (suffix, class) = (r[0], r[1]);
        let names = match class {
            "alone" => vec![suffix.to_string()],
            "strong" | "named" => vec![format!("青澜{suffix}")],
            // After a place, and after an office without one.
            "weak" => vec![format!("县{suffix}"), format!("民政{suffix}")],
            _ => {
                let text = format!("推进县{suffix}。");
                return expect(&text, read(&text).entities("org"), vec![]);
            }
        };
        for name in names {
            let text = format!("会同{name}，");
            expect(&text, read(&text).entities("org"), vec![name.clone()])?;
            for c in r[2].chars() {
                let text = format!("会同{name}{c}，");
                if read(&text).entities("org").contains(&name) {
                    return Err(format!("{text}: a body before {c}"));
                }
            }
        }
        Ok(())
    });
}

/// Of the kinds that show by themselves: what is read with the part beside it.
#[test]
fn name_parts() {
    each(file!("name_parts"), |r| {
        let (kind, part) = (r[0], r[1]);
        let named = |text: String, names: Vec<String>| {
            let found = read(&text);
            let found = [found.entities("org"), found.entities("mechanism")].concat();
            expect(&text, found, names)
        };
        match kind {
            "kind-within" => named(format!("推广{part}调委会，"), vec![]),
            "generic" => named(format!("推进{part}。"), vec![]),
            "given-before" => named(format!("{part}“云岭先锋”，"), vec![]),
            "given" => named(format!("{part}县“云岭先锋”，"), vec![]),
            "given-after" | "occasion" | "fault" => named(format!("“云岭先锋”{part}，"), vec![]),
            "numbered-unit" => named(format!("一{part}，"), vec![format!("一{part}")]),
            "unit" => named(format!("{part}党总支，"), vec![format!("{part}党总支")]),
            "unit-organ" => named(format!("支队{part}，"), vec![format!("支队{part}")]),
            "bare" => named(format!("会同{part}，"), vec![part.to_string()]),
            "centre" => named(format!("案件受理{part}，"), vec![format!("案件受理{part}")]),
            "part" => named(format!("派出所{part}，"), vec![format!("派出所{part}")]),
            _ => Ok(()),
        }
    });
}

#[test]
fn offices() {
    each(file!("offices"), |r| {
        // Without the stem no office is named: 处 alone is no body.
        let name = format!("{}处", r[0]);
        let text = format!("会同{name}，");
        expect(&text, read(&text).entities("org"), vec![name])
    });
}

#[test]
fn places() {
    each(file!("places"), |r| {
        let name = format!("{}青澜局", r[0]);
        let text = format!("会同{name}，");
        expect(&text, read(&text).entities("org"), vec![name])
    });
}

/// A cost in halves of a nat and one of the classes of `cargo xtask dictionary`.
fn weighed(cost: &str, tag: &str) -> Judged {
    let cost: u8 = cost.parse().map_err(|e| format!("cost {cost}: {e}"))?;
    if !(1..=40).contains(&cost) || tag.len() != 1 || !"ngvadmqpcurtsfix".contains(tag) {
        return Err(format!("cost {cost}, tag {tag}"));
    }
    Ok(())
}

#[test]
fn general() {
    each(file!("general"), |r| weighed(r[1], r[2]));
}

/// A word that stands among the general ones too has another cost or class here.
#[test]
fn genre() {
    let general: HashSet<&str> = file!("general").lines().collect();
    each(file!("genre"), |r| {
        let same = general.contains(r[..3].join("\t").as_str());
        // The example has something beside the word, so that there is an edge to find.
        if same || !r[3].contains(r[0]) || r[3] == r[0] {
            return Err(format!("example {}, general {same}", r[3]));
        }
        weighed(r[1], r[2])
    });
}

#[test]
fn divisions() {
    each(file!("divisions"), |r| {
        let ends: &[char] = match r[1] {
            "p" => &['省', '市', '区'],
            "c" => &['市', '州', '盟', '区'],
            "" => &['市', '区', '县', '旗'],
            _ => &[],
        };
        if r[0].ends_with(ends) && r[2] != r[0] {
            return Ok(());
        }
        Err(format!("level {:?}, short {:?}", r[1], r[2]))
    });
}

#[test]
fn edges() {
    each(file!("edges"), |r| {
        // The name of a body begins after the word; what is counted is no name.
        let text = format!("玉{}青澜领导小组，", r[0]);
        let cut = match read(&text).entities("org").as_slice() {
            [] => r[0].ends_with(['个', '次', '名']),
            [body] => body == "青澜领导小组",
            _ => false,
        };
        // A verb that is an office as well (宣传部) is a word where it stands twice.
        let twice = format!("玉石青澜{}{}青澜玉石。", r[0], r[0]);
        let doubled = read(&twice).findings("repeated-word").count() > 0;
        if cut || doubled { Ok(()) } else { Err(text) }
    });
}

/// Every person: name, and whether private.
fn persons(text: &str) -> Vec<(String, Option<bool>)> {
    let read = read(text);
    let of_kind = read.report.entities.iter().filter(|e| e.kind == "person");
    of_kind.map(|e| (read.quote(e.span), e.private)).collect()
}

#[test]
fn surnames() {
    each(file!("surnames"), |r| {
        let name = format!("{}玉珍", r[0]);
        let text = format!("村民{name}，");
        expect(&text, persons(&text), vec![(name.clone(), Some(true))])?;
        // A surname that is a common word needs a title before it.
        let text = format!("由{name}同志负责");
        let want = match r[1] {
            "strong" => vec![(name, Some(false))],
            _ => vec![],
        };
        expect(&text, persons(&text), want)
    });
}

#[test]
fn person_titles() {
    each(file!("person_titles"), |r| {
        let (title, kind) = (r[0], r[1]);
        let text = format!("邀请{title}郑玉珍参加。");
        let name = "郑玉珍".to_string();
        expect(&text, persons(&text), vec![(name, Some(kind != "yes"))])?;
        let read = read(&text);
        let named: Vec<_> = read.findings("private-person-named").collect();
        match (kind, named.as_slice()) {
            ("party", [f]) if f.message.zh.contains(&format!("了{title}“")) => Ok(()),
            ("yes" | "no", []) => Ok(()),
            _ => Err(format!("{text}: {named:?}")),
        }
    });
}

#[test]
fn name_followers() {
    each(file!("name_followers"), |r| {
        let text = format!("村民郑玉珍{}", r[0]);
        expect(
            &text,
            persons(&text),
            vec![("郑玉珍".to_string(), Some(true))],
        )
    });
}

#[test]
fn not_names() {
    each(file!("not_names"), |r| {
        // The word looks like a name itself (高度), or like a given one (王代表).
        let surname = |s: &&str| r[0].starts_with(*s);
        let text = match file!("surnames")
            .lines()
            .filter_map(|l| l.split('\t').next())
            .find(surname)
        {
            Some(_) => format!("村民{}，", r[0]),
            None => format!("村民郑{}，", r[0]),
        };
        expect(&text, persons(&text), vec![])
    });
}

#[test]
fn titles() {
    each(file!("titles"), |r| {
        let text = format!("印发《青澜甲乙{}》。", r[0]);
        let kinds: Vec<_> = read(&text)
            .report
            .citations
            .iter()
            .map(|c| c.kind)
            .collect();
        expect(&text, kinds, vec![r[1]])
    });
}

#[test]
fn relative_dates() {
    each(file!("relative_dates"), |r| {
        let dates = |text: &str| -> Vec<String> {
            let read = read(text);
            read.report
                .dates
                .iter()
                .map(|d| read.quote(d.span))
                .collect()
        };
        match r.get(3).copied().unwrap_or("") {
            // 目前 is no date, and says when; 创建以来, since when; 2023年底, at what point, so
            // that it does not go on.
            "period" | "part" | "ends" | "point" => {
                let (time, behind) = match r[3] {
                    "ends" => (format!("青溪庙会{}", r[0]), ""),
                    "point" => (format!("8{}", r[0]), "。办结6件"),
                    _ => (r[0].to_string(), ""),
                };
                let text = format!("{time}，办理案件5件{behind}。");
                let when = |text: &str| -> Vec<String> {
                    let metrics = read(text).report.metrics;
                    metrics
                        .into_iter()
                        .filter_map(|m| m.period.map(|p| p.text))
                        .collect()
                };
                let dated = dates(&text).len();
                expect(&text, dated, usize::from(r[3] == "point"))?;
                expect(&text, when(&text), vec![time])?;
            }
            "lunar" => {
                let text = format!("青澜，{}三月初三，推进工作。", r[0]);
                expect(&text, dates(&text), vec![format!("{}三月初三", r[0])])?;
            }
            _ => {
                let text = format!("青澜，{}，推进工作。", r[0]);
                expect(&text, dates(&text), vec![r[0].to_string()])?;
            }
        }
        let beside = (r[1].chars().map(|c| format!("{c}{}，", r[0])))
            .chain(r[2].chars().map(|c| format!("，{}{c}，", r[0])));
        for text in beside {
            if dates(&text).contains(&r[0].to_string()) {
                return Err(text);
            }
        }
        Ok(())
    });
}

#[test]
fn leads() {
    each(file!("leads"), |r| {
        // What a preposition governs at full length names the figure with it, so
        // it is dropped before a place or right before its figure.
        let texts = [
            format!("{}青澜案件30件。", r[0]),
            format!("{}全市青澜案件30件。", r[0]),
            format!("{}30件青澜案件。", r[0]),
        ];
        let got: Vec<_> = texts.iter().map(|t| read(t).indicators()).collect();
        if got.contains(&vec!["青澜案件".to_string()]) {
            Ok(())
        } else {
            Err(format!("{got:?}"))
        }
    });
}

#[test]
fn carriers() {
    each(file!("carriers"), |r| {
        let (name, text) = match r[1] {
            "split" => ("青澜任务", format!("青澜任务{}为5类。", r[0])),
            "hold" => ("青澜率", format!("青澜率{}在90%。", r[0])),
            _ => ("青澜率", format!("青澜率{}到90%。", r[0])),
        };
        expect(&text, read(&text).indicators(), vec![name.to_string()])
    });
}

/// Each word of naming does what its role says.
#[test]
fn naming() {
    each(file!("naming"), |r| {
        let (role, word) = (r[0], r[1]);
        let names = |text: String, want: &[&str]| {
            let got = read(&text).indicators();
            expect(&text, got, want.iter().map(|w| w.to_string()).collect())
        };
        let subject = |text: String, want: String| {
            let got = read(&text).report.metrics[0].subject.clone();
            expect(&text, got, Some(want))
        };
        match role {
            "adverb" => names(format!("青澜局{word}受理案件30件。"), &["受理案件"]),
            "light" => names(format!("学习青澜办法，全年{word}20次。"), &["学习青澜办法"]),
            "adjunct" => names(
                format!("{word}青澜领域突出问题开展检查3次。"),
                &["开展检查"],
            ),
            "person" => subject(format!("青澜{word}接访30人次。"), format!("青澜{word}")),
            "pivot" => {
                let text = format!("{word}3家企业解决难题。");
                let got = read(&text).indicators();
                match got[0].strip_suffix("企业") {
                    Some(_) => Ok(()),
                    None => Err(format!("{text}: {got:?}")),
                }
            }
            "actor" => subject(format!("青澜{word}受理案件30件。"), format!("青澜{word}")),
            "level" => subject(format!("本{word}受理案件30件。"), format!("本{word}")),
            "scale" => subject(format!("县{word}保留许可30项。"), format!("县{word}")),
            "of-level" => {
                let text = format!("持证人员42名，市局8人，县{word}34人。");
                let got = read(&text).report.metrics[2].subject.clone();
                expect(&text, got, Some(format!("县{word}")))
            }
            "view" => {
                let text = format!("青澜中心受理青澜30件。按类型{word}，甲类20件。");
                let got = read(&text).report.metrics[1].subject.clone();
                expect(&text, got, Some("青澜中心".into()))
            }
            "aspect" => {
                let told = read(&format!("社区矫正{word}，接收对象30人。"));
                expect(word, told.report.metrics[0].subject.clone(), None)
            }
            "office" => subject(format!("县政府{word}3件。"), format!("县政府{word}")),
            "agent" => subject(format!("讲师团{word}党校组建，授课30场。"), "讲师团".into()),
            "does" => subject(format!("副校长{word}法治课30节。"), "副校长".into()),
            "goal" => {
                let verb = ["扩充", "梳理"][usize::from(word == "成")];
                let got = read(&format!("镇里加强保障，专家{verb}{word}30名。"));
                expect(
                    word,
                    got.report.metrics[0].subject.clone(),
                    Some("镇里".into()),
                )
            }
            "head" => subject(format!("县政府{word}出庭30件。"), "县政府".into()),
            "giving" => subject(
                format!("对青澜中心{word}的30件文件进行审查。"),
                "青澜中心".into(),
            ),
            "area" => subject(format!("{word}建成公园3个。"), word.to_string()),
            "doer" => subject(
                format!("青澜{word}收购农户粮食30吨。"),
                format!("青澜{word}"),
            ),
            "whole" => {
                let wrong = |text: &str| verdicts(text, "ratio").contains(&false);
                expect(r[2], wrong(r[2]), false)?;
                let other = without(r[2], word);
                expect(&other, wrong(&other), true)
            }
            "patient" => {
                let got = read(&format!("青澜{word}参加学习30次。"));
                expect(word, got.report.metrics[0].subject.clone(), None)
            }
            "manner" => subject(format!("青澜中心{word}参与论证30次。"), "青澜中心".into()),
            "holding" => subject(format!("青澜中心{word}30名。"), "青澜中心".into()),
            "lead" => subject(format!("由青澜中心{word}开展活动6次。"), "青澜中心".into()),
            "coverb" => subject(
                format!("青澜中心{word}青澜开展培训9次。"),
                "青澜中心".into(),
            ),
            "which" => subject(
                format!("{word}局中心受理案件9件。"),
                format!("{word}局中心"),
            ),
            "sign" => subject(format!("增福{word}召开会议9次。"), format!("增福{word}")),
            "corner" => subject(
                format!("{word}\t检查（次）\t立案（件）\n东澜\t31\t4\n西澜\t27\t3\n"),
                "东澜".into(),
            ),
            "courtesy" => subject(
                format!("局长梁庭钧{word}研究工作4次。"),
                "局长梁庭钧".into(),
            ),
            "closes" => names(
                format!("办理青澜38件，与上年的43件{word}减少5件。"),
                &["办理青澜", "办理青澜", "办理青澜"],
            ),
            "modal" => names(
                format!("9人{word}承担青澜任务。"),
                &[&format!("{word}承担青澜任务")],
            ),
            "copula" => names(format!("结果{word}驳回9件、撤销3件。"), &["驳回", "撤销"]),
            "not" => names(
                format!("9卷{word}合格案卷均已退回。"),
                &[&format!("{word}合格案卷")],
            ),
            "has" => {
                let text = format!("全县9个乡镇{word}调解员30名。");
                let got = read(&text).report.metrics[1].subject.clone();
                expect(&text, got, Some("全县".into()))
            }
            "levels" => subject(format!("市县{word}受理案件30件。"), format!("市县{word}")),
            "founding" => {
                let text = format!("从各站所抽人{word}县执法大队，现有队员30人。");
                let got = read(&text).report.metrics[0].subject.clone();
                expect(&text, got, Some("县执法大队".to_string()))
            }
            "when" => {
                let text = format!("青澜会议{word}学法9次。");
                let got = read(&text).report.metrics[0].subject.clone();
                expect(&text, got, None)
            }
            "event" => {
                let told = "县应急局加强防范，全县形势平稳。";
                subject(format!("{told}全年{word}险情3起。"), "全县".into())
            }
            "venue" => subject(format!("{word}县司法局设置窗口6个。"), "县司法局".into()),
            "meeting" => {
                let body = format!("青澜县人民政府常务{word}");
                subject(format!("{body}研究议题9个。"), body)
            }
            "compared" | "beside" => {
                let text = match role {
                    "beside" => format!("群众反映{word}全市水平，测评3次。"),
                    _ => format!("学习全市{word}水平，测评3次。"),
                };
                let got = read(&text).report.metrics[0].subject.clone();
                expect(&text, got, None)
            }
            "per" => {
                let both = format!("办理青澜{word}");
                names(format!("办理青澜300件，{word}3件。"), &["办理青澜", &both])
            }
            "step" => names(
                format!("收到青澜申请30份，{word}9份。"),
                &["收到青澜申请", &format!("青澜申请{word}")],
            ),
            "kind" => names(
                format!("收到青澜申请30份，{word}9份。"),
                &["收到青澜申请", &format!("青澜申请：{word}")],
            ),
            "join" => names(
                format!("举办青澜讲座3期，{word}90人次。"),
                &["举办青澜讲座", &format!("青澜讲座{word}")],
            ),
            "settled" => names(
                format!("收到青澜申请30份，{word}9份。"),
                &["收到青澜申请", &format!("青澜申请{word}")],
            ),
            "rest" => names(
                format!("收到青澜申请30份，甲类21份、{word}9份。"),
                &["收到青澜申请", "甲类", &format!("青澜申请：{word}")],
            ),
            "summed" => names(
                format!("受理青澜，甲类3件、乙类5件，{word}合计8件。"),
                &["甲类", "乙类", "受理青澜"],
            ),
            "pair" => names(
                format!("青澜纠纷和邻里纠纷居前，{word}97件。"),
                &[["青澜纠纷", "邻里纠纷"][usize::from(word == "后者")]],
            ),
            "stock" => names(
                format!("年初青澜企业46家，取消11家，年末{word}35家。"),
                &["青澜企业", "取消", "青澜企业"],
            ),
            "summed-of" => names(
                format!("受理青澜，甲类3件、乙类5件，两{word}共8件。"),
                &["甲类", "乙类", "受理青澜"],
            ),
            "sum" => names(
                format!("受理青澜，甲类3件、乙类5件，{word}8件。"),
                &["甲类", "乙类", "受理青澜"],
            ),
            "turn" => names(format!("甲类和乙类{word}为3件、5件。"), &["甲类", "乙类"]),
            "again" => names(
                format!("公开青澜30件，上年的{word}为28件。"),
                &["公开青澜", "公开青澜"],
            ),
            _ => marked(role, word),
        }
    });
}

/// What a word of naming marks in the figure, which the report does not show.
fn marked(role: &str, word: &str) -> Judged {
    let source = match role {
        "total" => format!("甲类3件、乙类5件，{word}8件。"),
        "part" => format!("办理案件30件，{word}青澜12件。"),
        _ => format!("青澜所{word}3件。"),
    };
    let text = fazhi_lens::text::Text::new(&source);
    let outline = fazhi_lens::outline::read(&text, &[]);
    let words = fazhi_lens::vocabulary::Vocabulary::default();
    let facts = fazhi_lens::fact::read(&text, &[], &outline, &words, &mut ());
    let last = facts.metrics.last().ok_or("no figure")?;
    let does = match role {
        "total" => last.link == fazhi_lens::fact::metric::Link::Total,
        "part" => last.part,
        _ => last.each,
    };
    if does {
        Ok(())
    } else {
        Err(format!("{source}: {last:?}"))
    }
}

#[test]
fn verb_heads() {
    each(file!("verb_heads"), |r| {
        let text = format!("全县30个登记{}，青澜。", r[0]);
        let want = vec![format!("登记{}", r[0])];
        expect(&text, read(&text).indicators(), want)
    });
}

#[test]
fn counted_heads() {
    each(file!("counted_heads"), |r| {
        let unit = if r[0] == "person" { "名" } else { "台" };
        let text = format!("招录6{unit}青澜{}充实力量。", r[1]);
        let want = vec![format!("招录青澜{}", r[1])];
        expect(&text, read(&text).indicators(), want)
    });
}

#[test]
fn tails() {
    each(file!("tails"), |r| {
        let text = format!("青澜案件{}30件。", r[0]);
        expect(
            &text,
            read(&text).indicators(),
            vec!["青澜案件".to_string()],
        )
    });
}

#[test]
fn changes() {
    each(file!("changes"), |r| {
        let text = format!("青澜案件同比{}30%。", r[0]);
        let read = read(&text);
        let got: Vec<_> = (read.report.metrics.iter())
            .map(|m| (m.kind, m.direction.unwrap_or(""), m.indicator.as_str()))
            .collect();
        expect(&text, got, vec![("change", r[1], "青澜案件")])
    });
}

#[test]
fn rates() {
    each(file!("rates"), |r| {
        let (rate, bounded, counted) = (r[0], r[1] == "yes", r[2] == "yes");
        let text = format!("一、主要举措和成效\n青澜{rate}120%。\n");
        let impossible = read(&text).findings("rate-impossible").count() > 0;
        expect(&text, impossible, bounded)?;
        let text = format!("一、主要举措和成效\n青澜{rate}80%。\n");
        let bare = read(&text).findings("rate-without-base").count() > 0;
        expect(&text, bare, counted)
    });
}

#[test]
fn adverbs() {
    each(file!("adverbs"), |r| {
        let text = format!("青澜，{}的将各项任务落到实处。", r[0]);
        let read = read(&text);
        let want = format!("{}的将", r[0]);
        let got = read
            .findings("typo")
            .any(|f| read.quote(f.span).starts_with(&want));
        expect(&text, got, true)
    });
}

#[test]
fn doubles() {
    each(file!("doubles"), |r| {
        let text = format!("持续推进青澜{}事宜。", r[0]);
        let read = read(&text);
        let got: Vec<_> = read
            .findings("repeated-word")
            .map(|f| read.quote(f.span))
            .collect();
        expect(&text, got, vec![])
    });
}

/// The fixes of the slips of a sentence with one character of a word mistaken.
fn fixes(word: &str, at: usize, like: char) -> Vec<String> {
    let mut chars: Vec<char> = word.chars().collect();
    chars[at] = like;
    let read = read(&format!("全面{}。", chars.iter().collect::<String>()));
    let slips = read.findings("typo").filter_map(|f| f.fix.as_ref());
    slips.map(|fix| fix.text.clone()).collect()
}

/// The example with one of the characters put for another is put right.
#[test]
fn confusables() {
    each(file!("confusables"), |r| {
        let word: Vec<char> = r[1].chars().collect();
        let swaps = (0..word.len()).filter(|&at| r[0].contains(word[at]));
        let mut tried = swaps.flat_map(|at| {
            let others = r[0]
                .chars()
                .filter(move |&c| c != r[1].chars().nth(at).unwrap_or(c));
            others.map(move |like| fixes(r[1], at, like))
        });
        match tried.any(|fixes| fixes.iter().any(|fix| fix == r[1])) {
            true => Ok(()),
            false => Err(format!("no slip in {} is put right", r[1])),
        }
    });
}

/// One character of the phrase mistaken, in one of the ways that the groups know, is
/// put right to the phrase.
#[test]
fn phrases() {
    let groups: Vec<&str> = file!("confusables").lines().skip(1).collect();
    let groups: Vec<&str> = groups.iter().filter_map(|l| l.split('\t').next()).collect();
    each(file!("phrases"), |r| {
        for (at, c) in r[0].chars().enumerate() {
            for group in groups.iter().filter(|g| g.contains(c)) {
                for like in group.chars().filter(|&like| like != c) {
                    if fixes(r[0], at, like).iter().any(|fix| fix == r[0]) {
                        return Ok(());
                    }
                }
            }
        }
        Err("no slip in it is put right".into())
    });
}

/// The word is sound, though one character from a commoner one.
#[test]
fn rare() {
    each(file!("rare"), |r| {
        let text = format!("全面{}。", r[0]);
        expect(&text, read(&text).findings("typo").count(), 0)
    });
}

#[test]
fn boilerplate() {
    each(file!("boilerplate"), |r| {
        let line = match r[0] {
            "label" => format!("{}：青澜", r[1]),
            "word" => format!("【{}】", r[1]),
            "open" => format!("{}青澜", r[1]),
            _ => format!("青澜{}玉", r[1]),
        };
        let text = format!(
            "{line}\n某某局2022年法治政府建设年度报告\n2022年，某某局持续推进法治政府建设工作。\n"
        );
        let read = read(&text);
        let got: Vec<_> = read
            .report
            .meta
            .boilerplate
            .iter()
            .map(|s| read.quote(*s))
            .collect();
        expect(&text, got, vec![line])
    });
}

#[test]
fn roles() {
    each(file!("roles"), |r| {
        let (role, word) = (r[0], r[1]);
        let text = format!("一、青澜{word}\n玉石青澜。\n");
        let got: Vec<_> = read(&text).report.sections.iter().map(|s| s.role).collect();
        expect(&text, got, vec![role])
    });
}

#[test]
fn themes() {
    each(file!("themes"), |r| {
        for word in r[3].split('|') {
            let text = format!("{word}青澜30件。");
            let got: Vec<_> = read(&text)
                .report
                .metrics
                .iter()
                .map(|m| m.theme.clone())
                .collect();
            if !got.contains(&Some(r[0].to_string())) {
                return Err(format!("{text}: {got:?}"));
            }
        }
        Ok(())
    });
}

/// The names of the evidence on all that may be reckoned in a text, sorted.
fn evidence(text: &str) -> Vec<&'static str> {
    let text = Text::new(text);
    let boilerplate = boilerplate::read(&text);
    let outline = outline::read(&text, &boilerplate);
    let words = Vocabulary::default();
    let facts = fact::read(&text, &boilerplate, &outline, &words, &mut ());
    let judged = relation::judged(&text, &facts.metrics);
    let mut names: Vec<&str> = judged.into_iter().flat_map(|j| j.evidence).collect();
    names.sort_unstable();
    names
}

/// Whether each relation of a kind holds, in the order of the text.
fn verdicts(text: &str, kind: &str) -> Vec<bool> {
    let relations = read(text).report.relations.into_iter();
    let of_kind = relations.filter(|x| x.kind == kind);
    of_kind.map(|x| x.holds).collect()
}

/// The text with another word in the place of one.
fn without(text: &str, word: &str) -> String {
    text.replace(word, &"某".repeat(word.chars().count()))
}

/// More went out than came in.
#[test]
fn flows() {
    each(file!("flows"), |r| {
        expect(r[2], verdicts(r[2], "bound"), vec![false])
    });
}

/// What tells of more than came in: without it more goes out.
#[test]
fn carried() {
    each(file!("carried"), |r| {
        let bound = |text: &str| !verdicts(text, "bound").is_empty();
        expect(r[1], bound(r[1]), false)?;
        let other = without(r[1], r[0]);
        expect(&other, bound(&other), true)
    });
}

/// A word that points back makes two equal figures one: without it they are two.
#[test]
fn restating() {
    let equal = |text: &str| !verdicts(text, "equal").is_empty();
    each(file!("restating"), |r| {
        let (word, example) = (r[1], r[2]);
        expect(example, equal(example), true)?;
        let other = example.replacen(word, &"某".repeat(word.chars().count()), 1);
        expect(&other, equal(&other), false)
    });
}

/// What opens a list tells where it begins: a count that is no count of it is seen.
#[test]
fn openers() {
    each(file!("openers"), |r| {
        let wrong = r[1].replace("三个", "四个");
        expect(r[1], verdicts(r[1], "list"), vec![true])?;
        expect(&wrong, verdicts(&wrong, "list"), vec![false])
    });
}

/// What sets two figures against each other: where they differ by another amount than is
/// told, it is wrong, and without the word nobody knows.
#[test]
fn contrasts() {
    each(file!("contrasts"), |r| {
        let example = r[2].replace('⏎', "\n");
        let wrong = |text: &str| verdicts(text, "difference").contains(&false);
        expect(&example, wrong(&example), true)?;
        let other = without(&example, r[1]);
        expect(&other, wrong(&other), false)
    });
}

/// The name of a rate, or what tells a share without 占: a quotient.
#[test]
fn rate_names() {
    each(file!("rate_names"), |r| {
        expect(r[2], verdicts(r[2], "ratio"), vec![true])
    });
}

/// 均为45件 is no average.
#[test]
fn all_of_them() {
    each(file!("all_of_them"), |r| {
        expect(r[1], !verdicts(r[1], "ratio").is_empty(), false)
    });
}

/// A name that takes two grades together makes a total of their figures.
#[test]
fn grades() {
    each(file!("grades"), |r| {
        expect(r[2], verdicts(r[2], "sum"), vec![true])
    });
}

/// What a change is called behind a movement: growth, and no rate.
#[test]
fn extents() {
    each(file!("extents"), |r| {
        expect(r[2], verdicts(r[2], "ratio"), vec![true])
    });
}

/// The last row of a table of stretches of the year is their total; a day after the signature
/// is in order where the words beside it say that something is to be by then, or from then on.
#[test]
fn stretches() {
    each(file!("stretches"), |r| {
        let text = r[2].replace('⏎', "\n");
        let odd = |text: &str| read(text).findings("date-conflict").count();
        if r[0] == "as of" {
            expect(r[2], odd(&text), 1)?;
            let other = text.replacen(r[1], "", 1);
            return expect(&other, odd(&other), 0);
        }
        if !["until", "by", "aim"].contains(&r[0]) {
            return expect(r[2], verdicts(&text, "sum"), vec![true]);
        }
        expect(r[2], odd(&text), 0)?;
        let other = text.replacen(&format!("日{}", r[1]), "日", 1);
        let other = match r[0] {
            "until" => other,
            _ => other.replacen(r[1], "", 1),
        };
        expect(&other, odd(&other), 1)
    });
}

/// What tells how many times a figure is another one.
#[test]
fn times() {
    each(file!("times"), |r| {
        expect(
            r[3],
            verdicts(r[3], "ratio"),
            vec![matches!(r[0], "month" | "year" | "stretch" | "till")],
        )
    });
}

/// A name for several kinds of things makes a total of their figures.
#[test]
fn unions() {
    each(file!("unions"), |r| {
        expect(r[2], verdicts(r[2], "sum"), vec![true])
    });
}

/// What a part of a list of people has for a trait does not add up with the other parts.
#[test]
fn traits() {
    each(file!("traits"), |r| {
        let (word, example) = (r[1], r[2]);
        let overlap = |text: &str| evidence(text).contains(&"sum-of-traits");
        expect(example, overlap(example), true)?;
        let other = without(example, word);
        expect(&other, overlap(&other), false)
    });
}

/// What holds figures or lists together, or says that they do not go together: without it other
/// relations are read.
#[test]
fn structures() {
    each(file!("structures"), |r| {
        changes_without(r[1], r[2], |text| {
            let relations = read(text).report.relations.into_iter();
            let told = relations.map(|x| (x.kind, x.expr, x.holds));
            told.collect::<Vec<_>>()
        })
    });
}

/// The word stands in its example, and something else is told without it.
fn changes_without<T: PartialEq>(
    word: &str,
    example: &str,
    told: impl Fn(&str) -> T,
) -> Result<(), String> {
    if !example.contains(word) {
        return Err(format!("{word} is not in its example"));
    }
    match told(example) == told(&without(example, word)) {
        true => Err(format!("{example}: nothing changes without {word}")),
        false => Ok(()),
    }
}

/// A word of reckoning says something of the figures beside it: without it something else,
/// or less, speaks for what they may be to each other.
#[test]
fn words_of_reckoning_are_evidence() {
    each(file!("reckoning"), |f| {
        changes_without(f[1], f[2], evidence)
    });
}
