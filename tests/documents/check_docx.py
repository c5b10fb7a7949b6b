"""Has other programs read the documents that remarks were written into, and says what they say.

Run by hand, after the files are written:
    cargo test -p fazhi-documents --test write outputs -- --ignored
    python3 tests/documents/check_docx.py
Needs python-docx, openpyxl, ooxml-integrity and LibreOffice as soffice.
"""

import collections
import json
import subprocess
import sys
import tempfile
from pathlib import Path

import docx
import openpyxl
from lxml import etree
from ooxml_integrity import check, compare

FOLDER = Path(__file__).parents[2] / "target" / "documents"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
DC = "{http://purl.org/dc/elements/1.1/}"


def bare(text):
    return "".join(text.split())


def lines(body):
    return body.rstrip().split("\n")


def between(body, id):
    """The text between the marks of a comment, that of text boxes aside."""
    inside, text = False, []
    for element in body.iter():
        if element.get(f"{W}id") == id and element.tag == f"{W}commentRangeStart":
            inside = True
        elif element.get(f"{W}id") == id and element.tag == f"{W}commentRangeEnd":
            return "".join(text)
        elif inside and element.tag == f"{W}t" and not hangs(element):
            text.append(element.text or "")
    return None


def hangs(element):
    return any(parent.tag in (f"{W}txbxContent", f"{W}moveFrom") for parent in element.iterancestors())


def is_within(part, whole):
    """Whether the characters of one come in the other, in this order."""
    rest = iter(whole)
    return all(character in rest for character in part)


def by_python_docx(told, said):
    """python-docx reads each comment and its place."""
    try:
        document = docx.Document(FOLDER / told["file"])
    except Exception as error:  # A document that python-docx cannot open.
        try:
            docx.Document(FOLDER / told["source"])
        except Exception:
            said["python-docx: neither this nor the source opens"].append(told["file"])
            return
        said[f"python-docx: {error!r}"].append(told["file"])
        return
    ours = [comment for comment in document.comments if comment.author == told["author"]]
    bodies = [comment.text.split("\n") for comment in ours]
    said["python-docx: documents"].append(told["file"])
    if bodies != [lines(body) for body in told["bodies"]]:
        said["python-docx: other comments than were written"].append(told["file"])
        return
    for index, (comment, words) in enumerate(zip(ours, told["words"])):
        found = between(document.element.body, str(comment.comment_id))
        said["python-docx: comments"].append(told["file"])
        if found is None:
            said["python-docx: a comment without its marks"].append(told["file"])
        elif index not in told["near"] and not is_within(bare(found), bare(words)):
            said["python-docx: a comment that stands around other words"].append(f"{told['file']} {words!r} {found!r}")


def by_integrity(told, said):
    """ooxml-integrity finds nothing that it does not find in the source."""
    source, edited = FOLDER / told["source"], FOLDER / told["file"]
    old = collections.Counter(finding.code for finding in check(source))
    for finding in check(edited):
        if old[finding.code] > 0:
            old[finding.code] -= 1
            continue
        said[f"ooxml-integrity check: {finding.code} {finding.severity.value}"].append(f"{told['file']}: {finding.message}")
    try:
        lost = compare(source, edited)
    except ValueError:
        said["ooxml-integrity: does not compare (strict)"].append(told["file"])
        return
    for finding in lost:
        said[f"ooxml-integrity compare: {finding.code} {finding.severity.value}"].append(f"{told['file']}: {finding.message}")
    said["ooxml-integrity: documents"].append(told["file"])


def by_libreoffice(all_told, said):
    """LibreOffice opens each and has every comment."""
    with tempfile.TemporaryDirectory() as work:
        files = [str(FOLDER / told["file"]) for told in all_told]
        for start in range(0, len(files), 40):
            subprocess.run(
                ["soffice", "-env:UserInstallation=file:///tmp/lo_write_check", "--headless", "--convert-to", "fodt", "--outdir", work, *files[start : start + 40]],
                capture_output=True, timeout=580,
            )
        for told in all_told:
            path = Path(work) / (Path(told["file"]).stem + ".fodt")
            if not path.exists():
                said["LibreOffice: not converted"].append(told["file"])
                continue
            said["LibreOffice: documents"].append(told["file"])
            compare_annotations(told, etree.parse(path, etree.XMLParser(huge_tree=True)).getroot(), said)


