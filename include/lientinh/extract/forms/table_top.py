"""What stands above a table and holds for all of it: the period reported on, the area, the unit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal

from lientinh.catalogue.catalogue import Catalogue
from lientinh.documents import Cell
from lientinh.extract.folding import fold
from lientinh.extract.forms.grid import FormGrid
from lientinh.extract.forms.models import Form
from lientinh.extract.forms.rows import RowArea
from lientinh.extract.forms.sheet_search import FoundTable
from lientinh.extract.forms.units import UnitWords, find_note
from lientinh.extract.periods import find_periods
from lientinh.readings import DocumentHead


class TableTop:
    """The words over one table, understood; each part None where they do not tell it."""

    def __init__(
        self, grid: FormGrid, found: FoundTable, head: DocumentHead, catalogue: Catalogue, units: UnitWords
    ) -> None:
        self._grid, self._found, self._head, self._catalogue = grid, found, head, catalogue
        header = found.header
        self._last_row = header.last_row if header else found.first_row
        self.period_basis = basis_of(found.form, catalogue)
        self.report_period = self._find_report_period()
        self.area = self._find_area()
        above_header = header.first_row - 1 if header else found.first_row
        self.unit_note = find_note(grid, found.first_row, above_header, units)

    def _find_report_period(self) -> str | None:
        """The period beside "kỳ báo cáo", else the one the title names, else the document's."""
        texts = (text for text, _ in self._words())
        return reported_period(texts, self._found.title) or self._head.report_period

    def _find_area(self) -> RowArea | None:
        """The area the form is about, the one province the rows above the table name, else the sender's."""
        code = self._found.form.fixed.area
        if code is None:
            top = " ".join(text for text, _ in self._words())
            named = {
                area.area_code
                for _, _, area in self._catalogue.find_areas(top, self._head.issued_on)
                if area.level == "province"
            }
            code = named.pop() if len(named) == 1 else self._head.area_code
        if code is None:
            return None
        return RowArea(code, self._catalogue.area(code).level, self._territory(code))

    def _territory(self, area_code: str) -> str | None:
        """By the document's date; without one only where the area never changed."""
        if self._head.issued_on is not None:
            return self._catalogue.territory(area_code, self._head.issued_on)
        territories = {area.territory for area in self._catalogue.areas if area.area_code == area_code}
        return territories.pop() if len(territories) == 1 else None

    def _words(self) -> Iterator[tuple[str, Cell | None]]:
        return self._grid.words(self._found.first_row, self._last_row)


def basis_of(form: Form, catalogue: Catalogue) -> Literal["calendar", "nd09"]:
    """The basis of a form's periods: its report type's."""
    for report_type in catalogue.report_types:
        if report_type.report_type == form.report_type:
            return report_type.period_basis
    return "calendar"


def reported_period(texts: Iterable[str], title: str) -> str | None:
    """The period that words beside "kỳ báo cáo" name, else the title's."""
    return named_period([*(text for text in texts if "kỳ báo cáo" in fold(text)), title])


def named_period(texts: Iterable[str]) -> str | None:
    """The period that the first of these texts to name one names."""
    for text in texts:
        labels = [one.label for one in find_periods(fold(text)) if one.kind == "window" and one.label]
        if labels and "YYYY" not in labels[0]:
            return labels[0]
    return None
