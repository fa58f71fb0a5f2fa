"""Lines of a PDF into paragraphs: the rules of plain text, with margins, indents and print sizes instead of lengths."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TypeVar

from lientinh.documents import BlockKind, Paragraph
from lientinh.read.pdf.columns import Line
from lientinh.read.pdf.rows import Row
from lientinh.read.pdf.words import Word
from lientinh.read.text.line_marks import (
    classify_block,
    ends_sentence,
    is_capitals,
    is_numbered,
    starts_block,
    starts_footnote,
)

_HYPHENED = re.compile(r"\w-$")  # "51/2020/NQ-" and below it "HĐND": the hyphen belongs to the symbol
# A number goes on after such a word, however far the margin seems: a browser's own lines reach beyond the text's.
_UNFINISHED = re.compile(
    r"(?:^|\s)(?:năm|tháng|quý|ngày|số|là|của|và|cho|đạt|với|từ|đến|bằng|còn|có|các|những)$"
)
_DASHED = re.compile(r"[-–—]$")
_CLOSES = re.compile(
    r"\d|[.;:,)]$"
)  # how the last word of a paragraph looks, and a heading of its own does not
_SUBJECT = re.compile(
    r"^(?:V/v|Về việc)\b", re.IGNORECASE
)  # set short and in the middle, whatever the column's width
_SUBJECT_WIDTH = 0.8  # of the column
# Lines of an official head that stand alone, however near the others are.
_ALONE = re.compile(
    r"^CỘNG H(?:ÒA|OÀ) XÃ HỘI CHỦ NGHĨA|^Độc lập\s*-\s*Tự do"
    r"|^[^\W\d][\w\s.-]{1,40}?,\s*ngày\b.*\btháng\b.*\bnăm\s*\d{4}$",
    re.IGNORECASE,
)
Other = TypeVar("Other")  # what stands between paragraphs: tables

_INDENT = 0.8  # of the print size; first lines are set in by 1 cm, hanging marks by half of it
_LEADING_SLACK = 1.22  # a gap larger than the usual one by this much parts two paragraphs
_WIDEST_LEADING = 2.3  # of the print size: double spacing
_SIZE_SLACK = 0.12
_SHORT_REST = 3  # words; a paragraph may end in a line of an abbreviation ("HĐND).")
_LONGEST_HEADING = 200
_FIGURE = re.compile(r"\d")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b(?:\s*[-–]\s*(?:19|20)?\d\d\b)?|\b\d{1,2}/(?:19|20)\d\d\b")


@dataclass(slots=True)
class Draft:
    """A paragraph in the making."""

    page: int
    lines: list[Line] = field(default_factory=list)
    is_note: bool = False
    is_aside: bool = False  # written across the page or along its edge

    @property
    def text(self) -> str:
        text = ""
        for line in self.lines:
            glued = bool(_HYPHENED.search(text)) and line.text[:1].isalnum()
            text += line.text if glued or not text else f" {line.text}"
        return text

    def finish(self) -> Paragraph:
        text = self.text
        return Paragraph(0, text, self._kind(text), page=self.page)

    def _kind(self, text: str) -> BlockKind:
        if self.is_note:
            return "footnote"
        kind = classify_block(text)
        bold = all(line.row.bold for line in self.lines)
        short = len(text) <= _LONGEST_HEADING and not ends_sentence(text)
        if kind == "paragraph" and bold and short and not _FIGURE.search(_YEAR.sub("", text)):
            return "heading"
        return kind


def join_lines(lines: Sequence[Line], page: int) -> list[Draft]:
    """Lines of one stretch of a page into paragraphs."""
    leadings = _usual_leadings(lines)
    drafts: list[Draft] = []
    for line in lines:
        draft = drafts[-1] if drafts else None
        if draft is not None and _continues(draft, line, leadings):
            draft.lines.append(line)
        else:
            drafts.append(Draft(page, [line]))
    return drafts


def write_aside(text: str, page: int) -> Draft:
    """A paragraph of words that stand in no row: a watermark, a stamp, the heading of a turned column."""
    word = Word(text, 0, 1, 0, 1, 1, 1, "")
    return Draft(page, [Line(Row((word,), page), 0, 1, 0)], is_aside=True)


def join_notes(lines: Sequence[Line], page: int) -> list[Draft]:
    """Lines of a page's footnotes: each runs to the next raised number; lists inside them are items of their own."""
    drafts: list[Draft] = []
    for line in lines:
        if drafts and not starts_block(line.text):
            drafts[-1].lines.append(line)
        else:
            drafts.append(Draft(page, [line], is_note=starts_footnote(line.text) or not drafts))
    return drafts


def _usual_leadings(lines: Sequence[Line]) -> dict[int, float]:
    """The commonest distance of two lines, by print size in half points."""
    seen: dict[int, Counter[int]] = {}
    for above, line in pairwise(lines):
        distance = line.row.baseline - above.row.baseline
        if above.column == line.column and 0 < distance < _WIDEST_LEADING * line.row.size:
            seen.setdefault(_size_class(line), Counter())[round(distance * 2)] += 1
    return {
        size: min(count, key=lambda distance: (-count[distance], distance)) / 2
        for size, count in seen.items()
    }


def _size_class(line: Line) -> int:
    return round(line.row.size * 2)


