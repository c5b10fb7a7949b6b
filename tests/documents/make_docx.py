#!/usr/bin/env python3
"""Makes the .docx files of tests/documents/docx, each with the text that it reads as.

Run by hand where python-docx and LibreOffice are: make_docx.py FOLDER_OF_REPORTS
(text files in UTF-8). What LibreOffice writes differs from version to version, so the
files are committed.
"""

import datetime
import pathlib
import re
import subprocess
import sys
import tempfile

import docx
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt

OUT = pathlib.Path(__file__).parent / "docx"
DIGITS = "一二三四五六七八九"


def chinese(number):
    """The number in words, below a hundred."""
    ten, one = divmod(number, 10)
    words = ("" if ten < 2 else DIGITS[ten - 1]) + ("十" if ten else "")
    return words + (DIGITS[one - 1] if one else "")


def save(document, name, text=None):
    """Saves a document, and what it reads as where that is not simply the report."""
    document.core_properties.created = datetime.datetime(2025, 1, 1)
    document.core_properties.modified = datetime.datetime(2025, 1, 1)
    document.save(OUT / f"{name}.docx")
    if text is not None:
        (OUT / f"{name}.txt").write_text(text + "\n", encoding="utf-8")


def convert(source, name, *, to="docx", filter_name=None):
    """Has LibreOffice write a file."""
    with tempfile.TemporaryDirectory() as folder:
        command = ["soffice", "--headless", f"-env:UserInstallation=file://{folder}/profile"]
        if filter_name:
            command.append(f"--infilter={filter_name}")
        command += ["--convert-to", to, "--outdir", folder, str(source)]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        made = pathlib.Path(folder) / (source.stem + ".docx")
        (OUT / f"{name}.docx").write_bytes(made.read_bytes())


def new():
    document = docx.Document()
    document.styles["Normal"].font.size = Pt(12)
    return document


def plain(name, lines):
    """A paragraph a line, headings by style, runs cut anywhere as Word cuts them."""
    document = new()
    for line in lines:
        style = None
        if re.match(r"[一二三四五六七八九十]+、", line):
            style = "Heading 1"
        elif re.match(r"（[一二三四五六七八九十]+）", line):
            style = "Heading 2"
        paragraph = document.add_paragraph(style=style)
        for cut in re.findall(r".{1,37}", line):
            paragraph.add_run(cut)
    save(document, name)


LEVELS = [
    (r"([一二三四五六七八九十]+)、", "chineseCountingThousand", "%1、", lambda n: f"{chinese(n)}、"),
    (r"（([一二三四五六七八九十]+)）", "chineseCounting", "（%2）", lambda n: f"（{chinese(n)}）"),
    (r"(\d+)\.(?!\d)", "decimal", "%3.", lambda n: f"{n}."),
]


def add_list(document, identity, levels, *, style=None):
    """Adds a definition and a list of the same number; levels as (format, text, more)."""
    numbering = document.part.numbering_part.element
    xml = [f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{identity}">'
           '<w:multiLevelType w:val="multilevel"/>', style or ""]
    for at, (number_format, text, more) in enumerate(levels):
        xml.append(f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{number_format}"/>'
                   f'{more}<w:lvlText w:val="{text}"/></w:lvl>')
    xml.append("</w:abstractNum>")
    first = numbering.find(qn("w:num"))
    first.addprevious(parse_xml("".join(xml)))
    numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="{identity}">'
                               f'<w:abstractNumId w:val="{identity}"/></w:num>'))


def num_pr(properties, identity, level):
    for old in properties.findall(qn("w:numPr")):
        properties.remove(old)
    properties.append(parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/>'
                                f'<w:numId w:val="{identity}"/></w:numPr>'))


def numbered(name, lines, *, by_style):
    """The numbers of headings are counted by the list; what does not fit stays typed."""
    document = new()
    levels = []
    for at, (_, number_format, text, _) in enumerate(LEVELS):
        link = f'<w:pStyle w:val="Heading{at + 1}"/>' if by_style else ""
        levels.append((number_format, text, link + '<w:suff w:val="nothing"/>'))
    add_list(document, 90, levels)
    if by_style:
        for at in range(3):
            style = document.styles[f"Heading {at + 1}"].element
            num_pr(style.get_or_add_pPr(), 90, at)
    counts = [0, 0, 0]
    for line in lines:
        at = next((at for at, level in enumerate(LEVELS) if re.match(level[0], line)), None)
        if at is not None:
            counts[at + 1:] = [0] * (2 - at)
            label = LEVELS[at][3](counts[at] + 1)
            if line.startswith(label):
                counts[at] += 1
                style = f"Heading {at + 1}" if by_style else None
                paragraph = document.add_paragraph(line[len(label):], style=style)
                if not by_style:
                    num_pr(paragraph._p.get_or_add_pPr(), 90, at)
                continue
        document.add_paragraph(line)
    save(document, name)


