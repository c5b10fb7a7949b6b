//! A new document of Word, for a report whose source is none.

use super::markup::{TRANSITIONAL, escape};
use super::package::Package;
use super::{Job, WriteRefusal, Written, annotate};
use crate::{Decoder, Refusal};
use serde::Deserialize;

/// What lines of the text are.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Block {
    /// Bytes of the text: all lines that begin in it.
    pub start: usize,
    pub end: usize,
    pub kind: BlockKind,
}

/// What a line is; what no block holds is a paragraph, or a row of a table where it has tabs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum BlockKind {
    Title,
    /// 一、
    Heading,
    /// （一）
    Subheading,
    /// 1.
    Point,
    /// Who signs, and the day.
    Sign,
}

/// What indents a line of plain text.
const BLANKS: &[char] = &[' ', '\u{A0}', '\u{3000}'];

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const TYPES: &str = "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
<Default Extension=\"xml\" ContentType=\"application/xml\"/>\
<Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/>\
<Override PartName=\"/word/styles.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml\"/>\
</Types>";
const RELATIONS: &str = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
<Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
/// A4, with the margins of official documents.
const SECTION: &str = "<w:sectPr><w:pgSz w:w=\"11906\" w:h=\"16838\"/>\
<w:pgMar w:top=\"2098\" w:right=\"1474\" w:bottom=\"1984\" w:left=\"1588\" w:header=\"851\" w:footer=\"992\" w:gutter=\"0\"/></w:sectPr>";

/// The styles: id, name, font, half points, paragraph properties.
const STYLES: &[(&str, &str, &str, &str, &str)] = &[
    (
        "a",
        "Normal",
        "仿宋",
        "32",
        "<w:spacing w:line=\"560\" w:lineRule=\"exact\"/><w:ind w:firstLineChars=\"200\" w:firstLine=\"640\"/><w:jc w:val=\"both\"/>",
    ),
    (
        "title",
        "Title",
        "黑体",
        "44",
        "<w:spacing w:before=\"240\" w:after=\"240\" w:line=\"640\" w:lineRule=\"exact\"/><w:ind w:firstLineChars=\"0\" w:firstLine=\"0\"/><w:jc w:val=\"center\"/>",
    ),
    (
        "1",
        "heading 1",
        "黑体",
        "32",
        "<w:keepNext/><w:outlineLvl w:val=\"0\"/>",
    ),
    (
        "2",
        "heading 2",
        "楷体",
        "32",
        "<w:keepNext/><w:outlineLvl w:val=\"1\"/>",
    ),
    (
        "3",
        "heading 3",
        "仿宋",
        "32",
        "<w:outlineLvl w:val=\"2\"/>",
    ),
    (
        "sign",
        "Signature",
        "仿宋",
        "32",
        "<w:ind w:right=\"640\" w:firstLineChars=\"0\" w:firstLine=\"0\"/><w:jc w:val=\"right\"/>",
    ),
    (
        "cell",
        "Table Text",
        "仿宋",
        "24",
        "<w:spacing w:line=\"240\" w:lineRule=\"auto\"/><w:ind w:firstLineChars=\"0\" w:firstLine=\"0\"/><w:jc w:val=\"left\"/>",
    ),
];

/// Makes a new document of [`Job::text`], with the remarks as comments. `blocks` are in order;
/// `changes` of the job mean nothing. Blanks that indent a line are left to the styles.
///
/// # Errors
/// As [`annotate`].
pub fn new_docx(job: &Job, blocks: &[Block], decoder: Decoder) -> Result<Written, WriteRefusal> {
    if job.text.trim().is_empty() {
        return Err(Refusal::Empty.into());
    }
    let bytes = package(&job.text, blocks).ok_or(WriteRefusal::TooLarge)?;
    let job = Job {
        changes: false,
        ..job.clone()
    };
    annotate(&bytes, &job, decoder)
}

fn package(text: &str, blocks: &[Block]) -> Option<Vec<u8>> {
    let link = |kind: &str, target: &str| {
        let end = "\"/></Relationships>";
        [HEAD, RELATIONS, kind, "\" Target=\"", target, end].concat()
    };
    let mut package = Package::default();
    package.write("[Content_Types].xml", [HEAD, TYPES].concat().as_bytes())?;
    let root = link("officeDocument", "word/document.xml");
    package.write("_rels/.rels", root.as_bytes())?;
    package.write("word/document.xml", document(text, blocks).as_bytes())?;
    let styles_link = link("styles", "styles.xml");
    package.write("word/_rels/document.xml.rels", styles_link.as_bytes())?;
    package.write("word/styles.xml", styles().as_bytes())?;
    package.finish()
}

