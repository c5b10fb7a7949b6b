"""Makes the fixtures of pages and RTF: python3 tests/documents/make_web.py TEXTS

TEXTS is the folder of the authored reports (d01.txt …). Needs python-docx and
LibreOffice. Everything is made into tests/documents/{html,rtf,mht}; beside a file
x.html whose text is not that of a report stands x.html.txt, what is to come out.
"""
import base64
import os
import pathlib
import quopri
import re
import subprocess
import sys
import tempfile

import docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

HERE = pathlib.Path(__file__).parent
TEXTS = pathlib.Path(sys.argv[1])
TABLE = [['项目', '单位', '数量'], ['行政处罚', '件', '1,236'], ['行政许可', '件', '980'], ['罚没金额', '万元', '318.6']]


def lines(name):
    text = (TEXTS / f'{name}.txt').read_text(encoding='utf-8')
    return [line.rstrip() for line in text.split('\n') if line.strip()]


def put(path, data, expected=None):
    path = HERE / path
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data if isinstance(data, bytes) else data.encode('utf-8'))
    if expected is not None:
        (path.parent / (path.name + '.txt')).write_text('\n'.join(expected) + '\n', encoding='utf-8')


def numbered(document, marks):
    """An automatic numbering; marks: (format, text) of each level."""
    numbering = document.part.numbering_part.element
    abstract = OxmlElement('w:abstractNum')
    abstract.set(qn('w:abstractNumId'), '77')
    for level, (fmt, text) in enumerate(marks):
        lvl = OxmlElement('w:lvl')
        lvl.set(qn('w:ilvl'), str(level))
        for tag, value in (('w:start', '1'), ('w:numFmt', fmt), ('w:suff', 'nothing'), ('w:lvlText', text)):
            child = OxmlElement(tag)
            child.set(qn('w:val'), value)
            lvl.append(child)
        abstract.append(lvl)
    numbering.insert(0, abstract)
    num = OxmlElement('w:num')
    num.set(qn('w:numId'), '77')
    ref = OxmlElement('w:abstractNumId')
    ref.set(qn('w:val'), '77')
    num.append(ref)
    numbering.append(num)


def number(paragraph, level):
    properties = paragraph._p.get_or_add_pPr()
    num = OxmlElement('w:numPr')
    for tag, value in (('w:ilvl', str(level)), ('w:numId', '77')):
        child = OxmlElement(tag)
        child.set(qn('w:val'), value)
        num.append(child)
    properties.append(num)


def source(kind, name, folder):
    """A .docx and the lines that are to come out of what is made of it."""
    document, expected = docx.Document(), []
    if kind == 'auto':
        numbered(document, [('chineseCountingThousand', '%1、'), ('chineseCountingThousand', '（%2）'), ('decimal', '%3.')])
        counts = [0, 0, 0]
        digits = '一二三四五六七八九十'
        for line in lines(name):
            level = next((at for at, starts in enumerate([[d + '、' for d in digits], ['（' + d + '）' for d in digits], [f'{n}.' for n in range(1, 10)]]) if any(line.startswith(s) for s in starts)), None)
            paragraph = document.add_paragraph()
            if level is None:
                paragraph.add_run(line)
                expected.append(line)
                continue
            counts[level] += 1
            counts[level + 1:] = [0] * (2 - level)
            mark = [f'{digits[counts[0] - 1]}、', f'（{digits[counts[1] - 1]}）', f'{counts[2]}.'][level]
            rest = line.split('、' if level == 0 else '）' if level == 1 else '.', 1)[1]
            paragraph.add_run(rest)
            number(paragraph, level)
            expected.append(mark + rest)
    else:
        for line in lines(name):
            document.add_paragraph(line)
            expected.append(line)
    if kind == 'table':
        table = document.add_table(rows=0, cols=3)
        table.style = 'Table Grid'
        for row in TABLE:
            for cell, words in zip(table.add_row().cells, row):
                cell.text = words
            expected.append('\t'.join(row))
        row = table.add_row().cells
        row[0].merge(row[1]).text = '合计'
        row[2].text = '2,216'
        expected.append('合计\t\t2,216')
        document.add_paragraph('特此报告。')
        expected.append('特此报告。')
    path = folder / f'{name}-{kind}.docx'
    document.save(path)
    return path, expected


