"""Files made to break a reader, each in a few lines: the kinds, not the specimens."""
# ruff: noqa: E501, PLW0108 (the cases read as a table)

from __future__ import annotations

import io
import threading
import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from openpyxl import Workbook

from lientinh.read.apart.started_process import StartedProcess
from small_packages import docx_of, p, zip_of

LAUGHS = "".join(
    f'<!ENTITY a{number} "{f"&a{number - 1};" * 10 if number else "ha"}">' for number in range(10)
)
BOMB = f"<!DOCTYPE x [{LAUGHS}]>"
QUADRATIC = f'<!DOCTYPE x [<!ENTITY a "{"x" * 60_000}">]>'
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
PARAMETER = '<!DOCTYPE x [<!ENTITY % a SYSTEM "http://127.0.0.1:9/a.dtd"> %a;]>'
OUTSIDE_TYPE = '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/a.dtd">'
_S = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_ODS = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>'
    '<table:table table:name="A">{rows}</table:table></office:spreadsheet></office:body></office:document-content>'
)
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(200)
WEB_EXPORT = (
    "<html><body><table><tr><td>Tỉnh</td><td>2024</td></tr><tr><td>Cao Bằng</td><td>1</td></tr></table>"
)


@cache
def _workbook() -> dict[str, bytes]:
    book = Workbook()
    book.active["A1"], book.active["B2"] = "Tỉnh", 5
    out = io.BytesIO()
    book.save(out)
    with zipfile.ZipFile(out) as package:
        return {name: package.read(name) for name in package.namelist()}


def xlsx(**changed: str | bytes) -> bytes:
    """A workbook with some of its parts changed or added; `__` stands for a slash and `_DOT_` for a dot."""
    return zip_of({**_workbook(), **_named(changed)})


def _named(parts: Mapping[str, str | bytes]) -> dict[str, str | bytes]:
    return {name.replace("__", "/").replace("_DOT_", "."): content for name, content in parts.items()}


def sheet(rows: str, rest: str = "") -> bytes:
    """A workbook whose sheet has these rows."""
    return xlsx(
        xl__worksheets__sheet1_DOT_xml=f'<worksheet xmlns="{_S}"><sheetData>{rows}</sheetData>{rest}</worksheet>'
    )


def strings(declaration: str) -> bytes:
    """A workbook whose shared strings begin so."""
    return xlsx(
        xl__sharedStrings_DOT_xml=f'<?xml version="1.0"?>{declaration}<sst xmlns="{_S}"><si><t>&a9;</t></si></sst>'
    )


def docx_with(declaration: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(docx_of(p("x")))) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    parts["word/document.xml"] = declaration.encode() + parts["word/document.xml"]
    return zip_of(parts)


def ods(rows: str, before: str = "") -> bytes:
    return zip_of(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": before + _ODS.format(rows=rows),
        }
    )


def member_named(name: str) -> bytes:
    return zip_of({**_workbook(), name: b"<a/>"})


def symlink() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name, content in _workbook().items():
            package.writestr(name, content)
        link = zipfile.ZipInfo("xl/media/a.xml")
        link.create_system, link.external_attr = 3, 0o120777 << 16
        package.writestr(link, "/etc/passwd")
    return out.getvalue()


def nested(depth: int) -> bytes:
    data = zip_of({"a.txt": "x"})
    for _ in range(depth):
        data = zip_of({"a.zip": data})
    return data


def broken_directory() -> bytes:
    data = bytearray(xlsx())
    at = data.index(b"PK\x01\x02")
    data[at : at + 40] = bytes(40)
    return bytes(data)


def merged(count: int) -> str:
    ranges = "".join(f'<mergeCell ref="A{row}:B{row}"/>' for row in range(1, count + 1))
    return f"<mergeCells>{ranges}</mergeCells>"


def docx_linked(kind: str, target: str) -> bytes:
    """A text that names something outside, as pictures and templates are named."""
    with zipfile.ZipFile(io.BytesIO(docx_of(p("Có 5 hộ.")))) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    relation = (
        f'<Relationship Id="r9" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}"'
        f' Target="{target}" TargetMode="External"/></Relationships>'
    )
    name = "word/_rels/document.xml.rels"
    parts[name] = parts[name].replace(b"</Relationships>", relation.encode())
    return zip_of(parts)


def xlsx_linked(target: str) -> bytes:
    """A workbook whose B2 takes its value from another one."""
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/externalLinkPath"
    return xlsx(
        xl__worksheets__sheet1_DOT_xml=f'<worksheet xmlns="{_S}"><sheetData><row r="2"><c r="B2">'
        "<f>[1]Sheet1!A1*2</f><v>42</v></c></row></sheetData></worksheet>",
        xl__externalLinks__externalLink1_DOT_xml=f'<externalLink xmlns="{_S}"/>',
        xl__externalLinks___rels__externalLink1_DOT_xml_DOT_rels=f'<Relationships xmlns="{space}">'
        f'<Relationship Id="r1" Type="{kind}" Target="{target}" TargetMode="External"/></Relationships>',
    )


