"""Vietnamese number forms: the digits of a quantity, and the words around them that bound it.

The dot groups thousands and the comma begins decimals ("3.572,813"); a number that breaks the rule is read
by its unit ("55.34%" can only be a decimal, "1,235 người" only a head count) or not at all. What stays open to
two readings ("1.234" of a rate, "12,345" of heads) is doubtful: read as its unit has it, and said so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from lientinh.readings import Qualifier

# How the unit steers a doubtful form: heads have no decimals; a percentage has no thousands.
NumberKind = Literal["count", "percent", "scaled"]

# One number as written. Superscript footnote marks are no digits here: [0-9], never \d or isdigit().
NUMBER = r"(?:[0-9]{1,3}(?: [0-9]{3})+(?![0-9.,]*[0-9])|[0-9]+(?:[.,][0-9]+)*)"
NUMBER_TOKEN = re.compile(rf"(?<![\w.,/:-])(?!000){NUMBER}(?![0-9])")
# "cho -150 người": a sign glued to its number, after a word or a colon; "tháng 5 - 6" and "xã A -20" have none.
NEGATIVE_TOKEN = re.compile(rf"(?<=[a-zà-ỹđ:]\s)[-−](?!000){NUMBER}(?![0-9])")

_GROUPED = re.compile(r"^[1-9][0-9]{0,2}(?:\.[0-9]{3})+(?:,[0-9]+)?$")
_SPACED = re.compile(r"^[1-9][0-9]{0,2}(?: [0-9]{3})+(?:[.,][0-9]+)?$")
_PLAIN = re.compile(r"^[0-9]+(?:,[0-9]+)?$")
_POINT = re.compile(r"^[0-9]+\.[0-9]+$")
_ENGLISH = re.compile(r"^[1-9][0-9]{0,2}(?:(?:,[0-9]{3}){2,}(?:\.[0-9]+)?|,[0-9]{3}\.[0-9]+)$")
# The one form that a thousand and a decimal share: "1.234", "12,345".
TWO_WAYS = re.compile(r"^([1-9][0-9]{0,2})([.,])([0-9]{3})$")
# A number that stands alone in a cell or before its unit: "18.044 người", "66,72%".
_WRITTEN = re.compile(r"\s*[-−]?\s*([0-9][0-9.,]*(?: [0-9]{3})*(?:[.,][0-9]+)?)\s*(?:%|[^\W\d_][^\d]*)?$")
_DECIMAL_PROOF = re.compile(r"(?:[0-9]+([.,])(?:[0-9]{1,2}|[0-9]{4,})|0([.,])[0-9]+|[0-9]{4,}([.,])[0-9]+)")
_GROUP_PROOF = re.compile(r"[0-9]{1,3}([.,])[0-9]{3}(?:\1[0-9]{3})+")
_BOTH_PROOF = re.compile(r"[0-9]{1,3}([., ])[0-9]{3}(?:\1[0-9]{3})*(?!\1)([.,])[0-9]+")

# Decimal marks that the numbers beside a number prove; None where nobody looked, empty where they prove nothing.
Marks = frozenset[str]


@dataclass(frozen=True, slots=True)
class ParsedNumber:
    """A number as written; `decimals` is how many places stand after its decimal mark."""

    value: Decimal
    decimals: int
    doubtful: bool = False

    @property
    def rounding(self) -> Decimal:
        """Half the last written place."""
        return Decimal(5).scaleb(-self.decimals - 1)


def prove_marks(texts: Iterable[str]) -> Marks:
    """The decimal marks that written numbers prove: "12,55" and "1.234.567" the comma, "0.5" the point."""
    proved: set[str] = set()
    for text in texts:
        written = _WRITTEN.match(text)
        plain = written[1] if written else ""
        if found := _BOTH_PROOF.fullmatch(plain):
            proved.add(found[2])
        elif found := _GROUP_PROOF.fullmatch(plain):
            proved.add("," if found[1] == "." else ".")
        elif found := _DECIMAL_PROOF.fullmatch(plain):
            proved.add(found[1] or found[2] or found[3])
    return frozenset(proved)


def is_two_ways(text: str) -> bool:
    """Does a cell's text hold a number that a thousand and a decimal can share?"""
    written = _WRITTEN.match(text)
    return written is not None and TWO_WAYS.match(written[1]) is not None


