"""The header of a table: the rows where the form's headings stand, and what each column is by its path of headings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from lientinh.documents import Cell
from lientinh.extract.forms.grid import FormGrid
from lientinh.extract.forms.header_spans import spread_headings
from lientinh.extract.forms.models import FigureColumn, Form, RowColumn
from lientinh.extract.forms.templates import Filled, Template, compile_template, heading_key, split_marks

_MOST_ROWS = 6  # of a header; bilingual yearbooks have four to five
_LONGEST = 400  # characters of a path of headings: a longer text is prose
_AFTER_ALL_YEARS = 2100
_LABELS_WITHIN = 5  # rows below a header within which a column of labels has its first
_BESIDE = 10  # rows below the title's reach in which a header may still begin


@dataclass(frozen=True, slots=True)
class Heading:
    """A column's path of headings: its text, and the lowest cell of it."""

    text: str
    cell: Cell


@dataclass(frozen=True, slots=True)
class FigureHeading(Heading):
    """A heading the form knows as one of figures, with what stood for its placeholders."""

    column: FigureColumn
    filled: Filled


@dataclass(frozen=True)
class Header:
    """Where a header stands and what each column is; `unknown` are headings the form does not know."""

    first_row: int
    last_row: int
    row_columns: Mapping[int, RowColumn] = field(default_factory=dict)
    figures: Mapping[int, FigureHeading] = field(default_factory=dict)
    unknown: Mapping[int, Heading] = field(default_factory=dict)
    repeated: Mapping[int, Heading] = field(default_factory=dict)
    missing: tuple[str, ...] = ()

    @property
    def known(self) -> int:
        return len(self.row_columns) + len(self.figures) + len(self.repeated)


class HeadingBook:
    """A form's headings, ready to be matched."""

    def __init__(self, form: Form) -> None:
        self.form = form
        marks = split_marks(form.marks)
        self._row_columns = [
            (column, compile_template(("|".join(named),), ()))
            for column in form.row_columns
            if (named := [header for header in column.headers if header])
        ]
        self._figures = [(column, compile_template(column.heading, marks)) for column in form.figure_columns]
        self._found: dict[str, tuple[RowColumn | FigureColumn, Filled] | None] = {}

    def match(self, key: str) -> tuple[RowColumn | FigureColumn, Filled] | None:
        """The column of the form whose headings a key writes."""
        if key not in self._found:
            self._found[key] = self._match(key) if len(key) <= _LONGEST else None
        return self._found[key]

    def _match(self, key: str) -> tuple[RowColumn | FigureColumn, Filled] | None:
        columns: list[tuple[RowColumn | FigureColumn, Template]] = [*self._row_columns, *self._figures]
        for column, template in columns:
            if (filled := template.match(key)) is not None:
                return column, filled
        return None


def find_header(grid: FormGrid, book: HeadingBook, first_row: int) -> Header | None:
    """The first header at or below a row that has every column the form needs; else the one nearest to that."""
    last = min(grid.last_row, first_row + book.form.recognise.within_rows + _BESIDE)
    best: Header | None = None
    complete_at: int | None = None
    for row in range(first_row, last + 1):
        if complete_at is not None and row > complete_at + _MOST_ROWS:
            break
        for header in _headers_from(grid, book, row):
            if complete_at is None and not header.missing and header.figures:
                complete_at, best = row, header
            elif best is None or header.known > best.known:
                best = header if complete_at is None or not header.missing else best
    return best if best is not None and best.known else None


def _headers_from(grid: FormGrid, book: HeadingBook, first_row: int) -> list[Header]:
    """Headers that begin at a row, one for each possible height; none where the row holds nothing or figures."""
    last = first_row - 1
    while last < min(grid.last_row, first_row + _MOST_ROWS - 1) and not _holds_figures(grid, last + 1):
        last += 1
    if last < first_row or not grid.row(first_row):
        return []
    shown = spread_headings(grid.headings(first_row, last))
    headers = []
    paths: dict[int, list[Cell]] = {}
    for row in range(first_row, last + 1):
        for column, cell in shown[row].items():
            path = paths.setdefault(column, [])
            if not path or path[-1] is not cell:
                path.append(cell)
        headers.append(_read_header(grid, book, first_row, row, paths))
    return headers


