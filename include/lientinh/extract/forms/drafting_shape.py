"""The shape of a table no form knows: where its header ends, what its columns may be. For drafts, never for reading."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from lientinh.catalogue.catalogue import Catalogue
from lientinh.documents import Cell
from lientinh.extract.forms.grid import FormGrid
from lientinh.extract.forms.header import skip_numbering
from lientinh.extract.forms.models import Kind
from lientinh.extract.forms.templates import heading_key, label_key

ColumnShape = Literal["item", "area", "period", "unit", "nothing", "figures"]
_NOTHING = ("stt", "tt", "số tt", "ghi chú", "mã số", "no", "note")
_UNIT = ("đvt", "đơn vị tính", "đơn vị", "unit")
_YEAR = re.compile(r"(?:19|20)\d\d")
_LEAST = 0.6  # of a column's labels that must be areas, or years, for the column to be one of them
_HEADER_ROWS = 5
# Words of headings and the kind of column they name, the more telling first.
_KINDS: tuple[tuple[Kind, tuple[str, ...]], ...] = (
    ("pct_of_same_period", ("so với cùng kỳ", "so cùng kỳ")),
    ("pct_of_plan", ("so với kế hoạch", "tỷ lệ thực hiện")),
    ("growth_pct", ("tăng, giảm", "tăng (giảm)", "tốc độ tăng")),
    ("same_period_last_year", ("cùng kỳ",)),
    ("actual_to_date", ("lũy kế", "cộng dồn", "từ đầu năm")),
    ("estimate_of_year", ("ước thực hiện năm", "ước thực hiện cả năm", "ước cả năm", "ước năm")),
    ("estimate_in_period", ("ước thực hiện", "ước")),
    ("plan_of_next_year", ("kế hoạch năm sau",)),
    ("plan_of_year", ("kế hoạch", "chỉ tiêu giao", "dự toán")),
    ("actual_of_last_year", ("thực hiện năm trước",)),
    ("actual_in_period", ("thực hiện", "kỳ báo cáo", "kết quả")),
)


@dataclass(frozen=True, slots=True)
class DraftColumn:
    """A column, the path of its headings, and what it seems to be."""

    number: int
    path: tuple[str, ...]
    shape: ColumnShape
    kind: Kind | None = None


@dataclass(frozen=True, slots=True)
class DraftTable:
    """What a table seems to be; `first_row` and `last_row` are of its figures."""

    title: str
    columns: tuple[DraftColumn, ...]
    first_row: int
    last_row: int

    def column(self, *shapes: ColumnShape) -> DraftColumn | None:
        """The first column of one of these shapes."""
        return next((column for column in self.columns if column.shape in shapes), None)


def find_shape(grid: FormGrid, catalogue: Catalogue) -> DraftTable | None:
    """The first table of figures of a sheet; None where no row has a label and a number."""
    first = next((row for row in range(grid.first_row, grid.last_row + 1) if _holds_data(grid, row)), None)
    if first is None:
        return None
    header_end = _header_end(grid, first)
    top = header_end + 1
    while top > grid.first_row and header_end + 1 - top < _HEADER_ROWS and len(grid.row(top - 1)) > 1:
        top -= 1
    if top > header_end:
        return None
    first = skip_numbering(grid, header_end) + 1
    last = max(row for row in range(first, grid.last_row + 1) if _holds_data(grid, row))
    paths = _paths(grid, top, header_end)
    columns = tuple(
        _shape(grid, number, path, first, last, catalogue) for number, path in sorted(paths.items())
    )
    return DraftTable(_title(grid, top), _one_item_column(columns), first, last)


def _holds_data(grid: FormGrid, row: int) -> bool:
    """A label and, right of it, a number that is no year."""
    cells = grid.row(row)
    words = [cell.column for cell in cells if isinstance(cell.value, str) and not _is_number_text(cell)]
    numbers = [cell.column for cell in cells if isinstance(cell.value, Decimal) and not _is_year(cell)]
    return bool(words and numbers) and words[0] < numbers[-1] and not _is_numbering(grid, row)


def _is_numbering(grid: FormGrid, row: int) -> bool:
    return skip_numbering(grid, row - 1) == row


def _header_end(grid: FormGrid, first: int) -> int:
    """The last row of headings above the first figures: not the columns' numbers, nor what heads a group of rows."""
    rows = range(grid.first_row, first)
    numbering = next((row for row in reversed(rows) if _is_numbering(grid, row)), None)
    if numbering is not None and all(_is_group(grid, row, first) for row in range(numbering + 1, first)):
        return numbering - 1
    end = first - 1
    while end > grid.first_row and _is_group(grid, end, first):
        end -= 1
    return end


