#!/usr/bin/env python3
"""Makes the fixtures of .ofd (GB/T 33190): reports set on pages in several ways.
Beside each stands the text that a reader sees (.txt).

    python3 tests/documents/make_ofd.py REPORTS

REPORTS is a folder of plain reports, d01.txt and so on.
"""

import pathlib
import random
import sys
import zipfile
from xml.sax.saxutils import escape

HERE = pathlib.Path(__file__).parent / "ofd"
NS = 'xmlns:ofd="http://www.ofdspec.org/2016"'
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
MM = 25.4 / 72  # a point
WIDTH, HEIGHT = 210.0, 297.0
CLOSING = "，。、；：！？）》”’】〕」』,.;:!?)%"
OPENING = "（《“‘【〔「『("


def f(number):
    return f"{number:.4f}".rstrip("0").rstrip(".")


def advance(c, size):
    return size * (0.5 if ord(c) < 128 else 1.0)


def words(text):
    """What a line is not broken in: words and numbers; marks stay with what they close."""
    out = []
    for c in text:
        whole = c.isascii() and (c.isalnum() or c in ".%") and out and out[-1][-1].isascii()
        whole = whole and (out[-1][-1].isalnum() or out[-1][-1] == ".")
        if out and (whole or c in CLOSING or out[-1][-1] in OPENING):
            out[-1] += c
        else:
            out.append(c)
    return out


class Style:
    size = 16 * MM
    title = 22 * MM
    left, right, top, bottom = 28.0, 26.0, 37.0, 35.0
    pitch = 28 * MM
    indent = 2
    justify = False
    after = 0.0  # between paragraphs
    objects = "line"  # or "run", "char", "matrix"
    number = "— {} —"
    header = None
    template = False
    shuffle = False


def lines(text, style, size):
    """The lines of a paragraph with where they begin, in characters."""
    width = WIDTH - style.left - style.right
    out, line, used = [], "", style.indent * size
    for word in words(text):
        long = sum(advance(c, size) for c in word)
        if line and used + long > width + 0.01:
            out.append(line)
            line, used = "", 0.0
        line += word
        used += long
    return out + [line]


