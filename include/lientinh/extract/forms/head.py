"""The head of a workbook: what its sheets say above the table, as paragraphs that a head is read from."""

from __future__ import annotations

from dataclasses import replace

from lientinh.catalogue.catalogue import Catalogue
from lientinh.documents import Block, Document, Paragraph
from lientinh.extract.folding import fold
from lientinh.extract.forms.grid import FormGrid
from lientinh.extract.forms.loading import forms_for
from lientinh.extract.forms.sheet_search import FormBook, FoundTable
from lientinh.extract.forms.table_top import basis_of, reported_period
from lientinh.extract.head import state_relation
from lientinh.readings import DocumentHead, Relation

_HEAD_ROWS = 12  # above the table: issuer, motto, number, date, title, period
_MOST_ABOVE = 40  # rows above the last title there may be
_TAIL_ROWS = 4  # below it: who signed


def as_page(document: Document) -> Document:
    """The document with the words around its first visible table as paragraphs; itself where it has text of its own.

    Only for reading a head: locators of this view lead nowhere.
    """
    if document.paragraphs:
        return document
    table = next((table for table in document.tables if not table.hidden and table.cells), None)
    if table is None:
        return document
    first, last = table.first_row, table.last_row
    top = range(first, min(first + _HEAD_ROWS, last + 1))
    rows = [*top, *range(max(last - _TAIL_ROWS + 1, top.stop), last + 1)]
    lines = [cell.text for row in rows for cell in table.row_cells(row) if isinstance(cell.value, str)]
    blocks: tuple[Block, ...] = tuple(Paragraph(number, text) for number, text in enumerate(lines, start=1))
    return replace(document, blocks=blocks)


def complete_head(head: DocumentHead, document: Document, catalogue: Catalogue) -> DocumentHead:
    """The head of a document whose table is a known form: its kind, the form's report type, the period it names.

    The period is the one beside "kỳ báo cáo", else the title's; the issuer the one named above the title.
    Other documents keep their head.
    """
    book = FormBook(forms_for(document, head.issued_on, catalogue))
    for table in document.tables:
        if table.hidden or not table.cells or (document.paragraphs and table is not document.blocks[0]):
            continue  # a letter with a table stays a letter; footnotes under a table do not make it one
        grid = FormGrid(table, document.file)
        found = next(book.find_tables(grid), None)
        if found is not None:
            issuer = _words_above(grid, found)
            agency = catalogue.match_agency(issuer, head.area_code, head.issued_on)
            return replace(
                head,
                kind="statistical_form",
                title=found.title or head.title,
                agency_code=head.agency_code or (agency.agency_code if agency else None),
                agency_text=head.agency_text or (agency.name_vi if agency else ""),
                legal_state="unsigned",  # a workbook carries no signature; the paper that follows it does
                report_type=found.form.report_type,
                report_period=_report_period(grid, found) or head.report_period,
                period_basis=basis_of(found.form, catalogue),
                relation=_relation(grid) or head.relation,
            )
    return head


def _words_above(grid: FormGrid, found: FoundTable) -> str:
    """The words above the title, without the state's name."""
    lines: list[str] = []
    for row in range(1, min(grid.last_row, _MOST_ABOVE) + 1):
        for cell in grid.row(row):
            if fold(found.title) in fold(" ".join(cell.text.split())):
                return " ".join(lines)
            lines.append(cell.text)
    return ""


def _relation(grid: FormGrid) -> Relation | None:
    """What a cell above the table says the form does to an earlier one: "(Đính chính)"."""
    for row in range(1, min(grid.last_row, _HEAD_ROWS) + 1):
        for cell in grid.row(row):
            if isinstance(cell.value, str) and (relation := state_relation(cell.text)):
                return relation
    return None


def _report_period(grid: FormGrid, found: FoundTable) -> str | None:
    """The period beside "kỳ báo cáo" above the headings, which may have those words too, else the title's."""
    last = found.header.first_row - 1 if found.header else found.first_row
    lines = (grid.row_text(row) for row in range(1, min(last, _MOST_ABOVE) + 1))
    return reported_period(lines, found.title)
