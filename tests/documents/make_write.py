"""Makes the documents that remarks are written into: tests/documents/write.

Run by hand: python3 tests/documents/make_write.py [folder of d01.txt …]
Needs python-docx, and LibreOffice as soffice. The hand-made ones have parts as Word, WPS and
others write them; what python-docx and LibreOffice make is made of the authored reports.
"""

import io
import random
import re
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

import docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor

HERE = Path(__file__).parent
OUT = HERE / "write"
CORPUS = Path(sys.argv[1]) if len(sys.argv) > 1 else HERE.parent / "corpus"

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT_R = "http://purl.oclc.org/ooxml/officeDocument/relationships"
TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml."
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n'
MORE = (
    ' xmlns:r="%s" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:v="urn:schemas-microsoft-com:vml"'
    ' xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
    ' xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" mc:Ignorable="w14"' % R
)


def run(text, properties="", attributes="", space=True):
    keep = ' xml:space="preserve"' if space else ""
    properties = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f"<w:r{attributes}>{properties}<w:t{keep}>{text}</w:t></w:r>"


def paragraph(*content, properties=""):
    properties = f"<w:pPr>{properties}</w:pPr>" if properties else ""
    return f"<w:p>{properties}{''.join(content)}</w:p>"


TITLE = paragraph(run("某市2025年法治政府建设年度报告", "<w:b/><w:sz w:val=\"44\"/>"))
LAST = paragraph(run("三、存在的问题和下一步打算"))
SECTION = '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1440" w:right="1800" w:bottom="1440" w:left="1800" w:header="851" w:footer="992" w:gutter="0"/></w:sectPr>'
FONTS = '<w:rFonts w:hint="eastAsia" w:ascii="仿宋" w:eastAsia="仿宋"/><w:sz w:val="32"/>'
RSID = ' w:rsidR="00A77B3E" w:rsidRPr="00C41D5A"'
CELL = "<w:tc><w:tcPr><w:tcW w:w=\"2000\" w:type=\"dxa\"/></w:tcPr>%s</w:tc>"


def table(*rows):
    grid = "".join('<w:gridCol w:w="2000"/>' for _ in rows[0])
    body = "".join("<w:tr>" + "".join(CELL % cell for cell in row) + "</w:tr>" for row in rows)
    return f'<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{body}</w:tbl>'


def field(instruction, result):
    char = '<w:r><w:fldChar w:fldCharType="%s"/></w:r>'
    return (
        char % "begin"
        + f'<w:r><w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>'
        + char % "separate" + result + char % "end"
    )


def tracked(name, content, id):
    return f'<w:{name} w:id="{id}" w:author="张三" w:date="2025-12-01T08:00:00Z">{content}</w:{name}>'


def deleted(text):
    return f'<w:r><w:delText xml:space="preserve">{text}</w:delText></w:r>'


def box(words):
    inside = f"<w:txbxContent>{paragraph(run(words))}</w:txbxContent>"
    choice = (
        '<wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="1800000" cy="720000"/>'
        '<wp:docPr id="7" name="文本框"/><a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">'
        '<wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="1800000" cy="720000"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></wps:spPr>'
        f"<wps:txbx>{inside}</wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:inline>"
    )
    fallback = f'<w:pict><v:shape style="width:140pt;height:56pt"><v:textbox>{inside}</v:textbox></v:shape></w:pict>'
    return (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>{choice}</w:drawing></mc:Choice>'
        f"<mc:Fallback>{fallback}</mc:Fallback></mc:AlternateContent></w:r>"
    )


def comments(*bodies, extra=""):
    body = "".join(
        f'<w:comment w:id="{id}" w:author="李四" w:date="2025-12-02T08:00:00Z" w:initials="李"><w:p>{run(text)}</w:p></w:comment>'
        for id, text in bodies
    )
    return HEAD + f'<w:comments xmlns:w="{W}"{extra}>{body}</w:comments>'


def marks(id, content):
    return (
        f'<w:commentRangeStart w:id="{id}"/>{content}<w:commentRangeEnd w:id="{id}"/>'
        f'<w:r><w:commentReference w:id="{id}"/></w:r>'
    )


