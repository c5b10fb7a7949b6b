use crate::out::{Kind, LeftOut};
use crate::xml::{self, Event, Xml};
use crate::zip::Zip;
use crate::zip::tests::package;
use crate::{Document, Limit, Options, Refusal, read};
use std::fs;
use std::path::PathBuf;

fn decoder(label: &str, bytes: &[u8]) -> Option<String> {
    let encoding = encoding_rs::Encoding::for_label(label.as_bytes())?;
    let (text, malformed) = encoding.decode_with_bom_removal(bytes);
    (!malformed).then(|| text.into_owned())
}

fn repository() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The names of the fixtures and their bytes.
fn fixtures() -> Vec<(String, Vec<u8>)> {
    let folder = repository().join("tests/documents/docx");
    let mut fixtures: Vec<_> = fs::read_dir(folder)
        .expect("the folder of fixtures")
        .map(|entry| entry.expect("a fixture").path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "docx"))
        .map(|path| {
            let name = path.file_stem().expect("a name").to_string_lossy();
            (name.into_owned(), fs::read(&path).expect("a fixture"))
        })
        .collect();
    fixtures.sort();
    fixtures
}

/// What a fixture reads as: beside it, or the report that it was made of.
fn expected(name: &str) -> String {
    let own = repository().join(format!("tests/documents/docx/{name}.txt"));
    let report = name.rsplit('_').next().unwrap_or_default();
    let report = repository().join(format!("tests/corpus/{report}.txt"));
    let text = fs::read_to_string(own).or_else(|_| fs::read_to_string(report));
    text.expect(name).trim_matches('\n').into()
}

fn document(bytes: &[u8], with: &[Kind]) -> Result<Document, Refusal> {
    let with = with.to_vec();
    read(bytes, "报告.docx", &Options { with }, &decoder)
}

const CONTENT_TYPES: &str = "<Types/>";
const MAIN: &str = "<Relationships>\
    <Relationship Id='1' Type='x/officeDocument' Target='w/d.xml'/></Relationships>";

/// A package whose main part has this body, and other parts by kind.
fn made(body: &str, parts: &[(&str, &str)]) -> Vec<u8> {
    let main = format!("<w:document><w:body>{body}</w:body></w:document>");
    made_of(main.as_bytes(), parts)
}

fn made_of(main: &[u8], parts: &[(&str, &str)]) -> Vec<u8> {
    let mut list = String::from("<Relationships>");
    for (kind, _) in parts {
        list += &format!("<Relationship Id='{kind}' Type='y/{kind}' Target='/w/{kind}.xml'/>");
    }
    list += "</Relationships>";
    let names: Vec<String> = parts
        .iter()
        .map(|(kind, _)| format!("w/{kind}.xml"))
        .collect();
    let mut entries = vec![
        ("[Content_Types].xml", CONTENT_TYPES.as_bytes()),
        ("_rels/.rels", MAIN.as_bytes()),
        ("w/d.xml", main),
        ("w/_rels/d.xml.rels", list.as_bytes()),
    ];
    for (name, (_, text)) in names.iter().zip(parts) {
        entries.push((name, text.as_bytes()));
    }
    package(&entries, true)
}

fn text_of(body: &str) -> String {
    document(&made(body, &[]), &[]).expect(body).text
}

fn p(text: &str) -> String {
    format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")
}

#[test]
fn fixtures_read_as_what_they_were_made_of() {
    let fixtures = fixtures();
    assert!(fixtures.len() > 15);
    for (name, bytes) in fixtures {
        let read = document(&bytes, &[]).expect(&name);
        let lines: Vec<&str> = read.text.lines().map(str::trim_end).collect();
        let expected = expected(&name);
        let expected: Vec<&str> = expected.lines().map(str::trim_end).collect();
        assert_eq!(lines, expected, "{name}");
        assert_eq!(read.format, "docx");
    }
}

#[test]
fn numbers_are_told() {
    let bytes = fs::read(repository().join("tests/documents/docx/numbering.docx"));
    let read = document(&bytes.expect("a fixture"), &[]).expect("sound");
    let (start, end) = read.numbers[1];
    assert_eq!(&read.text[start..end], "一是 ");
    assert!(read.numbers.len() > 40);
}

