"""Mutations of rows, labels, titles and single cells; the truth as in `columns`."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from decimal import Decimal
from random import Random

from drift.columns import header_rows
from drift.tagged import Place, Tagged, Truth


def forget_row(table: Tagged, row: int) -> Tagged:
    return table.told(lambda place, truth: None if place[0] == row else truth)


def label_place(table: Tagged, row: int, rng: Random) -> Place | None:
    places = [(row, column) for column in table.label_columns if (row, column) in table.cells]
    words = [
        place
        for place in places
        if isinstance(table.cells[place].value, str) and len(table.cells[place].text) > 3
    ]
    return rng.choice(words) if words else None


def _is_word(table: Tagged, place: Place) -> bool:
    return isinstance(table.cells[place].value, str) and len(table.cells[place].text) > 3


def _each_labelled(table: Tagged) -> bool:
    """Does every row say all of itself? Where a year stands once for the rows below it, order is meaning."""
    columns = table.label_columns
    return all((row, column) in table.cells for row in table.figure_rows for column in columns)


def label_misspelt(table: Tagged, rng: Random) -> Tagged | None:
    row = rng.choice(table.figure_rows)
    place = label_place(table, row, rng)
    if place is None:
        return None
    text = table.cells[place].text
    letters = [at for at, letter in enumerate(text) if letter.isalnum()]
    at = rng.choice(letters)
    return forget_row(table.put(place, text[:at] + text[at] + text[at:]), row)


def label_replaced(table: Tagged, rng: Random) -> Tagged | None:
    row = rng.choice(table.figure_rows)
    place = label_place(table, row, rng)
    words = rng.choice(("Tổng cộng", "Các tỉnh khác", "Other", "Trong đó: thành phố", "Bình quân vùng"))
    return forget_row(table.put(place, words), row) if place else None


def label_of_another_row(table: Tagged, rng: Random) -> Tagged | None:
    """Two rows under one label: the changed one is nobody's."""
    if len(table.figure_rows) < 2:
        return None
    row, other = rng.sample(table.figure_rows, 2)
    if all(
        (table.cells.get((row, column)) or table.cells.get((other, column))) is None
        or _text(table, row, column) == _text(table, other, column)
        for column in table.label_columns
    ):
        return None
    changed = table
    for column in table.label_columns:
        cell = table.cells.get((other, column))
        changed = changed.without([(row, column)])
        if cell is not None:
            changed = changed.put((row, column), cell.value, cell.text)
    return forget_row(changed, row)


def label_blanked(table: Tagged, rng: Random) -> Tagged | None:
    place = label_place(table, rng.choice(table.figure_rows), rng)
    return table.without([place]) if place else None


def label_spelt_otherwise(table: Tagged, rng: Random) -> Tagged | None:
    """Capitals, decomposed letters, doubled spaces: the same name."""
    place = label_place(table, rng.choice(table.figure_rows), rng)
    if place is None:
        return None
    text = table.cells[place].text
    spelt = rng.choice((text.upper(), unicodedata.normalize("NFD", text), f"  {text.replace(' ', '  ')} "))
    return table.put(place, spelt)


def label_with_footnote(table: Tagged, rng: Random) -> Tagged | None:
    place = label_place(table, rng.choice(table.figure_rows), rng)
    mark = rng.choice(("(*)", " (1)", "²", " **"))
    return table.put(place, table.cells[place].text + mark) if place else None


def labels_shifted_down(table: Tagged, rng: Random) -> Tagged:
    """Labels slipped one row: the figures are still what they were."""
    return _labels_slipped(table, 1)


def labels_shifted_up(table: Tagged, rng: Random) -> Tagged:
    return _labels_slipped(table, -1)


