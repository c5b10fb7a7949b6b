//! Pages, clipboards, MHT and RTF: the text that comes out is the text that went in.

use fazhi_documents::{Document, Kind, Options, Refusal, Result, clipboard, read};
use std::path::{Path, PathBuf};
use std::time::Instant;

/// What the browser's `TextDecoder` does when it is told to be fatal.
fn decoder(label: &str, bytes: &[u8]) -> Option<String> {
    let encoding = encoding_rs::Encoding::for_label(label.as_bytes())?;
    let (text, malformed) = encoding.decode_with_bom_removal(bytes);
    (!malformed).then(|| text.into_owned())
}

fn open(bytes: &[u8], name: &str) -> Result<Document> {
    read(bytes, name, &Options::default(), &decoder)
}

fn text(html: &str) -> String {
    open(html.as_bytes(), "a.html").expect("it is read").text
}

fn fixtures(folder: &str) -> Vec<PathBuf> {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/documents");
    let entries = std::fs::read_dir(tests.join(folder)).expect("the folder");
    let mut paths: Vec<PathBuf> = entries
        .map(|entry| entry.expect("an entry").path())
        .collect();
    paths.retain(|path| path.extension().is_some_and(|ending| ending != "txt"));
    paths.sort();
    paths
}

fn expected(path: &Path) -> Vec<String> {
    let text = std::fs::read_to_string(format!("{}.txt", path.display())).expect("a text");
    let lines = text.lines().map(|line| line.trim_matches(' ').to_owned());
    lines.filter(|line| !line.is_empty()).collect()
}

#[test]
fn files_give_the_text_they_were_made_of() {
    for (folder, format) in [("html", "html"), ("mht", "mht"), ("rtf", "rtf")] {
        for path in fixtures(folder) {
            let bytes = std::fs::read(&path).expect("a file");
            let name = path.to_string_lossy();
            let document = if name.contains(".clip.") {
                clipboard(std::str::from_utf8(&bytes).expect("UTF-8"))
            } else {
                // The name of the file says nothing.
                open(&bytes, "report.doc")
            };
            let document = document.unwrap_or_else(|why| panic!("{name}: {why:?}"));
            assert_eq!(document.format, format, "{name}");
            let lines = document.text.lines().map(|line| line.trim_matches(' '));
            let lines: Vec<&str> = lines.filter(|line| !line.is_empty()).collect();
            assert_eq!(lines, expected(&path), "{name}");
        }
    }
}

#[test]
fn white_space_is_that_of_a_browser() {
    for (html, expected) in [
        (
            "<p>全年\n受理  <b> 案件</b>\t12件</p>",
            "全年受理 案件 12件",
        ),
        ("<div>甲<div>乙</div>丙</div>", "甲\n乙\n丙"),
        ("甲<br>乙<br/><br>丙", "甲\n乙\n丙"),
        ("<pre>甲  乙\n丙</pre>", "甲  乙\n丙"),
        (
            "<p>　　甲&nbsp;&nbsp;乙&nbsp;</p><p>&nbsp;</p>",
            "　　甲  乙",
        ),
        ("<p>AB\nCD，\nEF</p>", "AB CD， EF"),
        ("<p>甲&lt;乙&#x4E59;&amp;&copy;</p>", "甲<乙乙&©"),
        (
            "<p>甲<script>x('<p>')</script><select><option>乙</select>丙</p>",
            "甲丙",
        ),
        ("<span style='display: block'>甲</span>乙", "甲\n乙"),
    ] {
        assert_eq!(text(html), expected, "{html}");
    }
}

#[test]
fn lists_are_numbered_as_they_are_shown() {
    for (html, expected) in [
        ("<ol><li>甲<li>乙</ol>", "1.甲\n2.乙"),
        (
            "<ol start=3><li>甲<li value=7>乙<li>2020年</ol>",
            "3.甲\n7.乙\n8. 2020年",
        ),
        (
            "<ol type=a><li>甲<ol type=I><li>乙</ol><li>丙</ol>",
            "a.甲\nI.乙\nb.丙",
        ),
        (
            "<ol reversed><li>甲<ol><li>子</ol><li>乙</ol>",
            "2.甲\n1.子\n1.乙",
        ),
        ("<ul><li>甲<li>乙</ul>", "甲\n乙"),
        ("<ol style='list-style: none'><li>甲</ol>", "甲"),
        (
            "<ol style='list-style-type:cjk-ideographic'><li><p>甲</p></ol>",
            "一、甲",
        ),
        ("<ul style='list-style-type:decimal'><li>甲</ul>", "1.甲"),
    ] {
        let document = open(html.as_bytes(), "a.html").expect("it is read");
        assert_eq!(document.text, expected, "{html}");
        for (start, end) in document.numbers {
            assert!(document.text[start..end].ends_with(['.', '、']), "{html}");
        }
    }
}

