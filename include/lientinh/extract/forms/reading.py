"""Tables by their forms: each cell of a known row under a known heading becomes a reading.

Fails closed: a row, a column, a unit or a cell the form does not know is drift, and nothing is read there.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from lientinh.catalogue.catalogue import Catalogue
from lientinh.documents import Document, Paragraph, Table
from lientinh.extract.forms.drift import FormDrift, FormExtraction, MissingCell
from lientinh.extract.forms.figures import TableReader
from lientinh.extract.forms.grid import FormGrid
from lientinh.extract.forms.loading import forms_for
from lientinh.extract.forms.sheet_search import FormBook
from lientinh.extract.forms.table_readings import number_readings
from lientinh.extract.forms.units import UnitWords
from lientinh.readings import DocumentHead, Reading

_ABOVE = 3  # paragraphs before a table in a document that may hold its title and its unit
_ROWS_LEFT = 2  # rows of figures after the last table of a sheet that are told as not mapped
_CELLS_LEFT = 2  # figures in such a row


def extract_forms(document: Document, head: DocumentHead, catalogue: Catalogue) -> FormExtraction:
    """All visible tables of a document through the forms in force; readings numbered from 1.

    A table without a title of any form is listed in `unmapped` by sheet name (or "table <number>"), rows of figures
    below the last table of a sheet as "<sheet>!<first cell>".
    """
    book = FormBook(forms_for(document, head.issued_on, catalogue))
    units = UnitWords(catalogue)
    parts: list[Sequence[Reading]] = []
    drift: list[FormDrift] = []
    missing: list[MissingCell] = []
    unmapped: list[str] = []
    form_id: str | None = None
    for table, above in tables_with_context(document):
        grid = FormGrid(table, document.file, above)
        last_row = 0
        for found in book.find_tables(grid):
            reader = TableReader(grid, found, head, catalogue, units)
            parts.append(reader.read())
            drift.extend(reader.drift)
            missing.extend(reader.missing)
            last_row = reader.last_row
            form_id = form_id or found.form.form_id
        unmapped.extend(_find_unmapped(grid, last_row))
    return FormExtraction(number_readings(parts), form_id, tuple(unmapped), tuple(drift), tuple(missing))


def tables_with_context(document: Document) -> Iterator[tuple[Table, tuple[str, ...]]]:
    """Visible tables that hold something, each with the paragraphs right before it."""
    above: list[str] = []
    for block in document.blocks:
        if isinstance(block, Paragraph):
            above = [*above, block.text][-_ABOVE:]
        else:
            if not block.hidden and block.cells:
                yield block, tuple(above)
            above = []


def _find_unmapped(grid: FormGrid, last_row: int) -> Iterator[str]:
    name = grid.table.sheet or f"table {grid.table.number}"
    if not last_row:
        yield name
        return
    left = [
        row
        for row in range(last_row + 1, grid.last_row + 1)
        if sum(isinstance(value, (Decimal, float, int)) for value in grid.table.row_values(row))
        >= _CELLS_LEFT
    ]
    if len(left) >= _ROWS_LEFT:
        yield f"{name}!{grid.row(left[0])[0].address}"