STYLES = HEAD + (
    f'<w:styles xmlns:w="{W}"><w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:basedOn w:val="a"/>'
    '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr><w:outlineLvl w:val="0"/></w:pPr></w:style></w:styles>'
)
NUMBERING = HEAD + (
    f'<w:numbering xmlns:w="{W}"><w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="multilevel"/>'
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/><w:pStyle w:val="1"/><w:suff w:val="nothing"/><w:lvlText w:val="%1、"/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/><w:suff w:val="nothing"/><w:lvlText w:val="（%2）"/></w:lvl>'
    '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
)
NOTE = '<w:%s w:id="%d"><w:p>%s</w:p></w:%s>'


def notes(kind, *texts):
    body = "".join(NOTE % (kind, id, run(text), kind) for id, text in texts)
    return HEAD + f'<w:{kind}s xmlns:w="{W}">{body}</w:{kind}s>'


def package(name, document, parts=(), kinds=None, strict=False, main="word/document.xml", encode=None, stored=False,
            relations=True, types_prefix=""):
    """parts: (name in word/, kind of relation and content type, XML)."""
    relation_type = STRICT_R if strict else R
    folder = main.rsplit("/", 1)[0] + "/" if "/" in main else ""
    file = main.rsplit("/", 1)[-1]
    p = types_prefix
    override = f'<{p}Override PartName="/%s" ContentType="{TYPE}%s+xml"/>'
    colon = ":" + p[:-1] if p else ""
    types = (
        HEAD + f'<{p}Types xmlns{colon}="http://schemas.openxmlformats.org/package/2006/content-types">'
        f'<{p}Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<{p}Default Extension="xml" ContentType="application/xml"/>'
        + override % (main, "document.main")
        + "".join(override % (folder + part, kind) for part, kind, _ in parts)
        + f"</{p}Types>"
    )
    rels = HEAD + f'<{p}Relationships xmlns{colon}="http://schemas.openxmlformats.org/package/2006/relationships">%s</{p}Relationships>'
    one = f'<{p}Relationship Id="rId%d" Type="{relation_type}/%s" Target="%s"/>'
    links = f'<{p}Relationship Id="rId90" Type="{relation_type}/hyperlink" Target="https://www.gov.cn/" TargetMode="External"/>'
    inner = "".join(one % (index + 1, kind, part) for index, (part, kind, _) in enumerate(parts)) + links
    entries = [("[Content_Types].xml", types), ("_rels/.rels", rels % (one % (1, "officeDocument", main)))]
    entries.append((main, document))
    if relations:
        entries.append((f"{folder}_rels/{file}.rels", rels % inner))
    entries += [(folder + part, xml) for part, _, xml in parts]
    with zipfile.ZipFile(OUT / f"{name}.docx", "w", zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED) as zip:
        for entry, content in entries:
            content = encode(content) if encode and entry == main else content.encode()
            info = zipfile.ZipInfo(entry, (2025, 12, 1, 8, 0, 0))
            info.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
            zip.writestr(info, content)


def document(body, root="w:document", more=MORE, namespace=W):
    return HEAD + f'<{root} xmlns:w="{namespace}"{more}><w:body>{TITLE}{body}{LAST}{SECTION}</w:body></{root}>'


def hand(name, body, parts=(), **options):
    package("hand-" + name, document(body), parts, **options)


