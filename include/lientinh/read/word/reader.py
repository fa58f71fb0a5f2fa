"""Word documents (.docx) into paragraphs, tables and footnotes, straight from the package's parts.

python-docx is not used for reading: it drops footnotes and fails on strict OOXML. Headers and footers of pages are left
out (page numbers, file names); deleted revisions and hidden text too, inserted revisions are text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from lxml import etree

from lientinh.documents import Block, Paragraph, Remark, Table
from lientinh.errors import BadInput
from lientinh.read.archive import attribute, local_name, open_package, parse_xml, relations_of
from lientinh.read.content import Content, Limits
from lientinh.read.external_links import find_links_of_text
from lientinh.read.page_layout import is_layout
from lientinh.read.text.line_marks import classify_block
from lientinh.read.word.look import is_heading_by_look, note_styles
from lientinh.read.word.numbering import label_paragraphs
from lientinh.read.word.pages import number_pages
from lientinh.read.word.styles import heading_levels, outline_level
from lientinh.read.word.tables import read_table, walk_cells
from lientinh.read.word.text import notes_in_order, paragraph_text, superscript

_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_PARAGRAPH = re.compile(rb"<(?:\w+:)?p[\s/>]")
_CONTAINERS = {"body", "sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag"}


@dataclass(frozen=True)
class WordPackage:
    """The parts a reader needs, parsed."""

    main: str  # name of the part that holds the body
    body: etree._Element
    levels: Mapping[str, int]  # of heading styles, by style id
    looks: Mapping[str, Mapping[str, str]]  # run properties that styles give, by style id
    pages: Mapping[etree._Element, int]  # of paragraphs; empty where Word noted no page breaks
    notes: Mapping[str, etree._Element]  # footnotes and endnotes by kind and id

    @property
    def note_numbers(self) -> dict[str, int]:
        return {key: number for number, key in enumerate(self.notes, start=1)}


def read_word(data: bytes, file_name: str, limits: Limits) -> Content:
    """A .docx or .docm in reading order; footnotes come after the paragraph that calls them.

    Findings: those of `open_package`, `read.macro_not_run` of a .docm, `read.truncated` where a part is missing or
    broken, `read.empty`.
    """
    parts = open_package(data, file_name, limits, macros=file_name.lower().endswith(".docm"))
    if any(len(_PARAGRAPH.findall(part)) > limits.paragraphs for part in parts.values()):
        raise BadInput("read.too_large", file_name, limit=limits.paragraphs, unit="paragraphs")
    package = open_word(parts, file_name)
    blocks = [block for block, _ in read_blocks(package)]
    pictures = sum(local_name(element) in ("drawing", "pict") for element in package.body.iter())
    if not blocks and not pictures:
        raise BadInput("read.empty", file_name)
    cells = sum(len(block.cells) for block in blocks if isinstance(block, Table))
    if cells > limits.cells:
        raise BadInput("read.too_many_cells", file_name, limit=limits.cells, unit="cells")
    notes = (*_notes_on_revisions(package.body), *((f"pictures: {pictures}, not read",) if pictures else ()))
    programs = (Remark("read.macro_not_run"),) if parts.holds_programs else ()
    remarks = (*programs, *find_links_of_text(parts, file_name))
    return Content(tuple(blocks), _DOCX, notes=notes, remarks=remarks)


def open_word(parts: Mapping[str, bytes], file_name: str) -> WordPackage:
    """Findings: `read.not_what_its_name_says`, `read.truncated`."""
    roots = relations_of(parts, "", file_name).values()
    main = next((target for kind, target in roots if kind == "officeDocument"), "word/document.xml")
    if main not in parts:
        raise BadInput("read.not_what_its_name_says", file_name, found="zip")
    document = parse_xml(parts[main], file_name)
    body = next((element for element in document if local_name(element) == "body"), None)
    if body is None:
        found = "Excel (.xlsx)" if local_name(document) == "workbook" else "zip"
        raise BadInput("read.not_what_its_name_says", file_name, found=found)
    notes: dict[str, etree._Element] = {}
    parsed: dict[str, etree._Element] = {}
    for kind, target in relations_of(parts, main, file_name).values():
        if kind in ("styles", "numbering") and target in parts:
            parsed[kind] = parse_xml(parts[target], file_name)
        elif kind in ("footnotes", "endnotes") and target in parts:
            for note in parse_xml(parts[target], file_name):
                if attribute(note, "type") in (None, "normal"):  # separators are typed
                    notes[f"{kind}{attribute(note, 'id')}"] = note
    styles = parsed.get("styles")
    label_paragraphs(body, parsed.get("numbering"), styles)
    looks = note_styles(body, styles)
    levels = {} if styles is None else heading_levels(styles)
    return WordPackage(main, body, levels, looks, number_pages(body), notes)


def _notes_on_revisions(body: etree._Element) -> Iterator[str]:
    """What reviewers left in the text; the comments themselves stand in a part of their own."""
    comments = sum(1 for _ in body.iter("{*}commentReference"))
    deleted, inserted = (
        sum(1 for _ in body.iter(*names)) for names in (("{*}del", "{*}moveFrom"), ("{*}ins", "{*}moveTo"))
    )
    if comments:
        yield f"comments: {comments}, not read"
    if deleted or inserted:
        yield f"tracked changes: insertions read ({inserted}), deletions left out ({deleted})"


Placed = tuple[Block, etree._Element]


def read_blocks(package: WordPackage) -> Iterator[Placed]:
    """Blocks numbered from 1, each with its paragraph or table; a footnote with the paragraph that calls it."""
    for number, (block, element) in enumerate(_walk(package.body, package), start=1):
        yield replace(block, number=number), element


def _walk(container: etree._Element, package: WordPackage) -> Iterator[Placed]:
    for element in container:
        name = local_name(element)
        if name == "p":
            yield from _read_paragraph(element, package)
        elif name == "tbl":
            table = read_table(element)
            if is_layout(table):
                for paragraph in _paragraphs_of(element):
                    yield from _read_paragraph(paragraph, package)
            else:
                yield replace(table, page_starts=_pages_of_rows(element, package.pages)), element
        elif name in _CONTAINERS:
            yield from _walk(element, package)


def _pages_of_rows(table: etree._Element, pages: Mapping[etree._Element, int]) -> tuple[tuple[int, int], ...]:
    """(first row, page) of every page the table stands on."""
    starts: list[tuple[int, int]] = []
    for row, _, cell in walk_cells(table) if pages else ():
        page = next((pages[one] for one in cell.iter("{*}p") if one in pages), None)
        if page is not None and (not starts or page > starts[-1][1]):
            starts.append((row, page))
    return tuple(starts)


def _paragraphs_of(table: etree._Element) -> Iterator[etree._Element]:
    """Paragraphs of a table that only arranges the page: cell after cell, row after row."""
    return (element for element in table.iter() if local_name(element) == "p")


def _read_paragraph(element: etree._Element, package: WordPackage) -> Iterator[Placed]:
    numbers, page = package.note_numbers, package.pages.get(element)
    text = paragraph_text(element, numbers)
    if text:
        level = outline_level(element, package.levels)
        kind = "heading" if level is not None else classify_block(text)
        if kind == "paragraph" and _is_numbered_list(element):
            kind = "list_item"
        elif kind == "paragraph" and is_heading_by_look(element, text, package.looks):
            kind = "heading"
        yield Paragraph(0, text, kind, level, page=page), element
    for key in notes_in_order(element):
        note = package.notes.get(key)
        if note is not None:
            lines = (paragraph_text(part, numbers) for part in note.iter() if local_name(part) == "p")
            text = f"{superscript(numbers[key])} {' '.join(filter(None, lines))}".strip()
            yield Paragraph(0, text, "footnote", page=page), element
    yield from _walk_text_boxes(element, package)


def _is_numbered_list(element: etree._Element) -> bool:
    return any(local_name(child) == "numPr" for child in element.iter() if child is not element)


def _walk_text_boxes(element: etree._Element, package: WordPackage) -> Iterator[Placed]:
    """Text boxes anchored in the paragraph; the fallback copy that Word keeps for old programs is left out."""
    for box in element.iter():
        if local_name(box) != "txbxContent":
            continue
        above = {local_name(ancestor) for ancestor in box.iterancestors()}
        if "Fallback" not in above:
            yield from _walk(box, package)
