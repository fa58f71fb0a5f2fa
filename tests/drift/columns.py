"""Mutations of columns and headings. Each gives a changed table, or None where the table has nothing to change.

The truth goes with the figures, unless the sheet itself now says otherwise; a figure that nobody can place loses it.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from random import Random

from drift.tagged import Key, Place, Tagged, Truth

_UNKNOWN = ("Chỉ tiêu bổ sung", "Chênh lệch", "Rank", "Ghi thêm", "Quy mô", "2016/2015", "20..", "Others")


def heading_cells(table: Tagged, column: int) -> list[Place]:
    """The cells of a column's own heading, top to bottom: those from the header's first row on."""
    return [(row, column) for row in header_rows(table) if (row, column) in table.cells]


def header_rows(table: Tagged) -> range:
    """The rows of headings: the lowest, and those above it that hold words over the figures."""
    first = last = table.header_row
    while first > 1 and any((first - 1, column) in table.cells for column in table.figure_columns[1:]):
        first -= 1
    return range(first, last + 1)


def forget(table: Tagged, column: int) -> Tagged:
    """Nobody can say what a column's figures are."""
    return table.told(lambda place, truth: None if place[1] == column else truth)


def rename(key: Key, **changes: str | None) -> Key:
    names = ("area", "indicator", "breakdown", "measure", "period", "scenario", "plan_basis", "accumulation")
    return tuple(changes.get(name, was) for name, was in zip(names, key, strict=True))


def column_moved(table: Tagged, rng: Random) -> Tagged | None:
    columns = table.figure_columns
    if len(columns) < 2:
        return None
    taken, put = rng.sample(columns, 2)
    rest = [column for column in columns if column != taken]
    rest.insert(columns.index(put), taken)
    return _reordered(table, dict(zip(rest, columns, strict=True)))


def columns_shuffled(table: Tagged, rng: Random) -> Tagged | None:
    columns = table.figure_columns
    shuffled = rng.sample(columns, len(columns))
    return _reordered(table, dict(zip(shuffled, columns, strict=True))) if shuffled != columns else None


def label_column_last(table: Tagged, rng: Random) -> Tagged | None:
    if not table.label_columns:
        return None
    label, last = rng.choice(table.label_columns), table.last[1]
    body = set(range(header_rows(table)[0], table.last[0] + 1))
    return table.moved(
        lambda row, column: (row, last + 1) if row in body and column == label else (row, column)
    )


def column_dropped(table: Tagged, rng: Random) -> Tagged | None:
    gone = rng.choice(table.figure_columns)
    return table.moved(lambda row, column: None if column == gone else (row, column - (column > gone)))


def blank_column_inserted(table: Tagged, rng: Random) -> Tagged:
    return _opened(table, rng.choice(table.figure_columns))


def unknown_column_inserted(table: Tagged, rng: Random) -> Tagged:
    at = rng.choice(table.figure_columns)
    return _filled(_opened(table, at), at, rng.choice(_UNKNOWN), rng)


def unheaded_column_inserted(table: Tagged, rng: Random) -> Tagged:
    at = rng.choice(table.figure_columns)
    return _filled(_opened(table, at), at, None, rng)


def year_column_inserted(table: Tagged, rng: Random) -> Tagged | None:
    """A column of a year the table does not have is a column like the others."""
    at = rng.choice(table.figure_columns)
    beside = next(iter(place for place in table.truth if place[1] == at))
    if any((row, at) not in table.truth for row in table.figure_rows):
        return None  # a missing mark beside a figure of the new year would leave it without its factor
    if (
        str(table.truth[beside].key[4])
        not in table.cells.get((table.header_row, at), table.cells[beside]).text
    ):
        return None
    year = str(rng.randint(1960, 1989))
    text = table.cells[table.header_row, at].text.replace(str(table.truth[beside].key[4]), year)
    opened = _filled(_opened(table, at), at, text, rng)
    truth = dict(opened.truth)
    for (row, column), told in opened.truth.items():
        cell = opened.cells.get((row, at))
        if column == at + 1 and cell is not None and told.value is not None:
            factor = told.value / cell_value(opened, (row, column))
            truth[row, at] = Truth(rename(told.key, period=year), cell_value(opened, (row, at)) * factor)
    return replace(opened, truth=truth)