def labels_swapped(table: Tagged, rng: Random) -> Tagged | None:
    """The sheet's word is all there is: each row is now the other."""
    if len(table.figure_rows) < 2 or not _each_labelled(table):
        return None
    one, other = rng.sample(table.figure_rows, 2)
    swapped = {one: other, other: one}
    labels = set(table.label_columns)
    changed = table.moved(
        lambda row, column: (swapped.get(row, row), column) if column in labels else (row, column)
    )
    keys = {place: truth for place, truth in table.truth.items() if place[0] in swapped}
    columns = [{column for row, column in keys if row == which} for which in (one, other)]
    if columns[0] != columns[1] or any(_factor(table, place) is None for place in keys):
        return None

    def told(place: Place, truth: Truth) -> Truth | None:
        if place[0] not in swapped:
            return truth
        said = keys.get((swapped[place[0]], place[1]))
        if said is None or truth.value is None:
            return None
        factor = _factor(table, (swapped[place[0]], place[1]))
        value = table.cells[place].value
        return Truth(said.key, value * factor) if isinstance(value, Decimal) and factor is not None else None

    return changed.told(told)


def row_dropped(table: Tagged, rng: Random) -> Tagged:
    gone = rng.choice(table.figure_rows)
    return table.moved(lambda row, column: None if row == gone else (row - (row > gone), column))


def rows_swapped(table: Tagged, rng: Random) -> Tagged | None:
    below = any(one[0] >= table.figure_rows[0] for one in table.merged)
    if len(table.figure_rows) < 2 or below or not _each_labelled(table):
        return None
    one, other = rng.sample(table.figure_rows, 2)
    swapped = {one: other, other: one}
    return table.moved(lambda row, column: (swapped.get(row, row), column))


def rows_shuffled(table: Tagged, rng: Random) -> Tagged | None:
    if not _each_labelled(table):
        return None
    rows = table.figure_rows
    to = dict(zip(rng.sample(rows, len(rows)), rows, strict=True))
    return table.moved(lambda row, column: (to.get(row, row), column))


def row_doubled(table: Tagged, rng: Random) -> Tagged:
    """A row copied with other figures: only one can be right, and nobody knows which."""
    row = rng.choice(table.figure_rows)
    opened = _opened(table, row + 1)
    for column in range(1, table.last[1] + 1):
        cell = table.cells.get((row, column))
        if cell is not None:
            value = (
                cell.value + 1
                if (row, column) in table.truth and isinstance(cell.value, Decimal)
                else cell.value
            )
            opened = opened.put((row + 1, column), value, cell.text if value == cell.value else None)
    return forget_row(opened, row)


def unknown_row_inserted(table: Tagged, rng: Random) -> Tagged:
    row = rng.choice(table.figure_rows)
    opened = _opened(table, row)
    for column in table.label_columns[-1:]:
        opened = opened.put((row, column), rng.choice(("Cộng", "Khác", "Vùng ven", "Sub-total")))
    for column in table.figure_columns:
        opened = opened.put((row, column), Decimal(rng.randint(1, 99)))
    return opened


def words_inserted(table: Tagged, rng: Random) -> Tagged:
    row = rng.choice(table.figure_rows)
    column = table.label_columns[0] if table.label_columns else 1
    return _opened(table, row).put(
        (row, column), rng.choice(("(số liệu đã làm tròn)", "Theo báo cáo của tỉnh"))
    )


def blank_row_inserted(table: Tagged, rng: Random) -> Tagged:
    return _opened(table, rng.randint(1, table.last[0]))


def heading_row_doubled(table: Tagged, rng: Random) -> Tagged:
    """The header once more, right below itself or further down as at the top of a page."""
    rows = header_rows(table)
    at = rng.choice((rows[-1] + 1, rng.choice(table.figure_rows)))
    height = len(rows)
    opened = table.moved(lambda row, column: (row + height * (row >= at), column))
    for row in rows:
        for column in range(1, table.last[1] + 1):
            cell = table.cells.get((row, column))
            if cell is not None:
                opened = opened.put((at + row - rows[0], column), cell.value, cell.text)
    return opened


def columns_numbered(table: Tagged, rng: Random) -> Tagged:
    """A, 1, 2, 3 below the header, as many forms have it."""
    at = header_rows(table)[-1] + 1
    opened = _opened(table, at)
    for column in table.label_columns:
        opened = opened.put((at, column), "AB"[table.label_columns.index(column) % 2])
    for number, column in enumerate(table.figure_columns, start=1):
        opened = opened.put((at, column), Decimal(number))
    return opened


def table_moved(table: Tagged, rng: Random) -> Tagged:
    """The whole table further down and to the right."""
    down, right = rng.randint(1, 9), rng.randint(1, 5)
    return table.moved(lambda row, column: (row + down, column + right))