def _holds_figures(grid: FormGrid, row: int) -> bool:
    """Is there a number in the row that heads nothing: no year and no column's number?"""
    return any(
        isinstance(value, (float, int, Decimal))
        and not (value == int(value) and 0 <= value < _AFTER_ALL_YEARS)
        for value in grid.table.row_values(row)
        if value is not None and not isinstance(value, (str, bool))
    )


def _read_header(
    grid: FormGrid, book: HeadingBook, first_row: int, last_row: int, paths: Mapping[int, list[Cell]]
) -> Header:
    row_columns: dict[int, RowColumn] = {}
    figures: dict[int, FigureHeading] = {}
    unknown: dict[int, Heading] = {}
    for number, path in sorted(paths.items()):
        text = " ".join(_text_of(cell) for cell in path)
        found = book.match(heading_key(" ".join(heading_key(_text_of(cell)) for cell in path)))
        if found is None:
            unknown[number] = Heading(text, path[-1])
        elif isinstance(found[0], RowColumn):
            row_columns[number] = found[0]
        else:
            figures[number] = FigureHeading(text, path[-1], found[0], found[1])
    _give_unheaded(grid, book.form, row_columns, {*figures, *unknown}, last_row)
    twice = _repeated(book.form, row_columns, figures)
    repeated = {
        column: figures.get(column) or Heading(_name_of(row_columns[column]), paths[column][-1])
        for column in twice
    }
    present = [*row_columns.values()]
    missing = [
        _name_of(column)
        for column in book.form.row_columns
        if column.required and not any(column is one for one in present)
    ]
    if any(column in row_columns for column in twice):
        missing.append(repeated[next(column for column in twice if column in row_columns)].text)
    if not figures:
        missing.append(book.form.figure_columns[0].heading[-1].split("|")[0])
    return Header(
        first_row, last_row, row_columns, {n: one for n, one in figures.items() if n not in twice},
        unknown, repeated, tuple(missing),
    )  # fmt: skip


def _name_of(column: RowColumn) -> str:
    return next((header.split("|")[0] for header in column.headers if header), "…")


def _give_unheaded(
    grid: FormGrid, form: Form, row_columns: dict[int, RowColumn], taken: set[int], last_row: int
) -> None:
    """A row column without a heading is the leftmost one that has labels below, left of all figures."""
    below = range(last_row + 1, min(grid.last_row, last_row + _LABELS_WITHIN) + 1)
    for column in form.row_columns:
        if "" not in (column.headers or ("",)) or any(column is one for one in row_columns.values()):
            continue
        known = {*row_columns, *taken}
        free = (one for one in range(1, min(taken, default=1)) if one not in known)
        number = next((one for one in free if any(grid.at(row, one) for row in below)), None)
        if number is not None:
            row_columns[number] = column


def _repeated(
    form: Form, row_columns: Mapping[int, RowColumn], figures: Mapping[int, FigureHeading]
) -> set[int]:
    """Columns that say the same as another: of two only one can be right, and nobody knows which."""
    twice: set[int] = set()
    seen: dict[object, int] = {}
    for number, column in row_columns.items():
        if column.gives != "nothing":
            _note(seen, id(column), number, twice)
    for number, figure in figures.items():
        if figure.column.kind != "ignored":
            filled = figure.filled
            said = form.says_mark(filled.mark)
            _note(seen, (id(figure.column), filled.year, filled.period, said.scenario), number, twice)
    return twice


def _note(seen: dict[object, int], key: object, number: int, twice: set[int]) -> None:
    if key in seen:
        twice.update((seen[key], number))
    seen[key] = number


def _text_of(cell: Cell) -> str:
    """A heading's words; a year typed as a number is its digits."""
    if isinstance(cell.value, Decimal) and cell.value == cell.value.to_integral_value():
        return str(int(cell.value))
    return " ".join(cell.text.split())


def skip_numbering(grid: FormGrid, last_row: int) -> int:
    """Forms often number their columns below the header: A, B, C, 1, 2, 3."""
    texts = [_text_of(cell).partition("=")[0].strip("() ") for cell in grid.row(last_row + 1)]  # "5=4/3"
    numbers = [int(text) for text in texts if text.isdecimal() and len(text) <= 3]
    letters = [text for text in texts if len(text) == 1 and text.isalpha()]
    numbered = bool(numbers) and len(numbers) + len(letters) == len(texts) > 2
    in_order = numbered and numbers == list(range(numbers[0], numbers[0] + len(numbers)))
    return last_row + 1 if in_order and (letters or numbers[0] in (0, 1)) else last_row