def heading_renamed(table: Tagged, rng: Random) -> Tagged | None:
    column = rng.choice(table.figure_columns)
    return _reheaded(table, column, rng.choice(_UNKNOWN))


def heading_misspelt(table: Tagged, rng: Random) -> Tagged | None:
    column = rng.choice(table.figure_columns)
    text = table.cells[heading_cells(table, column)[-1]].text
    at = rng.randrange(len(text))
    while not text[at].isalnum():
        at = rng.randrange(len(text))
    return _reheaded(table, column, text[:at] + text[at + 1 :] or "?")


def heading_blanked(table: Tagged, rng: Random) -> Tagged:
    column = rng.choice(table.figure_columns)
    places = heading_cells(table, column)
    return forget(table.without(places), column)


def heading_copied(table: Tagged, rng: Random) -> Tagged | None:
    """Two columns under one heading: the changed one is nobody's, the other was and is its own."""
    if len(table.figure_columns) < 2:
        return None
    source, target = rng.sample(table.figure_columns, 2)
    changed = table
    for row in header_rows(table):
        cell = table.cells.get((row, source))
        changed = changed.without([(row, target)])
        if cell is not None:
            changed = changed.put((row, target), cell.value, cell.text)
    return forget(changed, target) if changed.cells != table.cells else None


def headings_swapped(table: Tagged, rng: Random) -> Tagged | None:
    """The sheet now says that each column is the other: its word is all there is."""
    if len(table.figure_columns) < 2:
        return None
    one, other = rng.sample(table.figure_columns, 2)
    rows = set(header_rows(table))
    swapped = {one: other, other: one}
    if any(((row, one) in table.truth) != ((row, other) in table.truth) for row in table.figure_rows):
        return None
    if any((row, column) not in table.cells for row in header_rows(table) for column in table.figure_columns):
        return None  # a heading over several columns has no other place
    by_column = {
        (row, column): truth.key for (row, column), truth in table.truth.items() if column in swapped
    }
    changed = table.moved(
        lambda row, column: (row, swapped.get(column, column)) if row in rows else (row, column)
    )
    return changed.told(lambda place, truth: _under_other(place, truth, swapped, by_column))


def headings_shifted_right(table: Tagged, rng: Random) -> Tagged:
    """Headings slipped one column: the figures are still what they were, and no reading may say otherwise."""
    return _slipped(table, 1)


def headings_shifted_left(table: Tagged, rng: Random) -> Tagged:
    return _slipped(table, -1)


def heading_split_over_rows(table: Tagged, rng: Random) -> Tagged | None:
    """ "Sơ bộ 2016" as two cells, one over the other; the other headings stand in the lower row."""
    column = rng.choice(table.figure_columns)
    text = table.cells[table.header_row, column].text
    first, _, rest = text.rpartition(" ")
    if not first:
        return None
    row = table.header_row
    opened = table.moved(lambda at, number: (at + (at > row), number))
    down = opened.moved(
        lambda at, number: (at + 1, number) if at == row and number != column else (at, number)
    )
    return down.put((row, column), first).put((row + 1, column), rest)


def heading_split_over_columns(table: Tagged, rng: Random) -> Tagged | None:
    """ "Sơ bộ 2016" as two cells side by side, the figures below the second."""
    column = rng.choice(table.figure_columns)
    text = table.cells[table.header_row, column].text
    first, _, rest = text.rpartition(" ")
    first, rest = (first, rest) if first else (text[:2], text[2:])
    opened = _opened(table, column)
    split = opened.put((table.header_row, column), first).put((table.header_row, column + 1), rest)
    return split if " " in text else forget(split, column + 1)


def heading_over_two_columns(table: Tagged, rng: Random) -> Tagged:
    """A column of other figures opened beside one, under its heading, which is merged over both."""
    column = rng.choice(table.figure_columns)
    opened = _filled(_opened(table, column + 1), column + 1, None, rng)
    row = table.header_row
    return replace(opened, merged=(*opened.merged, (row, column, row, column + 1)))