def title_lost(table: Tagged, rng: Random) -> Tagged:
    return table.without([place for place in table.cells if place[0] < header_rows(table)[0]])


def title_of_another(table: Tagged, rng: Random) -> Tagged | None:
    """Words in front of the title make it another table's: nothing of it is what the form takes it for."""
    place = _title_place(table)
    if place is None:
        return None
    words = rng.choice(("Multidimensional ", "Cơ cấu ", "Structure of ", "Mức chênh lệch ", "Female "))
    return replace(table.put(place, words + table.cells[place].text), truth={})


def title_misspelt(table: Tagged, rng: Random) -> Tagged | None:
    place = _title_place(table)
    if place is None:
        return None
    text = table.cells[place].text
    at = rng.randrange(3, min(30, len(text)))
    return table.put(place, text[:at] + text[at + 1 :])


def row_shifted_right(table: Tagged, rng: Random) -> Tagged | None:
    """One row's figures slipped a column: the last stands under no heading. They are still what they were."""
    row = rng.choice(table.figure_rows)
    first = table.figure_columns[0]
    return table.moved(lambda at, column: (at, column + (at == row and column >= first)))


def row_shifted_left(table: Tagged, rng: Random) -> Tagged | None:
    """One row's figures slipped over its first: the sheet's word is all there is, and its last cell is blank."""
    row = rng.choice(table.figure_rows)
    columns = table.figure_columns
    keys = {column: table.truth.get((row, column)) for column in columns}
    if any(_factor(table, (row, column)) is None for column in columns):
        return None
    shifted = table.moved(
        lambda at, column: (
            (at, column)
            if at != row or column not in columns
            else ((at, columns[columns.index(column) - 1]) if column != columns[0] else None)
        )
    )

    def told(place: Place, truth: Truth) -> Truth | None:
        if place[0] != row:
            return truth
        said = keys.get(place[1])
        factor = _factor(table, (row, place[1]))
        value = shifted.cells[place].value
        if said is None or factor is None or not isinstance(value, Decimal):
            return None
        return Truth(said.key, value * factor)

    return shifted.told(told)


def column_shifted_down(table: Tagged, rng: Random) -> Tagged | None:
    """One column's figures slipped a row: the last stands beside no label. They are still what they were.

    Of a column whose last cells are blank no layout can tell a slip; that is left to the gates.
    """
    rows = table.figure_rows
    full = [column for column in table.figure_columns if all((row, column) in table.truth for row in rows)]
    if not full:
        return None
    column = rng.choice(full)
    to = dict(zip(rows, [*rows[1:], rows[-1] + 1], strict=True))
    return table.moved(lambda row, at: (to.get(row, row), at) if at == column else (row, at))


def _title_place(table: Tagged) -> Place | None:
    above = [place for place in table.cells if place[0] < header_rows(table)[0]]
    return max(above, key=lambda place: len(table.cells[place].text), default=None)


def _opened(table: Tagged, at: int) -> Tagged:
    return table.moved(lambda row, column: (row + (row >= at), column))


def _labels_slipped(table: Tagged, by: int) -> Tagged:
    labels, rows = set(table.label_columns), table.figure_rows
    to = dict(zip(rows, [*rows[1:], rows[-1] + 1], strict=True))
    if by < 0:
        to = dict(zip(rows, [rows[0] - 1, *rows[:-1]], strict=True))

    def where(row: int, column: int) -> Place | None:
        if column not in labels or row not in to:
            return row, column
        return None if by < 0 and row == rows[0] else (to[row], column)

    return table.moved(where)


def _text(table: Tagged, row: int, column: int) -> str:
    cell = table.cells.get((row, column))
    return cell.text if cell else ""


def _factor(table: Tagged, place: Place) -> Decimal | None:
    """Base units in one of the sheet's; None where a zero hides it."""
    truth, cell = table.truth.get(place), table.cells.get(place)
    if (
        truth is None
        or truth.value is None
        or cell is None
        or not isinstance(cell.value, Decimal)
        or not cell.value
    ):
        return None
    return (truth.value / cell.value).quantize(Decimal("0.000001")).normalize() + 0