#[test]
fn tables_are_rows_or_lines() {
    let long = "<p>全面推进依法行政，".to_owned() + &"法治政府建设".repeat(30) + "。</p>";
    let layout = format!("<table><tr><td>左</td><td>{long}{long}{long}</td></tr></table>");
    assert_eq!(text(&layout).lines().count(), 4);
    for (html, expected) in [
        (
            "<table><tr><td>甲<td>乙<tr><td>1<td>2</table>",
            "甲\t乙\n1\t2",
        ),
        (
            "<table><tr><td><p>行政</p><p>处罚</p></td><td><p>1</p><p>2</p></td></table>",
            "行政处罚\t1 2",
        ),
        (
            "<table><tr><td rowspan=2>甲<td colspan=2>乙<tr><td>1<td>2</table>丙",
            "甲\t乙\t\n\t1\t2\n丙",
        ),
        (
            "<table><tr><td>甲</td></tr><tr><td>乙</td></tr></table>",
            "甲\n乙",
        ),
        (
            "<table><tr><td>外<table><tr><td>1<td>2</table></td><td>右</table>",
            "外\n1\t2\n右",
        ),
        (
            "<table><tr><td><ol><li>甲</ol></td><td>乙</table>",
            "1.甲\t乙",
        ),
        (
            "<table><caption>表</caption><tr><td>甲<td></td><td>乙</table>",
            "表\n甲\t\t乙",
        ),
    ] {
        assert_eq!(text(html), expected, "{html}");
    }
}

#[test]
fn what_is_hidden_or_deleted_is_noted() {
    let html = "<p>甲<span style='display:none'>藏 7 件</span><del>旧</del></p><p hidden>丙</p>";
    let document = open(html.as_bytes(), "a.html").expect("it is read");
    assert_eq!(document.text, "甲");
    let noted: Vec<(Kind, usize)> = document
        .left_out
        .iter()
        .map(|l| (l.kind, l.count))
        .collect();
    assert_eq!(noted, [(Kind::Deletion, 1), (Kind::Hidden, 2)]);
    assert_eq!(document.left_out[1].quotes, ["藏 7 件", "丙"]);
    let options = Options {
        with: vec![Kind::Hidden],
    };
    let document = read(html.as_bytes(), "a.html", &options, &decoder).expect("it is read");
    assert_eq!(document.text, "甲藏 7 件\n丙");
}

#[test]
fn menus_are_read_where_they_are_asked_for() {
    let options = Options {
        with: vec![Kind::Boilerplate],
    };
    for path in fixtures("html")
        .iter()
        .filter(|p| p.to_string_lossy().contains("site-"))
    {
        let bytes = std::fs::read(path).expect("a file");
        let text = open(&bytes, "").expect("it is read").text;
        assert!(
            !["7777", "8888", "9999"].iter().any(|n| text.contains(n)),
            "{text}"
        );
        let document = read(&bytes, "", &options, &decoder).expect("it is read");
        assert!(document.text.contains("7777"), "{}", path.display());
        assert!(
            document
                .left_out
                .iter()
                .any(|l| l.kind == Kind::Boilerplate && l.read)
        );
    }
}

#[test]
fn the_encoding_is_that_of_the_page_where_it_fits() {
    let page =
        |name: &str| format!("<html><meta charset='{name}'><p>本區辦理案件12件，法治政府。</p>");
    let big5 = encoding_rs::BIG5.encode(&page("big5")).0.into_owned();
    for (bytes, encoding) in [
        (big5, "big5"),
        (page("gb2312").into_bytes(), "utf-8"),
        (
            encoding_rs::GBK.encode(&page("utf-8")).0.into_owned(),
            "gb18030",
        ),
        (
            page("x")
                .encode_utf16()
                .flat_map(u16::to_le_bytes)
                .collect(),
            "utf-16le",
        ),
    ] {
        let document = open(&bytes, "a.txt").expect("it is read");
        assert_eq!(
            (document.format, document.encoding),
            ("html", Some(encoding))
        );
        assert_eq!(document.text, "本區辦理案件12件，法治政府。");
    }
}

#[test]
fn text_with_signs_of_tags_stays_text() {
    for (text, name) in [
        ("# 标题\n\n<br>甲 <b>乙</b>\n", "a.md"),
        ("甲 <p 1 <br\n", "a.txt"),
    ] {
        let document = open(text.as_bytes(), name).expect("it is read");
        assert_eq!((document.format, &*document.text), ("txt", text));
    }
}

