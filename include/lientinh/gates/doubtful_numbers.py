"""Numbers of prose that can be read in two ways: which of a document's readings they are.

A form withholds such a figure (`gate1.form_number_doubtful`); in prose it is read as its unit has it, and flagged.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from lientinh.catalogue import match_key
from lientinh.catalogue.catalogue import Catalogue
from lientinh.extract.numbers import Marks, is_two_ways, parse_number, prove_marks
from lientinh.readings import Reading

_SCALES = ("nghìn", "ngàn", "vạn", "triệu", "tỷ", "tỉ")


def find_doubtful(readings: Sequence[Reading], catalogue: Catalogue) -> frozenset[int]:
    """Ordinals of the figures of one document whose number its own unit and the document's numbers leave open."""
    written = [one for one in readings if one.locator.cell is None and one.indicator_code]
    doubted = [one for one in written if is_two_ways(one.value_text)]
    if not doubted:
        return frozenset()
    marks = prove_marks(one.value_text for one in readings if one.locator.cell is None)
    factors = {match_key(word.word): word.factor for word in catalogue.unit_words}
    return frozenset(
        one.ordinal for one in doubted if _is_open(one, marks, _is_scaled(one, factors, catalogue), catalogue)
    )


def _is_open(reading: Reading, marks: Marks, scaled: bool, catalogue: Catalogue) -> bool:
    """An amount goes by the Vietnamese rule unless the document writes points before decimals elsewhere."""
    if scaled:
        return "." in marks
    percent = reading.unit_code is not None and catalogue.unit(reading.unit_code).kind == "ratio"
    parsed = parse_number(reading.value_text, "percent" if percent else "count", marks)
    return parsed is not None and parsed.doubtful


def _is_scaled(reading: Reading, factors: Mapping[str, Decimal], catalogue: Catalogue) -> bool:
    kind = catalogue.unit(reading.unit_code).kind if reading.unit_code else "other"
    words = match_key(reading.unit_text)
    return kind in ("money", "mass") or words.startswith(_SCALES) or factors.get(words, 1) != 1