def parse_number(text: str, kind: NumberKind = "count", marks: Marks | None = None) -> ParsedNumber | None:
    """The number a token writes, by the kind of its unit; None where no reading of it is safe.

    `marks`: what the numbers of its column, table or file prove. It settles forms with two readings, and doubts
    those it does not settle.

    >>> parse_number("3.572,813").value, parse_number("55.34", "percent").value
    (Decimal('3572.813'), Decimal('55.34'))
    """
    plain = text.lstrip("-−")
    two_ways = TWO_WAYS.match(plain)
    number = _parse_two_ways(two_ways, kind, marks) if two_ways else _parse_unsigned(plain, kind)
    if number is None or text[:1] not in ("-", "−"):
        return number
    return ParsedNumber(-number.value, number.decimals, number.doubtful)


def _parse_two_ways(form: re.Match[str], kind: NumberKind, marks: Marks | None) -> ParsedNumber:
    """ "1.234": heads are grouped, rates have decimals, what is scaled goes by proof, else by the Vietnamese rule."""
    whole, mark, rest = form.groups()
    other = "," if mark == "." else "."
    proof = next(iter(marks)) if marks is not None and len(marks) == 1 else None
    grouped = _parsed(whole + rest)
    decimal = _parsed(f"{whole}.{rest}")
    if kind == "count":
        return replace(grouped, doubtful=mark == "," and proof != other)
    if kind == "percent":
        sure = proof == mark or (not marks and (mark == "," or len(whole) > 1))
        return replace(decimal, doubtful=not sure)
    if proof is not None:
        return decimal if proof == mark else grouped
    return replace(grouped if mark == "." else decimal, doubtful=marks is not None)


def _parse_unsigned(text: str, kind: NumberKind) -> ParsedNumber | None:
    if _SPACED.match(text):
        return _parsed(text.replace(" ", "").replace(",", "."))
    if kind != "count" and _POINT.match(text):
        return _parsed(text)
    if _GROUPED.match(text) or _PLAIN.match(text):
        return _parsed(text.replace(".", "").replace(",", "."))
    if _ENGLISH.match(text):
        return _parsed(text.replace(",", ""))
    return None


def _parsed(plain: str) -> ParsedNumber:
    return ParsedNumber(Decimal(plain), len(plain.partition(".")[2]))


@dataclass(frozen=True, slots=True)
class Bound:
    """Words that bound a number, and where they begin and end (after the unit for "trở lên")."""

    qualifier: Qualifier
    start: int


_BEFORE: tuple[tuple[Qualifier, str], ...] = (
    ("at_most", r"không (?:quá|vượt quá|hơn|lớn hơn)|tối đa|nhiều nhất|cao nhất là"),
    ("at_least", r"không (?:dưới|thấp hơn|ít hơn|nhỏ hơn)|tối thiểu|ít nhất|thấp nhất là"),
    ("about", r"(?:ước )?khoảng|ước chừng|chừng|xấp xỉ|trên dưới|tầm"),
    ("less_than", r"dưới|chưa (?:đến|tới|đầy)|không (?:đến|tới)|thấp hơn|ít hơn|nhỏ hơn"),
    ("nearly", r"gần"),
    ("more_than", r"trên|hơn|quá|cao hơn|lớn hơn"),
)
_BEFORE_NUMBER = re.compile(
    "(?:" + "|".join(rf"(?P<{name}>\b(?:{words}))" for name, words in _BEFORE) + r")(?: mức| con số| là)?\s*$"
)
_FROM = re.compile(r"\btừ\s*$")
_OR_MORE = re.compile(r"\s*(?:trở lên|(?:hoặc|hay) (?:hơn|nhiều hơn|cao hơn))\b")
_OR_LESS = re.compile(r"\s*(?:trở xuống|(?:hoặc|hay) (?:ít hơn|thấp hơn))\b")


def find_bound(folded: str, start: int, end: int, unit_end: int) -> Bound | None:
    """The words that bound the number at `start`:`end` of a folded text, whose unit ends at `unit_end`.

    "trên 11.000" more_than, "dưới 3%" less_than, "từ 3% trở lên" at_least, "tối đa 5" at_most, "gần" nearly.
    """
    before = folded[max(0, start - 24) : start]
    offset = start - len(before)
    after = folded[end : unit_end + 24]
    tail = folded[unit_end : unit_end + 24]
    for pattern, qualifier in ((_OR_MORE, "at_least"), (_OR_LESS, "at_most")):
        if pattern.match(after) or pattern.match(tail):
            begun = _FROM.search(before)
            return Bound(qualifier, offset + begun.start() if begun else start)  # type: ignore[arg-type]
    match = _BEFORE_NUMBER.search(before)
    if match is None or match.lastgroup is None:
        return None
    return Bound(match.lastgroup, offset + match.start())  # type: ignore[arg-type]