def _continues(draft: Draft, line: Line, leadings: dict[int, float]) -> bool:
    """Is the line the rest of the draft's paragraph, broken only because the column was narrow?"""
    last = draft.lines[-1]
    if last.column != line.column or abs(last.row.size - line.row.size) > _SIZE_SLACK * last.row.size:
        return False
    text, before = line.text, last.text
    full = is_full(last, line)
    if _ALONE.match(text):
        return False
    if starts_block(text):
        carried = text.startswith("- ") and text[2:3].islower() and not ends_sentence(before)
        return full and (carried or bool(_DASHED.search(before)))
    distance = line.row.baseline - last.row.baseline
    usual = leadings.get(_size_class(line), 1.3 * line.row.size)
    if text[:1].islower() and not ends_sentence(before):
        return distance <= 2.2 * max(usual, line.row.size)
    if distance > _LEADING_SLACK * usual + 0.5 or distance <= 0:
        return False
    counts_on = bool(_UNFINISHED.search(before)) and text[:1].isdecimal() and not _is_set_in(draft, line)
    return counts_on or _goes_on(draft, line, full)


def _goes_on(draft: Draft, line: Line, full: bool) -> bool:
    """Does a line right under the last one, without a mark of its own, belong to the same paragraph?"""
    last = draft.lines[-1]
    text, before = line.text, last.text
    centred = _is_centred(line)
    if line.row.bold != last.row.bold and ends_sentence(before):
        return False
    if _SUBJECT.match(draft.lines[0].text) and not ends_sentence(before):
        short = line.row.x1 - line.left < _SUBJECT_WIDTH * (line.right - line.left)
        return line.beside or centred or short
    if is_capitals(before) != is_capitals(text):
        rest = full and len(line.row.words) <= _SHORT_REST and line.row.bold == last.row.bold
        closes = bool(_CLOSES.search(text) or _DASHED.search(before))
        return rest and closes and not _is_set_in(draft, line)
    if is_capitals(before):
        return (not is_numbered(before) or full) and (centred or not _is_set_in(draft, line))
    if _is_set_in(draft, line) and not centred:
        return False
    return full or (_is_centred(last) and centred and not ends_sentence(before))


def is_full(last: Line, line: Line) -> bool:
    """Would the next line's first word not have fitted behind the last line? Justified lines reach the margin."""
    if last.justified and last.row.x1 < last.right - 2:
        return False
    words = line.row.words
    end = next((at for at, word in enumerate(words) if at and not word.glued), len(words))
    width = words[end - 1].x1 - words[0].x0
    return last.row.x1 + width + 0.2 * line.row.size > last.right - 0.5


def _is_set_in(draft: Draft, line: Line) -> bool:
    """Does the line begin where a first line begins, and not where the draft's text goes on?"""
    room = _INDENT * line.row.size
    if len(draft.lines) > 1:
        return line.row.x0 > draft.lines[-1].row.x0 + room
    first = draft.lines[0]
    if line.row.x0 > first.row.x0 + room:
        return not starts_block(first.text)  # the text of a list item hangs behind its mark
    first_is_set_in = first.row.x0 > first.left + room
    return first_is_set_in and abs(line.row.x0 - first.row.x0) <= room / 2


def _is_centred(line: Line) -> bool:
    left, right = line.row.x0 - line.left, line.right - line.row.x1
    return abs(left - right) <= 2 * line.row.size and min(left, right) > line.row.size


def join_pages(blocks: Sequence[Draft | Other]) -> list[Draft | Other]:
    """Sentences cut by a page break, and by the footnotes of that page, in one piece again; tables part them."""
    joined: list[Draft | Other] = []
    for block in blocks:
        before = _last_text(joined) if isinstance(block, Draft) else None
        if isinstance(block, Draft) and block.is_note and not starts_footnote(block.text):
            note = next((one for one in reversed(joined) if isinstance(one, Draft) and one.is_note), None)
            if note is not None:
                note.lines.extend(block.lines)
                continue
        beyond_note = bool(joined) and before is not joined[-1]
        if isinstance(block, Draft) and before is not None and _is_rest_of(before, block, beyond_note):
            before.lines.extend(block.lines)
        else:
            joined.append(block)
    return joined


def _last_text(blocks: Sequence[object]) -> Draft | None:
    for block in reversed(blocks):
        if not isinstance(block, Draft):
            return None
        if not block.is_note and not block.is_aside and not starts_footnote(block.text):
            return block
    return None


def _is_rest_of(before: Draft, draft: Draft, beyond_note: bool) -> bool:
    last, first = before.lines[-1], draft.lines[0]
    if not 0 <= draft.page - last.row.page <= 1 or (draft.page == last.row.page and not beyond_note):
        return False
    text, above = first.text, last.text
    other_print = abs(last.row.size - first.row.size) > _SIZE_SLACK * last.row.size
    if other_print or starts_block(text) or is_capitals(above) != is_capitals(text):
        return False
    if above.endswith(":") and text[:1].isdecimal():  # the figure that was announced
        return is_full(last, first)
    if ends_sentence(above):
        # that no paragraph begins here is seen only where paragraphs begin set in
        return _begins_set_in(before.lines[0]) and not _begins_set_in(first) and is_full(last, first)
    if text[:1].islower() or above.endswith((" ngày", " tháng", " năm", " số")):
        return True
    return is_full(last, first) and not _begins_set_in(first) and not is_capitals(above)


def _begins_set_in(line: Line) -> bool:
    return line.row.x0 > line.left + _INDENT * line.row.size
