//! Files made element by element, for what LibreOffice does not write.

use crate::budget::Limit;
use crate::zip::tests::package;
use crate::{Document, Options, Refusal, Result, read};

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\
    <office:document xmlns:office='o' xmlns:text='t' xmlns:table='b' xmlns:style='s' \
    office:mimetype='application/vnd.oasis.opendocument.text'>";

fn decoder(label: &str, bytes: &[u8]) -> Option<String> {
    let encoding = encoding_rs::Encoding::for_label(label.as_bytes())?;
    Some(encoding.decode(bytes).0.into_owned())
}

fn read_bytes(bytes: &[u8]) -> Result<Document> {
    read(bytes, "", &Options::default(), &decoder)
}

fn flat(styles: &str, body: &str) -> Result<Document> {
    let styles = ["<office:styles>", styles, "</office:styles>"].concat();
    let body = [
        "<office:body><office:text>",
        body,
        "</office:text></office:body>",
    ]
    .concat();
    read_bytes(
        [HEAD, &styles, &body, "</office:document>"]
            .concat()
            .as_bytes(),
    )
}

fn text(styles: &str, body: &str) -> String {
    flat(styles, body).expect("sound").text
}

#[test]
fn lists_go_on_and_start_as_they_say() {
    let level = |level: u32, more: &str| {
        let level = level.to_string();
        [
            "<text:list-level-style-number text:level='",
            &level,
            "' ",
            more,
            "/>",
        ]
        .concat()
    };
    let first = level(
        1,
        "style:num-format='一, 二, 三, ...' style:num-suffix='、'",
    );
    let second = level(
        2,
        "style:num-format='1' style:num-prefix='第' text:display-levels='2'",
    );
    let styles = [
        "<text:list-style style:name='L'>",
        &first,
        &second,
        "</text:list-style>",
    ];
    let body = "<text:list text:style-name='L'><text:list-item><text:p>甲</text:p><text:p>乙</text:p>\
        <text:list><text:list-item><text:p>丙</text:p></text:list-item>\
        <text:list-header><text:p>丁</text:p></text:list-header></text:list></text:list-item></text:list>\
        <text:p>间</text:p>\
        <text:list text:style-name='L' text:continue-numbering='true'>\
        <text:list-item><text:p>戊</text:p></text:list-item>\
        <text:list-item text:start-value='9'><text:p>己</text:p></text:list-item></text:list>\
        <text:list text:style-name='L'><text:list-item><text:p>庚</text:p></text:list-item></text:list>";
    let expected = "一、甲\n乙\n第一.1 丙\n丁\n间\n二、戊\n九、己\n一、庚";
    let document = flat(&styles.concat(), body).expect("sound");
    assert_eq!(document.text, expected);
    let numbers = document.numbers.iter().map(|&(a, b)| &document.text[a..b]);
    assert_eq!(
        numbers.collect::<Vec<_>>(),
        ["一、", "第一.1 ", "二、", "九、", "一、"]
    );
}

#[test]
fn a_number_with_a_line_end_in_it_is_one_in_a_cell_too() {
    let styles = "<text:list-style style:name='L'><text:list-level-style-number text:level='1' \
        style:num-format='一, 二, 三, ...' style:num-suffix='。&#10;第'/></text:list-style>";
    let list = "<text:list text:style-name='L'><text:list-item><text:p>甲</text:p></text:list-item></text:list>";
    let cell = |content: &str| ["<table:table-cell>", content, "</table:table-cell>"].concat();
    let row = [cell(list), cell("<text:p>乙</text:p>")].concat();
    let table = [
        "<table:table><table:table-row>",
        &row,
        "</table:table-row></table:table>",
    ];
    let document = flat(styles, &table.concat()).expect("sound");
    assert_eq!(document.text, "一。第 甲\t乙");
    let numbers = document.numbers.iter().map(|&(a, b)| &document.text[a..b]);
    assert_eq!(numbers.collect::<String>(), "一。第 ");
}

#[test]
fn headings_have_numbers_of_their_own() {
    let styles = "<text:outline-style style:name='O'>\
        <text:outline-level-style text:level='1' style:num-format='一, 二, 三, ...' style:num-suffix='、'/>\
        <text:outline-level-style text:level='2' style:num-format=''/></text:outline-style>";
    let body = "<text:h text:outline-level='1'>甲</text:h><text:h text:outline-level='2'>乙</text:h>\
        <text:h text:outline-level='1' text:is-list-header='true'>丙</text:h>\
        <text:h text:outline-level='1'>丁</text:h><text:h text:outline-level='99'>戊</text:h>";
    assert_eq!(text(styles, body), "一、甲\n乙\n丙\n二、丁\n戊");
}

#[test]
fn blanks_and_what_is_hidden() {
    let styles = "<style:style style:name='A' style:family='text'><style:text-properties text:display='none'/></style:style>\
        <style:style style:name='B' style:family='text' style:parent-style-name='A'/>\
        <style:style style:name='C' style:family='text' style:parent-style-name='C'/>";
    let body = "<text:section text:display='none'><text:p>藏</text:p></text:section>\
        <text:p>\n  全年 \n办理<text:s text:c='2'/>12<text:span text:style-name='B'>99</text:span>件<text:span text:style-name='C'>。</text:span></text:p>\
        <text:p><text:hidden-paragraph text:is-hidden='true'/>藏</text:p>";
    assert_eq!(text(styles, body), "全年 办理  12件。");
}

#[test]
fn covered_and_repeated_cells_are_empty() {
    let body = "<table:table><table:table-row><table:table-cell><text:p>甲</text:p></table:table-cell>\
        <table:covered-table-cell table:number-columns-repeated='2'/>\
        <table:table-cell><text:p>12</text:p><text:p>13</text:p></table:table-cell></table:table-row></table:table>";
    assert_eq!(text("", body), "甲\t\t\t12 13");
    let cells = "<table:table-cell table:number-columns-repeated='4000000000'/>";
    let body = [
        "<table:table><table:table-row>",
        cells,
        "</table:table-row></table:table>",
    ];
    let limit = Limit::Cells;
    assert_eq!(flat("", &body.concat()), Err(Refusal::TooMuch { limit }));
}

#[test]
fn packages_say_what_they_are() {
    let kind = "application/vnd.oasis.opendocument.";
    let packed = |kind: &str, content: &str, manifest: &str| {
        let kind = ["application/vnd.oasis.opendocument.", kind].concat();
        let entries = [
            ("mimetype", kind.as_bytes()),
            ("content.xml", content.as_bytes()),
            ("META-INF/manifest.xml", manifest.as_bytes()),
        ];
        read_bytes(&package(&entries, false)).map(|document| document.text)
    };
    let content = "<o><body><text><p>法</p></text></body></o>";
    assert_eq!(
        packed("text", content, "<m/>").as_deref(),
        Ok("法"),
        "{kind}"
    );
    let secret = "<m><encryption-data/></m>";
    assert_eq!(packed("text", "?", secret), Err(Refusal::Encrypted));
    let what = "table";
    assert_eq!(
        packed("spreadsheet", content, "<m/>"),
        Err(Refusal::Other { what })
    );
    assert_eq!(packed("text", "<o><body>", "<m/>"), Err(Refusal::Damaged));
    let deep = "<text:span>".repeat(10_000);
    let limit = Limit::Depth;
    assert_eq!(
        flat("", &["<text:p>", &deep].concat()),
        Err(Refusal::TooMuch { limit })
    );
}