def html(body: str) -> bytes:
    return f"<!DOCTYPE html><html><body>{body}</body></html>".encode()


# What it is: the file's name, its bytes, and the rules that may refuse it; "read" where it may be read as well.
KINDS: dict[str, tuple[str, Callable[[], bytes], set[str]]] = {
    "a billion laughs in shared strings": ("a.xlsx", lambda: strings(BOMB), {"read.entity_bomb"}),
    "quadratic blow-up in a text": ("a.docx", lambda: docx_with(QUADRATIC), {"read.entity_bomb"}),
    "laughs in a spreadsheet": ("a.ods", lambda: ods("", BOMB), {"read.entity_bomb"}),
    "laughs in UTF-16": ("a.docx", lambda: zip_of({"word/document.xml": f"{BOMB}<x/>".encode("utf-16")}), {"read.entity_bomb"}),
    "laughs in a bare XML": ("a.xml", lambda: f"{BOMB}<x>&a9;</x>".encode(), {"read.entity_bomb"}),
    "an outside entity in a workbook": ("a.xlsx", lambda: strings(OUTSIDE), {"read.external_entity"}),
    "an outside entity in a text": ("a.docx", lambda: docx_with(OUTSIDE), {"read.external_entity"}),
    "an outside entity in a spreadsheet": ("a.ods", lambda: ods("", OUTSIDE), {"read.external_entity"}),
    "an outside parameter entity": ("a.docx", lambda: docx_with(PARAMETER), {"read.external_entity"}),
    "an outside document type": ("a.xlsx", lambda: strings(OUTSIDE_TYPE), {"read.external_entity"}),
    "an outside entity in a page": ("a.html", lambda: (OUTSIDE + "<html><p>&a;</p></html>").encode(), {"read.external_entity"}),
    "an outside entity in JSON": ("a.json", lambda: OUTSIDE.encode(), {"read.json_unknown", "read.truncated"}),
    "an outside entity in a bare XML": ("a.xml", lambda: (OUTSIDE + "<x>&a;</x>").encode(), {"read.external_entity"}),
    "a bare XML": ("a.xml", lambda: b"<x/>", {"read.unknown_format"}),
    "a name that leads up": ("a.xlsx", lambda: member_named("../../evil.xml"), {"read.zip_slip"}),
    "a name from the root": ("a.docx", lambda: zip_of({"/etc/evil.xml": "<a/>"}), {"read.zip_slip"}),
    "a name of a drive": ("a.ods", lambda: zip_of({"C:\\evil.xml": "<a/>"}), {"read.zip_slip"}),
    "a link among the members": ("a.xlsx", symlink, {"read.zip_slip"}),
    "two members of one name": ("a.xlsx", lambda: member_named("xl/WORKBOOK.xml"), {"read.doubled_members"}),
    "an archive in a workbook": ("a.xlsx", lambda: member_named("xl/media/a.zip"), {"read.nested_archive"}),
    "archives in archives": ("a.docx", lambda: nested(50), {"read.nested_archive"}),
    "an archive": ("a.zip", lambda: nested(2), {"read.archive"}),
    "an archive named as a text": ("a.docx", lambda: zip_of({"a.txt": "x"}), {"read.not_what_its_name_says"}),
    "a member that unpacks to a gigabyte": ("a.xlsx", lambda: member_of_zeros(1 << 30), {"read.zip_bomb"}),
    "a part that unpacks a thousandfold": ("a.docx", lambda: docx_of(p("0" * 3_000_000)), {"read.zip_bomb"}),
    "a broken directory": ("a.xlsx", broken_directory, {"read.truncated"}),
    "half a workbook": ("a.xlsx", lambda: xlsx()[:2000], {"read.truncated"}),
    "a cell in the last corner": ("a.xlsx", lambda: sheet('<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'), {"read.too_many_cells"}),
    "a cell beyond all corners": ("a.xlsx", lambda: sheet('<row r="16777216"><c r="ZZZZ16777216"><v>1</v></c></row>'), {"read.too_many_cells", "read.truncated"}),
    "a billion columns": ("a.ods", lambda: ods('<table:table-row><table:table-cell office:value-type="float" office:value="1" table:number-columns-repeated="1000000000"/></table:table-row>'), {"read.too_many_cells"}),
    "a billion rows": ("a.ods", lambda: ods('<table:table-row table:number-rows-repeated="1000000000"><table:table-cell office:value-type="float" office:value="1"/></table:table-row>'), {"read.too_many_cells"}),
    "a million merged cells": ("a.xlsx", lambda: sheet('<row r="1"><c r="A1"><v>1</v></c></row>', merged(1 << 20)), {"read", "read.takes_too_much_memory", "read.too_many_cells", "read.zip_bomb"}),
    "tables in tables": ("a.html", lambda: html("<table><tr><td>" * 5_000 + "x"), {"read", "read.truncated", "read.reader_failed", "read.empty"}),
    "boxes in boxes": ("a.html", lambda: html("<div>" * 100_000 + "x"), {"read", "read.truncated", "read.reader_failed", "read.empty"}),
    "a cell over a billion columns": ("a.html", lambda: html('<table><tr><td colspan="1000000000" rowspan="1000000000">1</td><td>2</td></tr><tr><td>3</td><td>4</td></tr></table>'), {"read", "read.too_many_cells"}),
    "a sheet with a million spans": ("a.html", lambda: html("<table>" + '<tr><td colspan="1000" rowspan="1000">1<td>2</tr>' * 2_000 + "</table>"), {"read", "read.too_many_cells"}),
    "a text of many paragraphs": ("a.docx", lambda: docx_of("".join(f"<w:p><w:r><w:t>{number}</w:t></w:r></w:p>" for number in range(1_000_000))), {"read", "read.takes_too_much_memory", "read.takes_too_long", "read.too_large"}),
    "boxes in a text": ("a.docx", lambda: docx_of("<w:tbl><w:tr><w:tc>" * 5_000 + "</w:tc></w:tr></w:tbl>" * 5_000), {"read", "read.truncated", "read.empty", "read.reader_failed"}),
    "a picture named as a workbook": ("a.xlsx", lambda: PNG, {"read.not_what_its_name_says"}),
    "a workbook named as text": ("a.csv", lambda: xlsx(), {"read.not_what_its_name_says"}),
    "a page named as a workbook": ("a.xls", lambda: WEB_EXPORT.encode(), {"read.not_what_its_name_says"}),
    "a workbook named as a text document": ("a.docx", lambda: xlsx(), {"read.not_what_its_name_says"}),
    "a workbook named as a binary one": ("a.xlsb", lambda: xlsx(), {"read.not_what_its_name_says"}),
    "noughts": ("a.csv", lambda: b"a;b\n1;\x002\n" * 10, {"read.not_what_its_name_says"}),
    "nothing but noughts": ("a.txt", lambda: bytes(1000), {"read.empty", "read.not_what_its_name_says"}),
    "a quotation without an end": ("a.csv", lambda: b'a;b\n1;"' + b"x;1\n" * 100_000, {"read.truncated"}),
    "one endless line": ("a.csv", lambda: b"1;" * 20_000_000, {"read", "read.too_many_cells", "read.takes_too_long", "read.takes_too_much_memory"}),
    "one endless word": ("a.csv", lambda: b"x" * 10_000_000, {"read", "read.too_large"}),
    "a paragraph without an end": ("a.txt", lambda: "Có 12.345 người được tạo việc làm, ".encode() * 1_000, {"read.too_large"}),
    "a desert of blanks": ("a.txt", lambda: b"a" + b" " * 1_000_000 + b"b", {"read"}),
    "a book": ("a.txt", lambda: "Có 12.345 người được tạo việc làm.\n\n".encode() * 70_000, {"read.too_large", "read.takes_too_long"}),
    "brackets": ("a.json", lambda: b"[" * 1_000_000, {"read.json_unknown", "read.truncated"}),
    "nothing": ("a.xlsx", lambda: b"", {"read.empty"}),
    "a workbook of no sheets": ("a.xlsx", lambda: xlsx(xl__workbook_DOT_xml=f'<workbook xmlns="{_S}"><sheets/></workbook>'), {"read.zero_sheets"}),
    "programs in a workbook": ("a.xlsx", lambda: member_named("xl/vbaProject.bin"), {"read.macro"}),
    "programs in a text": ("a.docx", lambda: zip_of({"word/document.xml": "<a/>", "word/vbaProject.bin": b"x"}), {"read.macro"}),
    "a macro sheet": ("a.xlsm", lambda: member_named("xl/macrosheets/sheet1.xml"), {"read.macro"}),
    "a document type": ("a.docx", lambda: docx_with("<!DOCTYPE x>"), {"read.unsafe"}),
    "a formula that nobody calculated": ("a.xlsx", lambda: sheet('<row r="1"><c r="A1"><f>1+1</f></c></row>'), {"read.not_calculated"}),
}  # fmt: skip


def member_of_zeros(size: int) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as package:
        for name, content in _workbook().items():
            package.writestr(name, content)
        with package.open("xl/media/image1.png", "w", force_zip64=True) as member:
            for _ in range(size >> 20):
                member.write(bytes(1 << 20))
    return out.getvalue()


@contextmanager
def peak_of(process: StartedProcess | None) -> Iterator[Callable[[], int]]:
    """A function that tells the most megabytes the process had meanwhile, looked at every hundredth of a second."""
    assert process is not None
    status, done, peak = Path(f"/proc/{process.pid}/status"), threading.Event(), [0]

    def watch() -> None:
        while not done.wait(0.01):
            try:
                words = status.read_text().partition("VmRSS:")[2].split()
            except OSError:
                return
            peak[0] = max(peak[0], int(words[0]) // 1024 if words else 0)

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        yield lambda: peak[0]
    finally:
        done.set()
        watcher.join()