def hand_made():
    words = "全年受理行政复议案件128件，审结120件，同比增长5.6%。"
    hand("plain", paragraph(run(words)))
    hand("rsid", paragraph(run("全年受理行政复议", FONTS, RSID), run("案件128件，", FONTS, RSID), run("审结120件。", FONTS, RSID)))
    hand("proof-errors", paragraph('<w:proofErr w:type="spellStart"/>', run("全年受理", FONTS), '<w:proofErr w:type="spellEnd"/>', run("案件128件。", FONTS)))
    hand("bookmarks", paragraph('<w:bookmarkStart w:id="0" w:name="_Toc1"/>', run("一、主要做法"), '<w:bookmarkEnd w:id="0"/>', run("和成效")))
    hand("hyperlink", paragraph(run("详见"), '<w:hyperlink r:id="rId90" w:history="1">' + run("中国政府网公布的年度报告", '<w:color w:val="0563C1"/><w:u w:val="single"/>') + "</w:hyperlink>", run("全文。")))
    hand("field", paragraph(run("截至"), field("DATE", run("2025年12月31日")), run("，共办理案件128件。")))
    hand("simple-field", paragraph(run("共"), f'<w:fldSimple w:instr=" DOCPROPERTY n ">{run("128")}</w:fldSimple>', run("件案件，已全部办结。")))
    toc = field('TOC \\o "1-3"', '<w:hyperlink w:anchor="_Toc1">' + run("一、主要做法和成效") + "<w:r><w:tab/></w:r>" + field("PAGEREF _Toc1", run("1")) + "</w:hyperlink>")
    hand("contents", paragraph(toc) + paragraph('<w:bookmarkStart w:id="3" w:name="_Toc1"/>', run("一、主要做法和成效"), '<w:bookmarkEnd w:id="3"/>'))
    hand("tracked", paragraph(run("全年受理"), tracked("del", deleted("旧的一百件"), 11), tracked("ins", run("新的案件128件"), 12), run("，审结120件。")))
    hand("tracked-format", paragraph(run(words, '<w:b/><w:rPrChange w:id="21" w:author="张三"><w:rPr/></w:rPrChange>')))
    hand("tracked-paragraph", paragraph(run("上半年受理60件，"), properties="<w:rPr>" + tracked("del", "", 31).replace("></w:del>", "/>") + "</w:rPr>") + paragraph(run("下半年受理68件。")))
    hand("moved", paragraph(tracked("moveFrom", run("移走的一句话。"), 41), run("原地的话。")) + paragraph(run("另一段。"), tracked("moveTo", run("移走的一句话。"), 42)))
    sdt = "<w:sdt><w:sdtPr><w:alias w:val=\"%s\"/>%s</w:sdtPr><w:sdtContent>%s</w:sdtContent></w:sdt>"
    hand("controls", sdt % ("外", "", sdt % ("内", "", paragraph(run("内容控件里的一段话，")) + paragraph(sdt % ("行内", "", run("行内控件里的话")), run("以及其后的话。")))))
    hand("closed-control", paragraph(run("报告单位："), sdt % ("单位", "<w:text/>", run("某市人民政府")), run("，报告年度二〇二五。")))
    hand("box", paragraph(run("正文在前，"), box("文本框里写的是受理案件128件。"), run("正文在后。")))
    hand("box-alone", paragraph(box("只有文本框的一段。")))
    hand("table", paragraph(run("表1 办案情况")) + table([paragraph(run("项目")), paragraph(run("单位")), paragraph(run("数量"))], [paragraph(run("行政复议案件")), paragraph(run("件")), paragraph(run("128"))], [paragraph(run("罚没金额")), paragraph(run("万元")), paragraph(run("318.6"))]))
    hand("table-in-table", table([paragraph(run("外")) + table([paragraph(run("内左")), paragraph(run("内右"))]) + paragraph(), paragraph(run("右侧的格")) + paragraph(run("第二段"))]))
    merged = f'<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w="2000"/><w:gridCol w:w="2000"/></w:tblGrid><w:tr><w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>{paragraph(run("合并的表头"))}</w:tc></w:tr><w:tr><w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr>{paragraph(run("案件"))}</w:tc><w:tc><w:tcPr/>{paragraph(run("128"))}</w:tc></w:tr><w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr>{paragraph()}</w:tc><w:tc><w:tcPr/>{paragraph(run("120"))}</w:tc></w:tr></w:tbl>'
    hand("merged-cells", merged)
    numbered = [("styles.xml", "styles", STYLES), ("numbering.xml", "numbering", NUMBERING)]
    level = '<w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr>'
    hand("numbered", paragraph(run("主要做法和成效"), properties='<w:pStyle w:val="1"/>') + paragraph(run("加强组织领导。"), properties=level) + paragraph(run("规范执法行为。"), properties=level) + paragraph(properties=level), numbered)
    reference = '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:%sReference w:id="%d"/></w:r>'
    both = [("footnotes.xml", "footnotes", notes("footnote", (1, "脚注说明统计口径为全市。"), (2, "第二个脚注。"))), ("endnotes.xml", "endnotes", notes("endnote", (1, "尾注说明数据来源。")))]
    hand("notes", paragraph(run("受理案件128件"), reference % ("footnote", 1), run("，审结120件"), reference % ("footnote", 2), run("，调解30件"), reference % ("endnote", 1), run("。")), both)
    old = ("comments.xml", "comments", comments((0, "请核对"), (5, "已核对")))
    hand("comments", paragraph(run("受理案件"), marks(0, run("128件")), run("，"), marks(5, run("审结120件")), run("。")), [old])
    hand("comments-empty", paragraph(run(words)), [("comments.xml", "comments", HEAD + f'<w:comments xmlns:w="{W}"/>')])
    extended = HEAD + '<w15:commentsEx xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml"><w15:commentEx w15:paraId="00000001" w15:done="0"/></w15:commentsEx>'
    hand("comments-extended", paragraph(marks(3, run(words))), [("comments.xml", "comments", comments((3, "看"), extra=' xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"').replace("<w:p>", '<w:p w14:paraId="00000001">')), ("commentsExtended.xml", "commentsExtended", extended)])
    prefixed = comments((7, "别的前缀")).replace("<w:", "<ns0:").replace("</w:", "</ns0:").replace(" w:", " ns0:").replace("xmlns:w=", "xmlns:ns0=")
    hand("comments-prefix", paragraph(marks(7, run("受理案件128件，")), run("审结120件。")), [("comments.xml", "comments", prefixed)])
    hand("comments-elsewhere", paragraph(marks(2, run(words))), [("批注/remarks.xml", "comments", comments((2, "别处")))])
    hand("name-taken", paragraph(run(words)), [("comments.xml", "customXmlProperties", HEAD + "<x/>")])
    hand("no-relations", paragraph(run(words)), relations=False)
    hand("types-prefix", paragraph(run(words)), types_prefix="ct:")
    hand("stored", paragraph(run(words)), stored=True)
    hand("breaks", paragraph(f"<w:r><w:rPr>{FONTS}</w:rPr><w:t>第一行</w:t><w:br/><w:t>第二行</w:t><w:tab/><w:t>制表位后</w:t><w:noBreakHyphen/><w:t>连字符后</w:t><w:cr/><w:t>第三行</w:t></w:r>"))
    hand("blanks", paragraph(run("blank  within and  at the end ", space=True), run("no blanks kept", space=False), run(" kept not ", space=False), run("法治 政府 建设", space=False)))
    hand("entities", paragraph(run("A&amp;B公司&lt;某&gt;受理&#x31;28件&quot;案件&quot;&#20214;。"), run("&amp;&amp;")))
    hand("cdata", paragraph("<w:r><w:t><![CDATA[受理<128>件]]></w:t></w:r>", run("，审结120件。"), "<w:r><w:t>甲<!-- 注 -->乙</w:t></w:r>"))
    hand("empty-paragraphs", paragraph() + paragraph(properties="<w:jc w:val=\"center\"/>") + "<w:p/>" + paragraph("<w:r/>") + paragraph(run(words)) + paragraph("<w:r><w:t/></w:r>") + paragraph())
    hand("hidden", paragraph(run("看得见的，"), run("看不见的，", "<w:vanish/>"), run("又看得见的。")))
    hand("math", paragraph(run("增长率"), "<m:oMath><m:r><m:t>x=5.6</m:t></m:r></m:oMath>", run("，即百分之五点六。")))
    hand("ruby", paragraph(run("注音"), "<w:r><w:ruby><w:rubyPr/><w:rt><w:r><w:t>fa</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>法</w:t></w:r></w:rubyBase></w:ruby></w:r>", run("治政府建设。")))
    hand("smart-tag", paragraph('<w:smartTag w:uri="urn:schemas-microsoft-com:office:smarttags" w:element="chsdate">' + run("2025年12月") + "</w:smartTag>", run("，受理案件128件。")))
    hand("one-each", paragraph(*[run(character, FONTS) for character in words]))
    hand("deep-properties", paragraph(run(words, '<w:rStyle w:val="x"/><w:rFonts w:ascii="黑体"/><w:b/><w:color w:val="FF0000"/><w:sz w:val="30"/><w:shd w:val="clear" w:color="auto" w:fill="FFFF00"/>')))
    hand("pretty", paragraph(run("受理案件"), run("128件")).replace("><", ">\n  <") + "\n<w:p>\n <w:r>\n  <w:rPr>\n   <w:b/>\n  </w:rPr>\n  <w:t>换行缩进的一段</w:t>\n  <w:tab/>\n  <w:t>制表位后</w:t>\n </w:r>\n</w:p>\n")
    hand("alternate-run", paragraph(run("前"), f'<mc:AlternateContent><mc:Choice Requires="w14">{run("选择里的话")}</mc:Choice><mc:Fallback>{run("退路里的话")}</mc:Fallback></mc:AlternateContent>', run("后面的话。")))
    hand("large-id", paragraph('<w:bookmarkStart w:id="2147483646" w:name="z"/><w:bookmarkEnd w:id="2147483646"/>', run(words)))
    hand("rare", paragraph(run("㐂𠮷𡈽等字，案件１２８件，“引号”——破折号……")))
    hand("long", "".join(paragraph(run(f"第{index}段，" + words, FONTS)) for index in range(40)))
    hand("header", paragraph(run(words)), [("header1.xml", "header", HEAD + f'<w:hdr xmlns:w="{W}">{paragraph(run("页眉文字"))}</w:hdr>')])
    permitted = '<w:permStart w:id="61" w:edGrp="everyone"/>%s<w:permEnd w:id="61"/>'
    hand("permitted", paragraph(permitted % run(words)))
    variants(words)


