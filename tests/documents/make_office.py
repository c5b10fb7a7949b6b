#!/usr/bin/env python3
"""Makes the fixtures of .doc and .odt: reports as .docx and flat .odt, which
LibreOffice converts. Beside each stands the text that a reader sees (.txt).

    python3 tests/documents/make_office.py REPORTS

REPORTS is a folder of plain reports, d01.txt and so on. Needs python-docx and soffice.
"""

import pathlib
import re
import subprocess
import sys
import tempfile
from xml.sax.saxutils import escape

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

HERE = pathlib.Path(__file__).parent
DIGITS = "〇一二三四五六七八九"


def chinese(n):
    """1 to 99."""
    tens, ones = divmod(n, 10)
    head = "" if tens == 0 else ("十" if tens == 1 else DIGITS[tens] + "十")
    return head + (DIGITS[ones] if ones else "")


LEVELS = [  # format, text, what a typed number looks like
    ("chineseCountingThousand", "%1、", re.compile(r"^([一二三四五六七八九十]+)、")),
    ("chineseCountingThousand", "（%2）", re.compile(r"^（([一二三四五六七八九十]+)）")),
    ("decimal", "%3.", re.compile(r"^(\d{1,2})\.(?!\d)")),
]


def add_list(document, number, levels):
    """A list of its own; `levels` are (format, text, start, more XML)."""
    numbering = document.part.numbering_part.element
    xml = "".join(
        f'<w:lvl w:ilvl="{i}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{more}'
        f'<w:suff w:val="nothing"/><w:lvlText w:val="{escape(text)}"/>'
        f'<w:lvlJc w:val="left"/></w:lvl>'
        for i, (form, text, start, more) in enumerate(levels)
    )
    abstract = parse_xml(
        f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{number}">'
        f'<w:multiLevelType w:val="multilevel"/>{xml}</w:abstractNum>'
    )
    first = numbering.find(qn("w:num"))
    if first is None:
        numbering.append(abstract)
    else:
        first.addprevious(abstract)
    add_use(document, number, number)


def add_use(document, number, abstract, override=""):
    document.part.numbering_part.element.append(
        parse_xml(
            f'<w:num {nsdecls("w")} w:numId="{number}">'
            f'<w:abstractNumId w:val="{abstract}"/>{override}</w:num>'
        )
    )


def put_in_list(paragraph, number, level):
    properties = paragraph._p.get_or_add_pPr()
    properties.append(
        parse_xml(
            f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/>'
            f'<w:numId w:val="{number}"/></w:numPr>'
        )
    )


def plain(text):
    document = docx.Document()
    for line in text.split("\n"):
        document.add_paragraph(line)
    return document


def numbered(text, by_style):
    """The typed numbers that a list would count the same become the list's."""
    document = docx.Document()
    add_list(
        document,
        90,
        [
            (form, shown, 1, f'<w:pStyle w:val="Heading{i + 1}"/>' if by_style else "")
            for i, (form, shown, _) in enumerate(LEVELS)
        ],
    )
    if by_style:
        for i in range(3):
            style = document.styles[f"Heading {i + 1}"].element
            style.get_or_add_pPr().append(
                parse_xml(
                    f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{i}"/><w:numId w:val="90"/></w:numPr>'
                )
            )
    counts = [0, 0, 0]
    for line in text.split("\n"):
        for level, (form, _, typed) in enumerate(LEVELS):
            found = typed.match(line)
            following = counts[level] + 1
            shown = str(following) if form == "decimal" else chinese(following)
            if found and found[1] == shown:
                counts[level] += 1
                counts[level + 1 :] = [0] * (2 - level)
                words = line[found.end() :]
                if by_style:
                    document.add_paragraph(words, style=f"Heading {level + 1}")
                else:
                    put_in_list(document.add_paragraph(words), 90, level)
                break
        else:
            document.add_paragraph(line)
    return document


