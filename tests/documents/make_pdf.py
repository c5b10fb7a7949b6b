#!/usr/bin/env python3
"""Makes the .pdf files of tests/documents/pdf out of the reports in tests/corpus.

Run by hand where python-docx, pikepdf, Pillow, LibreOffice and Noto's Chinese fonts are:
make_pdf.py, or make_pdf.py FOLDER to make every report in every shape there. What
LibreOffice writes differs from version to version, so the files are committed.
"""

import io
import pathlib
import re
import subprocess
import sys
import tempfile

import docx
import pikepdf
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from PIL import Image, ImageDraw

HERE = pathlib.Path(__file__).parent
CORPUS = HERE.parent / "corpus"
FONT = "Noto Serif CJK SC"
HEADING = r"[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[）)]"

# Reports of tables: what is filled into the document, and what it reads as.
TABLES = [
    ("全年行政执法情况见下表。", None),
    (None, [
        ["项目", "单位", "数量"],
        ["行政许可", "件", "1280"],
        ["行政处罚", "件", "316"],
        ["罚没金额", "万元", "318.6"],
        ["行政检查", "次", "4205"],
    ]),
    ("规范性文件和行政复议情况如下。", None),
    (None, [
        ["类别", "2022年", "2023年", "增长"],
        ["新制定规范性文件", "6", "8", "33.3%"],
        ["收到行政复议申请", "120", "150", "25%"],
        ["办结行政复议案件", "115", "140", "21.7%"],
        ["行政应诉案件", "40", "44", "10%"],
    ]),
    ("以上数据截至2023年12月31日。全市各级行政机关将继续推进依法行政，进一步提高行政执法的质量和效率，切实维护人民群众的合法权益。", None),
]


def new(size=12):
    document = docx.Document()
    style = document.styles["Normal"]
    style.font.name = FONT
    style.element.rPr.rFonts.set(qn("w:eastAsia"), FONT)
    style.font.size = Pt(size)
    return document


def heading(paragraph):
    for run in paragraph.runs:
        run.font.bold = True


def plain(lines):
    """A paragraph a line, headings bold, nothing indented; a space between paragraphs."""
    document = new()
    document.styles["Normal"].paragraph_format.space_after = Pt(6)
    for number, line in enumerate(lines):
        paragraph = document.add_paragraph(line)
        if number == 0 or re.match(HEADING, line) and len(line) < 40:
            heading(paragraph)
    return document


def official(lines):
    """As offices set their documents: 16 pt at 28, two characters of indent, numbered pages, a header."""
    document = new(16)
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.header.paragraphs[0].text = "法治政府建设年度报告"
    section.header.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER
    page_number(section.footer.paragraphs[0])
    for number, line in enumerate(lines):
        paragraph = document.add_paragraph(line)
        layout = paragraph.paragraph_format
        layout.line_spacing_rule, layout.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(28)
        layout.space_after = Pt(0)
        if number == 0:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
            paragraph.runs[0].font.size = Pt(22)
            layout.line_spacing = Pt(36)
            continue
        paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
        layout.first_line_indent = Pt(32)
        if re.match(HEADING, line) and len(line) < 40:
            heading(paragraph)
    return document


def page_number(paragraph):
    """— 3 —"""
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.add_run("— ")
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph._p.append(field)
    paragraph.add_run(" —")


def columns(lines):
    """A title over two columns."""
    document = new(10.5)
    title = document.add_paragraph(lines[0])
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    heading(title)
    section = document.add_section(docx.enum.section.WD_SECTION.CONTINUOUS)
    section.page_width, section.page_height = Mm(210), Mm(297)
    parts = section._sectPr.xpath("./w:cols")
    cols = parts[0] if parts else section._sectPr.makeelement(qn("w:cols"), {})
    cols.set(qn("w:num"), "2")
    cols.set(qn("w:space"), "480")
    if not parts:
        section._sectPr.append(cols)
    page_number(section.footer.paragraphs[0])
    for line in lines[1:]:
        paragraph = document.add_paragraph(line)
        paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
        paragraph.paragraph_format.space_after = Pt(0)
        paragraph.paragraph_format.first_line_indent = Pt(21)
        if re.match(HEADING, line) and len(line) < 40:
            heading(paragraph)
    return document


