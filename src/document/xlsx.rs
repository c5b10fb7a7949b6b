//! Tables written as .xlsx: typed cells, formulas that carry their values, bold heads that stay
//! in view.

use crate::write::markup::escape;
use crate::write::package::Package;
use serde::de::value::MapAccessDeserializer;
use serde::de::{Error, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};
use std::fmt;

/// What becomes a file.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Workbook {
    pub sheets: Vec<Sheet>,
}

/// One sheet.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Sheet {
    /// Made to fit: Excel takes 31 characters, no `[]:*?/\`, and no name twice.
    pub name: String,
    /// The head, above the rows.
    pub columns: Vec<Column>,
    pub rows: Vec<Vec<Cell>>,
}

/// One column.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Column {
    pub title: String,
    /// In characters of the width of a digit.
    #[serde(default)]
    pub width: Option<f64>,
}

/// One cell.
#[derive(Clone, Debug)]
pub enum Cell {
    /// A formula without its `=`, and the value that it has, which shows where nothing
    /// computes it.
    Formula {
        formula: String,
        value: Value,
    },
    Value(Value),
}

/// What a cell shows.
#[derive(Clone, Debug)]
pub enum Value {
    Truth(bool),
    Number(f64),
    /// Text, also where it begins as a formula does.
    Text(String),
    Nothing,
}

/// A formula with the value that it has.
#[derive(Deserialize)]
struct Reckoned {
    formula: String,
    value: Value,
}

/// Takes a cell by what it is at once: to try each kind in turn, as for untagged values, took
/// ten seconds for the figures of fifty reports.
struct AnyCell;

impl<'de> Visitor<'de> for AnyCell {
    type Value = Cell;

    fn expecting(&self, out: &mut fmt::Formatter) -> fmt::Result {
        out.write_str("a truth value, a number, a text, nothing, or a formula with its value")
    }

    fn visit_bool<E>(self, truth: bool) -> Result<Cell, E> {
        Ok(Cell::Value(Value::Truth(truth)))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Cell, E> {
        Ok(Cell::Value(Value::Number(number)))
    }

    // Whole numbers of JavaScript are below 2^53.
    #[allow(clippy::cast_precision_loss)]
    fn visit_i64<E>(self, number: i64) -> Result<Cell, E> {
        Ok(Cell::Value(Value::Number(number as f64)))
    }

    #[allow(clippy::cast_precision_loss)]
    fn visit_u64<E>(self, number: u64) -> Result<Cell, E> {
        Ok(Cell::Value(Value::Number(number as f64)))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Cell, E> {
        self.visit_string(text.to_owned())
    }

    fn visit_string<E>(self, text: String) -> Result<Cell, E> {
        Ok(Cell::Value(Value::Text(text)))
    }

    fn visit_unit<E>(self) -> Result<Cell, E> {
        Ok(Cell::Value(Value::Nothing))
    }

    fn visit_none<E: Error>(self) -> Result<Cell, E> {
        self.visit_unit()
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Cell, A::Error> {
        let Reckoned { formula, value } = Reckoned::deserialize(MapAccessDeserializer::new(map))?;
        Ok(Cell::Formula { formula, value })
    }
}

impl<'de> Deserialize<'de> for Cell {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(AnyCell)
    }
}

impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match Cell::deserialize(deserializer)? {
            Cell::Value(value) => Ok(value),
            Cell::Formula { .. } => Err(D::Error::custom("a formula is no value")),
        }
    }
}

/// Characters that Excel takes in a cell.
const LONGEST: usize = 32_767;
/// Characters of a sheet's name.
const LONGEST_NAME: usize = 31;
/// Rows and columns of a sheet.
const MOST_ROWS: usize = 1_048_576;
const MOST_COLUMNS: usize = 16_384;

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const TYPES: &str = "http://schemas.openxmlformats.org/package/2006/content-types";
const KIND: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.";