FORMS = [  # format, text, start, how many, what is seen
    ("decimalZero", "%1.", 8, ["08.", "09.", "10."]),
    ("decimalFullWidth", "%1．", 9, ["９．", "１０．"]),
    ("decimalEnclosedCircle", "%1", 1, ["①", "②", "③"]),
    ("upperRoman", "%1.", 3, ["III.", "IV.", "V."]),
    ("lowerLetter", "%1)", 26, ["z)", "aa)"]),
    ("ideographTraditional", "%1、", 1, ["甲、", "乙、", "丙、"]),
    ("ideographZodiac", "%1、", 1, ["子、", "丑、"]),
    ("chineseCounting", "第%1章　", 9, ["第九章　", "第十章　", "第十一章　"]),
    ("chineseCountingThousand", "（%1）", 19, ["（十九）", "（二十）", "（二十一）"]),
    ("japaneseCounting", "%1是", 1, ["一是", "二是"]),
    ("chineseLegalSimplified", "%1、", 1, ["壹、", "贰、", "叁、"]),
    ("taiwaneseCountingThousand", "%1、", 10, ["十、", "十一、"]),
]


def forms():
    """One list of each form of numbers, levels that show others, restarts."""
    document, seen = docx.Document(), []
    for i, (form, text, start, shown) in enumerate(FORMS):
        add_list(document, 100 + i, [(form, text, start, "")])
        for number in shown:
            put_in_list(document.add_paragraph("推进依法行政"), 100 + i, 0)
            seen.append(number + "推进依法行政")
    add_list(
        document,
        200,
        [
            ("decimal", "第%1部分 ", 1, ""),
            ("decimal", "%1.%2 ", 1, ""),
            ("decimal", "%1.%2.%3 ", 1, ""),
        ],
    )
    restart = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="4"/></w:lvlOverride>'
    add_list(document, 202, [("chineseCountingThousand", "%1、", 1, "")])
    add_use(document, 201, 202, restart)
    for use, level, number in [
        (200, 0, "第1部分 "),
        (200, 1, "1.1 "),
        (200, 1, "1.2 "),
        (200, 2, "1.2.1 "),
        (200, 0, "第2部分 "),
        (200, 1, "2.1 "),
        (201, 0, "四、"),
        (200, 0, "第3部分 "),
    ]:
        put_in_list(document.add_paragraph("强化监督"), use, level)
        seen.append(number + "强化监督")
    bullets = [("bullet", "•", 1, "")]
    add_list(document, 300, bullets)
    put_in_list(document.add_paragraph("加强培训"), 300, 0)
    seen.append("•加强培训")
    return document, "\n".join(seen)


def table():
    """A table with cells merged both ways, one with a list and two paragraphs in a cell."""
    document, seen = docx.Document(), []
    document.add_paragraph("一、数据")
    grid = document.add_table(rows=5, cols=4)
    words = [
        ["项目", "2022年", "", "单位"],
        ["", "上半年", "下半年", ""],
        ["行政处罚", "120", "98", "件"],
        ["行政复议", "12", "8", "件"],
        ["合计", "132", "106", "件"],
    ]
    for row, texts in enumerate(words):
        for column, text in enumerate(texts):
            if text:
                grid.cell(row, column).text = text
    for a, b in [((0, 1), (0, 2)), ((0, 0), (1, 0)), ((0, 3), (1, 3))]:
        keep = grid.cell(*a).text
        grid.cell(*a).merge(grid.cell(*b)).text = keep
    seen += ["一、数据"] + ["\t".join(texts) for texts in words]
    document.add_paragraph("二、措施")
    add_list(document, 90, [("decimal", "%1.", 1, "")])
    grid = document.add_table(rows=2, cols=2)
    for row in range(2):
        put_in_list(grid.cell(row, 0).paragraphs[0], 90, 0)
        grid.cell(row, 0).paragraphs[0].add_run(f"措施{DIGITS[row + 1]}")
        grid.cell(row, 1).text = f"已完成{row + 3}项"
    document.add_paragraph("三、结语")
    seen += ["二、措施", "1.措施一\t已完成3项", "2.措施二\t已完成4项", "三、结语"]
    return document, "\n".join(seen)