def office(paths, to, folder):
    subprocess.run(['soffice', '-env:UserInstallation=file:///tmp/lo_web', '--headless', '--convert-to', to, '--outdir', str(folder), *map(str, paths)], check=True, capture_output=True)


def shown(expected):
    """LibreOffice writes every numbered list as one of decimals, which browsers show so."""
    counts, out = [0, 0, 0], []
    for line in expected:
        for level, mark in enumerate((r'[一二三四五六七八九十]+、', r'（[一二三四五六七八九十]+）', r'\d\.(?!\d)')):
            found = re.match(mark, line)
            if found:
                counts[level] += 1
                counts[level + 1:] = [0] * (2 - level)
                rest = line[found.end():]
                # Beside a figure the number keeps its distance.
                line = f'{counts[level]}.{" " if rest[0].isdigit() else ""}{rest}'
                break
        out.append(line)
    return out


def by_office():
    with tempfile.TemporaryDirectory() as temporary:
        folder = pathlib.Path(temporary)
        made = [source(kind, name, folder) for kind, name in (('plain', 'd03'), ('plain', 'd07'), ('auto', 'd01'), ('auto', 'd04'), ('table', 'd05'), ('table', 'd08'))]
        for to in ('html', 'rtf'):
            office([path for path, _ in made], to, folder)
            for path, expected in made:
                data = path.with_suffix('.' + to).read_bytes()
                if to == 'html' and path.stem.endswith('auto'):
                    expected = shown(expected)
                put(f'{to}/office-{path.stem}.{to}', data, expected)
                if to == 'html' and path.stem in ('d07-plain', 'd08-table'):
                    put(f'html/office-{path.stem}-gbk.html', data.decode('utf-8').replace('charset=utf-8', 'charset=gb2312').encode('gb18030'), expected)


def rtf_bytes(words, split=False):
    """Words as Word writes them in code page 936; `split`: a run for each byte."""
    out = []
    for byte in words.encode('gbk', 'strict'):
        if byte < 0x80 and not split:
            out.append(chr(byte) if chr(byte) not in '\\{}' else '\\' + chr(byte))
        else:
            out.append(("{\\f1\\'%02x}" if split else "\\'%02x") % byte)
    return ''.join(out)


def by_hand_rtf():
    head = '{\\rtf1\\ansi\\ansicpg936\\deff0{\\fonttbl{\\f0\\fnil\\fcharset0 Times New Roman;}{\\f1\\fnil\\fcharset134 ' + rtf_bytes('宋体') + ';}}{\\colortbl;\\red0\\green0\\blue0;}{\\*\\generator Hand;}\r\n'
    body, expected = [], []
    for index, line in enumerate(lines('d02')):
        body.append('\\pard\\plain\\f1 ' + rtf_bytes(line, split=index == 1) + '\\par\r\n')
        expected.append(line)
    put('rtf/word-936.rtf', (head + ''.join(body) + '}').encode('ascii'), expected)
    parts = [
        '{\\header\\pard\\plain ' + rtf_bytes('页眉文字99件') + '\\par}{\\footer\\pard - {\\field{\\*\\fldinst PAGE}{\\fldrslt 3}} -\\par}',
        '\\pard\\plain{\\listtext\\pard\\plain ' + rtf_bytes('一、') + '\\tab}' + rtf_bytes('总体情况') + '\\par',
        '\\pard{\\pntext\\f0 1.\\tab}' + rtf_bytes('2023年全年受理案件12件') + '{\\footnote\\pard\\plain ' + rtf_bytes('含上年结转2件。') + '}' + rtf_bytes('。') + '\\par',
        '\\pard ' + rtf_bytes('删去') + '{\\deleted ' + rtf_bytes('旧的8件') + '}' + '{\\revised ' + rtf_bytes('新的9件') + '}{\\v ' + rtf_bytes('藏起7件') + '}' + rtf_bytes('。') + '\\line ' + rtf_bytes('第二行') + '\\par',
        '\\pard\\uc2 ' + "\\u19968\\'d2\\'bb\\u-10179\\'3f\\'3f\\u-8243\\'3f\\'3f" + '\\ldblquote\\rdblquote\\emdash\\par',
        '\\trowd\\cellx2000\\cellx4000\\cellx6000\\pard\\intbl ' + rtf_bytes('项目') + '\\cell ' + rtf_bytes('单位') + '\\cell ' + rtf_bytes('数') + '\\par ' + rtf_bytes('量') + '\\cell\\row',
        '\\trowd\\cellx4010\\cellx6000\\pard\\intbl ' + rtf_bytes('合计') + '\\cell 12\\cell\\row\\pard',
        '{\\shp{\\*\\shpinst{\\sp{\\sn a}{\\sv 1}}{\\shptxt\\pard\\plain ' + rtf_bytes('文本框中的字') + '\\par}}{\\shprslt\\pard ' + rtf_bytes('重复的字') + '\\par}}' + rtf_bytes('末段') + '\\par',
        '{\\*\\unknown ' + rtf_bytes('不读') + '}{\\*\\annotation ' + rtf_bytes('批注5条') + '}{\\pict\\pngblip 89504e47}',
    ]
    expected = ['一、总体情况', '1. 2023年全年受理案件12件。', '删去新的9件。', '第二行', '一🌍“”—', '项目\t单位\t数量', '合计\t\t12', '末段', '文本框中的字', '含上年结转2件。']
    expected[4] = '一' + b'\x3d\xd8\xcd\xdf'.decode('utf-16le') + '“”—'
    put('rtf/parts.rtf', (head + '\r\n'.join(parts) + '}').encode('ascii'), expected)


