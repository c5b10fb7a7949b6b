//! The reader's own words beside those compiled in.

use fazhi_lens::report::{Report, Span};
use fazhi_lens::vocabulary::Vocabulary;
use fazhi_lens::{analyze, analyze_with, check_words};

fn read(text: &str, words: &str) -> Report {
    let vocabulary = Vocabulary::new(words);
    assert_eq!(vocabulary.problems, []);
    analyze_with(text, &vocabulary)
}

fn quote(text: &str, s: Span) -> String {
    let units: Vec<u16> = text.encode_utf16().collect();
    String::from_utf16_lossy(&units[s.start as usize..s.end as usize])
}

fn entities(text: &str, words: &str) -> Vec<(&'static str, String, String)> {
    let report = read(text, words);
    let all = report.entities.into_iter();
    all.map(|e| (e.kind, quote(text, e.span), e.name)).collect()
}

/// Value, name and the words named, of every figure.
fn figures(text: &str, words: &str) -> Vec<(f64, String, String)> {
    let report = read(text, words);
    let all = report.metrics.into_iter();
    all.map(|m| {
        let place = m.indicator_span.map_or(String::new(), |s| quote(text, s));
        (m.value, m.indicator, place)
    })
    .collect()
}

#[test]
fn no_words_change_nothing() {
    for text in [
        "",
        include_str!("corpus/d01.txt"),
        include_str!("corpus/d04.txt"),
    ] {
        assert_eq!(analyze(text), read(text, ""));
        // Nor do words that the text does not hold.
        let others = "指标\t龘龘龘\n机构\t龘龘所\n机制\t龘龘法\n主题\t龘龘\t龘";
        assert_eq!(analyze(text), read(text, others));
    }
}

#[test]
fn bodies() {
    let text = "全年依托澜音议事小院开展议事42次。";
    assert_eq!(entities(text, ""), []);
    assert_eq!(
        entities(text, "机构\t澜音议事小院\t澜音社区居民委员会"),
        [("org", "澜音议事小院".into(), "澜音社区居民委员会".into())]
    );
    // Within a longer name a word is that name's.
    let text = "青澜县民政局牵头。";
    assert_eq!(
        entities(text, "机构\t民政局"),
        [("org", "青澜县民政局".into(), "青澜县民政局".into())]
    );
    // …and what it reaches beyond gives way.
    let text = "青澜县民政局议事小院开放。";
    assert_eq!(
        entities(text, "body,青澜县民政局议事小院"),
        [(
            "org",
            "青澜县民政局议事小院".into(),
            "青澜县民政局议事小院".into()
        )]
    );
}

#[test]
fn number_words_of_names_count_nothing() {
    let text = "推行三横四纵五联办案，办结案件30件。";
    assert_eq!(
        entities(text, "机制\t三横四纵五联"),
        [("mechanism", "三横四纵五联".into(), "三横四纵五联".into())]
    );
    assert_eq!(
        figures(text, "机制\t三横四纵五联"),
        [(30.0, "办结案件".into(), "办结案件".into())]
    );
    // Nothing is named where the text cites or numbers.
    let text = "依据《青澜县三横四纵办法》办理。";
    assert_eq!(entities(text, "机制\t三横四纵"), []);
}

#[test]
fn indicators_are_named_by_the_code_book() {
    let words = "指标\t矛盾纠纷\t纠纷调解量\n指标\t矛盾\t不用\nindicator，调解员";
    let text = "全年共排查化解各类矛盾纠纷1280起，选聘42名人民调解员。";
    assert_eq!(
        figures(text, words),
        [
            (1280.0, "纠纷调解量".into(), "矛盾纠纷".into()),
            (42.0, "调解员".into(), "调解员".into())
        ]
    );
    // A share stays one.
    let text = "受理即办件18项，占42.9%。";
    assert_eq!(
        figures(text, "指标\t即办件\t即时办结")
            .into_iter()
            .map(|f| f.1)
            .collect::<Vec<_>>(),
        ["即时办结", "即时办结占"]
    );
    // A word of another clause names nothing.
    let text = "调解矛盾纠纷成效明显。举行听证会3场。";
    assert_eq!(figures(text, words)[0].1, "举行听证会");
}

#[test]
fn names_change_no_check() {
    let text = "全年排查矛盾纠纷300件。化解矛盾纠纷290件。";
    let named = read(text, "指标\t矛盾纠纷");
    assert_eq!(named.metrics[0].indicator, named.metrics[1].indicator);
    assert_eq!(named.findings, analyze(text).findings);
    assert_eq!(named.relations, analyze(text).relations);
}

#[test]
fn themes() {
    let text = "一、规范执法\n开展执法检查30次。清理积水点12处。全年培训5次。\n";
    let report = read(
        text,
        "主题\t积水点\t海绵城市\n主题\t培训\t科技保障与数字法治",
    );
    let themes: Vec<_> = report.metrics.iter().map(|m| m.theme.as_deref()).collect();
    let named = |name| report.themes.iter().find(|t| t.id == name);
    assert_eq!(
        themes,
        [Some("enforcement"), Some("海绵城市"), Some("technology")]
    );
    let own = named("海绵城市").expect("a theme of its own");
    assert_eq!((own.metrics, own.characters, own.sections), (1, 9, 0));
    // All characters are counted once.
    let all: u32 = report.themes.iter().map(|t| t.characters).sum();
    let plain: u32 = analyze(text).themes.iter().map(|t| t.characters).sum();
    assert_eq!(all, plain);
}

#[test]
fn lines_that_cannot_be_taken_are_told() {
    let told = check_words("类别,词\n指标,立案数\n天气,晴天\n主题,养老\n机构,县\n指标,立案数");
    assert_eq!(told.entries, 1);
    let problems: Vec<_> = told.problems.iter().map(|p| (p.line, p.reason)).collect();
    assert_eq!(
        problems,
        [(3, "kind"), (4, "name"), (5, "word"), (6, "twice")]
    );
}
