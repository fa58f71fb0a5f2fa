"""What a number is called in a message, and what a finding about it is about, wherever it stands."""

from __future__ import annotations

import re
from datetime import date

from lientinh.catalogue.catalogue import Catalogue
from lientinh.catalogue.matching import match_key
from lientinh.gates.mentions import Mention, Prepared
from lientinh.gates.relation import Relation
from lientinh.periods import period_frequency, period_window

_DIGITS = re.compile(r"[0-9][0-9.,/%]*")
_LETTER = re.compile(r"[^\W\d_]")
_QUARTERS = ("I", "II", "III", "IV")
_WORDS_OF_SUBJECT = 12
_WORDS_OF_NAME = 7


def name_mention(prepared: Prepared, mention: Mention, catalogue: Catalogue) -> tuple[str, str]:
    """The indicator's name in both languages; without an indicator the document's own words, quoted."""
    reading = mention.reading
    if reading is not None and reading.indicator_code is not None:
        indicator = catalogue.indicator(reading.indicator_code)
        return indicator.name_vi, indicator.name_en
    words = f"“{_own_words(prepared, mention)}”"
    return words, words


def _own_words(prepared: Prepared, mention: Mention) -> str:
    """The words after the number; for a bare number, and for the first of "40/60 hộ", those before it."""
    after = prepared.text[mention.end : mention.end + len(mention.noun) + 1].strip()
    if _LETTER.search(after):
        return " ".join(after.split()[:_WORDS_OF_NAME])
    return " ".join(_words_before(prepared, mention).strip(" :(").split()[-_WORDS_OF_NAME:])


def _words_before(prepared: Prepared, mention: Mention) -> str:
    """The sentence up to the number, without other numbers."""
    sentence = prepared.sentence_at(mention.start)
    start = sentence.start if sentence else 0
    return _DIGITS.sub(" ", prepared.text[start : mention.start])


def subject_of(prepared: Prepared, relation: Relation) -> str:
    """What the relation is about: its indicator and breakdown, else its sentence's words without the numbers.

    No figure is part of it: a corrected figure that is still wrong is the same finding.
    """
    reading = relation.total.reading
    if reading is not None and reading.indicator_code is not None:
        return f"{reading.indicator_code} {reading.breakdown} {reading.period} {reading.scenario}"
    words = match_key(f"{_words_before(prepared, relation.total)} {relation.total.noun}")
    return " ".join(words.split()[-_WORDS_OF_SUBJECT:])


def name_period(period: str | None) -> tuple[str, str]:
    """A period's label in words: "2022-S1" is "6 tháng đầu năm 2022", "first half of 2022"; none is "…"."""
    if not period:
        return "…", "…"
    year, frequency = period[:4], period_frequency(period)
    match frequency:
        case "A":
            return f"năm {year}", year
        case "S":
            half_vi, half_en = ("đầu", "first") if period.endswith("1") else ("cuối", "second")
            return f"6 tháng {half_vi} năm {year}", f"{half_en} half of {year}"
        case "Q":
            number = int(period[-1])
            return f"quý {_QUARTERS[number - 1]} năm {year}", f"quarter {number} of {year}"
        case "M":
            return f"tháng {int(period[-2:])} năm {year}", f"month {int(period[-2:])} of {year}"
        case _:
            return _name_window(*period_window(period))


def _name_window(start: date | None, end: date) -> tuple[str, str]:
    """A window that is no period of the calendar; an open one; a day."""
    day = f"{end.day}/{end.month}/{end.year}"
    if start is None:
        return f"đến {day}", f"up to {end}"
    if start == end:
        return f"ngày {day}", f"{end}"
    if (start.month, start.day, start.year) == (1, 1, end.year):
        return f"{end.month} tháng đầu năm {end.year}", f"first {end.month} months of {end.year}"
    return f"từ {start.day}/{start.month}/{start.year} đến {day}", f"{start} to {end}"