def variants(words):
    """The same document with other namespaces, prefixes, encodings, places."""
    whole = document(paragraph(run(words)) + paragraph(marks(0, run("审结120件"))))
    old = [("comments.xml", "comments", comments((0, "请核对")))]
    package("hand-strict", whole.replace(W, STRICT).replace(R, STRICT_R), [(n, k, x.replace(W, STRICT)) for n, k, x in old], strict=True)
    package("hand-strict-new", document(paragraph(run(words))).replace(W, STRICT).replace(R, STRICT_R), strict=True)
    other = re.sub(r"(</?)w:", r"\1ns1:", whole)
    other = re.sub(r" w:", " ns1:", other).replace("xmlns:w=", "xmlns:ns1=")
    package("hand-prefix", other, old)
    bare = re.sub(r"(</?)w:", r"\1", whole).replace("<document ", f'<document xmlns="{W}" ')
    package("hand-default-namespace", bare, old)
    package("hand-utf16", whole.replace("UTF-8", "UTF-16"), old, encode=lambda text: b"\xff\xfe" + text.encode("utf-16le"))
    package("hand-utf16-big", whole.replace("UTF-8", "UTF-16"), old, encode=lambda text: b"\xfe\xff" + text.encode("utf-16be"))
    package("hand-mark", whole, old, encode=lambda text: b"\xef\xbb\xbf" + text.encode())
    package("hand-main-elsewhere", whole, old, main="文/report.xml")
    package("hand-main-at-root", whole, old, main="document.xml")