def tables(name):
    """Merged cells, cells of several paragraphs, a table in a table, a frame of one cell."""
    document = new()
    document.add_paragraph("一、行政执法情况")
    table = document.add_table(rows=4, cols=4)
    rows = [["项目", "单位", "数量", "备注"], ["行政许可", "件", "318", ""],
            ["行政处罚", "件", "42", "同比下降"], ["罚没款", "万元", "12.6", ""]]
    for row, texts in zip(table.rows, rows):
        for cell, text in zip(row.cells, texts):
            cell.text = text
    table.cell(1, 3).merge(table.cell(2, 3))
    cell = table.cell(1, 0)
    cell.add_paragraph("（含备案）")
    row = table.add_row()
    row.cells[0].merge(row.cells[2]).text = "合计"
    row.cells[3].text = "360"
    document.add_paragraph("中间一段。")
    outer = document.add_table(rows=1, cols=2)
    outer.cell(0, 0).text = "外表"
    inner = outer.cell(0, 1).add_table(rows=1, cols=2)
    inner.cell(0, 0).text = "受理"
    inner.cell(0, 1).text = "7件"
    frame = document.add_table(rows=1, cols=1)
    frame.cell(0, 0).text = "框中第一段。"
    frame.cell(0, 0).add_paragraph("框中第二段。")
    document.add_paragraph("末段。")
    save(document, name, "\n".join([
        "一、行政执法情况", "项目\t单位\t数量\t备注", "行政许可（含备案）\t件\t318\t同比下降",
        "行政处罚\t件\t42\t", "罚没款\t万元\t12.6\t", "合计\t\t\t360", "中间一段。",
        "外表\t受理 7件", "框中第一段。", "框中第二段。", "末段。"]))


W = nsdecls("w")
CHANGE = 'w:id="9" w:author="甲" w:date="2025-01-01T00:00:00Z"'


def body_paragraph(inner):
    return parse_xml(f"<w:p {W} {nsdecls('r')}"
                     ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
                     ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
                     ' xmlns:v="urn:schemas-microsoft-com:vml"'
                     f' xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math">{inner}</w:p>')


def run(text, properties=""):
    return f'<w:r>{properties}<w:t xml:space="preserve">{text}</w:t></w:r>'


RICH = [
    # Inserted, deleted and moved.
    (run("受理") + f'<w:ins {CHANGE}>{run("行政复议")}</w:ins>'
     f'<w:del {CHANGE}><w:r><w:delText>信访</w:delText></w:r></w:del>' + run("案件12件。"),
     "受理行政复议案件12件。"),
    (f'<w:moveFrom {CHANGE}>{run("移走的话。")}</w:moveFrom>' + run("留下的话。"), "留下的话。"),
    (f'<w:moveTo {CHANGE}>{run("移来的话。")}</w:moveTo>', "移来的话。"),
    # A deleted mark joins two paragraphs.
    (f'<w:pPr><w:rPr><w:del {CHANGE}/></w:rPr></w:pPr>' + run("前半句，"), None),
    (run("后半句。"), "前半句，后半句。"),
    # Hidden text, fields, hyperlinks, marks.
    (run("公开") + run("内部数字99件", "<w:rPr><w:vanish/></w:rPr>") + run("部分。"), "公开部分。"),
    ('<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> REF a \\h </w:instrText></w:r>'
     '<w:r><w:fldChar w:fldCharType="separate"/></w:r>' + run("见表1")
     + '<w:r><w:fldChar w:fldCharType="end"/></w:r>' + run("，")
     + f'<w:fldSimple w:instr=" SEQ b ">{run("3")}</w:fldSimple>' + run("处。"), "见表1，3处。"),
    (f'<w:hyperlink w:anchor="a">{run("链接")}</w:hyperlink><w:smartTag w:element="a">{run("标记")}'
     f'</w:smartTag><w:sdt><w:sdtPr/><w:sdtContent>{run("控件")}</w:sdtContent></w:sdt>', "链接标记控件"),
    ('<w:r><w:t>第一行</w:t><w:br/><w:t>第二行</w:t><w:tab/><w:t>后</w:t><w:noBreakHyphen/>'
     '<w:t>续</w:t><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>', "第一行\n第二行\t后-续☑"),
    ('<w:r><w:ruby><w:rubyPr/><w:rt><w:r><w:t>fǎ</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>法</w:t>'
     '</w:r></w:rubyBase></w:ruby></w:r>' + run("治"), "法治"),
    ('<m:oMath><m:r><m:t>a+b</m:t></m:r></m:oMath>' + run("为公式。"), "a+b为公式。"),
    # A text box stands in two forms.
    (run("框外。") + '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>'
     f'<w:txbxContent><w:p>{run("框内。")}</w:p></w:txbxContent></wps:txbx></w:drawing></mc:Choice>'
     f'<mc:Fallback><w:pict><v:textbox><w:txbxContent><w:p>{run("框内。")}</w:p></w:txbxContent>'
     '</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>', "框外。\n框内。"),
]


