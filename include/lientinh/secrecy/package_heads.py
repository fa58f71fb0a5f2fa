"""The head of a file that is a zip package: Word, Excel and OpenDocument, their headers, text boxes and titles.

Read as a stream and only as far as the head reaches; what is not well formed ends the look, not the run.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator

from lxml import etree

from lientinh.secrecy.marks import Row

HEAD_ROWS = 80  # paragraphs and table rows of a text; a first page holds about fifty
SHEET_ROWS = 25  # of each sheet
_CHUNK = 1 << 16
_PART_BYTES = 1 << 24  # of one part, expanded
_TAIL_BYTES = 1 << 16
_TEXTS = re.compile(r"(?:word/document\d*|content)\.xml")
_MARGINS = re.compile(r"(?:word/(?:header|footer)\d*|xl/drawings/drawing\d+|styles)\.xml")
_TITLES = re.compile(r"(?:docProps/(?:core|app|custom)|meta)\.xml")
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml")
_HEADER_CODE = re.compile(r'&(?:"[^"]*"|\d+|K[0-9A-Fa-f+-]{6}|[A-JM-QS-Z])')
_BREAKS = {"br": "\n", "cr": "\n", "line-break": "\n", "tab": "\t", "s": " "}
_ROW, _CELL, _PARAGRAPH = ("tr", "table-row"), ("tc", "table-cell"), ("p", "h")


def read_package_rows(data: bytes) -> Iterator[Row]:
    """Rows of the head of a package, sheet names and titles among them. Raises `zipfile.BadZipFile`."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for name in package.namelist():
            if _TEXTS.fullmatch(name) or _MARGINS.fullmatch(name):
                yield from _text_rows(package, name)
            elif _TITLES.fullmatch(name):
                yield from ((element.text,) for element in _elements(package, name) if element.text)
            elif name == "xl/workbook.xml":
                yield from ((element.get("name") or "",) for element in _elements(package, name, "sheet"))
            elif _SHEET.fullmatch(name):
                yield from _sheet_rows(package, name)


def _text_rows(package: zipfile.ZipFile, name: str) -> Iterator[Row]:
    """Paragraphs as rows of one cell, table rows as their cells; of each sheet of an .ods the first rows."""
    rows: list[list[str]] = []
    cells: list[list[str]] = []
    seen = 0
    for event, element in _events(package, name):
        tag = _local(element)
        if event == "start":
            seen = min(seen, HEAD_ROWS - SHEET_ROWS) if tag == "table" else seen
            _begin(tag, rows, cells)
            continue
        row = _end(tag, element, rows, cells)
        seen += bool(row and any(row))
        if row and seen <= HEAD_ROWS:
            yield row
        elif seen > HEAD_ROWS and name.startswith("word/"):
            return


def _begin(tag: str, rows: list[list[str]], cells: list[list[str]]) -> None:
    if tag in _ROW:
        rows.append([])
    elif tag in _CELL:
        cells.append([])


def _end(tag: str, element: etree._Element, rows: list[list[str]], cells: list[list[str]]) -> Row | None:
    """The row that is complete with this element: a paragraph outside of tables, or a table's row."""
    if tag in _BREAKS:
        element.text = _BREAKS[tag]
    elif tag == "instrText":
        element.text = None
    elif tag in _PARAGRAPH:
        text = "".join(element.itertext()).strip()
        element.clear()  # a text box stands inside the paragraph it hangs on: told once, on its own
        if not cells:
            return (text,) if text else None
        cells[-1].append(text)
    elif tag in _CELL and cells:
        cell = "\n".join(cells.pop())
        if rows:
            rows[-1].append(cell)
    elif tag in _ROW and rows:
        return rows.pop()
    return None


def _sheet_rows(package: zipfile.ZipFile, name: str) -> Iterator[Row]:
    rows: list[list[tuple[str, str]]] = []
    for event, element in _events(package, name):
        tag = _local(element)
        if event == "start" and tag == "row":
            if len(rows) == SHEET_ROWS:
                break
            rows.append([])
        elif event == "end" and tag == "c" and rows:
            text = "".join(element.itertext())
            rows[-1].append((element.get("t") or "n", text))
    wanted = {int(text) for row in rows for kind, text in row if kind == "s" and text.isdigit()}
    shared = _shared_strings(package, wanted)
    for row in rows:
        yield [shared.get(text, "") if kind == "s" else text for kind, text in row]
    yield from _sheet_margins(package, name)


def _shared_strings(package: zipfile.ZipFile, wanted: set[int]) -> dict[str, str]:
    if not wanted or "xl/sharedStrings.xml" not in package.namelist():
        return {}
    found: dict[str, str] = {}
    last, place = max(wanted), 0
    for event, element in _events(package, "xl/sharedStrings.xml"):
        if event == "end" and _local(element) == "si":
            if place in wanted:
                found[str(place)] = "".join(element.itertext())
            element.clear()
            place += 1
            if place > last:
                break
    return found


def _sheet_margins(package: zipfile.ZipFile, name: str) -> Iterator[Row]:
    """Header and footer of a printed sheet: they stand behind all its cells."""
    tail = b""
    for chunk in _chunks(package, name, 1 << 28):
        tail = (tail + chunk)[-_TAIL_BYTES:]
    start = tail.rfind(b"<headerFooter")
    if start < 0:
        return
    end = tail.find(b"</headerFooter>", start)
    try:
        element = etree.fromstring(tail[start : end + 15], etree.XMLParser(resolve_entities=False))
    except etree.XMLSyntaxError:
        return
    for text in element.itertext():
        yield from ((_HEADER_CODE.sub("", part),) for part in re.split("&[LCR]", text) if part.strip())


def _elements(package: zipfile.ZipFile, name: str, tag: str | None = None) -> Iterator[etree._Element]:
    for event, element in _events(package, name):
        if event == "end" and tag in (None, _local(element)):
            yield element


def _events(package: zipfile.ZipFile, name: str) -> Iterator[tuple[str, etree._Element]]:
    parser = etree.XMLPullParser(
        events=("start", "end"), resolve_entities=False, load_dtd=False, no_network=True
    )
    try:
        for chunk in _chunks(package, name, _PART_BYTES):
            parser.feed(chunk)
            yield from parser.read_events()
    except etree.XMLSyntaxError:
        yield from parser.read_events()


def _chunks(package: zipfile.ZipFile, name: str, most: int) -> Iterator[bytes]:
    """A member piece by piece, no more of it than `most` bytes; what is damaged or encrypted ends it."""
    try:
        with package.open(name) as stream:
            for _ in range(0, most, _CHUNK):
                chunk = stream.read(_CHUNK)
                if not chunk:
                    return
                yield chunk
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError, OSError):
        return


def _local(element: etree._Element) -> str:
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""