#[test]
fn pieces_stand_where_they_say() {
    for (name, bytes) in fixtures() {
        let read = document(&bytes, &[]).expect(&name);
        let zip = Zip::open(&bytes).expect("sound");
        let part = |name: &str| {
            let bytes = zip.read_name(name).expect("sound").expect("there");
            xml::decode(bytes, &decoder).expect("XML")
        };
        let parts: Vec<String> = read.parts.iter().map(|it| part(&it.name)).collect();
        let mut end = 0;
        for piece in &read.pieces {
            assert!(piece.text.start >= end, "in order");
            end = piece.text.end;
            let source = &parts[piece.part];
            let mut xml = Xml::within(source, piece.raw.clone());
            let Ok(Event::Text(words)) = xml.next() else {
                panic!("{name}: no text at {:?}", piece.raw)
            };
            assert_eq!(words, read.text[piece.text.clone()], "{name}");
            let run = &source[piece.run.clone()];
            assert!(run.starts_with("<w:r") && run.ends_with("</w:r>"), "{run}");
            assert!(piece.run.start < piece.raw.start && piece.raw.end < piece.run.end);
            let properties = &source[piece.properties.clone()];
            let is_properties = properties.starts_with("<w:rPr") && properties.ends_with('>');
            assert!(properties.is_empty() || is_properties, "{properties}");
        }
        assert!(!read.pieces.is_empty());
    }
}

fn rich(with: &[Kind]) -> Document {
    let bytes = fs::read(repository().join("tests/documents/docx/rich.docx"));
    document(&bytes.expect("a fixture"), with).expect("sound")
}

#[test]
fn what_is_left_out_is_told() {
    let told = |kind: Kind, count: usize, read: bool, quotes: &[&str]| LeftOut {
        kind,
        count,
        read,
        quotes: quotes.iter().map(|&quote| quote.into()).collect(),
    };
    let expected = [
        told(Kind::Deletion, 2, false, &["信访", "移走的话。"]),
        told(Kind::Insertion, 2, true, &["行政复议", "移来的话。"]),
        told(Kind::Hidden, 2, false, &["内部数字99件", "样式隐藏的段落"]),
        told(Kind::Comment, 1, false, &["请核实。"]),
        told(Kind::Furniture, 2, false, &["内部资料", "第1页"]),
        told(Kind::Object, 1, true, &["a+b"]),
    ];
    assert_eq!(rich(&[]).left_out, expected);
}

#[test]
fn what_is_left_out_is_read_if_asked_for() {
    let kinds = [Kind::Deletion, Kind::Hidden, Kind::Comment, Kind::Furniture];
    let read = rich(&kinds);
    for words in [
        "受理行政复议信访案件12件。",
        "移走的话。留下的话。",
        "前半句，\n后半句。",
        "公开内部数字99件部分。",
        "\n样式隐藏的段落\n",
        "\n请核实。",
        "\n内部资料\n",
    ] {
        assert!(read.text.contains(words), "{words} in {}", read.text);
    }
    let unread = read.left_out.iter().filter(|it| !it.read).count();
    assert_eq!(unread, 0);
    assert_eq!(read.left_out[0].count, 2);
}

#[test]
fn any_prefix_and_the_strict_standard() {
    let body = "<x:document xmlns:x='http://purl.oclc.org/ooxml/wordprocessingml/main'><x:body>\
        <x:p><x:r><x:rPr><x:vanish x:val='off'/></x:rPr><x:t>一</x:t></x:r></x:p>\
        </x:body></x:document>";
    for body in [body.to_owned(), body.replace("x:", "")] {
        let read = document(&made_of(body.as_bytes(), &[]), &[]);
        assert_eq!(read.map(|read| read.text).as_deref(), Ok("一"));
    }
}

#[test]
fn parts_may_be_utf_16() {
    let body = "<?xml version='1.0' encoding='UTF-16'?><document><body>\
        <p><r><t>法治</t></r></p></body></document>";
    let bytes: Vec<u8> = format!("\u{FEFF}{body}")
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    let read = document(&made_of(&bytes, &[]), &[]).expect("sound");
    assert_eq!(read.text, "法治");
    assert_eq!(&body[read.pieces[0].raw.clone()], "法治");
}

#[test]
fn marks_join_and_part_paragraphs() {
    let deleted = "<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>";
    let hidden = "<w:pPr><w:rPr><w:vanish/></w:rPr></w:pPr>";
    let run = |text: &str| format!("<w:r><w:t>{text}</w:t></w:r>");
    let del = |text: &str| format!("<w:del><w:r><w:delText>{text}</w:delText></w:r></w:del>");
    for (body, expected) in [
        // A paragraph that is deleted whole leaves no line.
        (
            format!("{}<w:p>{deleted}{}</w:p>{}", p("一"), del("二"), p("三")),
            "一\n三",
        ),
        (
            format!(
                "<w:p>{deleted}{}</w:p><w:p>{hidden}{}</w:p>{}",
                run("一"),
                run("二"),
                p("三")
            ),
            "一二三",
        ),
        // Nothing follows in the cell, the body.
        (
            format!(
                "<w:tbl><w:tr><w:tc><w:p>{deleted}{}</w:p></w:tc><w:tc>{}</w:tc></w:tr></w:tbl>\
                <w:p>{deleted}{}</w:p>",
                run("一"),
                p("二"),
                run("三")
            ),
            "一\t二\n三",
        ),
    ] {
        assert_eq!(text_of(&body), expected);
    }
}

