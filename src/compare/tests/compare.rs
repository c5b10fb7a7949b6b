//! Reports as texts, read by the core and held against each other.

use fazhi_compare::compare;
use fazhi_compare::input::{Input, Report, Span};
use fazhi_compare::model::{Comparison, Statement};

/// Reports by their texts; who reports on which year, the core tells.
fn held(texts: &[&str]) -> Comparison {
    let inputs: Vec<Input> = texts.iter().map(|text| input(text)).collect();
    compare(&inputs)
}

fn input(text: &str) -> Input {
    let model = serde_json::to_value(fazhi_lens::analyze(text)).expect("a report is JSON");
    let report: Report = serde_json::from_value(model).expect("the model has what is needed");
    Input {
        name: text.lines().next().unwrap_or("").to_owned(),
        text: text.to_owned(),
        body: None,
        year: None,
        report,
    }
}

fn of(body: &str, year: u32, sentences: &str) -> String {
    let text = format!(
        "{body}{year}年法治政府建设年度报告\n\n一、主要举措和成效\n{sentences}\n\n{body}\n"
    );
    text + &format!("{}年1月12日\n", year + 1)
}

fn quote(text: &str, span: Span) -> String {
    let units: Vec<u16> = text.encode_utf16().collect();
    String::from_utf16_lossy(&units[span.start as usize..span.end as usize])
}

/// What both reports state, as `name: one → other`.
fn aligned(found: &Comparison) -> Vec<String> {
    let both = found.rows.iter().filter_map(|row| match &row.cells[..] {
        [Some(a), Some(b)] => Some(format!("{}: {} → {}", row.name, a.printed, b.printed)),
        _ => None,
    });
    both.collect()
}

fn told(statements: &[Statement]) -> Vec<String> {
    let told = statements.iter().map(|s| {
        let computed = s.computed.as_deref().unwrap_or("?");
        format!(
            "{} {} {} {} / {computed}",
            s.state, s.grade, s.kind, s.stated
        )
    });
    told.collect()
}

const BODY: &str = "临江市青岭县司法局";

#[test]
fn other_words_for_the_same_are_one_row() {
    let then = of(
        BODY,
        2022,
        "受理行政复议申请86件，办结79件。全县登记社会组织412个。举办法治培训班14期。开展普法宣传活动120场次。调处矛盾纠纷2310起，调解成功率97.2%。",
    );
    let now = of(
        BODY,
        2023,
        "社会组织登记数为430个。全年收到行政复议申请102件，审结95件。组织法治培训16期。开展法治宣传活动133场。调解矛盾纠纷2405件，调解成功率98.1%。",
    );
    let found = held(&[&then, &now]);
    assert_eq!(
        aligned(&found),
        [
            "收到行政复议申请: 86件 → 102件",
            "行政复议申请审结: 79件 → 95件",
            "社会组织登记: 412个 → 430个",
            "组织法治培训: 14期 → 16期",
            "开展法治宣传活动: 120场次 → 133场",
            "调解矛盾纠纷: 2310起 → 2405件",
            "调解成功率: 97.2% → 98.1%",
        ]
    );
    let change = found.rows[2].cells[1].as_ref().and_then(|cell| cell.change);
    let change = change.expect("of one body in two years");
    assert_eq!((change.difference, change.percent), (18.0, Some(4.368932)));
}

#[test]
fn what_is_not_the_same_is_not_aligned() {
    let then = of(
        BODY,
        2022,
        "受理行政复议案件86件。城市低保对象1200户。民办养老机构19家。抽查社会组织40个。整改率98%。参加培训300人次。",
    );
    let now = of(
        BODY,
        2023,
        "办结行政复议案件79件。农村低保对象3100户。养老机构24家。登记社会组织430个。落实率97%。参加培训300人。",
    );
    assert_eq!(aligned(&held(&[&then, &now])), [""; 0]);
}