/// Style 0 wraps at the top of the cell, style 1 is the head's.
const STYLES: &str = "<fonts count=\"2\"><font><sz val=\"11\"/><name val=\"宋体\"/></font>\
<font><b/><sz val=\"11\"/><name val=\"宋体\"/></font></fonts>\
<fills count=\"2\"><fill><patternFill patternType=\"none\"/></fill>\
<fill><patternFill patternType=\"gray125\"/></fill></fills>\
<borders count=\"1\"><border><left/><right/><top/><bottom/><diagonal/></border></borders>\
<cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/></cellStyleXfs>\
<cellXfs count=\"2\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyAlignment=\"1\">\
<alignment vertical=\"top\" wrapText=\"1\"/></xf>\
<xf numFmtId=\"0\" fontId=\"1\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyFont=\"1\"/></cellXfs>\
<cellStyles count=\"1\"><cellStyle name=\"Normal\" xfId=\"0\" builtinId=\"0\"/></cellStyles>";

impl Workbook {
    /// The bytes of the file. `None` where a sheet has more rows or columns than the format,
    /// there is no sheet, or the file gets too large.
    #[must_use]
    pub fn write(&self) -> Option<Vec<u8>> {
        let fits = |sheet: &Sheet| {
            sheet.rows.len() < MOST_ROWS && sheet.rows.iter().all(|row| row.len() <= MOST_COLUMNS)
        };
        if self.sheets.is_empty() || !self.sheets.iter().all(fits) {
            return None;
        }
        let count = self.sheets.len();
        let mut package = Package::default();
        package.write("[Content_Types].xml", types(count).as_bytes())?;
        let root = relation(1, "officeDocument", "xl/workbook.xml");
        package.write("_rels/.rels", relations(&root).as_bytes())?;
        package.write("xl/workbook.xml", self.book().as_bytes())?;
        let mut links = relation(count + 1, "styles", "styles.xml");
        for number in 1..=count {
            links += &relation(number, "worksheet", &sheet_name(number));
        }
        package.write("xl/_rels/workbook.xml.rels", relations(&links).as_bytes())?;
        let styles = [
            HEAD,
            "<styleSheet xmlns=\"",
            MAIN,
            "\">",
            STYLES,
            "</styleSheet>",
        ]
        .concat();
        package.write("xl/styles.xml", styles.as_bytes())?;
        for (number, sheet) in (1..).zip(&self.sheets) {
            let name = ["xl/", &sheet_name(number)].concat();
            package.write(&name, sheet.write(number == 1).as_bytes())?;
        }
        package.finish()
    }

    fn book(&self) -> String {
        let mut out = [
            HEAD,
            "<workbook xmlns=\"",
            MAIN,
            "\" xmlns:r=\"",
            RELATIONS,
            "\"><bookViews><workbookView/></bookViews><sheets>",
        ]
        .concat();
        let mut taken: Vec<String> = Vec::new();
        for (number, sheet) in (1..).zip(&self.sheets) {
            let name = free_name(&sheet.name, &taken);
            let number = usize::to_string(&number);
            out += &[
                "<sheet name=\"",
                &escape(&name),
                "\" sheetId=\"",
                &number,
                "\" r:id=\"rId",
                &number,
                "\"/>",
            ]
            .concat();
            taken.push(name);
        }
        // Whoever opens the file computes the formulas anew.
        out + "</sheets><calcPr calcId=\"191029\" fullCalcOnLoad=\"1\"/></workbook>"
    }
}

/// A name as Excel takes it, unlike those that are taken.
fn free_name(name: &str, taken: &[String]) -> String {
    let fit = |c: char| {
        if "[]:*?/\\".contains(c) || c.is_control() {
            ' '
        } else {
            c
        }
    };
    let name: String = name.chars().map(fit).collect();
    let name = name.trim_matches([' ', '\'']);
    let name = if name.is_empty() { "表" } else { name };
    (1..)
        .map(|number| {
            let end = if number == 1 {
                String::new()
            } else {
                ["（", &usize::to_string(&number), "）"].concat()
            };
            // Excel counts UTF-16 units.
            let mut left = LONGEST_NAME - end.encode_utf16().count();
            let begin = name.chars().take_while(|c| {
                let fits = c.len_utf16() <= left;
                left = left.saturating_sub(c.len_utf16());
                fits
            });
            begin.collect::<String>() + &end
        })
        .find(|name| {
            !taken
                .iter()
                .any(|other| other.to_lowercase() == name.to_lowercase())
        })
        .unwrap_or_default()
}

fn sheet_name(number: usize) -> String {
    ["worksheets/sheet", &number.to_string(), ".xml"].concat()
}