def tables(lines):
    """The report with tables after it, and what it reads as."""
    document = official(lines)
    text = list(lines)
    for words, rows in TABLES:
        if words:
            paragraph = document.add_paragraph(words)
            paragraph.paragraph_format.first_line_indent = Pt(32)
            text.append(words)
            continue
        table = document.add_table(len(rows), len(rows[0]), style="Table Grid")
        for row, cells in zip(table.rows, rows):
            for cell, value in zip(row.cells, cells):
                cell.text = value
                for run in cell.paragraphs[0].runs:
                    run.font.size = Pt(12)
            text.append("\t".join(cells))
    return document, text


def to_pdf(document):
    """Has LibreOffice set it."""
    with tempfile.TemporaryDirectory() as folder:
        source = pathlib.Path(folder) / "a.docx"
        document.save(source)
        command = ["soffice", "--headless", f"-env:UserInstallation=file://{tempfile.gettempdir()}/lo_pdf"]
        command += ["--convert-to", "pdf:writer_pdf_Export", "--outdir", folder, str(source)]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        return small((pathlib.Path(folder) / "a.pdf").read_bytes())


def small(data):
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        pdf.remove_unreferenced_resources()
        pdf.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate, recompress_flate=True, deterministic_id=True)
    return out.getvalue()


# Files whose fonts are not in them, by hand: what the reader has to know by itself.
CLOSING = "，。、；：？！）》”’%％"


def broken(words, width):
    """Lines of at most so many half characters."""
    line, used = "", 0
    for char in words:
        wide = 1 if ord(char) < 128 else 2
        if used + wide > width and char not in CLOSING:
            yield line
            line, used = "", 0
        line += char
        used += wide
    yield line


def cid(lines, *, cmap="UniGB-UCS2-H", codec="utf-16-be", size=12, pitch=20, columns=1):
    """Fonts that are named and not embedded, in one column or two, two characters of indent."""
    page_width, page_height, margin, gutter = 595, 842, 72, 24
    width = (page_width - 2 * margin - gutter * (columns - 1)) / columns
    halves = int(width / size * 2)
    placed, column, y = [[]], 0, page_height - margin
    for line in lines:
        indent = 0 if line == lines[0] else 2
        words = "　" * indent + line if line else ""
        for part in broken(words, halves):
            if y < margin:
                y, column = page_height - margin, column + 1
                if column == columns:
                    placed.append([])
                    column = 0
            shift = len(part) - len(part.lstrip("　"))
            x = margin + column * (width + gutter) + shift * size
            code = part.strip("　").encode(codec).hex()
            placed[-1].append(f"1 0 0 1 {x:.1f} {y:.1f} Tm <{code}> Tj")
            y -= pitch
    pdf = pikepdf.new()
    font = pdf.make_indirect(pikepdf.Dictionary(
        Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type0, BaseFont=pikepdf.Name("/STSong-Light"),
        Encoding=pikepdf.Name(f"/{cmap}"),
        DescendantFonts=pikepdf.Array([pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.CIDFontType0, BaseFont=pikepdf.Name("/STSong-Light"),
            CIDSystemInfo=pikepdf.Dictionary(Registry=pikepdf.String("Adobe"), Ordering=pikepdf.String("GB1"), Supplement=2),
            DW=1000, W=pikepdf.Array([1, 95, 500, 814, 939, 500]),
        )]),
    ))
    for page in placed:
        content = f"BT /F1 {size} Tf\n" + "\n".join(page) + "\nET"
        pdf.add_blank_page(page_size=(page_width, page_height))
        pdf.pages[-1].Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
        pdf.pages[-1].Contents = pdf.make_stream(content.encode())
    return saved(pdf)