def by_hand_html():
    """A page in the markup of Word's own Save as, wrapped inside words."""
    report = lines('d06')
    paragraphs = []
    for line in report:
        wrapped = '\n'.join(line[at:at + 30] for at in range(0, len(line), 30)) if ' ' not in line and line.isascii() is False and all(ord(c) > 0x2000 for c in line) else line
        paragraphs.append(f"<p class=MsoNormal style='text-indent:\n32.0pt'><span style='font-family:\n仿宋'>{wrapped.replace('>', '&gt;')}<o:p></o:p></span></p>")
    page = "<html xmlns:o=\"urn:schemas-microsoft-com:office:office\">\n<head>\n<meta http-equiv=Content-Type content=\"text/html; charset=gb2312\">\n<style>\np.MsoNormal {margin:0}\n</style>\n</head>\n<body lang=ZH-CN>\n<div class=WordSection1>\n" + '\n\n'.join(paragraphs) + '\n</div>\n</body>\n</html>\n'
    put('html/word-d06.htm', page.encode('gb18030'), report)


def mht():
    report = lines('d05')
    page = '<html><head><meta charset="gb2312"><title>x</title></head><body><div>' + ''.join(f'<p>{line}</p>\n' for line in report) + '<img src="a.png"></div></body></html>'
    inner = quopri.encodestring(page.encode('gb18030')).decode('ascii')
    picture = base64.encodebytes(b'\x89PNG\r\n\x1a\n' + bytes(60)).decode('ascii')
    text = ('From: <Saved by Blink>\nSubject: =?utf-8?Q?report?=\nMIME-Version: 1.0\nContent-Type: multipart/related;\n\ttype="text/html";\n\tboundary="----MultipartBoundary--abc----"\n\n\n'
            '------MultipartBoundary--abc----\nContent-Type: image/png\nContent-Transfer-Encoding: base64\nContent-Location: a.png\n\n' + picture +
            '\n------MultipartBoundary--abc----\nContent-Type: text/html; charset="gb2312"\nContent-ID: <frame-0@mhtml.blink>\nContent-Transfer-Encoding: quoted-printable\nContent-Location: http://example.invalid/\n\n' + inner +
            '\n------MultipartBoundary--abc------\n').replace('\n', '\r\n')
    put('mht/quoted.mht', text.encode('ascii'), report)
    page = '<html><body>' + ''.join(f'<p>{line}</p>' for line in lines('d04')) + '</body></html>'
    text = ('MIME-Version: 1.0\nContent-Type: multipart/related; boundary="=_outer"; start="<root>"\n\nThis is a MIME message.\n--=_outer\nContent-Type: multipart/alternative; boundary="=_inner"\n\n'
            '--=_inner\nContent-Type: text/plain; charset=utf-8\n\nplain\n--=_inner\nContent-Type: text/html; charset=utf-8\nContent-ID: <root>\nContent-Transfer-Encoding: base64\n\n' + base64.encodebytes(page.encode('utf-8')).decode('ascii') + '--=_inner--\n--=_outer--\n')
    put('mht/base64.mhtml', text.encode('ascii'), lines('d04'))


if __name__ == '__main__':
    by_office()
    by_hand_rtf()
    by_hand_html()
    mht()