#[test]
fn equal_names_are_told_apart_by_what_stands_round_them() {
    let then = of(
        BODY,
        2022,
        "开展消防检查，发现隐患71处，整改率98.6%。开展食品检查，发现隐患30处，整改率90%。许可办理时限由法定的60个工作日压缩至15个工作日。",
    );
    let now = of(
        BODY,
        2023,
        "开展食品检查，发现隐患22处，整改率95%。开展消防检查，发现隐患65处，整改率100%。许可办理时限由法定的60个工作日压缩至12个工作日。",
    );
    let found = aligned(&held(&[&then, &now]));
    let ends: Vec<&str> = found
        .iter()
        .filter_map(|row| row.split(": ").nth(1))
        .collect();
    assert_eq!(
        ends,
        [
            "71处 → 65处",
            "98.6% → 100%",
            "30处 → 22处",
            "90% → 95%",
            "60个工作日 → 60个工作日",
            "15个工作日 → 12个工作日"
        ]
    );
}

#[test]
fn one_of_two_things_is_not_both_together() {
    let then = of(BODY, 2022, "办理人大代表建议18件、政协委员提案22件。");
    let now = of(BODY, 2023, "承办人大代表建议和政协委员提案41件。");
    assert_eq!(aligned(&held(&[&then, &now])), [""; 0]);
}

#[test]
fn neighbours_lead_to_what_is_named_anew() {
    let then = of(
        BODY,
        2022,
        "收到行政复议申请186件，帮助受援人挽回损失1386万元，办结法律援助案件62件。",
    );
    let now = of(
        BODY,
        2023,
        "收到行政复议申请241件，为群众挽回损失1520万元，办结法律援助案件91件。",
    );
    let found = aligned(&held(&[&then, &now]));
    assert!(
        found.iter().any(|row| row.ends_with("1386万元 → 1520万元")),
        "{found:?}"
    );
}

#[test]
fn a_rule_in_words_is_no_indicator() {
    let text = |year| {
        of(
            BODY,
            year,
            "对企业诉求三日内答复。每次执法须有两名以上执法人员。办理公证事项840件。",
        )
    };
    assert_eq!(
        aligned(&held(&[&text(2022), &text(2023)])),
        ["办理公证事项: 840件 → 840件"]
    );
}

#[test]
fn what_is_said_of_last_year_is_held_against_it() {
    let then = of(
        BODY,
        2022,
        "全年受理法律援助案件3012件，办理公证事项840件。群众满意率95.2%。发放资金6306.6万元。审查合同29份。",
    );
    let now = of(
        BODY,
        2023,
        "全年受理法律援助案件3300件，比上年的3021件增加288件，增长9.6%。办理公证事项820件，同比下降2.4%。群众满意率96.2%，比上年提高1.5个百分点。发放资金6482.3万元，较上年增长2.8%。审查合同29份，与上年持平。",
    );
    let found = held(&[&then, &now]);
    assert_eq!(
        told(&found.statements),
        [
            "differs certain value 3021件 / 3012件",
            "holds certain difference 288件 / +288件",
            "holds certain percent 9.6% / +9.6%",
            "holds certain percent 2.4% / −2.4%",
            "differs certain points 1.5个百分点 / +1.0个百分点",
            "holds certain percent 2.8% / +2.8%",
            "holds certain unchanged 29份 / 29份",
        ]
    );
    let first = &found.statements[0];
    assert_eq!(quote(&now, first.span), "3021件");
    assert_eq!(
        first.earlier_span.map(|span| quote(&then, span)).as_deref(),
        Some("3012件")
    );
}

#[test]
fn a_rise_that_was_a_fall_differs() {
    let then = of(BODY, 2022, "全年办理公证事项840件。");
    let now = of(BODY, 2023, "全年办理公证事项820件，同比增长2.4%。");
    let found = held(&[&then, &now]);
    assert_eq!(
        told(&found.statements),
        ["differs certain percent 2.4% / −2.4%"]
    );
}