fn types(count: usize) -> String {
    let part = |name: &str, kind: &str| {
        [
            "<Override PartName=\"/xl/",
            name,
            "\" ContentType=\"",
            KIND,
            kind,
            "+xml\"/>",
        ]
        .concat()
    };
    let mut out = [
        HEAD,
        "<Types xmlns=\"",
        TYPES,
        "\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
         <Default Extension=\"xml\" ContentType=\"application/xml\"/>",
    ]
    .concat();
    out += &part("workbook.xml", "sheet.main");
    out += &part("styles.xml", "styles");
    for number in 1..=count {
        out += &part(&sheet_name(number), "worksheet");
    }
    out + "</Types>"
}

fn relation(number: usize, kind: &str, target: &str) -> String {
    [
        "<Relationship Id=\"rId",
        &number.to_string(),
        "\" Type=\"",
        RELATIONS,
        "/",
        kind,
        "\" Target=\"",
        target,
        "\"/>",
    ]
    .concat()
}

fn relations(all: &str) -> String {
    [
        HEAD,
        "<Relationships xmlns=\"",
        PACKAGE,
        "\">",
        all,
        "</Relationships>",
    ]
    .concat()
}

impl Sheet {
    fn write(&self, is_first: bool) -> String {
        let mut out = [
            HEAD,
            "<worksheet xmlns=\"",
            MAIN,
            "\"><sheetViews><sheetView workbookViewId=\"0\"",
        ]
        .concat();
        out += if is_first { " tabSelected=\"1\">" } else { ">" };
        if !self.columns.is_empty() {
            out += "<pane ySplit=\"1\" topLeftCell=\"A2\" activePane=\"bottomLeft\" state=\"frozen\"/>";
        }
        out += "</sheetView></sheetViews><sheetFormatPr defaultRowHeight=\"15\"/>";
        self.widths(&mut out);
        out += "<sheetData>";
        let mut number = 1;
        if !self.columns.is_empty() {
            out += "<row r=\"1\">";
            for (index, column) in self.columns.iter().enumerate() {
                text(&mut out, &place(index, 1), 1, &column.title);
            }
            out += "</row>";
            number = 2;
        }
        for row in &self.rows {
            out += &["<row r=\"", &usize::to_string(&number), "\">"].concat();
            for (index, cell) in row.iter().enumerate() {
                cell.write(&mut out, &place(index, number));
            }
            out += "</row>";
            number += 1;
        }
        out + "</sheetData></worksheet>"
    }

    fn widths(&self, out: &mut String) {
        if !self.columns.iter().any(|column| column.width.is_some()) {
            return;
        }
        *out += "<cols>";
        for (number, column) in (1..).zip(&self.columns) {
            let Some(width) = column.width.filter(|width| width.is_finite()) else {
                continue;
            };
            let number = usize::to_string(&number);
            let width = width.clamp(0.0, 255.0).to_string();
            *out += &[
                "<col min=\"",
                &number,
                "\" max=\"",
                &number,
                "\" width=\"",
                &width,
                "\" customWidth=\"1\"/>",
            ]
            .concat();
        }
        *out += "</cols>";
    }
}

/// `B3` for the second column and third row.
fn place(column: usize, row: usize) -> String {
    let mut letters = Vec::new();
    let mut rest = column + 1;
    while rest > 0 {
        rest -= 1;
        letters.push(b'A' + (rest % 26) as u8);
        rest /= 26;
    }
    letters.reverse();
    String::from_utf8_lossy(&letters).into_owned() + &row.to_string()
}

impl Cell {
    fn write(&self, out: &mut String, place: &str) {
        let (formula, value) = match self {
            Self::Formula { formula, value } => {
                let formula = formula.strip_prefix('=').unwrap_or(formula);
                (["<f>", &escape(formula), "</f>"].concat(), value)
            }
            Self::Value(Value::Text(words)) => return text(out, place, 0, words),
            Self::Value(value) => (String::new(), value),
        };
        let (kind, value) = match value {
            Value::Truth(truth) => (" t=\"b\"", if *truth { "1" } else { "0" }.to_owned()),
            Value::Number(number) if number.is_finite() => ("", number.to_string()),
            Value::Number(_) => (" t=\"e\"", "#NUM!".to_owned()),
            Value::Text(words) => (" t=\"str\"", cut(words)),
            Value::Nothing if formula.is_empty() => return,
            Value::Nothing => (" t=\"str\"", String::new()),
        };
        *out += &[
            "<c r=\"",
            place,
            "\" s=\"0\"",
            kind,
            ">",
            &formula,
            "<v>",
            &value,
            "</v></c>",
        ]
        .concat();
    }
}

