"""Plain text (.txt) into paragraphs; hard-wrapped lines and page breaks are undone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby

from lientinh.documents import Paragraph
from lientinh.errors import BadInput
from lientinh.read.content import Content, Limits
from lientinh.read.text.decoding import decode_text
from lientinh.read.text.line_marks import (
    classify_block,
    ends_sentence,
    is_capitals,
    is_numbered,
    starts_block,
    starts_footnote,
    strip_layout,
)  # fmt: skip

# A wrapped line is nearly as long as the widest: the next word did not fit. Words are at most 8 letters long
# in Vietnamese (nghiêng with its mark), and right margins vary with the font.
_SLACK = 15


@dataclass(slots=True)
class _Draft:
    """A block in the making: its lines, and the line of the file at which it began."""

    line: int
    lines: list[str] = field(default_factory=list)
    after_blank: bool = False

    @property
    def text(self) -> str:
        return " ".join(self.lines)


def read_plain_text(data: bytes, file_name: str, limits: Limits) -> Content:
    """Text into paragraphs; a blank line, a list mark, a heading or a line that stops short ends one."""
    decoded = decode_text(data, file_name)
    if len(decoded.text) > limits.text_chars:
        raise BadInput("read.too_large", file_name, limit=limits.text_chars, unit="characters")
    drafts = _join_across_pages(list(_split_blocks(decoded.text)))
    blocks = tuple(
        Paragraph(number=number, text=draft.text, kind=classify_block(draft.text), line=draft.line)
        for number, draft in enumerate(drafts, start=1)
    )
    if not blocks:
        raise BadInput("read.empty", file_name)
    return Content(blocks, "text/plain", decoded.encoding, decoded.notes)


def _split_blocks(text: str) -> Iterator[_Draft]:
    lines = [" ".join(strip_layout(line).split()) for line in text.split("\n")]
    widths = _measure_runs(lines)
    draft: _Draft | None = None
    after_blank = False
    for number, (line, width) in enumerate(zip(lines, widths, strict=True), start=1):
        if not line:
            if draft is not None:
                yield draft
            draft, after_blank = None, True
            continue
        if draft is not None and not _continues(draft, line, width):
            yield draft
            draft = None
        if draft is None:
            draft = _Draft(number, after_blank=after_blank)
        after_blank = False
        draft.lines.append(line)
    if draft is not None:
        yield draft


def _measure_runs(lines: list[str]) -> list[int]:
    """For each line the width of the widest line between the blank lines around it."""
    widths: list[int] = []
    for blank, run in groupby(lines, key=lambda line: not line):
        run_lines = list(run)
        widths.extend([0 if blank else max(map(len, run_lines))] * len(run_lines))
    return widths


def _continues(draft: _Draft, line: str, width: int) -> bool:
    """Is `line` the rest of the draft's paragraph, broken only because the page was narrow?"""
    last = draft.lines[-1]
    if starts_block(line):
        # a dash between words ("kinh tế - xã hội") may come to stand first on a full page's next line
        return (
            line.startswith("- ")
            and line[2:3].islower()
            and _is_full(last, width)
            and not ends_sentence(last)
        )
    if line[0].islower():
        return True
    if is_capitals(last) != is_capitals(line):
        return False
    first_of_block = len(draft.lines) == 1
    if first_of_block and is_numbered(last) and not is_capitals(last):
        return _is_full(last, width)  # a numbered heading stands alone on its line
    if ends_sentence(last) or (not first_of_block and not is_capitals(last)):
        return _is_full(last, width)
    return True


def _is_full(line: str, width: int) -> bool:
    return len(line) + _SLACK >= width


def _join_across_pages(drafts: list[_Draft]) -> list[_Draft]:
    """Sentences cut by a page break, and by the footnotes of that page, in one piece again.

    The rest of such a sentence begins with a small letter and what stands before it ends without a stop.
    Footnotes between the two keep their own blocks and come after.
    """
    joined: list[_Draft] = []
    for draft in drafts:
        before = _last_of_text(joined)
        if before is not None and draft.after_blank and _is_rest_of(before.text, draft.text):
            before.lines.extend(draft.lines)
        else:
            joined.append(draft)
    return joined


def _last_of_text(drafts: list[_Draft]) -> _Draft | None:
    return next((draft for draft in reversed(drafts) if not starts_footnote(draft.text)), None)


def _is_rest_of(before: str, text: str) -> bool:
    if ends_sentence(before) or starts_block(text) or is_capitals(before):
        return False
    return text[0].islower() or before.endswith((" ngày", " tháng", " năm", " số"))