#[test]
fn what_last_year_did_not_state_stays_open() {
    let then = of(BODY, 2022, "全年办理公证事项840件。");
    let now = of(
        BODY,
        2023,
        "全年受理仲裁案件820件，比上年的700件增加120件。",
    );
    let found = held(&[&then, &now]);
    assert!(
        found.statements.iter().all(|s| s.state == "open"),
        "{:?}",
        told(&found.statements)
    );
    assert_eq!(found.statements.len(), 2);
}

#[test]
fn a_change_against_another_time_is_no_statement_of_last_year() {
    let then = of(
        BODY,
        2022,
        "许可办理时限由法定的60个工作日压缩至15个工作日，压缩75%。",
    );
    let now = of(
        BODY,
        2023,
        "许可办理时限由法定的60个工作日压缩至12个工作日，压缩80%。",
    );
    assert_eq!(held(&[&then, &now]).statements, []);
}

#[test]
fn a_total_is_held_against_the_sum_of_all_its_parts() {
    let county = of(
        "青岭县人民政府",
        2023,
        "全县4个乡镇。开展普法宣传活动310场次。化解矛盾纠纷950件。",
    );
    let town = |name: &str, events: u32, disputes: u32| {
        of(
            name,
            2023,
            &format!("开展普法宣传活动{events}场次。化解矛盾纠纷{disputes}件。"),
        )
    };
    let towns = [
        town("青岭县东溪镇人民政府", 80, 200),
        town("青岭县西坪镇人民政府", 90, 250),
        town("青岭县南桥镇人民政府", 70, 260),
        town("青岭县北山乡人民政府", 70, 300),
    ];
    let all: Vec<&str> = std::iter::once(&county)
        .chain(&towns)
        .map(String::as_str)
        .collect();
    let states = |found: &Comparison| -> Vec<String> {
        let totals = found.totals.iter();
        totals
            .map(|total| format!("{} {} {}", total.state, total.stated, total.sum))
            .collect()
    };
    assert_eq!(
        states(&held(&all)),
        ["holds 310场次 310", "exceeded 950件 1010"]
    );
    assert_eq!(
        states(&held(&all[..4])),
        ["partial 310场次 240", "partial 950件 710"]
    );
}

const COPIED: &str =
    "基层执法辅助人员流动性大，部分人员对新修订的程序规定掌握不透，遇到复杂现场时取证意识不强。";

#[test]
fn a_copied_passage_is_found_and_a_set_phrase_is_not() {
    let one = of(
        "青岭县东溪镇人民政府",
        2023,
        &format!(
            "深入学习贯彻习近平法治思想，认真落实《法治政府建设实施纲要（2021-2025年）》，扎实推进依法行政。\n{COPIED}"
        ),
    );
    let two = of(
        "青岭县西坪镇人民政府",
        2023,
        &format!(
            "深入学习贯彻习近平法治思想，认真落实《法治政府建设实施纲要（2021-2025年）》，扎实推进依法行政。\n镇里的情况有所不同。{COPIED}"
        ),
    );
    let found = held(&[&one, &two]);
    let [reuse] = &found.reuse[..] else {
        panic!("{:?}", found.reuse);
    };
    let [passage] = &reuse.passages[..] else {
        panic!("{:?}", reuse.passages);
    };
    assert_eq!(
        (reuse.report, reuse.source, passage.kind),
        (1, 0, "verbatim")
    );
    assert_eq!(quote(&two, passage.span), COPIED);
    assert_eq!(quote(&one, passage.source), COPIED);
    assert!(found.reports[1].reused > 0.5 && found.reports[0].reused == 0.0);
}

