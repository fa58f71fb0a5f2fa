"""What a number is called in a message, and what a finding about it is about, wherever it stands."""

from __future__ import annotations

import re

from lientinh.catalogue.catalogue import Catalogue
from lientinh.catalogue.matching import match_key
from lientinh.gates.items import clause_start
from lientinh.gates.mentions import Mention, Prepared
from lientinh.gates.relation import Relation

_DIGITS = re.compile(r"[0-9][0-9.,/%]*")
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
    """The words after the number; for a bare number those before it."""
    after = prepared.text[mention.end : mention.end + len(mention.noun) + 1].strip()
    if after:
        return " ".join(after.split()[:_WORDS_OF_NAME])
    before = prepared.text[clause_start(prepared, mention) : mention.start].strip(" :(")
    return " ".join(before.split()[-_WORDS_OF_NAME:])


def subject_of(prepared: Prepared, relation: Relation) -> str:
    """What the relation is about: its indicator and breakdown, else its clause's words without the numbers.

    No figure is part of it: a corrected figure that is still wrong is the same finding.
    """
    reading = relation.total.reading
    if reading is not None and reading.indicator_code is not None:
        return f"{reading.indicator_code} {reading.breakdown} {reading.period} {reading.scenario}"
    start = clause_start(prepared, relation.total)
    words = match_key(
        _DIGITS.sub(" ", prepared.text[start : relation.total.start]) + " " + relation.total.noun
    )
    return " ".join(words.split()[-_WORDS_OF_SUBJECT:])