fn styles() -> String {
    let mut out = [HEAD, "<w:styles xmlns:w=\"", TRANSITIONAL, "\">"].concat();
    for (id, name, font, size, paragraph) in STYLES {
        let base = if *id == "a" {
            ""
        } else {
            "<w:basedOn w:val=\"a\"/><w:next w:val=\"a\"/>"
        };
        let default = if *id == "a" { " w:default=\"1\"" } else { "" };
        out += &[
            "<w:style w:type=\"paragraph\"", default, " w:styleId=\"", id, "\"><w:name w:val=\"", name, "\"/>", base,
            "<w:qFormat/><w:pPr>", paragraph, "</w:pPr><w:rPr><w:rFonts w:ascii=\"Times New Roman\" w:hAnsi=\"Times New Roman\" w:eastAsia=\"",
            font, "\"/><w:sz w:val=\"", size, "\"/><w:szCs w:val=\"", size, "\"/></w:rPr></w:style>",
        ]
        .concat();
    }
    out + "</w:styles>"
}

fn document(text: &str, blocks: &[Block]) -> String {
    let mut out = [HEAD, "<w:document xmlns:w=\"", TRANSITIONAL, "\"><w:body>"].concat();
    let mut rows: Vec<Vec<&str>> = Vec::new();
    let mut start = 0;
    let mut blocks = blocks.iter().peekable();
    for line in text.split('\n') {
        while blocks.next_if(|block| block.end <= start).is_some() {}
        let kind = blocks.peek().filter(|block| block.start <= start);
        start += line.len() + 1;
        let line = line.trim_end_matches('\r');
        if kind.is_none() && line.contains('\t') {
            rows.push(line.split('\t').collect());
            continue;
        }
        table(&mut out, &std::mem::take(&mut rows));
        let style = kind.map(|block| match block.kind {
            BlockKind::Title => "title",
            BlockKind::Heading => "1",
            BlockKind::Subheading => "2",
            BlockKind::Point => "3",
            BlockKind::Sign => "sign",
        });
        // The styles indent; blanks that do so in the text would do it twice.
        paragraph(&mut out, style, line.trim_start_matches(BLANKS));
    }
    if !rows.is_empty() {
        table(&mut out, &rows);
        // A table may not end a document.
        paragraph(&mut out, None, "");
    }
    out + SECTION + "</w:body></w:document>"
}

fn paragraph(out: &mut String, style: Option<&str>, words: &str) {
    *out += "<w:p>";
    if let Some(style) = style {
        *out += &["<w:pPr><w:pStyle w:val=\"", style, "\"/></w:pPr>"].concat();
    }
    if !words.is_empty() {
        *out += &[
            "<w:r><w:t xml:space=\"preserve\">",
            &escape(words),
            "</w:t></w:r>",
        ]
        .concat();
    }
    *out += "</w:p>";
}

fn table(out: &mut String, rows: &[Vec<&str>]) {
    let Some(columns) = rows.iter().map(Vec::len).max() else {
        return;
    };
    let width = (8_844 / columns).max(1).to_string();
    *out += "<w:tbl><w:tblPr><w:tblW w:w=\"5000\" w:type=\"pct\"/><w:tblBorders>";
    for side in ["top", "left", "bottom", "right", "insideH", "insideV"] {
        *out += &[
            "<w:",
            side,
            " w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"auto\"/>",
        ]
        .concat();
    }
    *out += "</w:tblBorders></w:tblPr><w:tblGrid>";
    for _ in 0..columns {
        *out += &["<w:gridCol w:w=\"", &width, "\"/>"].concat();
    }
    *out += "</w:tblGrid>";
    for row in rows {
        *out += "<w:tr>";
        for cell in row {
            *out += &[
                "<w:tc><w:tcPr><w:tcW w:w=\"",
                &width,
                "\" w:type=\"dxa\"/></w:tcPr>",
            ]
            .concat();
            paragraph(out, Some("cell"), cell);
            *out += "</w:tc>";
        }
        *out += "</w:tr>";
    }
    *out += "</w:tbl>";
}
