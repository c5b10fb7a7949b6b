//! Pages made object by object.

use crate::budget::Limit;
use crate::zip::tests::package;
use crate::{Document, Options, Refusal, Result, read};

fn read_parts(parts: &[(&str, &str)]) -> Result<Document> {
    let parts: Vec<(&str, &[u8])> = parts
        .iter()
        .map(|(name, part)| (*name, part.as_bytes()))
        .collect();
    let decoder = |_: &str, _: &[u8]| None;
    read(&package(&parts, false), "", &Options::default(), &decoder)
}

const ROOT: (&str, &str) = (
    "OFD.xml",
    "<OFD><DocBody><DocRoot>D/Document.xml</DocRoot></DocBody></OFD>",
);
const DOCUMENT: (&str, &str) = (
    "D/Document.xml",
    "<D><Pages><Page ID='1' BaseLoc='../D/./P.xml'/></Pages></D>",
);

/// A document of one page.
fn page(objects: &str) -> Result<Document> {
    let page = [
        "<Page><Content><Layer>",
        objects,
        "</Layer></Content></Page>",
    ]
    .concat();
    read_parts(&[ROOT, DOCUMENT, ("D/P.xml", &page)])
}

fn words(x: f64, y: f64, more: &str, text: &str) -> String {
    format!(
        "<TextObject Boundary='{x} {y} 100 5' Size='5' {more}>\
         <TextCode X='0' Y='4' DeltaX='g 99 5'>{text}</TextCode></TextObject>"
    )
}

#[test]
fn words_on_one_line_are_one_line() {
    let objects = [
        words(60.0, 40.0, "", "件"),
        words(30.0, 40.3, "", "办理"),
        words(40.0, 40.0, "", "12"),
        // The same again: bold.
        words(30.2, 40.3, "", "办理"),
        words(30.0, 60.0, "Visible='false'", "藏"),
        words(30.0, 80.0, "CTM='0 1 -1 0 0 0'", "竖"),
    ];
    let document = page(&objects.concat()).expect("sound");
    assert_eq!(document.text, "办理12\t件");
    let left = document.left_out.iter().map(|left| left.quotes.concat());
    assert_eq!(left.collect::<String>(), "藏竖");
}

#[test]
fn lines_are_joined_where_the_page_ends() {
    let long = "一".repeat(30);
    let objects = [
        words(40.0, 40.0, "", &long[..28 * 3]),
        words(30.0, 50.0, "", &long),
        words(30.0, 60.0, "", "二。"),
        words(40.0, 70.0, "", "三。"),
    ];
    let expected = [&"一".repeat(58), "二。\n三。"].concat();
    assert_eq!(page(&objects.concat()).expect("sound").text, expected);
}

#[test]
fn numbers_out_of_all_bounds_do_no_harm() {
    for (more, steps) in [
        ("Size='1e300'", "g 4000000000 1"),
        ("Size='NaN' CTM='inf 0 0 inf 0 0'", "g -1 1"),
        ("CTM='1 2'", "g g g"),
        ("Boundary='x'", "1e99 NaN"),
        ("CTM='1e9 0 0 1e9 0 0'", ""),
    ] {
        let object = [
            "<TextObject ",
            more,
            "><TextCode DeltaX='",
            steps,
            "'>法治</TextCode></TextObject>",
        ];
        let path =
            "<PathObject><AbbreviatedData>M 0 0 L 1e400 0 C L 5</AbbreviatedData></PathObject>";
        let result = page(&[&object.concat(), path].concat());
        assert!(
            result.is_ok() || result == Err(Refusal::Empty),
            "{more}: {result:?}"
        );
    }
}

#[test]
fn packages_that_are_not_whole_are_refused() {
    assert_eq!(read_parts(&[ROOT]), Err(Refusal::Damaged));
    assert_eq!(read_parts(&[ROOT, DOCUMENT]), Err(Refusal::Damaged));
    assert_eq!(
        read_parts(&[("Encryptions.xml", "<E/>")]),
        Err(Refusal::Encrypted)
    );
    let cut = ("D/P.xml", "<Page><Content>");
    assert_eq!(read_parts(&[ROOT, DOCUMENT, cut]), Err(Refusal::Damaged));
    let page = "<Page BaseLoc='P.xml'/>".repeat(2_001);
    let many = ["<D>", &page, "</D>"].concat();
    let limit = Limit::Pages;
    let refused = Err(Refusal::TooMuch { limit });
    assert_eq!(read_parts(&[ROOT, ("D/Document.xml", &many)]), refused);
    let picture = ("D/P.xml", "<Page><ImageObject/></Page>");
    assert_eq!(
        read_parts(&[ROOT, DOCUMENT, picture]),
        Err(Refusal::Scanned)
    );
}
