//! Small pages, their words placed by hand: a size of ten, lines twenty apart.

use super::{Page, Run, lay_out};
use crate::{Kind, LeftOut, Out};

const SIZE: f32 = 10.0;

/// A page of lines: where each begins in characters, its row, and its words.
fn page<'a>(lines: &[(f32, f32, &'a str)]) -> Page<'a> {
    let runs = lines.iter().map(|(x, row, text)| Run {
        text,
        x: 50.0 + x * SIZE,
        y: 100.0 + row * 2.0 * SIZE,
        width: super::lines::width_of(text) * SIZE,
        size: SIZE,
        level: true,
    });
    Page {
        height: 800.0,
        runs: runs.collect(),
    }
}

fn read(pages: &[Page], with: &[Kind]) -> (String, Vec<LeftOut>) {
    let mut out = Out::default();
    lay_out(pages, with, &mut out).unwrap();
    let document = out.finish("pdf", None, Vec::new());
    (document.text, document.left_out)
}

fn text(lines: &[(f32, f32, &str)]) -> String {
    read(&[page(lines)], &[]).0
}

#[test]
fn full_lines_go_on_and_indents_begin() {
    let lines = [
        (2.0, 0.0, "全年受理行政复议案"),
        (0.0, 1.0, "件十二件，办结十件，均"),
        (0.0, 2.0, "已归档。"),
        (2.0, 3.0, "另有两件，正在审理"),
        (0.0, 4.0, "之中。"),
    ];
    assert_eq!(
        text(&lines),
        "全年受理行政复议案件十二件，办结十件，均已归档。\n另有两件，正在审理之中。"
    );
}

#[test]
fn short_lines_end_without_indents() {
    let lines = [
        (0.0, 0.0, "一、总体情况"),
        (0.0, 1.0, "全年受理行政复议案件十"),
        (0.0, 2.0, "二件。"),
        (0.0, 3.0, "办结十件，均已归档在案"),
        (0.0, 4.0, "可查。"),
    ];
    assert_eq!(
        text(&lines),
        "一、总体情况\n全年受理行政复议案件十二件。\n办结十件，均已归档在案可查。"
    );
}

#[test]
fn a_paragraph_goes_on_over_the_page_and_the_foot_stays_out() {
    let first = page(&[
        (2.0, 0.0, "全年受理行政复议案"),
        (0.0, 1.0, "件十二件，办结十件，均"),
        (5.0, 33.0, "— 1 —"),
    ]);
    let second = page(&[(0.0, 0.0, "已归档。"), (5.0, 33.0, "— 2 —")]);
    let pages = [first, second];
    let (words, left) = read(&pages, &[]);
    assert_eq!(words, "全年受理行政复议案件十二件，办结十件，均已归档。");
    assert_eq!((left[0].kind, left[0].count), (Kind::Furniture, 1));
    let (words, _) = read(&pages, &[Kind::Furniture]);
    assert!(
        words.starts_with("—1—\n全年") && words.ends_with("已归档。\n—2—"),
        "{words}"
    );
}

#[test]
fn columns_are_read_one_after_the_other() {
    let mut lines = vec![(8.0, 0.0, "某某局法治政府建设年度报告")];
    let left = [
        "全年受理行政复议案件十",
        "二件，办结十件，均已归",
        "档，没有一件被法院撤销",
        "的。办结的案件里调解的",
    ];
    let right = [
        "有六件，占百分之六十，",
        "比上年高出二十个百分点",
        "，是近五年里最高的一次",
        "，群众都很满意。",
    ];
    for (at, (one, other)) in left.iter().zip(right).enumerate() {
        let row = 2.0 + at as f32;
        lines.push((0.0, row, one));
        lines.push((14.0, row, other));
    }
    let expected = format!(
        "某某局法治政府建设年度报告\n{}{}",
        left.concat(),
        right.concat()
    );
    assert_eq!(text(&lines), expected);
}

#[test]
fn cells_under_one_another_are_a_table() {
    let lines = [
        (0.0, 0.0, "项目"),
        (8.0, 0.0, "单位"),
        (14.0, 0.0, "数量"),
        (0.0, 1.0, "行政处罚"),
        (8.0, 1.0, "件"),
        (14.0, 1.0, "316"),
        (0.0, 2.0, "罚没金额"),
        (8.0, 2.0, "万元"),
        (14.0, 2.0, "318.6"),
    ];
    assert_eq!(
        text(&lines),
        "项目\t单位\t数量\n行政处罚\t件\t316\n罚没金额\t万元\t318.6"
    );
}

#[test]
fn the_lines_of_a_cell_are_put_together() {
    let lines = [
        (0.0, 0.0, "项目"),
        (9.0, 0.0, "2022年"),
        (14.0, 0.0, "2023年"),
        (0.0, 1.0, "行政处罚"),
        (0.0, 1.8, "案件"),
        (9.0, 1.4, "120"),
        (14.0, 1.4, "316"),
        (0.0, 2.8, "行政许可"),
        (9.0, 2.8, "40"),
        (14.0, 2.8, "41"),
    ];
    assert_eq!(
        text(&lines),
        "项目\t2022年\t2023年\n行政处罚案件\t120\t316\n行政许可\t40\t41"
    );
}

#[test]
fn blanks_among_chinese_go_and_those_among_latin_words_stay() {
    let lines = [(0.0, 0.0, "公路 128.6 公里，按 open data 公布 100 %")];
    assert_eq!(text(&lines), "公路128.6公里，按open data公布100%");
}

#[test]
fn raised_marks_of_notes_are_no_figures() {
    let mut page = page(&[(0.0, 0.0, "受理12件")]);
    page.runs.push(Run {
        text: "3",
        x: 91.0,
        y: 96.0,
        width: 3.0,
        size: 6.0,
        level: true,
    });
    page.runs.push(Run {
        text: "，办结10件",
        x: 94.0,
        y: 100.0,
        width: 50.0,
        size: SIZE,
        level: true,
    });
    assert_eq!(read(&[page], &[]).0, "受理12件，办结10件");
}

#[test]
fn numbers_that_are_none_do_no_harm() {
    let mut page = page(&[(0.0, 0.0, "总体情况")]);
    for wrong in [f32::NAN, f32::INFINITY, -1e30] {
        page.runs.push(Run {
            text: "错",
            x: wrong,
            y: wrong,
            width: wrong,
            size: wrong.abs(),
            level: true,
        });
        page.runs.push(Run {
            text: "错",
            x: 0.0,
            y: 100.0,
            width: wrong,
            size: 10.0,
            level: true,
        });
    }
    assert!(read(&[page], &[]).0.contains("总体情况"));
}