class Pages:
    def __init__(self, style):
        self.style, self.pages, self.y = style, [], None
        self.id = 100
        self.break_page()

    def break_page(self):
        self.pages.append([])
        self.y = self.style.top

    def next_id(self):
        self.id += 1
        return self.id

    def room(self, height):
        if self.y + height > HEIGHT - self.style.bottom + 0.01:
            self.break_page()

    def text(self, x, base, text, size, spread=0.0):
        """One or more objects for a line whose base line and left are given."""
        kind = self.style.objects
        pieces = [text] if kind in ("line", "matrix") else list(text) if kind == "char" else words(text)
        if kind == "run":
            pieces = ["".join(pieces[i : i + 5]) for i in range(0, len(pieces), 5)]
        for piece in pieces:
            steps = [advance(c, size) + spread for c in piece]
            self.pages[-1].append(self.object(x, base, piece, size, steps))
            x += sum(steps)

    def object(self, x, base, piece, size, steps):
        scale = MM if self.style.objects == "matrix" else 1.0
        matrix = f' CTM="{f(scale)} 0 0 {f(scale)} 0 0"' if scale != 1.0 else ""
        ascent = size * 0.86
        runs, i = [], 0
        steps = [s / scale for s in steps[:-1]]
        while i < len(steps):
            same = next((j for j in range(i, len(steps)) if abs(steps[j] - steps[i]) > 1e-6), len(steps))
            runs.append(f"g {same - i} {f(steps[i])}" if same - i > 2 else " ".join([f(steps[i])] * (same - i)))
            i = same
        delta = f' DeltaX="{" ".join(runs)}"' if runs else ""
        width = sum(steps) * scale + size
        return (
            f'<ofd:TextObject ID="{self.next_id()}" Boundary="{f(x)} {f(base - ascent)} {f(width)} {f(size * 1.2)}"'
            f' Font="1" Size="{f(size / scale)}"{matrix}><ofd:FillColor Value="0 0 0"/>'
            f'<ofd:TextCode X="0" Y="{f(ascent / scale)}"{delta}>{escape(piece)}</ofd:TextCode></ofd:TextObject>'
        )

    def paragraph(self, text, style, size, centred):
        width = WIDTH - style.left - style.right
        if centred:
            broken, half = [text], 0
            if sum(advance(c, size) for c in text) > width * 0.9:
                half = len(text) // 2 + 1
                broken = [text[:half], text[half:]]
        else:
            broken = lines(text, style, size)
        pitch = max(style.pitch, size * 1.3)
        for i, line in enumerate(broken):
            self.room(pitch)
            natural = sum(advance(c, size) for c in line)
            x = style.left + (style.indent * size if i == 0 and not centred else 0)
            spread = 0.0
            if centred:
                x = style.left + (width - natural) / 2
            elif style.justify and i + 1 < len(broken) and len(line) > 1:
                spread = (WIDTH - style.right - x - natural) / (len(line) - 1)
            self.text(x, self.y + size, line, size, spread)
            self.y += pitch
        self.y += style.after

    def rule(self, x0, y0, x1, y1):
        self.pages[-1].append(
            f'<ofd:PathObject ID="{self.next_id()}" Boundary="{f(x0)} {f(y0)} {f(max(x1 - x0, 0.2))} {f(max(y1 - y0, 0.2))}"'
            f' LineWidth="0.2"><ofd:AbbreviatedData>M 0 0 L {f(x1 - x0)} {f(y1 - y0)}</ofd:AbbreviatedData></ofd:PathObject>'
        )

    def table(self, rows, widths, merged, ruled=True):
        """`merged` are cells as (row, column, rows, columns); words wrap in their cell."""
        size, style = self.style.size * 0.8, self.style
        xs = [style.left]
        for width in widths:
            xs.append(xs[-1] + width)
        spans = {(r, c): (h, w) for r, c, h, w in merged}
        hidden = {(r + i, c + j) for r, c, h, w in merged for i in range(h) for j in range(w)} - set(spans)
        broken = {}
        heights = []
        for r, row in enumerate(rows):
            most = 1
            for c, text in enumerate(row):
                room = xs[c + spans.get((r, c), (1, 1))[1]] - xs[c] - 2
                cell, used = [""], 0
                for word in words(text):
                    long = sum(advance(x, size) for x in word)
                    if cell[-1] and used + long > room:
                        cell.append("")
                        used = 0
                    cell[-1] += word
                    used += long
                broken[r, c] = cell
                if spans.get((r, c), (1, 1))[0] == 1:
                    most = max(most, len(cell))
            heights.append(most * size * 1.4 + 2)
        self.room(sum(heights))
        ys = [self.y]
        for height in heights:
            ys.append(ys[-1] + height)
        for r, row in enumerate(rows):
            for c, text in enumerate(row):
                if (r, c) in hidden:
                    continue
                h, w = spans.get((r, c), (1, 1))
                x0, x1, y0, y1 = xs[c], xs[c + w], ys[r], ys[r + h]
                if ruled:
                    self.rule(x0, y0, x1, y0)
                    self.rule(x0, y1, x1, y1)
                    self.rule(x0, y0, x0, y1)
                    self.rule(x1, y0, x1, y1)
                y = (y0 + y1 - len(broken[r, c]) * size * 1.4) / 2
                for line in broken[r, c]:
                    if line:
                        self.text(x0 + 1, y + size, line, size)
                    y += size * 1.4
        self.y = ys[-1] + self.style.pitch / 2

    def finish(self):
        """Page numbers, headers; the parts of the pages."""
        style, parts = self.style, []
        for i, page in enumerate(self.pages):
            objects = list(page)
            keep, style.objects = style.objects, "line"
            self.pages.append([])
            if style.number:
                number = style.number.format(i + 1, len(self.pages) - 1)
                self.text(100, HEIGHT - 20, number, 14 * MM)
            if style.header and not style.template:
                self.text(style.left, 20, style.header, 9 * MM)
            objects += self.pages.pop()
            style.objects = keep
            if style.shuffle:
                random.Random(i).shuffle(objects)
            parts.append(content(objects, style.template))
        return parts


def content(objects, template=False):
    use = '<ofd:Template TemplateID="7" ZOrder="Background"/>' if template else ""
    return (
        f'{HEAD}<ofd:Page {NS}>{use}<ofd:Area><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:Area>'
        f'<ofd:Content><ofd:Layer Type="Body" ID="3">{"".join(objects)}</ofd:Layer></ofd:Content></ofd:Page>'
    )


def package(name, pages, template=None, more=None, absolute=False, leave=()):
    base = "/Doc_0/" if absolute else ""
    listed = "".join(
        f'<ofd:Page ID="{i + 10}" BaseLoc="{base}Pages/Page_{i}/Content.xml"/>' for i in range(len(pages))
    )
    common = '<ofd:TemplatePage ID="7" BaseLoc="Tpls/Tpl_0/Content.xml"/>' if template else ""
    notes = "<ofd:Annotations>Annots/Annotations.xml</ofd:Annotations>" if more else ""
    seals = "<ofd:Signatures>Doc_0/Signs/Signatures.xml</ofd:Signatures>" if more else ""
    parts = {
        "OFD.xml": f'{HEAD}<ofd:OFD {NS} Version="1.1" DocType="OFD"><ofd:DocBody><ofd:DocInfo>'
        f"<ofd:DocID>0</ofd:DocID><ofd:Title>报告</ofd:Title></ofd:DocInfo>"
        f"<ofd:DocRoot>{'/' if absolute else ''}Doc_0/Document.xml</ofd:DocRoot>{seals}</ofd:DocBody></ofd:OFD>",
        "Doc_0/Document.xml": f"{HEAD}<ofd:Document {NS}><ofd:CommonData><ofd:MaxUnitID>9999</ofd:MaxUnitID>"
        f"<ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea>{common}</ofd:CommonData>"
        f"<ofd:Pages>{listed}</ofd:Pages>{notes}</ofd:Document>",
    }
    if template:
        parts["Doc_0/Tpls/Tpl_0/Content.xml"] = template
    for i, page in enumerate(pages):
        parts[f"Doc_0/Pages/Page_{i}/Content.xml"] = page
    parts.update(more or {})
    with zipfile.ZipFile(HERE / f"{name}.ofd", "w", zipfile.ZIP_DEFLATED) as out:
        for part, text in parts.items():
            if part not in leave:
                out.writestr(zipfile.ZipInfo(part, (2023, 1, 1, 0, 0, 0)), text, zipfile.ZIP_DEFLATED)