def headings_unmerged(table: Tagged, rng: Random) -> Tagged | None:
    """Ranges no longer merged: a heading stands only over the first of its columns."""
    return replace(table, merged=()) if table.merged else None


def headings_filled_out(table: Tagged, rng: Random) -> Tagged | None:
    """Ranges no longer merged, their words written into each cell."""
    if not table.merged:
        return None
    filled = replace(table, merged=())
    for top, left, bottom, right in table.merged:
        for row in range(top, bottom + 1):
            for column in range(left, right + 1):
                cell = table.cells.get((top, left))
                if cell is not None:
                    filled = filled.put((row, column), cell.value, cell.text)
    return filled


def heading_with_footnote(table: Tagged, rng: Random) -> Tagged | None:
    column = rng.choice([*table.figure_columns, *table.label_columns])
    places = heading_cells(table, column)
    if not places:
        return None
    text = table.cells[places[-1]].text + rng.choice((" (*)", "(1)", "¹", " *"))
    return table.put(places[-1], text)


def heading_says_plan(table: Tagged, rng: Random) -> Tagged | None:
    """ "Kế hoạch 2016": a plan, where the form knows such a heading, and nothing where it does not."""
    column = rng.choice(table.figure_columns)
    cell = table.cells[table.header_row, column]
    if not cell.text[-4:].isdigit():
        return None
    changed = table.put((cell.row, column), f"Kế hoạch {cell.text[-4:]}")
    return changed.told(
        lambda place, truth: (
            truth
            if place[1] != column
            else Truth(rename(truth.key, scenario="plan", plan_basis="unstated"), truth.value)
        )
    )


def cell_value(table: Tagged, place: Place) -> Decimal:
    value = table.cells[place].value
    return value if isinstance(value, Decimal) else Decimal(0)


def _reordered(table: Tagged, to: dict[int, int]) -> Tagged:
    """Columns with their headings at new places; what stands above the header stays."""
    first = header_rows(table)[0]
    body = table.moved(lambda row, column: (row, to.get(column, column)) if row >= first else (row, column))
    kept = tuple(one for one in table.merged if one[0] < first or one[1] == one[3])
    return replace(body, merged=kept) if len(kept) == len(table.merged) else _refilled(table, to, first)


def _refilled(table: Tagged, to: dict[int, int], first: int) -> Tagged:
    """Columns below merged headings: the headings are written out before they part."""
    filled = headings_filled_out(table, Random(0)) or table
    return filled.moved(lambda row, column: (row, to.get(column, column)) if row >= first else (row, column))


def _opened(table: Tagged, at: int) -> Tagged:
    """An empty column opened before `at`, in the whole sheet."""
    return table.moved(lambda row, column: (row, column + (column >= at)))


def _filled(table: Tagged, column: int, heading: str | None, rng: Random) -> Tagged:
    changed = table.put((table.header_row, column), heading) if heading else table
    for row in table.figure_rows:
        beside = table.cells.get((row, column + 1)) or table.cells.get((row, column - 1))
        if beside is not None:
            changed = changed.put((row, column), _other_number(beside.value, rng))
    return changed


def _other_number(value: object, rng: Random):
    whole = value if isinstance(value, Decimal) else Decimal(7)
    return whole + Decimal(rng.randint(1, 99)) / 10


def _reheaded(table: Tagged, column: int, text: str) -> Tagged | None:
    places = heading_cells(table, column)
    if not places or table.cells[places[-1]].text == text:
        return None
    return forget(table.put(places[-1], text), column)


def _slipped(table: Tagged, by: int) -> Tagged:
    rows, columns = set(header_rows(table)), set(table.figure_columns)
    labels = {column for column in table.label_columns if any((row, column) in table.cells for row in rows)}

    def where(row: int, column: int) -> Place | None:
        if row not in rows or column not in columns:
            return row, column
        to = column + by
        return None if to in labels or to < 1 else (row, to)

    return table.moved(where)


def _under_other(place: Place, truth: Truth, swapped: dict[int, int], keys: dict[Place, Key]) -> Truth | None:
    row, column = place
    if column not in swapped:
        return truth
    other = keys.get((row, swapped[column]))
    return Truth(other, truth.value) if other is not None else None
