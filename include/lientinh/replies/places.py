"""Where a finding stands, as a person finds it again: section and heading, sheet and cell."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from lientinh.documents import Document, Paragraph, Table
from lientinh.extract.section import Section, heading_rank
from lientinh.replies.safe_text import printable, shorten

_SPAN = re.compile(r":(\d+)(?::(?:(\d+)-(\d+)|([A-Z]+[0-9]+)))?$")
_CELL = re.compile(r"!([A-Z]+[0-9]+)$")
_NUMBERED = re.compile(r"^([IVXLC]+|[A-ZĐ]|\d+(?:\.\d+)*|[a-zđ])\s*[.):/-]+\s*(?=\S)")
_PART = re.compile(r"^((?:phần|chương)\s+(?:thứ\s+)?\w+)\b[\s.:-]*", re.IGNORECASE)
_LONGEST_TITLE = 90
_OPENING = 60  # characters of a paragraph by which it is found where no heading stands above


@dataclass(frozen=True, slots=True)
class Place:
    """A finding's place in its document.

    `section_vi`: what a letter calls it, the same for all places under one heading or in one sheet; `spot_vi`: the cell
    within it; both empty for the whole document. `order` sorts by where it stands.
    """

    section_vi: str = ""
    spot_vi: str = ""
    order: tuple[int, ...] = ()
    paragraph: int | None = None
    start: int | None = None
    end: int | None = None
    sheet: str | None = None
    cell: str | None = None

    @property
    def is_whole(self) -> bool:
        """Whether it is the whole document."""
        return self.paragraph is None and self.sheet is None


def find_place(document: Document, finding: Mapping[str, Any]) -> Place:
    """The place of a finding (a row of the lake) in its document, read from its locator."""
    locator = str(finding["locator"])
    if locator.startswith(document.file) and (found := _SPAN.match(locator, len(document.file))):
        start, end = (int(part) if part else None for part in found.group(2, 3))
        return _in_text(document, int(found[1]), start, end, found[4])
    cell = _CELL.search(locator)
    sheet = locator[: cell.start()] if cell else locator
    for number, table in enumerate(document.tables):
        if table.sheet is not None and table.sheet == sheet:
            return _in_sheet(number, table, cell[1] if cell else None)
    return Place()


def _in_sheet(number: int, table: Table, cell: str | None) -> Place:
    return Place(
        section_vi=f"Trang tính “{printable(table.sheet or '')}”",
        spot_vi=f"ô {cell}" if cell else "",
        order=(number, *split_cell(cell)) if cell else (number,),
        sheet=table.sheet,
        cell=cell,
    )


def _in_text(document: Document, number: int, start: int | None, end: int | None, cell: str | None) -> Place:
    block = next((one for one in document.blocks if one.number == number), None)
    section = name_section(document, number)
    if isinstance(block, Table):
        count = sum(isinstance(one, Table) and one.number <= number for one in document.blocks)
        section = f"Bảng số {count}" + (f", {section[0].lower()}{section[1:]}" if section else "")
    elif not section and isinstance(block, Paragraph):
        section = f"Đoạn “{shorten(printable(block.text), _OPENING)}”"
    page = block.page if isinstance(block, Paragraph) else None
    return Place(
        section_vi=section + (f", trang {page}" if page else ""),
        spot_vi=f"ô {cell}" if cell else "",
        order=(number, *split_cell(cell)) if cell else (number, start or 0),
        paragraph=number,
        start=start,
        end=end,
        cell=cell,
    )


def split_cell(cell: str) -> tuple[int, int]:
    """`B7` → (7, 2): row and column."""
    letters = cell.rstrip("0123456789")
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
    return int(cell[len(letters) :]), column


def name_section(document: Document, number: int) -> str:
    """`Mục I.4.2 “Bảo trợ xã hội”, Phần thứ nhất`: the headings above a block; empty where there are none."""
    stack: list[Section] = []
    for paragraph in document.paragraphs:
        if paragraph.number >= number:
            break
        if paragraph.kind != "heading":
            continue
        rank = heading_rank(paragraph.text, stack[-1] if stack else Section())
        stack = [*(one for one in stack if one.rank < rank), Section(rank=rank, title=paragraph.text)]
    return _name_path([printable(one.title) for one in stack])


def _name_path(titles: list[str]) -> str:
    part, numbers, last = "", list[str](), ""
    for title in titles:
        if found := _PART.match(title):
            part, last = found[1][0].upper() + found[1][1:], title[found.end() :]
        elif found := _NUMBERED.match(title):
            nested = numbers and found[1].startswith(numbers[-1] + ".")
            numbers = [*(numbers[:-1] if nested else numbers), found[1]]
            last = title[found.end() :]
        else:
            last = title
    title = shorten(last.rstrip(" .:;"), _LONGEST_TITLE)
    named = f"Mục {'.'.join(numbers)}" if numbers else part or ("Phần" if title else "")
    if title:
        named += f" “{title}”"
    return f"{named}, {part}" if numbers and part else named