def rich(name):
    document = new()
    document.sections[0].header.paragraphs[0].text = "内部资料"
    document.sections[0].footer.paragraphs[0].text = "第1页"
    body = document.element.body
    lines = []
    for inner, line in RICH:
        body.insert(len(body) - 1, body_paragraph(inner))
        if line is not None:
            lines.append(line)
    document.styles["Heading 3"].font.hidden = True
    document.add_paragraph("样式隐藏的段落", style="Heading 3")
    paragraph = document.add_paragraph("有批注的话。")
    document.add_comment(paragraph.runs, text="请核实。", author="乙")
    save(document, name, "\n".join([*lines, "有批注的话。"]))


def level(at, number_format, text, more="", start=1):
    return (f'<w:lvl w:ilvl="{at}"><w:start w:val="{start}"/><w:numFmt w:val="{number_format}"/>{more}'
            f'<w:lvlText w:val="{text}"/></w:lvl>')


def number(identity, definition, overrides=""):
    return (f'<w:num w:numId="{identity}"><w:abstractNumId w:val="{definition}"/>{overrides}</w:num>')


def start_at(at, value):
    return f'<w:lvlOverride w:ilvl="{at}"><w:startOverride w:val="{value}"/></w:lvlOverride>'


NOTHING = '<w:suff w:val="nothing"/>'
SPACE = '<w:suff w:val="space"/>'

# Definitions by number: what stands in the definition.
DEFINITIONS = {
    1: level(0, "chineseCountingThousand", "第%1部分", SPACE) + level(1, "japaneseCounting", "%2是")
    + level(2, "decimal", "%3）"),
    # Linked to styles; the third level shows all numbers as decimal.
    2: level(0, "chineseCounting", "%1、", '<w:pStyle w:val="Cap1"/>')
    + level(1, "chineseCounting", "（%2）", '<w:pStyle w:val="Cap2"/>')
    + level(2, "decimal", "%1.%2.%3", '<w:isLgl/><w:pStyle w:val="Cap3"/>' + SPACE),
    # Holds its levels over a list style, which definition 4 defines.
    3: '<w:numStyleLink w:val="ListStyle"/>',
    4: '<w:styleLink w:val="ListStyle"/>' + level(0, "decimalEnclosedCircle", "%1", NOTHING),
    # The second level never starts again; the third after the first only.
    5: level(0, "upperRoman", "%1.") + level(1, "lowerLetter", "%2)", '<w:lvlRestart w:val="0"/>')
    + level(2, "decimal", "%3.", '<w:lvlRestart w:val="1"/>'),
    6: level(0, "bullet", "\uf0b7", '<w:rPr/>') + level(1, "bullet", "–", SPACE),
    7: level(0, "ideographTraditional", "%1、", start=9),
    8: level(0, "decimalZero", "第%1条", SPACE, start=9),
    9: level(0, "chineseLegalSimplified", "%1、", start=10),
    10: level(0, "decimal", "%1", SPACE, start=2147483647),
    11: level(0, "decimal", "%1.", start=0) + level(1, "decimal", "%1.%2.", start=0),
    12: level(0, "none", "附："),
}

NUMBERS = [
    *(number(at, at) for at in DEFINITIONS),
    # Lists of definition 1: one counts on, one starts at 4, one has a level of its own.
    number(21, 1), number(22, 1, start_at(0, 4)),
    number(23, 1, '<w:lvlOverride w:ilvl="0">' + level(0, "decimal", "例%1", SPACE, start=7)
           + "</w:lvlOverride>"),
    # The list of the list style.
    number(24, 4), number(25, 3, start_at(0, 1)),
]

STYLES = [
    ("Cap1", "Normal", '<w:numPr><w:numId w:val="2"/></w:numPr>'),
    ("Cap2", "Normal", '<w:numPr><w:ilvl w:val="1"/><w:numId w:val="2"/></w:numPr>'),
    ("Cap3", "Normal", '<w:numPr><w:ilvl w:val="2"/><w:numId w:val="2"/></w:numPr>'),
    ("Own", "Cap2", ""),
    ("Plain", "Cap1", '<w:numPr><w:numId w:val="0"/></w:numPr>'),
]