NOTES = {
    "Doc_0/Annots/Annotations.xml": f'{HEAD}<ofd:Annotations {NS}><ofd:Page PageID="10">'
    "<ofd:FileLoc>Page_0/Annotation.xml</ofd:FileLoc></ofd:Page></ofd:Annotations>",
    "Doc_0/Annots/Page_0/Annotation.xml": f'{HEAD}<ofd:PageAnnot {NS}><ofd:Annot ID="900" Type="Highlight" Creator="李">'
    "<ofd:Remark>批注的话</ofd:Remark></ofd:Annot></ofd:PageAnnot>",
    "Doc_0/Signs/Signatures.xml": f'{HEAD}<ofd:Signatures {NS}><ofd:MaxSignId>1</ofd:MaxSignId>'
    '<ofd:Signature ID="1" Type="Seal" BaseLoc="Sign_0/Signature.xml"/></ofd:Signatures>',
}
WATERMARK = (
    '<ofd:TextObject ID="901" Boundary="0 0 210 297" Font="1" Size="20" CTM="0.7 -0.7 0.7 0.7 20 200">'
    '<ofd:TextCode X="0" Y="0" DeltaX="g 3 20">内部资料</ofd:TextCode></ofd:TextObject>'
)
PICTURE = '<ofd:ImageObject ID="902" Boundary="30 200 40 30" ResourceID="5"/>'


def set_report(text, style):
    pages = Pages(style)
    first = True
    for line in text.split("\n"):
        if not line.strip():
            continue
        line = line.strip()
        pages.paragraph(line, style, style.title if first else style.size, first)
        first = False
    return pages


def style(**values):
    made = Style()
    for name, value in values.items():
        setattr(made, name, value)
    return made


TABLE = [
    ["指标", "2022年", "", "2023年", "单位"],
    ["", "上半年", "下半年", "", ""],
    ["行政执法案件办理数量", "1203", "998", "2410", "件"],
    ["罚没金额", "35.6", "41.2", "80.5", "万元"],
]
MERGED = [(0, 0, 2, 1), (0, 1, 1, 2), (0, 3, 2, 1), (0, 4, 2, 1)]


def main(reports):
    HERE.mkdir(exist_ok=True)
    seen = {}
    report = lambda name: (reports / f"{name}.txt").read_text(encoding="utf-8").strip()
    for name, source, made in [
        ("plain", "d04", style()),
        ("runs", "d05", style(objects="run", justify=True, shuffle=True, number="第 {} 页 共 {} 页", header="青岚市法治政府建设年度报告")),
        ("matrix", "d06", style(objects="matrix", template=True, pitch=26 * MM, left=31.7, right=31.7)),
        ("flush", "d07", style(indent=0, after=3.0, size=12 * MM, pitch=18 * MM, left=25.4, right=25.4, number="{}")),
        ("chars", "d08", style(objects="char", shuffle=True)),
    ]:
        pages = set_report(report(source), made)
        template = None
        if made.template:
            keeper = Pages(style())
            keeper.text(30, 20, "栖岑区人民政府文件", 9 * MM)
            template = content(keeper.pages[0])
        package(name, pages.finish(), template, absolute=name == "runs")
        # The indent is none of the text.
        seen[name] = "\n".join(line.strip() for line in report(source).split("\n"))
    made = style()
    pages = Pages(made)
    pages.paragraph("一、数据", made, made.size, False)
    pages.table(TABLE, [40, 25, 25, 30, 30], MERGED)
    pages.paragraph("二、无线表", made, made.size, False)
    pages.table([["项目", "数量"], ["复议", "12"]], [60, 60], [], ruled=False)
    pages.paragraph("三、结语。", made, made.size, False)
    pages.pages[0] += [WATERMARK, PICTURE]
    parts = pages.finish()
    package("table", parts, more=NOTES)
    seen["table"] = "\n".join(
        ["一、数据"] + ["\t".join(row) for row in TABLE] + ["二、无线表", "项目\t数量", "复议\t12", "三、结语。"]
    )
    package("scanned", [content([PICTURE]), content([PICTURE])])
    package("missing", parts * 2, leave=["Doc_0/Pages/Page_1/Content.xml"])
    for name, text in seen.items():
        (HERE / f"{name}.txt").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))