#[test]
fn blanks_count_where_they_are_kept() {
    let body = "<w:p><w:r><w:t> 一 </w:t><w:t xml:space='preserve'> 二&#x9;三\n</w:t>\
        <w:t>&amp; 四 </w:t></w:r></w:p>";
    assert_eq!(text_of(body), "一 二 三 & 四");
}

#[test]
fn styles_hide_and_runs_show() {
    let styles = "<w:styles><w:style w:styleId='h'><w:rPr><w:vanish/></w:rPr></w:style>\
        <w:style w:styleId='on'><w:basedOn w:val='h'/></w:style></w:styles>";
    let run = |properties: &str, text: &str| {
        format!("<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>")
    };
    let body = format!(
        "<w:p>{}{}</w:p><w:p><w:pPr><w:pStyle w:val='on'/></w:pPr>{}{}</w:p>{}",
        run("<w:rStyle w:val='on'/>", "一"),
        run("", "二"),
        run("", "三"),
        run("<w:vanish w:val='0'/>", "四"),
        p("五")
    );
    let read = document(&made(&body, &[("styles", styles)]), &[]).expect("sound");
    // The mark of the second paragraph is hidden too.
    assert_eq!(read.text, "二\n四五");
}

#[test]
fn rows_that_are_deleted_or_hidden_are_left_out() {
    let row = |properties: &str, text: &str| {
        format!(
            "<w:tr><w:trPr>{properties}</w:trPr><w:tc>{}</w:tc><w:tc>{}</w:tc></w:tr>",
            p(text),
            p("1")
        )
    };
    let body = format!(
        "<w:tbl>{}{}{}{}</w:tbl>",
        row("", "甲"),
        row("<w:del/>", "乙"),
        row("<w:hidden/>", "丙"),
        row("<w:gridBefore w:val='2'/>", "丁"),
    );
    let read = document(&made(&body, &[]), &[]).expect("sound");
    assert_eq!(read.text, "甲\t1\n\t\t丁\t1");
    let told: Vec<_> = read
        .left_out
        .iter()
        .map(|it| (it.kind, &*it.quotes[0]))
        .collect();
    assert_eq!(told, [(Kind::Deletion, "乙 1"), (Kind::Hidden, "丙 1")]);
}

#[test]
fn lines_of_a_cell_are_one() {
    let cell = |lines: &str| {
        let lines = lines.replace('/', "</w:t><w:br/><w:t>");
        let paragraphs: String = lines.split('|').map(p).collect();
        format!("<w:tc>{paragraphs}</w:tc>")
    };
    let row = |cells: [&str; 2]| format!("<w:tr>{}</w:tr>", cells.map(cell).concat());
    let rows = [["行政/许可|事项", "12/34|56"], ["甲/12|件", "a|b"]].map(row);
    let text = text_of(&format!("<w:tbl>{}</w:tbl>", rows.concat()));
    assert_eq!(text, "行政许可事项\t12 34 56\n甲12件\ta b");
}

#[test]
fn notes_follow_the_text_under_their_mark() {
    let body = "<w:p><w:r><w:t>甲</w:t><w:footnoteReference w:id='2'/><w:t>乙</w:t>\
        <w:endnoteReference w:id='2'/></w:r><w:r><w:footnoteReference w:id='2'/></w:r></w:p>";
    let note = |kind: &str, text: &str| {
        format!(
            "<w:{kind}s><w:{kind} w:id='0' w:type='separator'>{}</w:{kind}>\
            <w:{kind} w:id='2'>{}</w:{kind}></w:{kind}s>",
            p("线"),
            p(text)
        )
    };
    let (foot, end) = (note("footnote", "脚注。"), note("endnote", "尾注。"));
    let parts = [("footnotes", &*foot), ("endnotes", &*end)];
    let read = document(&made(body, &parts), &[]).expect("sound");
    assert_eq!(read.text, "甲[1]乙[2][3]\n[1]脚注。\n[2]尾注。");
    assert_eq!(read.left_out[0].count, 2);
    assert_eq!(&*read.parts[read.pieces[2].part].name, "w/footnotes.xml");
}

