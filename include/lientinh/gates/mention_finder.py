"""Find the numbers of a paragraph: every one of them, with the words it counts.

Readings are what the catalogue cares for; a sum needs all the numbers beside them too, or a part that no
indicator names would make a true total look false. A mention is found in the text itself and knows the
reading that stands at the same place, if there is one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from lientinh.catalogue.catalogue import Catalogue
from lientinh.documents import Paragraph
from lientinh.extract.clauses import Span
from lientinh.extract.folding import fold
from lientinh.extract.nonquantities import find_doubtful, find_nonquantities
from lientinh.extract.numbers import NUMBER_TOKEN, NumberKind, parse_number
from lientinh.extract.quantities import Quantity, QuantityFinder
from lientinh.gates.mentions import Mention, Opposites, Prepared
from lientinh.gates.reading_figures import WHOLE_KINDS
from lientinh.readings import Reading

_LETTER = "a-zà-ỹđ"
_WORDS = re.compile(rf"\s*((?:[{_LETTER}]+)(?: [{_LETTER}]+){{0,5}})")
# A bare number after its label, before a conjunction or an aside: "Đài Loan: 35 và các thị trường khác".
_LISTED_BEFORE = re.compile(r"(?::|\b(?:là|còn|có|đạt))\s*$")
_LISTED_AFTER = re.compile(r"\s+(?:và|hoặc)\s|\s*\(")
_SPAN_OF_TIME = re.compile(r"\s*(?:năm|tháng|ngày|tuần|quý|giờ|phút|tuổi|-)(?![a-zà-ỹđ])|\s*[-–]\s*[0-9]")
_SCALE = re.compile(r"\b(?:nghìn|ngàn|vạn|triệu|tỷ|tỉ)\b")
_FOREIGN_MONEY = re.compile(r"^(?:usd|đô la|euro|eur|yên|won|nhân dân tệ)\b")


class MentionFinder:
    """Finds mentions with the units of a catalogue, compiled once."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._quantities = QuantityFinder(catalogue)
        self._kinds = {unit.unit_code: unit.kind for unit in catalogue.units}
        self._opposites = tuple(_find_opposites(catalogue))

    def prepare(self, paragraph: Paragraph, readings: Sequence[Reading] = ()) -> Prepared:
        """The paragraph with its mentions; `readings` are the document's."""
        text, folded = paragraph.text, fold(paragraph.text)
        here = [reading for reading in readings if reading.locator.paragraph == paragraph.number]
        quantities = self._quantities.find(text, folded, ())
        mentions = [self._mention(folded, quantity, here, paragraph.number) for quantity in quantities]
        unread: list[Span] = []
        for span in _left_over(text, folded, quantities):
            bare = _read_listed(folded, span, paragraph.number)
            mentions.append(bare)
            unread += [] if bare else [span]
        found = sorted((one for one in mentions if one), key=lambda one: one.start)
        return Prepared(paragraph, folded, tuple(found), self._opposites, tuple(unread))

    def _mention(
        self, folded: str, quantity: Quantity, readings: Sequence[Reading], paragraph: int
    ) -> Mention | None:
        if quantity.value is None or quantity.role == "zero":
            return None
        words = _WORDS.match(folded, quantity.end)
        noun = words[1] if words else ""
        kind = self._kinds.get(quantity.unit_code or "", "count")
        if quantity.unit_code is None and _FOREIGN_MONEY.match(
            folded[quantity.unit_start : quantity.unit_end]
        ):
            kind = "money"
        written = parse_number(folded[quantity.start : quantity.end], _number_kind(folded, quantity, kind))
        factor = quantity.value / written.value if written and written.value else Decimal(1)
        whole = kind in WHOLE_KINDS and factor == 1 and quantity.value == quantity.value.to_integral_value()
        return Mention(
            start=quantity.start,
            end=quantity.end,
            unit_end=max(quantity.end, quantity.unit_end),
            value=quantity.value,
            factor=factor,
            rounding=Decimal(0) if whole else quantity.rounding,
            qualifier=quantity.qualifier,
            unit_code=quantity.unit_code,
            kind=kind,
            noun=noun,
            role=quantity.role,
            reading=_reading_at(quantity, readings),
            paragraph=paragraph,
        )


def _find_opposites(catalogue: Catalogue) -> Iterator[Opposites]:
    """Dimensions of two members, by their words: "nam" and "nữ", "xây mới" and "sửa chữa"."""
    by_dimension: dict[str, list[re.Pattern[str]]] = {}
    for member in catalogue.dimensions:
        words = "|".join(re.escape(fold(phrase)) for phrase in member.phrases)
        by_dimension.setdefault(member.dimension, []).append(re.compile(rf"\b(?:{words})\b"))
    return ((pair[0], pair[1]) for pair in by_dimension.values() if len(pair) == 2)


def _number_kind(folded: str, quantity: Quantity, kind: str) -> NumberKind:
    """How the number was read: "2,338 triệu" has decimals, "2,338 người" has none."""
    if kind == "ratio":
        return "percent"
    scaled = kind in ("money", "mass") or _SCALE.search(
        folded, quantity.end, max(quantity.end, quantity.unit_end)
    )
    return "scaled" if scaled else "count"


def _left_over(text: str, folded: str, quantities: Sequence[Quantity]) -> list[Span]:
    """Numbers that are neither quantities nor known to be something else."""
    masked = bytearray(len(folded))
    spans = [*find_nonquantities(text, folded), *find_doubtful(folded)]
    for span in (*spans, *(Span(one.start, one.end) for one in quantities)):
        masked[span.start : span.end] = b"\1" * (span.end - span.start)
    return [
        Span(*token.span())
        for token in NUMBER_TOKEN.finditer(folded)
        if not any(masked[token.start() : token.end()]) and not _SPAN_OF_TIME.match(folded, token.end())
    ]


def _read_listed(folded: str, span: Span, paragraph: int) -> Mention | None:
    """A bare number between a label and a conjunction."""
    parsed = parse_number(folded[span.start : span.end])
    if (
        parsed is None
        or not _LISTED_BEFORE.search(folded, 0, span.start)
        or not _LISTED_AFTER.match(folded, span.end)
    ):
        return None
    return Mention(
        start=span.start,
        end=span.end,
        unit_end=span.end,
        value=parsed.value,
        factor=Decimal(1),
        rounding=parsed.rounding if parsed.decimals else Decimal(0),
        qualifier=None,
        unit_code=None,
        kind="count",
        noun="",
        role="plain",
        paragraph=paragraph,
    )


def _reading_at(quantity: Quantity, readings: Sequence[Reading]) -> Reading | None:
    """The reading whose place covers the number, the narrowest if several do."""
    covering = [
        reading
        for reading in readings
        if reading.locator.start is not None
        and reading.locator.end is not None
        and reading.locator.start <= quantity.start
        and quantity.end <= reading.locator.end
    ]
    return min(covering, key=lambda reading: len(reading.value_text), default=None)