/// Files that are made to be slow, deep or large.
fn hostile(size: usize) -> Vec<(&'static str, String)> {
    let deep =
        |open: &str, close: &str| format!("<html>{}甲{}", open.repeat(size), close.repeat(size));
    vec![
        ("divs", deep("<div>", "</div>")),
        ("links", deep("<a href=x>", "</b>")),
        ("spans", deep("<span style='display:none'>", "")),
        ("tables", deep("<table><tr><td>", "</table>")),
        ("lists", deep("<ol reversed><li>", "</ol>")),
        ("items", deep("<li>甲", "")),
        ("rows", deep("<tr>", "")),
        (
            "wide",
            format!(
                "<html><table><tr>{}</table>",
                "<td colspan=1000>1".repeat(size / 100)
            ),
        ),
        (
            "long",
            format!(
                "<html><table><tr>{}{}",
                "<td rowspan=0>1".repeat(size / 100),
                "<tr>".repeat(size / 100)
            ),
        ),
        (
            "ends",
            format!(
                "<html>{}{}",
                "<div>".repeat(200),
                "</p></b></td>".repeat(size)
            ),
        ),
        (
            "attributes",
            format!("<html><p {}>甲", "a='b' ".repeat(size)),
        ),
        (
            "comments",
            format!("<html>{}甲", "<!--ContentStart--><!--".repeat(size)),
        ),
        ("script", format!("<html>甲{}", "<script><!--".repeat(size))),
        ("paragraphs", format!("<html>{}", "<p>甲<p>".repeat(size))),
        (
            "related",
            format!(
                "<html>{}",
                "<div>相关<ul><li><a href=1>甲<li><a href=2>乙<li><a href=3>丙</ul>"
                    .repeat(size / 10)
            ),
        ),
        ("groups", format!("{{\\rtf1{}甲", "{\\b ".repeat(size))),
        (
            "edges",
            format!(
                "{{\\rtf1 {}{}}}",
                "\\cellx1".repeat(size),
                "a\\cell\\row".repeat(size)
            ),
        ),
        ("bin", "{\\rtf1\\bin99999999999 甲}".to_owned()),
        (
            "parts",
            format!(
                "MIME-Version: 1\nContent-Type: multipart/mixed; boundary=a\n\n{}",
                "--a\n\n甲\n".repeat(size)
            ),
        ),
        (
            "nested",
            "Content-Type: multipart/mixed; boundary=a\n\n--a\n".repeat(size / 10),
        ),
    ]
}

#[test]
fn hostile_files_take_time_as_their_size() {
    for ((name, small), (_, large)) in hostile(25_000).into_iter().zip(hostile(100_000)) {
        let took = |file: &str| {
            let start = Instant::now();
            let _ = open(file.as_bytes(), "a.html");
            let _ = clipboard(file);
            start.elapsed().as_secs_f64()
        };
        let (small, large) = (took(&small), took(&large));
        assert!(
            large < 0.2 || large < small * 10.0,
            "{name}: {small} and {large} s"
        );
        assert!(large < 5.0, "{name}: {large} s");
    }
}

#[test]
fn deep_pages_keep_their_text() {
    let (_, page) = hostile(100_000).swap_remove(0);
    assert_eq!(text(&page), "甲");
}

#[test]
fn no_bytes_are_a_panic() {
    let mut state = 1_u32;
    let mut random = move |most: usize| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 8) as usize % most
    };
    let files = ["html", "mht", "rtf"].map(fixtures).concat();
    for path in &files {
        let bytes = std::fs::read(path).expect("a file");
        for _ in 0..60 {
            let mut bytes = bytes.clone();
            for _ in 0..1 + random(20) {
                let at = random(bytes.len());
                match random(3) {
                    0 => bytes.truncate(at.max(1)),
                    1 => bytes[at] = b"<>{}\\\"'/=&;\x00\x80\xFF"[random(14)],
                    _ => drop(bytes.drain(at..(at + random(200)).min(bytes.len()))),
                }
                if bytes.is_empty() {
                    break;
                }
            }
            let _ = open(&bytes, "a.html");
            let _ = clipboard(&String::from_utf8_lossy(&bytes));
        }
    }
}

#[test]
fn a_cut_rtf_is_damaged() {
    let bytes = b"{\\rtf1\\ansicpg936 \\'b7\\'a8\\par";
    assert_eq!(open(bytes, "a.rtf"), Err(Refusal::Damaged));
    let whole = [&bytes[..], b"}"].concat();
    assert_eq!(open(&whole, "a.doc").map(|d| d.text), Ok("法".to_owned()));
}