#[test]
fn what_is_no_document_is_refused() {
    let other = |target: &str| {
        let list = MAIN.replace("w/d.xml", target);
        let entries = [("_rels/.rels", list.as_bytes()), (target, b"<a/>")];
        document(&package(&entries, false), &[])
    };
    for (target, what) in [
        ("xl/workbook.xml", "table"),
        ("ppt/presentation.xml", "slide"),
    ] {
        assert_eq!(other(target), Err(Refusal::Other { what }));
    }
    let what = "archive";
    let archive = package(&[("a.txt", b"1")], false);
    assert_eq!(document(&archive, &[]), Err(Refusal::Other { what }));
    assert_eq!(document(&made("<w:p/>", &[]), &[]), Err(Refusal::Empty));
}

#[test]
fn a_damaged_document_is_refused_and_nothing_panics() {
    for (name, bytes) in fixtures()
        .into_iter()
        .filter(|(_, bytes)| bytes.len() < 12_000)
    {
        for length in (0..bytes.len()).step_by(997) {
            let read = document(&bytes[..length], &[]);
            assert!(read.is_err(), "{name} cut at {length}");
        }
        let sound = document(&bytes, &[]);
        for at in (0..bytes.len()).step_by(211) {
            let mut bytes = bytes.clone();
            bytes[at] ^= 0x55;
            // A part that is not read may be damaged, or the name of one that may be missing.
            let read = document(&bytes, &[]);
            let lines = |read: &Document| read.text.lines().count();
            assert!(
                read.is_err()
                    || read.map(|it| lines(&it)) == sound.as_ref().map(lines).map_err(Clone::clone)
            );
        }
    }
    let source = p("法治<w:br/>&lt;");
    for length in 0..source.len() {
        if let Some(part) = source.get(..length) {
            let main = format!("<w:document><w:body>{part}");
            assert_eq!(
                document(&made_of(main.as_bytes(), &[]), &[]),
                Err(Refusal::Damaged)
            );
        }
    }
}

#[test]
fn hostile_documents_end_within_the_budget() {
    let tables = "<w:tbl><w:tr><w:tc>".repeat(100_000);
    let limit = Limit::Depth;
    assert_eq!(
        document(&made(&tables, &[]), &[]),
        Err(Refusal::TooMuch { limit })
    );
    // References to one note, and of a note to itself.
    let notes = "<w:footnotes><w:footnote w:id='1'><w:p><w:r><w:t>注</w:t>\
        <w:footnoteReference w:id='1'/></w:r></w:p></w:footnote></w:footnotes>";
    let body = format!(
        "<w:p><w:r>{}</w:r></w:p>",
        "<w:footnoteReference w:id='1'/>".repeat(10_000)
    );
    let read = document(&made(&body, &[("footnotes", notes)]), &[]).expect("sound");
    assert!(read.text.ends_with("\n[1]注[10001]"));
    // Styles that are based on one another, lists that are linked in a ring.
    let styles = "<w:styles><w:style w:styleId='a'><w:basedOn w:val='b'/></w:style>\
        <w:style w:styleId='b'><w:basedOn w:val='a'/>\
        <w:pPr><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr></w:style></w:styles>";
    let numbering = "<w:numbering><w:abstractNum w:abstractNumId='1'>\
        <w:numStyleLink w:val='b'/></w:abstractNum>\
        <w:num w:numId='1'><w:abstractNumId w:val='1'/></w:num></w:numbering>";
    let body = "<w:p><w:pPr><w:pStyle w:val='a'/></w:pPr><w:r><w:t>文</w:t></w:r></w:p>";
    let parts = [("styles", styles), ("numbering", numbering)];
    let read = document(&made(body, &parts), &[]);
    assert_eq!(read.map(|read| read.text).as_deref(), Ok("文"));
    // A field that does not end.
    let body = format!(
        "<w:p><w:r><w:fldChar w:fldCharType='begin'/><w:t>令</w:t></w:r></w:p>{}",
        p("文")
    );
    assert_eq!(text_of(&body), "文");
    // Columns without end.
    let cell = "<w:tc><w:tcPr><w:gridSpan w:val='4000000000'/></w:tcPr><w:p><w:r><w:t>格</w:t></w:r></w:p></w:tc>";
    let body = format!("<w:tbl><w:tr>{cell}{cell}</w:tr></w:tbl>");
    assert!(text_of(&body).len() < 200);
    // Entities of a document type.
    let main = "<!DOCTYPE d [<!ENTITY a 'aaaa'>]><document><body><p><r><t>&a;</t></r></p></body></document>";
    assert_eq!(
        document(&made_of(main.as_bytes(), &[]), &[]),
        Err(Refusal::Damaged)
    );
}