# What a paragraph says (list and level, or a style), and the number that it shows.
PARAGRAPHS = [
    ((1, 0), "第一部分 "), ((1, 1), "一是 "), ((1, 1), "二是 "), ((1, 2), "1）"), ((1, 0), "第二部分 "),
    ((1, 1), "一是 "), ((21, 0), "第三部分 "), ((22, 0), "第四部分 "), ((22, 0), "第五部分 "),
    ((22, 1), "一是 "), ((23, 0), "例6 "), ((1, 0), "第七部分 "),
    ("Cap1", "一、"), ("Cap2", "（一）"), ("Own", "（二）"), ("Cap3", "1.2.1 "), ("Plain", ""), ("Cap1", "二、"),
    ("Cap3", "2.1.1 "),
    ((3, 0), "①"), ((3, 0), "②"), ((24, 0), "③"), ((25, 0), "①"),
    ((5, 0), "I. "), ((5, 1), "a) "), ((5, 2), "1. "), ((5, 0), "II. "), ((5, 1), "b) "), ((5, 1), "c) "),
    ((5, 2), "1. "), ((5, 1), "d) "), ((5, 2), "2. "),
    ((6, 0), "• "), ((6, 1), "– "), ((7, 0), "壬、"), ((7, 0), "癸、"), ((7, 0), "11、"),
    ((8, 0), "第09条 "), ((8, 0), "第10条 "), ((9, 0), "壹拾、"), ((9, 0), "壹拾壹、"),
    ((10, 0), "2147483647 "), ((11, 0), "0. "), ((11, 1), "0.0. "), ((11, 1), "0.1. "), ((12, 0), "附："),
    ((0, 0), ""), ((99, 0), ""), ((1, 8), ""),
]


def numbering(name):
    """All that decides a number."""
    document = new()
    part = document.part.numbering_part.element
    for child in list(part):
        part.remove(child)
    for at, levels in DEFINITIONS.items():
        part.append(parse_xml(f'<w:abstractNum {W} w:abstractNumId="{at}">{levels}</w:abstractNum>'))
    for xml in NUMBERS:
        part.append(parse_xml(xml.replace("<w:num ", f"<w:num {W} ", 1)))
    styles = document.styles.element
    for identity, base, properties in STYLES:
        styles.append(parse_xml(
            f'<w:style {W} w:type="paragraph" w:styleId="{identity}"><w:name w:val="{identity}"/>'
            f'<w:basedOn w:val="{base}"/><w:pPr>{properties}</w:pPr></w:style>'))
    styles.append(parse_xml(
        f'<w:style {W} w:type="numbering" w:styleId="ListStyle"><w:name w:val="ListStyle"/>'
        '<w:pPr><w:numPr><w:numId w:val="24"/></w:numPr></w:pPr></w:style>'))
    lines = []
    for at, (place, label) in enumerate(PARAGRAPHS):
        paragraph = document.add_paragraph(f"段{at}")
        properties = paragraph._p.get_or_add_pPr()
        if isinstance(place, str):
            properties.append(parse_xml(f'<w:pStyle {W} w:val="{place}"/>'))
        else:
            num_pr(properties, *place)
        lines.append(f"{label}段{at}")
    save(document, name, "\n".join(lines))


HTML = """<html><meta charset="utf-8"><body><h1>年度报告</h1><p>正文第一段，共<b>12</b>件。</p>
<ol><li>完善制度</li><li>加强监督<ol type="a"><li>专项检查</li></ol></li></ol>
<table border="1"><tr><td rowspan="2">类别</td><td>数量</td></tr><tr><td>5</td></tr></table>
<p>末段。</p></body></html>"""


def from_html(name):
    """What LibreOffice makes of a page: its own lists and tables."""
    with tempfile.TemporaryDirectory() as folder:
        source = pathlib.Path(folder) / "page.html"
        source.write_text(HTML, encoding="utf-8")
        convert(source, name, to="docx:MS Word 2007 XML", filter_name="HTML (StarWriter)")
    text = ("年度报告\n正文第一段，共12件。\n1. 完善制度\n2. 加强监督\na. 专项检查\n"
            "类别\t数量\n\t5\n末段。\n")
    (OUT / f"{name}.txt").write_text(text, encoding="utf-8")


def main():
    OUT.mkdir(exist_ok=True)
    reports = sorted(pathlib.Path(sys.argv[1]).glob("*.txt"))
    for at, report in enumerate(reports):
        text = report.read_text(encoding="utf-8").strip("\n")
        lines = text.split("\n")
        if at % 2:
            plain(f"plain_{report.stem}", lines)
            numbered(f"style_{report.stem}", lines, by_style=True)
        else:
            convert(report, f"plain_{report.stem}", filter_name="Text (encoded):UTF8,LF")
            numbered(f"direct_{report.stem}", lines, by_style=False)
    numbering("numbering")
    tables("tables")
    rich("rich")
    from_html("page")


if __name__ == "__main__":
    main()