HEADING = re.compile(r"^[一二三四五六七八九十]+、")
SUB = re.compile(r"^（[一二三四五六七八九十]+）")


def reports():
    return sorted(CORPUS.glob("d0[1-8].txt"))


def by_python_docx(path, number):
    """A report with styles, runs parted at random, tables, and what else the number asks for."""
    rng = random.Random(number)
    made = docx.Document()
    lines = [line for line in path.read_text(encoding="utf-8").splitlines()][:60]
    for index, line in enumerate(lines):
        if "\t" in line:
            cells = line.split("\t")
            grid = made.add_table(1, len(cells))
            for cell, text in zip(grid.rows[0].cells, cells):
                cell.text = text
            continue
        if index == 0:
            made.add_heading(line, 0)
        elif HEADING.match(line):
            made.add_heading(line, 1)
        elif SUB.match(line):
            made.add_heading(line, 2)
        else:
            added = made.add_paragraph()
            while line:
                length = rng.randint(1, 40)
                part = added.add_run(line[:length])
                part.bold = rng.random() < 0.2
                part.font.size = Pt(16)
                if rng.random() < 0.1:
                    part.font.color.rgb = RGBColor(200, 0, 0)
                line = line[length:]
    if number % 2:
        texts = [p for p in made.paragraphs if p.runs]
        for added in rng.sample(texts, 3):
            made.add_comment(added.runs, text="原有的批注", author="李四", initials="李")
    if number % 3 == 0:
        made.sections[0].header.paragraphs[0].text = "页眉"
        made.sections[0].footer.paragraphs[0].text = "页脚"
    if number % 4 == 1:
        linked = made.add_paragraph("见")
        link = OxmlElement("w:hyperlink")
        link.set(qn("w:anchor"), "x")
        part = OxmlElement("w:r")
        text = OxmlElement("w:t")
        text.text = "附件所列的各项数据"
        part.append(text)
        link.append(part)
        linked._p.append(link)
    buffer = io.BytesIO()
    made.save(buffer)
    shrink(buffer, OUT / f"python-docx-{path.stem}.docx")


