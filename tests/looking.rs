//! What `cargo xtask read` and `cargo xtask explain` print.

#[allow(dead_code, reason = "a program as well")]
#[path = "../examples/explain.rs"]
mod explain;
#[allow(dead_code, reason = "a program as well")]
#[path = "../examples/read.rs"]
mod read;

const TEXT: &str =
    "一、主要举措和成效\n2022年，全区共办理案件30件，其中行政复议案件12件、行政诉讼案件19件。\n";

#[test]
fn a_reading_is_one_item_a_line() {
    let listing = read::listing(TEXT);
    let has = |line: &str| assert!(listing.lines().any(|l| l == line), "{line}\n{listing}");
    has("section\t1:1\tlevel 1\tachievements\t一、\t主要举措和成效");
    has("metric\t2:14\t30件\t30\t件\texact\tcount\t办理案件\t全区\t2022年");
    let starts = |start: &str| listing.lines().filter(|l| l.starts_with(start)).count();
    assert_eq!(starts("metric\t"), 3);
    assert_eq!(
        starts("relation\t2:14\tsum\tfails\t30 = 12 + 19\t"),
        1,
        "{listing}"
    );
    assert_eq!(
        starts("finding\t2:14\terror\tsum-mismatch\t"),
        1,
        "{listing}"
    );
}

#[test]
fn an_explanation_tells_owners_figures_and_relations() {
    let told = explain::explanation(TEXT, None);
    let has = |line: &str| assert!(told.lines().any(|l| l == line), "{line}\n{told}");
    has("marker\t0–2\t一、");
    has("date\t10–15\t2022年");
    has("quantity\t23–26\t30件");
    has("figure 0\t23–26\t30件");
    has("  indicator\t办理案件");
    has("  period\t10–15\t2022年");
    assert!(
        told.contains("  relation\tsum 30 = 12 + 19 fails, by “其中”"),
        "{told}"
    );
}

#[test]
fn an_offset_leaves_the_rest_out() {
    let told = explain::explanation(TEXT, Some(24));
    let first: Vec<&str> = told.lines().take(2).collect();
    assert_eq!(first, ["quantity\t23–26\t30件", "figure 0\t23–26\t30件"]);
    assert!(!told.contains("figure 1"), "{told}");
    assert_eq!(explain::explanation(TEXT, Some(999)), "");
}
