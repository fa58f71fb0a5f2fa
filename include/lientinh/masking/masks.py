"""Mask what identifies a person in a text: names by their context, and the numbers and addresses of persons.

The words around stay, and so do the figures: a mask never covers the number a reading stands for.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from lientinh.masking.names import find_names

Kind = Literal["name", "phone", "mail", "paper", "account", "birth"]
_SHOWN: dict[Kind, str] = {
    "name": "[họ tên]",
    "phone": "[điện thoại]",
    "mail": "[thư điện tử]",
    "paper": "[số giấy tờ]",
    "account": "[số tài khoản]",
    "birth": "[ngày sinh]",
}
_DIGIT_GROUPS = r"\d(?:[ .\-]?\d)"
_PATTERNS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    ("mail", re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")),
    (
        "paper",
        re.compile(
            r"(?:CCCD|CMND|CMTND|căn cước(?: công dân)?|chứng minh(?: thư| nhân dân)?|định danh cá nhân|hộ chiếu)"
            rf"[^\d\n]{{0,20}}(?P<masked>[A-Z]?{_DIGIT_GROUPS}{{6,11}}(?!\d))",
            re.IGNORECASE,
        ),
    ),
    ("paper", re.compile(r"(?<![\d.,])(?P<masked>0\d{11})(?![\d.,]\d|\d)")),
    (
        "account",
        re.compile(
            rf"(?:số tài khoản|tài khoản số|STK|TK số)[^\d\n]{{0,12}}(?P<masked>{_DIGIT_GROUPS}{{7,18}}(?!\d))",
            re.IGNORECASE,
        ),
    ),
    (
        "phone",
        re.compile(
            r"(?:điện thoại|ĐT|SĐT|di động|Tel|Fax|Zalo|hotline|đường dây nóng)\b[^\d\n]{0,15}"
            rf"(?P<masked>\+?{_DIGIT_GROUPS}{{6,11}}(?!\d))",
            re.IGNORECASE,
        ),
    ),
    # Without a word before it: a number of a Vietnamese network, which no figure of a report begins like.
    (
        "phone",
        re.compile(
            r"(?<![\d.,/])(?P<masked>(?:\+84|0)(?:[35789]\d|2\d{1,2})(?:[ .\-]?\d{3,4}){2}\d?)(?![\d/]|[.,]\d)"
        ),
    ),
)
_BIRTH = re.compile(
    r"\s*[,(;]?\s*(?:sinh|SN)\s*(?:ngày|năm)?\s*:?\s*(?P<masked>\d{1,2}[/.-]\d{1,2}[/.-]\d{4}|\d{4})"
)
# Most texts end here: before the patterns above are tried one by one.
_WORTH_A_LOOK = re.compile(r"[A-ZÀ-ỸĐ]|@|(?:\d[ .\-]?){7}")
_NUMBERS_WORTH_A_LOOK = re.compile(r"@|(?:\d[ .\-]?){7}")


@dataclass(frozen=True, slots=True)
class Mask:
    """Characters of a text that identify a person, and as what."""

    start: int
    end: int
    kind: Kind


def mask_text(text: str, *, keep: str = "", is_place: Callable[[str], bool] | None = None) -> str:
    """The text with its masks; `keep` is what a mask must not cover (a reading's number as written).

    `is_place`: whether words, in small letters, name a place; beside those this package knows.
    """
    shown: list[str] = []
    end = 0
    for mask in find_masks(text, keep=keep, is_place=is_place):
        shown += [text[end : mask.start], _SHOWN[mask.kind]]
        end = mask.end
    return "".join([*shown, text[end:]]) if shown else text


def find_masks(text: str, *, keep: str = "", is_place: Callable[[str], bool] | None = None) -> list[Mask]:
    """What identifies a person, in order, without overlaps."""
    if not _WORTH_A_LOOK.search(text):
        return []
    names = [Mask(start, end, "name") for start, end in find_names(text, is_place or _nowhere)]
    found = [*names, *_numbers(text), *_births(text, names)]
    chosen: list[Mask] = []
    for mask in sorted(found, key=lambda one: (one.start, -one.end)):
        covers = bool(keep) and mask.kind != "name" and keep in text[mask.start : mask.end]
        if not covers and (not chosen or mask.start >= chosen[-1].end):
            chosen.append(mask)
    return chosen


def _nowhere(words: str) -> bool:
    return False


def _numbers(text: str) -> Iterator[Mask]:
    if not _NUMBERS_WORTH_A_LOOK.search(text):
        return
    for kind, pattern in _PATTERNS:
        for found in pattern.finditer(text):
            group = "masked" if "masked" in pattern.groupindex else 0
            yield Mask(found.start(group), found.end(group), kind)


def _births(text: str, names: list[Mask]) -> Iterator[Mask]:
    """A date of birth right behind a name; alone it is a cohort: "trẻ em sinh năm 2020"."""
    for name in names:
        found = _BIRTH.match(text, name.end)
        if found:
            yield Mask(found.start("masked"), found.end("masked"), "birth")
