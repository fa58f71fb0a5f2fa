"""OpenDocument text (.odt) into paragraphs, tables and footnotes, straight from its content.xml.

Nothing is converted, run or fetched. Headers and footers stand in another part and are left out; deleted changes,
comments and hidden text too.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from lxml import etree

from lientinh.documents import Block, BlockKind, Cell, Paragraph, Table
from lientinh.errors import BadInput
from lientinh.read.archive import attribute, local_name, open_package, parse_xml
from lientinh.read.content import Content, Limits
from lientinh.read.page_layout import is_layout
from lientinh.read.text.line_marks import classify_block
from lientinh.read.word.text import Piece, superscript, written

_ODT = "application/vnd.oasis.opendocument.text"
_CONTAINERS = {"text", "section", "list", "list-item", "list-header", "index-body", "text-box"}
_UNSEEN = {"tracked-changes", "annotation", "hidden-text", "hidden-paragraph", "ruby-text", "note", "script"}
_BLANKS = {"s", "tab", "line-break"}
_FRAMES = {"frame", "custom-shape", "g"}


@dataclass(frozen=True)
class _Styles:
    """Names of styles that raise and that hide text, and of paragraph styles that are a title; and what may be read."""

    file_name: str
    most_cells: int
    raised: frozenset[str]
    hidden: frozenset[str]
    levels: Mapping[str, int]


def read_open_text(data: bytes, file_name: str, limits: Limits) -> Content:
    """An .odt in reading order; footnotes come after the paragraph that calls them.

    Findings: those of `open_package`, `read.password_protected`, `read.not_what_its_name_says`, `read.empty`.
    """
    parts = open_package(data, file_name, limits)
    if b"encryption-data" in parts.get("META-INF/manifest.xml", b""):
        raise BadInput("read.password_protected", file_name)
    if "content.xml" not in parts:
        raise BadInput("read.not_what_its_name_says", file_name, found="zip")
    root = parse_xml(parts["content.xml"], file_name)
    body = next((part for part in root.iter("{*}text") if local_name(_parent(part)) == "body"), None)
    if body is None:
        raise BadInput("read.not_what_its_name_says", file_name, found="zip")
    sources = [root, *([parse_xml(parts["styles.xml"], file_name)] if "styles.xml" in parts else [])]
    blocks = list(_walk(body, _read_styles(sources, file_name, limits)))
    pictures = sum(1 for _ in body.iter("{*}image"))
    if not blocks and not pictures:
        raise BadInput("read.empty", file_name)
    notes = (f"pictures: {pictures}, not read",) if pictures else ()
    numbered = tuple(replace(block, number=number) for number, block in enumerate(blocks, start=1))
    return Content(numbered, _ODT, notes=notes)


def _parent(element: etree._Element) -> etree._Element:
    parent = element.getparent()
    return element if parent is None else parent


def _read_styles(sources: list[etree._Element], file_name: str, limits: Limits) -> _Styles:
    raised, hidden, levels = set(), set(), {"Title": 1}
    for style in (style for source in sources for style in source.iter("{*}style")):
        name = attribute(style, "name") or ""
        if attribute(style, "parent-style-name") == "Title":
            levels[name] = 1
        for properties in style.iter("{*}text-properties"):
            if (attribute(properties, "text-position") or "").startswith(("super", "33%")):
                raised.add(name)
            struck = attribute(properties, "text-line-through-style") not in (None, "none")
            if attribute(properties, "display") == "none" or struck:
                hidden.add(name)
    return _Styles(file_name, limits.cells, frozenset(raised), frozenset(hidden), levels)


def _walk(container: etree._Element, styles: _Styles, *, in_list: bool = False) -> Iterator[Block]:
    for element in container:
        name = local_name(element)
        if name in ("p", "h"):
            yield from _read_paragraph(element, styles, in_list=in_list)
        elif name == "table":
            table = _read_table(element, styles)
            if is_layout(table):
                for cell in element.iter("{*}table-cell"):
                    yield from _walk(cell, styles)
            else:
                yield table
        elif name in _CONTAINERS or name.endswith(("-index", "-of-content")):
            if attribute(element, "display") != "none":
                yield from _walk(element, styles, in_list=in_list or name == "list")
        elif name in _FRAMES:
            for box in element.iter("{*}text-box"):
                yield from _walk(box, styles)


def _read_paragraph(element: etree._Element, styles: _Styles, *, in_list: bool) -> Iterator[Block]:
    text = _text(element, styles)
    if text:
        kind: BlockKind = classify_block(text)
        outline = attribute(element, "outline-level") or ""
        level = (
            int(outline) if outline.isdecimal() else styles.levels.get(attribute(element, "style-name") or "")
        )
        if local_name(element) == "h" or level is not None:
            kind, level = "heading", level or 1
        elif in_list and kind == "paragraph":
            kind = "list_item"
        yield Paragraph(0, text, kind, level)
    for note in element.iter("{*}note"):
        lines = [_text(line, styles) for line in note.iter("{*}p") if _in_body(line, note)]
        yield Paragraph(0, f"{superscript(_mark(note))} {' '.join(filter(None, lines))}".strip(), "footnote")
    for box in element.iter("{*}text-box"):
        yield from _walk(box, styles)


def _in_body(line: etree._Element, note: etree._Element) -> bool:
    return next((above for above in line.iterancestors("{*}note")), None) is note


def _mark(note: etree._Element) -> str:
    return next(("".join(cited.itertext()) for cited in note.iter("{*}note-citation")), "").strip()


def _text(element: etree._Element, styles: _Styles) -> str:
    text = ""
    for piece in _pieces(element, styles, raised=False):
        text += written(piece, text)
    return " ".join(unicodedata.normalize("NFC", text).split())


def _pieces(element: etree._Element, styles: _Styles, *, raised: bool) -> Iterator[Piece]:
    style = attribute(element, "style-name") or ""
    if style in styles.hidden:
        return
    raised = raised or style in styles.raised
    yield Piece(element.text or "", raised)
    for child in element:
        name = local_name(child)
        if name in _BLANKS:
            yield Piece(" ", False)
        elif name == "note":
            yield Piece(_mark(child), True)
        elif name not in _UNSEEN and name not in _FRAMES:
            yield from _pieces(child, styles, raised=raised)
        yield Piece(child.tail or "", raised)


def _read_table(table: etree._Element, styles: _Styles) -> Table:
    """Cells that hold text; what a merge covers is covered in the file too, so columns stay in place."""
    cells: list[Cell] = []
    merged: list[tuple[int, int, int, int]] = []
    rows = (row for row in table.iter("{*}table-row") if next(row.iterancestors("{*}table"), None) is table)
    at_row = 1
    for row in rows:
        column = 1
        repeats = _count(row, "number-rows-repeated")
        for cell in row:
            if local_name(cell) not in ("table-cell", "covered-table-cell"):
                continue
            text = _cell_text(cell, styles)
            across, down = _count(cell, "number-columns-spanned"), _count(cell, "number-rows-spanned")
            if across > 1 or down > 1:
                merged.append((at_row, column, at_row + down - 1, column + across - 1))
            width = _count(cell, "number-columns-repeated")
            if text and len(cells) + repeats * width > styles.most_cells:
                raise BadInput("read.too_large", styles.file_name, limit=styles.most_cells, unit="cells")
            if text:
                copies = ((down, right) for down in range(repeats) for right in range(width))
                cells += [Cell(at_row + down, column + right, text, text) for down, right in copies]
            column += width
        at_row += repeats
    return Table(0, None, tuple(cells), tuple(merged))


def _cell_text(cell: etree._Element, styles: _Styles) -> str:
    if local_name(cell) != "table-cell":
        return ""
    return "\n".join(filter(None, (_text(line, styles) for line in cell.iter("{*}p", "{*}h"))))


def _count(element: etree._Element, name: str) -> int:
    value = attribute(element, name) or "1"
    return max(int(value), 1) if value.isdecimal() and len(value) < 10 else 1
