"""The unit of a figure: by its row, else by its heading, else by a note over the table, else by the form."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lientinh.catalogue.catalogue import Catalogue
from lientinh.catalogue.models import UnitWord
from lientinh.documents import Cell
from lientinh.extract.forms.grid import FormGrid
from lientinh.extract.forms.templates import label_key

_NOTE = re.compile(
    r"^\(?\s*(?:đơn vị(?: tính)?|đvt|unit(?: of measure)?)(?:\s*[-/]\s*unit)?\s*[:：]\s*(.+?)\s*\)?$", re.I
)
_IN_BRACKETS = re.compile(r"\(([^()]+)\)\s*$")
_BOTH = re.compile(r"\s+[-–/]\s+")  # "Nghìn người - Thous. persons"


@dataclass(frozen=True, slots=True)
class UnitNote:
    """Words over a table that name the unit of its figures."""

    words: str
    cell: Cell | None


class UnitWords:
    """The catalogue's words for units, by what labels are compared by."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._by_key: dict[str, list[UnitWord]] = {}
        for word in catalogue.unit_words:
            self._by_key.setdefault(label_key(word.word), []).append(word)

    def find(self, words: str, unit_code: str) -> UnitWord | None:
        """The unit that words name, if it is one of the unit expected; words in two languages must agree."""
        found = {
            (word.unit_code, word.factor): word
            for part in ([words] if label_key(words) in self._by_key else _BOTH.split(words))
            for word in self._by_key.get(label_key(part), [])
            if word.unit_code == unit_code
        }
        return next(iter(found.values())) if len(found) == 1 else None

    def is_known(self, words: str) -> bool:
        return any(label_key(part) in self._by_key for part in [words, *_BOTH.split(words)])


def find_note(grid: FormGrid, first_row: int, last_row: int, units: UnitWords) -> UnitNote | None:
    """The note on the unit above a table: "Đơn vị tính: Nghìn người", or a cell that holds a unit and nothing else.

    A title may end in it: "Dân số trung bình (Nghìn người)".
    """
    loose: UnitNote | None = None
    for text, cell in grid.words(first_row, last_row):
        for line in _lines(text):
            if found := _NOTE.match(line):
                return UnitNote(found[1], cell)
            bare = line.strip("() ")
            if units.is_known(bare):
                loose = loose or UnitNote(bare, cell)
            elif (found := _IN_BRACKETS.search(line)) and units.is_known(found[1]):
                loose = loose or UnitNote(found[1], cell)
    return loose


def _lines(text: str) -> Iterator[str]:
    yield from (" ".join(line.split()) for line in text.split("\n") if line.strip())