RICH = """<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"
 xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"
 xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"
 xmlns:xlink="http://www.w3.org/1999/xlink"
 xmlns:dc="http://purl.org/dc/elements/1.1/"
 office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.text">
<office:automatic-styles>
<style:style style:name="H" style:family="text"><style:text-properties text:display="none"/></style:style>
<style:style style:name="F" style:family="graphic"><style:graphic-properties style:wrap="parallel"/></style:style>
<style:page-layout style:name="L"><style:header-style/><style:footer-style/></style:page-layout>
</office:automatic-styles>
<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="L">
<style:header><text:p>页眉：内部资料</text:p></style:header>
<style:footer><text:p>第<text:page-number/>页</text:p></style:footer>
</style:master-page></office:master-styles>
<office:body><office:text>
<text:tracked-changes text:track-changes="false">
<text:changed-region text:id="c1"><text:deletion><office:change-info><dc:creator>张</dc:creator><dc:date>2023-01-01T00:00:00</dc:date></office:change-info><text:p>删去的15件</text:p></text:deletion></text:changed-region>
<text:changed-region text:id="c2"><text:insertion><office:change-info><dc:creator>张</dc:creator><dc:date>2023-01-01T00:00:00</dc:date></office:change-info></text:insertion></text:changed-region>
<text:changed-region text:id="c3"><text:deletion><office:change-info><dc:creator>张</dc:creator><dc:date>2023-01-01T00:00:00</dc:date></office:change-info><text:p/><text:p/></text:deletion></text:changed-region>
</text:tracked-changes>
<text:p>全年办理案件<text:change text:change-id="c1"/><text:change-start text:change-id="c2"/>插入的12件<text:change-end text:change-id="c2"/>，同比增长3%。</text:p>
<text:p>前半段<text:change text:change-id="c3"/>后半段。</text:p>
<text:p>公开<text:span text:style-name="H">隐藏的99件</text:span>部分，详见<text:a xlink:type="simple" xlink:href="https://example.org/">网站</text:a>。</text:p>
<text:p>注释<text:note text:id="n1" text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body><text:p>脚注的话。</text:p></text:note-body></text:note>在此，批注<office:annotation><dc:creator>李</dc:creator><dc:date>2023-01-01T00:00:00</dc:date><text:p>批注的话</text:p></office:annotation>也在此。</text:p>
<text:p><draw:frame draw:style-name="F" text:anchor-type="paragraph" svg:width="6cm" svg:height="2cm"><draw:text-box fo:min-height="2cm"><text:p>文本框的话。</text:p></draw:text-box></draw:frame>文本框挂在此段。</text:p>
<text:p>一<text:s text:c="2"/>二<text:tab/>三<text:line-break/>四</text:p>
<text:p>尾注<text:note text:id="n2" text:note-class="endnote"><text:note-citation>i</text:note-citation><text:note-body><text:p>尾注的话。</text:p></text:note-body></text:note>完。</text:p>
</office:text></office:body></office:document>
"""

RICH_SEEN = """全年办理案件插入的12件，同比增长3%。
前半段后半段。
公开部分，详见网站。
注释在此，批注也在此。
文本框挂在此段。
文本框的话。
一  二\t三
四
尾注完。
脚注的话。
尾注的话。"""


def convert(source, kind):
    subprocess.run(
        ["soffice", "-env:UserInstallation=file:///tmp/lo_office", "--headless",
         "--convert-to", kind, "--outdir", str(HERE / kind), str(source)],
        check=True, capture_output=True,
    )  # fmt: skip


def main(reports):
    report = lambda name: (reports / f"{name}.txt").read_text(encoding="utf-8").rstrip("\n")
    documents = {
        "plain": (plain(report("d01")), report("d01")),
        "numbered": (numbered(report("d02"), False), report("d02")),
        "styled": (numbered(report("d03"), True), report("d03")),
        "forms": forms(),
        "table": table(),
    }
    with tempfile.TemporaryDirectory() as folder:
        sources = [pathlib.Path(folder) / "rich.fodt"]
        sources[0].write_text(RICH, encoding="utf-8")
        seen = {"rich": RICH_SEEN}
        for name, (document, text) in documents.items():
            sources.append(pathlib.Path(folder) / f"{name}.docx")
            document.save(sources[-1])
            seen[name] = text
        for kind in ["doc", "odt"]:
            for source in sources:
                convert(source, kind)
            for name, text in seen.items():
                if kind == "odt":
                    # LibreOffice has no full-width digits in lists there.
                    text = text.replace("９．", "9．").replace("１０．", "10．")
                (HERE / kind / f"{name}.txt").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))