fn text(out: &mut String, place: &str, style: u8, words: &str) {
    let style = style.to_string();
    *out += &[
        "<c r=\"",
        place,
        "\" s=\"",
        &style,
        "\" t=\"inlineStr\"><is><t xml:space=\"preserve\">",
        &cut(words),
        "</t></is></c>",
    ]
    .concat();
}

/// Text as a cell can hold it. `_x000D_` would be read as the character of that number.
fn cut(words: &str) -> String {
    let mut length = 0;
    let fits = words.chars().take_while(|c| {
        length += c.len_utf16();
        length <= LONGEST
    });
    let words: String = fits.collect();
    let mut out = String::with_capacity(words.len());
    let mut rest = &*words;
    while let Some(at) = rest.find("_x") {
        let (before, after) = rest.split_at(at);
        out.push_str(before);
        let code = after.as_bytes().get(2..7).unwrap_or_default();
        let is_code = code.ends_with(b"_") && code[..4].iter().all(u8::is_ascii_hexdigit);
        out.push_str(if is_code { "_x005F_" } else { "_" });
        rest = &after[1..];
    }
    escape(&(out + rest))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::xml::{Event, Xml};
    use crate::zip::Zip;

    fn sheet(cells: Vec<Cell>) -> Workbook {
        let sheet = Sheet {
            name: "核对[1]".to_owned(),
            columns: vec![Column {
                title: "项目".to_owned(),
                width: Some(20.0),
            }],
            rows: vec![cells],
        };
        Workbook {
            sheets: vec![sheet.clone(), sheet],
        }
    }

    fn part(bytes: &[u8], name: &str) -> String {
        let zip = Zip::open(bytes).expect("sound");
        let part = zip.read_name(name).expect("sound").expect("there");
        let text = String::from_utf8(part).expect("UTF-8");
        let mut xml = Xml::new(&text);
        while !matches!(xml.next().expect("sound"), Event::Done) {}
        text
    }

    #[test]
    fn cells_by_their_kinds() {
        let cells: Vec<Cell> = serde_json::from_str(
            r#"[1.5, "=1+1", true, null, {"formula": "=A2*2", "value": 3}, {"formula": "IF(A2>1,\"是\",\"否\")", "value": "是"}, "a\u0001<_x000D_ _x1\n"]"#,
        )
        .expect("plain");
        let bytes = sheet(cells).write().expect("small");
        let text = part(&bytes, "xl/worksheets/sheet2.xml");
        for cell in [
            "<c r=\"A2\" s=\"0\"><v>1.5</v></c>",
            "<c r=\"B2\" s=\"0\" t=\"inlineStr\"><is><t xml:space=\"preserve\">=1+1</t></is></c>",
            "<c r=\"C2\" s=\"0\" t=\"b\"><v>1</v></c>",
            "<c r=\"E2\" s=\"0\"><f>A2*2</f><v>3</v></c>",
            "t=\"str\"><f>IF(A2&gt;1,&quot;是&quot;,&quot;否&quot;)</f><v>是</v></c>",
            ">a&lt;_x005F_x000D_ _x1&#10;</t>",
        ] {
            assert!(text.contains(cell), "{cell}\n{text}");
        }
        assert!(!text.contains("r=\"D2\""));
        let book = part(&bytes, "xl/workbook.xml");
        assert!(
            book.contains("name=\"核对 1\" ") && book.contains("name=\"核对 1（2）\" "),
            "{book}"
        );
    }

    #[test]
    fn columns_have_letters() {
        let places: Vec<_> = [0, 25, 26, 701, 702]
            .iter()
            .map(|at| place(*at, 3))
            .collect();
        assert_eq!(places, ["A3", "Z3", "AA3", "ZZ3", "AAA3"]);
    }

    #[test]
    fn what_is_too_much_is_none() {
        assert!(Workbook::default().write().is_none());
        let wide = vec![Cell::Value(Value::Nothing); MOST_COLUMNS + 1];
        assert!(sheet(wide).write().is_none());
    }
}