def _is_group(grid: FormGrid, row: int, first: int) -> bool:
    """Whether a row says nothing over the figures: "II | Giảm nghèo"."""
    figures = next(
        cell.column
        for cell in grid.row(first)
        if isinstance(cell.value, Decimal) and not _is_order(grid, cell)
    )
    return all(cell.column < figures for cell in grid.row(row)) and not _spans(grid, row, figures)


def _is_order(grid: FormGrid, cell: Cell) -> bool:
    """A number left of the first words of its row numbers the row."""
    words = [
        one.column for one in grid.row(cell.row) if isinstance(one.value, str) and not _is_number_text(one)
    ]
    return bool(words) and cell.column < words[0]


def _spans(grid: FormGrid, row: int, column: int) -> bool:
    """Whether a heading of the row reaches over a column of figures from the left."""
    return grid.covering(row, column) is not None


def _paths(grid: FormGrid, top: int, last: int) -> dict[int, tuple[str, ...]]:
    paths: dict[int, list[Cell]] = {}
    for _, cells in sorted(grid.headings(top, last).items()):
        for column, cell in cells.items():
            if not paths.get(column) or paths[column][-1] is not cell:
                paths.setdefault(column, []).append(cell)
    return {column: tuple(" ".join(cell.text.split()) for cell in cells) for column, cells in paths.items()}


def _shape(
    grid: FormGrid, number: int, path: tuple[str, ...], first: int, last: int, catalogue: Catalogue
) -> DraftColumn:
    key = heading_key(" ".join(path))
    if key in _UNIT:
        return DraftColumn(number, path, "unit")
    if key in _NOTHING:
        return DraftColumn(number, path, "nothing")
    cells = [cell for row in range(first, last + 1) if (cell := grid.at(row, number)) is not None]
    figures = sum(isinstance(cell.value, Decimal) and not _is_year(cell) for cell in cells)
    if figures * 2 > len(cells) or not cells:
        return DraftColumn(number, path, "figures", _kind(key))
    return DraftColumn(number, path, _shape_of_labels(cells, catalogue))


def _kind(key: str) -> Kind | None:
    """The kind of column whose words a heading holds; a comparison first, whatever it is compared with."""
    if "%" in key or "so sánh" in key:
        compared: Kind = "pct_of_same_period" if "cùng kỳ" in key or "năm trước" in key else "pct_of_plan"
        return compared if compared == "pct_of_same_period" or "kế hoạch" in key else None
    return next((kind for kind, words in _KINDS if any(word in key for word in words)), None)


def _shape_of_labels(cells: list[Cell], catalogue: Catalogue) -> ColumnShape:
    areas = sum(bool(catalogue.area_versions(label_key(cell.text))) for cell in cells)
    years = sum(bool(_YEAR.search(cell.text)) for cell in cells)
    counts: Counter[ColumnShape] = Counter({"area": areas, "period": years})
    shape, count = counts.most_common(1)[0]
    return shape if count >= _LEAST * len(cells) else "item"


def _one_item_column(columns: tuple[DraftColumn, ...]) -> tuple[DraftColumn, ...]:
    """Of several columns of words the first is the items'; the others a person has to look at."""
    items = [column.number for column in columns if column.shape == "item"]
    return tuple(
        DraftColumn(column.number, column.path, "nothing") if column.number in items[1:] else column
        for column in columns
    )


def _title(grid: FormGrid, top: int) -> str:
    """The longest of the last texts above the header that are no note on the unit."""
    texts = [cell.text for row in range(max(grid.first_row, top - 6), top) for cell in grid.row(row)]
    texts = [" ".join(text.split()) for text in (*grid.above, *texts)]
    plain = [text for text in texts if not heading_key(text).startswith(_UNIT)]
    return max(plain, key=len, default="")


def _is_year(cell: Cell) -> bool:
    return isinstance(cell.value, Decimal) and bool(_YEAR.fullmatch(str(cell.value)))


def _is_number_text(cell: Cell) -> bool:
    return bool(re.fullmatch(r"[\d.,%\s-]+", cell.text))