def shrink(buffer, path):
    """Without the thumbnail, which is most of what python-docx writes."""
    with zipfile.ZipFile(buffer) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            content = old.read(entry)
            if entry.filename.endswith(".jpeg"):
                continue
            if entry.filename == "_rels/.rels":
                content = re.sub(rb"<Relationship [^>]*thumbnail[^>]*/>", b"", content)
            info = zipfile.ZipInfo(entry.filename, (2025, 12, 1, 8, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(info, content)


def convert(sources, folder, kind="docx"):
    subprocess.run(
        ["soffice", "-env:UserInstallation=file:///tmp/lo_write_fixtures", "--headless", "--convert-to", kind, "--outdir", folder, *sources],
        check=True, capture_output=True, timeout=500,
    )


def html(path, number):
    lines = path.read_text(encoding="utf-8").splitlines()[:40]
    body = []
    for index, line in enumerate(lines):
        if "\t" in line:
            body.append("<table border=1><tr>" + "".join(f"<td>{cell}</td>" for cell in line.split("\t")) + "</tr></table>")
        elif index == 0:
            body.append(f"<h1>{line}</h1>")
        elif HEADING.match(line):
            body.append(f"<h2>{line}</h2>")
        elif number % 2 and len(line) < 60:
            body.append(f"<ol><li>{line}</li><li><a href='https://www.gov.cn/'>链接</a><b>{line[:8]}</b>{line[8:]}</li></ol>")
        else:
            body.append(f"<p>{line[:20]}<i>{line[20:30]}</i>{line[30:]}</p>")
    return "<html><head><meta charset=utf-8></head><body>" + "\n".join(body) + "</body></html>"


def by_libreoffice():
    with tempfile.TemporaryDirectory() as work:
        work = Path(work)
        for number, path in enumerate(reports()):
            (work / f"libreoffice-html-{path.stem}.html").write_text(html(path, number), encoding="utf-8")
        for path in reports()[:4]:
            (work / f"libreoffice-again-{path.stem}.docx").write_bytes((OUT / f"python-docx-{path.stem}.docx").read_bytes())
        for name in ["notes", "tracked", "box", "table-in-table", "numbered", "controls", "comments", "contents"]:
            (work / f"libreoffice-{name}.docx").write_bytes((OUT / f"hand-{name}.docx").read_bytes())
        convert([str(path) for path in sorted(work.glob("*.html"))], str(work / "odt"), "odt:writer8")
        convert([str(path) for path in sorted((work / "odt").glob("*.odt"))], str(OUT))
        convert([str(path) for path in sorted(work.glob("*.docx"))], str(OUT))


if __name__ == "__main__":
    OUT.mkdir(exist_ok=True)
    hand_made()
    for number, path in enumerate(reports()):
        by_python_docx(path, number)
    by_libreoffice()
    made = sorted(OUT.glob("*.docx"))
    print(len(made), "documents,", sum(path.stat().st_size for path in made), "bytes")
