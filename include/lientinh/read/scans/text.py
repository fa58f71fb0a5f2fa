"""Recognised lines into paragraphs: what the page's width broke is joined, what its layout separates is not."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from lientinh.documents import Block, Paragraph, Table
from lientinh.read.scans.lines import (
    LEFT_OF_LETTERHEAD,
    RIGHT_OF_LETTERHEAD,
    mend_lines,
    mend_numbers,
    wide_gaps,
)
from lientinh.read.scans.phrases import mend_phrases
from lientinh.read.scans.recognition import Line
from lientinh.read.scans.tables import take_tables
from lientinh.read.text.line_marks import (
    classify_block,
    ends_sentence,
    is_capitals,
    starts_block,
    starts_footnote,
)

# In heights of a letter: how far before the margin a full line may end (the longest Vietnamese word and its blank),
# and how far a paragraph's first line is drawn in (Decree 30/2020/NĐ-CP, annex I: 1 or 1.27 cm, 14 pt letters).
_RAGGED = 6.0
_INDENT = 1.0
_PAGE_NUMBER = re.compile(r"^[-–—\s]*\d{1,3}[-–—\s.]*$|^trang \d+(?:\s*/\s*\d+)?$", re.IGNORECASE)


@dataclass(slots=True)
class _Draft:
    page: int
    lines: list[Line] = field(default_factory=list)
    wraps: bool = False  # did its last line end because the page was full?

    @property
    def text(self) -> str:
        return " ".join(line.text for line in self.lines)


def join_lines(pages: Sequence[tuple[int, Sequence[Line]]]) -> list[tuple[int, Block]]:
    """Lines by page into paragraphs and tables, numbered from 1, each with the page on which it begins.

    A sentence cut by a page break, by the footnotes above it or by the end of a column is one paragraph again; lone
    page numbers at the edge of a page are left out.
    """
    drafts: list[_Draft | Table] = []
    for page, lines in pages:
        for item in _split_page(page, _without_page_numbers(lines)):
            before = _last_text(drafts)
            if isinstance(item, _Draft) and before is not None and _is_cut(before, item):
                before.lines.extend(item.lines)
                before.wraps = item.wraps
            else:
                drafts.append(item)
    return [
        (draft.page, _paragraph(number, draft))
        if isinstance(draft, _Draft)
        else (draft.page or 1, replace(draft, number=number))
        for number, draft in enumerate(drafts, start=1)
    ]


def _last_text(drafts: Sequence[_Draft | Table]) -> _Draft | None:
    """The paragraph that may go on: the last one, footnotes aside; none behind a table."""
    for draft in reversed(drafts):
        if isinstance(draft, Table):
            return None
        if not starts_footnote(draft.text):
            return draft
    return None


def _without_page_numbers(lines: Sequence[Line]) -> Sequence[Line]:
    start = 1 if lines and _PAGE_NUMBER.match(lines[0].text) else 0
    end = len(lines) - (1 if len(lines) > 1 and _PAGE_NUMBER.match(lines[-1].text) else 0)
    return lines[start:end]


def _split_page(page: int, lines: Sequence[Line]) -> Iterator[_Draft | Table]:
    running: list[Line] = []
    for item in take_tables(mend_numbers(lines), page):
        if isinstance(item, Table):
            yield from _split_text(page, mend_lines(running))
            running = []
            yield item
        else:
            running.append(item)
    yield from _split_text(page, mend_lines(running))


def _split_text(page: int, lines: Sequence[Line]) -> Iterator[_Draft]:
    edges: dict[int, tuple[int, int]] = {}
    for line in lines:
        left, right = edges.get(line.block, (line.left, line.right))
        edges[line.block] = min(left, line.left), max(right, line.right)
    draft: _Draft | None = None
    for line in lines:
        if draft is not None and not _continues(draft.lines[-1], line, edges[line.block]):
            yield draft
            draft = None
        draft = draft or _Draft(page)
        draft.lines.append(line)
        draft.wraps = _is_full(line, edges[line.block])
    if draft is not None:
        yield draft


def _continues(last: Line, line: Line, edges: tuple[int, int]) -> bool:
    """Is a line the rest of the one above, broken only because the page was narrow?"""
    if last.block != line.block or wide_gaps(last) or wide_gaps(line):
        return False
    if line.block in (LEFT_OF_LETTERHEAD, RIGHT_OF_LETTERHEAD):
        return is_capitals(last.text) and is_capitals(line.text)
    full = _is_full(last, edges)
    if starts_block(line.text):
        # a dash between words ("kinh tế - xã hội") may come to stand first on a full page's next line
        dashed = line.text.startswith("- ") and line.text[2:3].islower()
        return dashed and full and not ends_sentence(last.text)
    if is_capitals(last.text) and is_capitals(line.text):
        return True  # a title in two lines stands in the middle: neither is full
    is_drawn_in = line.left - edges[0] > _INDENT * line.height
    if is_drawn_in and not line.text[0].islower() and not _is_centred(line, edges):
        return False
    return full and not (is_capitals(last.text) and ends_sentence(last.text))


def _is_centred(line: Line, edges: tuple[int, int]) -> bool:
    """The last line of a title that the page broke."""
    return abs((line.left - edges[0]) - (edges[1] - line.right)) < 2 * line.height


def _is_full(line: Line, edges: tuple[int, int]) -> bool:
    return edges[1] - line.right <= _RAGGED * line.height


def _is_cut(before: _Draft, draft: _Draft) -> bool:
    text = before.text
    if ends_sentence(text) or is_capitals(text) or starts_block(draft.text):
        return False
    return draft.text[0].islower() and before.wraps


def _paragraph(number: int, draft: _Draft) -> Paragraph:
    words = mend_phrases([word for line in draft.lines for word in line.words])
    confidences, start = [], 0
    for word in words:
        confidences.append((start, start + len(word.text), word.confidence))
        start += len(word.text) + 1
    text = " ".join(word.text for word in words)
    return Paragraph(number, text, classify_block(text), page=draft.page, word_confidences=tuple(confidences))