def scan(pages=2):
    """Pages that are pictures."""
    pictures = []
    for _ in range(pages):
        picture = Image.new("L", (310, 438), 255)
        draw = ImageDraw.Draw(picture)
        for y in range(40, 400, 14):
            draw.line((30, y, 280, y), fill=90, width=5)
        pictures.append(picture)
    out = io.BytesIO()
    pictures[0].save(out, "PDF", save_all=True, append_images=pictures[1:], resolution=37.5)
    return small(out.getvalue())


def mixed(data):
    """The pages of a file, then a picture, then an empty page."""
    with pikepdf.open(io.BytesIO(data)) as pdf, pikepdf.open(io.BytesIO(scan(1))) as picture:
        pdf.pages.append(picture.pages[0])
        pdf.add_blank_page()
        return saved(pdf)


def many():
    """More pages than are read."""
    pdf = pikepdf.new()
    for _ in range(2001):
        pdf.add_blank_page()
    return saved(pdf)


def encrypted(data, **passwords):
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return saved(pdf, encryption=pikepdf.Encryption(R=6, **passwords))


def saved(pdf, encryption=False):
    out = io.BytesIO()
    pdf.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate, encryption=encryption, deterministic_id=not encryption)
    return out.getvalue()


def lines_of(name):
    text = (CORPUS / f"{name}.txt").read_text(encoding="utf-8")
    return [line for line in text.strip().split("\n")]


def gbk(lines):
    """What GBK can write."""
    return [line for line in lines if line == line.encode("gbk", "ignore").decode("gbk")]


def write(folder, name, data, text=None):
    (folder / f"{name}.pdf").write_bytes(data)
    if text is not None:
        (folder / f"{name}.txt").write_text("\n".join(text) + "\n", encoding="utf-8")


def everything(folder):
    """Every report in every shape, for looking at."""
    for name in [f"d0{number}" for number in range(1, 9)]:
        lines = lines_of(name)
        write(folder, f"{name}-plain", to_pdf(plain(lines)), lines)
        write(folder, f"{name}-official", to_pdf(official(lines)), lines)
        write(folder, f"{name}-columns", to_pdf(columns(lines)), lines)
        write(folder, f"{name}-cid", cid(lines), lines)
        write(folder, f"{name}-cid2", cid(lines, size=10.5, pitch=16, columns=2), lines)


def main():
    if len(sys.argv) > 1:
        folder = pathlib.Path(sys.argv[1])
        folder.mkdir(parents=True, exist_ok=True)
        everything(folder)
        return
    folder = HERE / "pdf"
    folder.mkdir(exist_ok=True)
    write(folder, "plain-d05", to_pdf(plain(lines_of("d05"))))
    write(folder, "official-d04", to_pdf(official(lines_of("d04"))))
    write(folder, "columns-d07", to_pdf(columns(lines_of("d07"))))
    document, text = tables(lines_of("d03"))
    write(folder, "tables-d03", to_pdf(document), text)
    for name in ["d01", "d02", "d06", "d08"]:
        write(folder, f"cid-{name}", cid(lines_of(name)))
    write(folder, "gbk-d05", cid(gbk(lines_of("d05")), cmap="GBK-EUC-H", codec="gbk"))
    for name in ["d01", "d02", "d04"]:
        write(folder, f"cid2-{name}", cid(lines_of(name), size=10.5, pitch=16, columns=2))
    short = cid(lines_of("d05"))
    write(folder, "scan", scan())
    write(folder, "mixed", mixed(short))
    write(folder, "password", encrypted(short, user="secret", owner="owner"))
    write(folder, "owner", encrypted(short, user="", owner="owner"))
    write(folder, "truncated", short[: len(short) // 3])
    write(folder, "many", many())


if __name__ == "__main__":
    main()
