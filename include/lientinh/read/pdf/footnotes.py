"""The footnotes of a page: rows below the short rule at its foot, or below the number that the text above calls."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from pdfplumber.page import Page

from lientinh.read.pdf.rows import Row
from lientinh.read.text.line_marks import ends_sentence

_RULE_WIDTHS = (30.0, 240.0)  # points; Word draws 144, LibreOffice a quarter of the text's width
_THIN = 2.0
_NUMBER = re.compile(r"^[(\[]?(\d{1,3})[)\].]?$")
_LOWER_PART = 0.3  # of the page; notes do not begin above


def find_notes(page: Page, rows: Sequence[Row], going_on: bool) -> int:
    """The index of the first row of footnotes, `len(rows)` where there is none.

    `going_on`: the page before ends in a footnote, whose rest may stand under the rule without a number.
    """
    called = [number for row in rows for number in _called(row)]
    rule = _rule_above_notes(page, rows)
    if rule is not None:
        first = next((at for at, row in enumerate(rows) if row.top >= rule - _THIN), len(rows))
        if first < len(rows) and (_opens(rows[first]) is not None or going_on):
            return first
    for at, row in enumerate(rows):
        low = row.top > _LOWER_PART * float(page.height)
        if low and _opens(row) in called and (_smaller_from(rows, at) or _answers_all(rows, at, called)):
            return at
    return len(rows)


def raise_marks(rows: Sequence[Row]) -> list[Row]:
    """Rows of footnotes with the numbers that open them as raised ones: 1, then 2, and so on."""
    marked: list[Row] = []
    last: int | None = None
    for row in rows:
        number = _opens(row)
        if number is None or (last is not None and number != last + 1):
            marked.append(row)
            continue
        first = replace(row.words[0], raised=True, text=_plain(row.words[0].text))
        marked.append(row.part([first, *row.words[1:]]))
        last = number
    return marked


def _called(row: Row) -> list[int]:
    """Numbers that stand raised behind words of the row."""
    marks = [word for word in row.words[1:] if word.raised]
    return [int(match[1]) for word in marks if (match := _NUMBER.match(word.text))]


def _opens(row: Row) -> int | None:
    match = _NUMBER.match(row.words[0].text)
    return int(match[1]) if match and len(row.words) > 1 else None


def _plain(text: str) -> str:
    match = _NUMBER.match(text)
    return match[1] if match else text


def _smaller_from(rows: Sequence[Row], at: int) -> bool:
    """Are this row and those below it in smaller print than what is above, or is its number raised?"""
    if rows[at].words[0].raised:
        return True
    above = sorted(row.size for row in rows[:at])
    return bool(above) and max(row.size for row in rows[at:]) < above[len(above) // 2] * 0.95


def _answers_all(rows: Sequence[Row], at: int, called: Sequence[int]) -> bool:
    """Do the rows from here open with just the numbers called above, one after another, behind a full stop?"""
    opened = [number for row in rows[at:] if (number := _opens(row)) is not None and number in called]
    return at > 0 and opened == sorted(set(called)) and ends_sentence(rows[at - 1].text)


def _rule_above_notes(page: Page, rows: Sequence[Row]) -> float | None:
    """The height of a short rule at the left margin with text above and below it, and nothing beside it."""
    if not rows:
        return None
    left = min(row.x0 for row in rows)
    lowest = None
    for drawn in [*page.lines, *page.rects]:
        if _is_short_rule(drawn, left) and drawn["top"] > _LOWER_PART * float(page.height):
            beside = any(row.top < drawn["top"] < row.bottom for row in rows)
            below = any(row.top >= drawn["top"] - _THIN for row in rows)
            if below and not beside and (lowest is None or drawn["top"] > lowest):
                lowest = float(drawn["top"])
    return lowest


def _is_short_rule(drawn: dict[str, Any], left: float) -> bool:
    low, high = _RULE_WIDTHS
    flat = drawn["height"] <= _THIN and low <= drawn["width"] <= high
    return bool(flat and abs(drawn["x0"] - left) <= 10)
