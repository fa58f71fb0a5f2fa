"""Web pages (.html) into paragraphs and tables: the main text, as a reader of the page sees it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from lxml import etree, html

from lientinh.documents import Block, BlockKind, Paragraph, Table
from lientinh.errors import BadInput
from lientinh.read.content import Content, Limits
from lientinh.read.declarations import refuse_page_declarations
from lientinh.read.page_layout import is_layout
from lientinh.read.signatures import require
from lientinh.read.text.decoding import Decoded, decode_text
from lientinh.read.text.line_marks import classify_block
from lientinh.read.web.tables import TooWideError, read_web_table
from lientinh.read.web.text import Line, gather_lines, hide_by_style_sheet, is_furniture, is_table_of_data

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
# A page's <main> or <article> is taken for the page where it holds this share of the visible text.
_MAIN_SHARE = 0.4


def read_web_page(data: bytes, file_name: str, limits: Limits) -> Content:
    """A page's main text. Left out: navigation, scripts, headers and footers of the site, hidden elements.

    Findings: those of decoding and of `refuse_page_declarations`, `read.too_large`, `read.empty` where nothing is left.
    """
    require(data, file_name, "html", "xml", "text")
    refuse_page_declarations(data, file_name)
    decoded = _decode(data, file_name)
    if len(decoded.text) > limits.text_chars:
        raise BadInput("read.too_large", file_name, limit=limits.text_chars, unit="characters")
    root = _parse(decoded.text, file_name)
    hide_by_style_sheet(root)
    try:
        blocks = [replace(block, number=number) for number, block in enumerate(_blocks(_main(root)), start=1)]
    except TooWideError:
        raise BadInput("read.too_many_cells", file_name, limit=limits.cells, unit="cells") from None
    if not blocks:
        raise BadInput("read.empty", file_name)
    if sum(len(block.cells) for block in blocks if isinstance(block, Table)) > limits.cells:
        raise BadInput("read.too_many_cells", file_name, limit=limits.cells, unit="cells")
    return Content(tuple(blocks), "text/html", decoded.encoding, decoded.notes)


def _decode(data: bytes, file_name: str) -> Decoded:
    """What the page says of its own encoding counts only where the bytes are no Unicode."""
    declared = _CHARSET.search(data[:4096])
    western = declared is not None and declared[1].lower() in (b"iso-8859-1", b"windows-1252", b"latin1")
    return decode_text(data, file_name, western=western)


def _parse(text: str, file_name: str) -> html.HtmlElement:
    parser = html.HTMLParser(no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
    try:
        return html.document_fromstring(_DECLARATION.sub("", text), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise BadInput("read.truncated", file_name, detail=str(error)) from error


def _main(root: html.HtmlElement) -> html.HtmlElement:
    """The element that holds the page's own text."""
    whole = _visible_length(root)
    for path in ("//main", "//*[@role='main']", "//article"):
        found = root.xpath(path)
        if len(found) == 1 and _visible_length(found[0]) >= _MAIN_SHARE * whole:
            return found[0]
    return root


def _visible_length(element: html.HtmlElement) -> int:
    return sum(len(line.text) for line in gather_lines(element))


def _blocks(element: html.HtmlElement) -> Iterator[Block]:
    for line in gather_lines(element):
        if line.table is None:
            yield from _paragraph(line)
            continue
        table = read_web_table(line.table)
        if is_table_of_data(line.table) and not is_layout(table):
            yield table
        else:
            for cell in line.table.iter("td", "th", "caption"):
                if not is_furniture(cell) and _own_table(cell) is line.table:
                    yield from _blocks(cell)


def _own_table(cell: html.HtmlElement) -> html.HtmlElement | None:
    return next(cell.iterancestors("table"), None)


def _paragraph(line: Line) -> Iterator[Paragraph]:
    if not line.text:
        return
    kind: BlockKind = classify_block(line.text)
    if line.heading_level is not None:
        kind = "heading"
    elif line.tag == "li" and kind == "paragraph":
        kind = "list_item"
    elif line.tag in ("figcaption", "caption"):
        kind = "caption"
    yield Paragraph(0, line.text, kind, line.heading_level, line.source_line)