#[test]
fn changed_words_of_a_passage_are_shown() {
    let one = of(BODY, 2022, COPIED);
    let changed = COPIED
        .replace("流动性大", "流动较快")
        .replace("取证意识不强", "固定证据的意识不强");
    let two = of(BODY, 2023, &changed);
    let found = held(&[&one, &two]);
    let passage = &found.reuse[0].passages[0];
    assert_eq!(passage.kind, "near");
    let other: Vec<(String, String)> = passage
        .pieces
        .iter()
        .filter(|piece| !piece.same)
        .map(|piece| (quote(&two, piece.span), quote(&one, piece.source)))
        .collect();
    assert!(!other.is_empty());
    let whole = |of: fn(&fazhi_compare::model::Piece) -> Span, text: &str| {
        let pieces = passage.pieces.iter();
        pieces
            .map(|piece| quote(text, of(piece)))
            .collect::<String>()
    };
    assert_eq!(whole(|piece| piece.span, &two), quote(&two, passage.span));
    assert_eq!(
        whole(|piece| piece.source, &one),
        quote(&one, passage.source)
    );
}

#[test]
fn a_total_of_its_parts_that_is_not_their_sum_differs_and_one_of_the_whole_is_more() {
    let county = of(
        "青岭县人民政府",
        2023,
        "全县3个乡镇。作出行政处罚决定316件，其中县直部门279件，3个乡镇作出行政处罚决定37件。",
    );
    let town =
        |name: &str, decisions: u32| of(name, 2023, &format!("作出行政处罚决定{decisions}件。"));
    let towns = [
        town("青岭县东溪镇人民政府", 8),
        town("青岭县西坪镇人民政府", 9),
        town("青岭县南桥镇人民政府", 14),
    ];
    let all: Vec<&str> = std::iter::once(&county)
        .chain(&towns)
        .map(String::as_str)
        .collect();
    let found = held(&all);
    let states: Vec<(&str, &str)> = found
        .totals
        .iter()
        .map(|total| (total.stated.as_str(), total.state))
        .collect();
    assert!(states.contains(&("37件", "differs")), "{states:?}");
    assert!(states.contains(&("316件", "more")), "{states:?}");
}

#[test]
fn coverage_is_told_by_report() {
    let one = of(BODY, 2022, "开展普法宣传活动120场次。");
    let two = of(BODY, 2023, "受理行政复议申请102件。");
    let found = held(&[&one, &two]);
    assert!(found.themes.iter().all(|row| row.cells.len() == 2));
    let plan = found.requirements.iter().find(|row| row.id == "plan");
    let states = plan.map(|row| {
        row.cells
            .iter()
            .flatten()
            .map(|cell| cell.state.as_str())
            .collect::<Vec<_>>()
    });
    assert_eq!(states, Some(vec!["missing", "missing"]));
}

#[test]
fn one_report_or_none_has_nothing_against_it() {
    assert_eq!(held(&[]).reports.len(), 0);
    let one = of(BODY, 2022, COPIED);
    let found = held(&[&one]);
    assert_eq!(
        (
            found.statements.len(),
            found.reuse.len(),
            found.reports.len()
        ),
        (0, 0, 1)
    );
    assert_eq!(held(&["", "\u{1F600}\u{1F600}", &one]).reports.len(), 3);
}

#[test]
fn places_that_are_not_in_the_text_do_no_harm() {
    let whole = of(
        BODY,
        2022,
        &format!("{COPIED}办理公证事项840件，同比增长2.4%。"),
    );
    let mut cut = input(&whole);
    cut.text = "\u{1F600}短".to_owned();
    let mut split = input(&whole);
    split.text = whole.replace('，', "\u{1F600}");
    let found = compare(&[input(&whole), cut, split]);
    assert_eq!(found.reports.len(), 3);
}

#[test]
fn what_is_repeated_a_thousand_times_is_read_in_time() {
    let start = std::time::Instant::now();
    let texts = [2022, 2023].map(|year| of(BODY, year, &COPIED.repeat(2000)));
    let other = [2022, 2023].map(|year| of(BODY, year, &format!("{COPIED}\n").repeat(2000)));
    for [one, two] in [&texts, &other] {
        // What the core makes of them is not the matter here.
        let mut inputs = [input(&of(BODY, 2022, "")), input(&of(BODY, 2023, ""))];
        inputs[0].text.clone_from(one);
        inputs[1].text.clone_from(two);
        compare(&inputs);
    }
    assert!(start.elapsed().as_secs() < 60, "{:?}", start.elapsed());
}
