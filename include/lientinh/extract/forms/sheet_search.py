"""The tables on a sheet: by the forms' titles, then their headers, from the top down."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from lientinh.catalogue.matching import match_key
from lientinh.extract.forms.grid import FormGrid
from lientinh.extract.forms.header import Header, HeadingBook, find_header
from lientinh.extract.forms.models import Form

_MOST_CELLS = 6  # of a row that may be a title; titles stand alone or beside a form's number and unit
_TITLE_ROWS = 3  # over which a title may go
# Of an exact title: what may stand before it ("Biểu 12.", "52 (Tiếp theo)"), and what would make it another table's.
_NUMBER = (
    r"(?:(?:biểu|bảng|table)(?: số)?\s*)?(?:[\dv][\d.]*[a-z]?[.:)]?\s*)?"
    r"(?:\((?:tiếp theo|cont\.?|continued)\)\s*)?"
)
_NO_MORE = r"(?!\w| ?[,&]| (?:and|và|by (?:sex|gender|residence|age)|phân theo (?:giới|thành|nhóm|ngành))\b)"


@dataclass(frozen=True, slots=True)
class FoundTable:
    """A table of a form: its header (None where its title stands and no heading of it), and where it may begin and end.

    `first_row` to the header is where title, unit and period stand; `last_row` is the row before the next title.
    """

    form: Form
    header: Header | None
    title: str
    first_row: int
    last_row: int


class FormBook:
    """Forms ready to be looked for, those in force first."""

    def __init__(self, forms: Sequence[Form]) -> None:
        self._forms = [(form, HeadingBook(form), _Titles(form)) for form in forms]

    def find_tables(self, grid: FormGrid) -> Iterator[FoundTable]:
        """Tables from the top down; a title is looked for below the table before it."""
        titled = self._titled_rows(grid)
        row = grid.first_row
        while row <= grid.last_row:
            found = self._next_table(grid, row, titled)
            if found is None:
                return
            yield found
            row = found.last_row + 1

    def first_form(self, grid: FormGrid) -> tuple[Form, str] | None:
        """The form of the first table, with its title's words."""
        found = next(self.find_tables(grid), None)
        return (found.form, found.title) if found else None

    def _titled_rows(self, grid: FormGrid) -> dict[int, list[int]]:
        """Row → forms (by place) whose title begins there; row 0 for the words before the table.

        A title may go on over the next rows; it begins at the last row from which all of it can be read.
        """
        keys = {row: match_key(text) for row, text in _title_rows(grid)}
        rows: dict[int, list[int]] = {}
        for row in keys:
            below = [keys.get(row + step, "") for step in range(_TITLE_ROWS + 1)]
            key, rest = " ".join(below[:-1]), " ".join(below[1:])
            starts = (
                [key] if row else [" ".join(map(match_key, grid.above[at:])) for at in range(len(grid.above))]
            )
            for place, (_, _, titles) in enumerate(self._forms):
                if any(map(titles.stand_in, starts)) and not titles.stand_in(rest):
                    rows.setdefault(row, []).append(place)
        return rows

    def _next_table(self, grid: FormGrid, first_row: int, titled: dict[int, list[int]]) -> FoundTable | None:
        is_first = first_row == grid.first_row
        starts = [row for row in sorted(titled) if row >= first_row or (row == 0 and is_first)]
        for start in starts:
            best = self._best_header(grid, max(start, first_row), titled[start])
            if best is None:
                continue
            place, header = best
            after = header.last_row if header else start
            end = next((row - 1 for row in starts if row > after), grid.last_row)
            form, _, titles = self._forms[place]
            if header is not None and any(start < row < header.first_row for row in starts):
                header = None  # another title stands between: the header is that table's
                end = next(row - 1 for row in starts if row > start)
            return FoundTable(form, header, titles.words(grid, start), first_row, end)
        return None

    def _best_header(
        self, grid: FormGrid, first_row: int, places: list[int]
    ) -> tuple[int, Header | None] | None:
        """Of the forms of a title the one whose header stands there whole, or most of it; None: none may be meant."""
        found: list[tuple[bool, int, int, Header]] = []
        meant = False
        for place in places:
            form, book, titles = self._forms[place]
            header = find_header(grid, book, first_row)
            if header is not None and titles.heads(grid, header):
                found.append((not header.missing, header.known, -place, header))
            meant = meant or not form.recognise.header_any_of
        if found:
            best = max(found, key=lambda one: one[:3])
            return -best[2], best[3]
        return (places[0], None) if meant else None


def _title_rows(grid: FormGrid) -> Iterator[tuple[int, str]]:
    """Rows that may hold a title: few cells and no figures."""
    if grid.above:
        yield 0, " ".join(grid.above)
    for row in range(grid.first_row, grid.last_row + 1):
        values = grid.table.row_values(row)
        if any(isinstance(value, (Decimal, float, int)) for value in values):
            continue
        if 0 < sum(value is not None for value in values) <= _MOST_CELLS:
            yield row, grid.row_text(row)


class _Titles:
    """A form's titles by their keys."""

    def __init__(self, form: Form) -> None:
        self._any = [match_key(title) for title in form.recognise.title_any_of]
        self._none = [match_key(title) for title in form.recognise.title_none_of]
        self._header = [match_key(words) for words in form.recognise.header_any_of]
        either = "|".join(map(re.escape, sorted(self._any, key=len, reverse=True)))
        self._exact = re.compile(f"{_NUMBER}(?:{either}){_NO_MORE}") if form.recognise.exact else None

    def stand_in(self, key: str) -> bool:
        held = self._exact.match(key) is not None if self._exact else any(title in key for title in self._any)
        return held and not any(words in key for words in self._none)

    def heads(self, grid: FormGrid, header: Header) -> bool:
        """Does the header hold the words that tell this form from others of the same title?"""
        if not self._header:
            return True
        key = match_key(" ".join(grid.row_text(row) for row in range(header.first_row, header.last_row + 1)))
        return any(words in key for words in self._header)

    def words(self, grid: FormGrid, row: int) -> str:
        """The text that holds the title: a cell's own where one does, else the rows it goes over."""
        texts = list(grid.above) if row == 0 else [cell.text for cell in grid.row(row)]
        held = next((text for text in texts if any(title in match_key(text) for title in self._any)), None)
        if held is None:
            for below in range(row + 1, row + _TITLE_ROWS):
                texts += [cell.text for cell in grid.row(below)]
                if any(title in match_key(" ".join(texts)) for title in self._any):
                    break
        return " ".join((held or " ".join(texts)).split())