def compare_annotations(told, root, said):
    bodies = collections.Counter()
    ranges = {}
    for annotation in root.iter(f"{OFFICE}annotation"):
        if annotation.findtext(f"{DC}creator") == told["author"]:
            body = "\n".join("".join(p.itertext()) for p in annotation.iter(f"{TEXT}p"))
            bodies[bare(body)] += 1
            ranges[bare(body)] = spoken(root, annotation)
    meant = collections.Counter(bare(body) for body in told["bodies"])
    said["LibreOffice: comments"].extend([told["file"]] * sum(bodies.values()))
    for body, count in (meant - bodies).items():
        said["LibreOffice: comments missing"].extend([f"{told['file']} {body}"] * count)
    for index, (body, words) in enumerate(zip(told["bodies"], told["words"])):
        found = ranges.get(bare(body))
        single = meant[bare(body)] == 1 and index not in told["near"]
        # LibreOffice has the deleted words in the text too.
        fits = is_within(bare(found or ""), bare(words)) or (told["changed"] and is_within(bare(words), bare(found or "")))
        if single and found is not None and not fits:
            said["LibreOffice: a comment around other words"].append(f"{told['file']} {words!r} {found!r}")


def spoken(root, annotation):
    """The text from an annotation to its end."""
    name = annotation.get(f"{OFFICE}name")
    text, inside = [], False
    for event, element in etree.iterwalk(root.find(f".//{OFFICE}body"), ("start", "end")):
        if element.tag == f"{OFFICE}annotation-end" and element.get(f"{OFFICE}name") == name and event == "start":
            return "".join(text)
        note = any(e.tag == f"{OFFICE}annotation" for e in [element, *element.iterancestors()])
        if inside and event == "start" and not note and element.text:
            text.append(element.text)
        if element is annotation and event == "end":
            inside = True
        inner = any(e.tag == f"{OFFICE}annotation" for e in element.iterancestors())
        if inside and event == "end" and not inner and element.tail:
            text.append(element.tail)
    return None


def by_openpyxl(said):
    """openpyxl reads the cells, the formulas and their values; LibreOffice computes the same."""
    path = FOLDER / "核对.xlsx"
    with tempfile.TemporaryDirectory() as work:
        subprocess.run(
            ["soffice", "-env:UserInstallation=file:///tmp/lo_write_check", "--headless", "--convert-to", "xlsx", "--outdir", work, str(path)],
            capture_output=True, timeout=200,
        )
        for name, file in [("openpyxl", path), ("LibreOffice", Path(work) / path.name)]:
            if not file.exists():
                said[f"{name}: no table"].append(path.name)
                continue
            values = openpyxl.load_workbook(file, data_only=True)
            formulas = openpyxl.load_workbook(file)
            sheet = formulas.worksheets[0]
            rows = [[cell.value for cell in row] for row in values.worksheets[0].iter_rows()]
            shown = [formulas.sheetnames, sheet.freeze_panes, sheet["A1"].font.b, sheet.column_dimensions["A"].width, rows]
            said[f"{name}: {shown} {[sheet['C2'].value, sheet['C3'].value, sheet['A3'].value, sheet['A3'].data_type]}"].append(path.name)


def main():
    all_told = json.loads((FOLDER / "told.json").read_text(encoding="utf-8"))
    if len(sys.argv) > 1:
        all_told = [told for told in all_told if sys.argv[1] in told["file"]]
    said = collections.defaultdict(list)
    for told in all_told:
        by_python_docx(told, said)
        by_integrity(told, said)
    by_libreoffice(all_told, said)
    by_openpyxl(said)
    for what, where in sorted(said.items()):
        print(f"{what}: {len(where)}")
        if not what.endswith((": documents", ": comments")):
            for one in where[:6]:
                print("   ", one)


if __name__ == "__main__":
    main()
