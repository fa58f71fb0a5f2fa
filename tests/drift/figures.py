"""Mutations of figures and units, and of two tables on one sheet; the truth as in `columns`."""

from __future__ import annotations

from decimal import Decimal
from random import Random

from drift.columns import header_rows
from drift.tagged import Place, Tagged, Truth

_UNITS = {  # words of a unit → base unit and factor
    "Nghìn người": ("PERSON", 1000), "nghìn người": ("PERSON", 1000), "Thous. persons": ("PERSON", 1000),
    "Người": ("PERSON", 1), "Person": ("PERSON", 1), "Triệu người": ("PERSON", 1000000),
    "Bill. dongs": ("VND", 10**9), "Mill. dongs": ("VND", 10**6), "Triệu đồng": ("VND", 10**6),
    "%": ("PERCENT", 1), "Hộ": ("HOUSEHOLD", 1), "Điểm %": ("PERCENTAGE_POINT", 1),
}  # fmt: skip


def pick(table: Tagged, rng: Random) -> Place:
    return rng.choice(sorted(table.truth))


def figure_as_text(table: Tagged, rng: Random) -> Tagged:
    place = pick(table, rng)
    text = str(table.cells[place].value)
    return table.put(place, rng.choice((text, text.replace(".", ","), f" {text} ", text.replace("-", "−"))))


def figures_as_text(table: Tagged, rng: Random) -> Tagged:
    """A whole column typed as text, in one of the two styles."""
    column, comma = rng.choice(table.figure_columns), rng.random() < 0.5
    changed = table
    for place in table.truth:
        if place[1] == column:
            text = str(table.cells[place].value)
            changed = changed.put(place, text.replace(".", ",") if comma else text)
    return changed


def figure_with_thousand_marks(table: Tagged, rng: Random) -> Tagged | None:
    """9682.6 as "9.682,6", "9,682.6" or "9 682,6"."""
    large = [place for place in sorted(table.truth) if abs(_number(table, place)) >= 1000]
    if not large:
        return None
    place = rng.choice(large)
    text = f"{_number(table, place):,f}"
    style = rng.choice((str.maketrans(",.", ".,"), str.maketrans("", ""), str.maketrans(",.", " ,")))
    return table.put(place, text.translate(style))


def figure_with_footnote(table: Tagged, rng: Random) -> Tagged:
    place = pick(table, rng)
    return table.put(place, str(table.cells[place].value) + rng.choice(("(*)", "¹", " (1)", "*", " (p)")))


def figure_with_unit(table: Tagged, rng: Random) -> Tagged:
    """A unit written beside the number: right where it is the row's own, another figure where it is not."""
    place, words = pick(table, rng), rng.choice(sorted(_UNITS))
    scaled = _in_unit(table, {place}, words)
    return scaled.put(place, f"{table.cells[place].value} {words}")


def figure_lost(table: Tagged, rng: Random) -> Tagged:
    """An error, a range or words where a figure was."""
    place = pick(table, rng)
    words = rng.choice(
        ("#REF!", "#DIV/0!", "12-15", "khoảng 12", "xem phụ lục", "12/13", "1.2.3", "12,34,5", "1e5x")
    )
    return table.put(place, words).told(lambda at, truth: None if at == place else truth)


def figure_missing(table: Tagged, rng: Random) -> Tagged:
    place = pick(table, rng)
    changed = table.put(place, rng.choice(("..", "…", "-", "x", "chưa có số liệu")))
    return changed.told(lambda at, truth: None if at == place else truth)


def figures_swapped(table: Tagged, rng: Random) -> Tagged | None:
    """The sheet's word is all there is."""
    one, other = pick(table, rng), pick(table, rng)
    changed = table.put(one, table.cells[other].value).put(other, table.cells[one].value)
    swapped = {one: other, other: one}

    def told(at: Place, truth: Truth) -> Truth | None:
        if at not in swapped:
            return truth
        factor = _factor(table, at)
        return Truth(truth.key, _number(table, swapped[at]) * factor) if factor is not None else None

    return changed.told(told) if one != other else None


def unit_noted(table: Tagged, rng: Random) -> Tagged | None:
    """A line above the table that names a unit: the figures are in it, or in none that they can have."""
    words = rng.choice(sorted(_UNITS))
    first = header_rows(table)[0]
    said = any(_says_unit(cell.text) for cell in table.cells.values() if isinstance(cell.value, str))
    if first < 2 or said:  # what a row or a heading says of its own comes before a line above
        return None
    opened = table.moved(lambda row, column: (row + (row >= first), column))
    label = rng.choice(("Đơn vị tính: {}", "ĐVT: {}", "Unit: {}", "Đơn vị tính - Unit: {}"))
    noted = opened.put((first, max(table.figure_columns)), label.format(words))
    return _in_unit(noted, set(noted.truth), words)


def unit_in_label(table: Tagged, rng: Random) -> Tagged | None:
    """Another unit in a label's brackets or in the row's unit cell."""
    row = rng.choice(table.figure_rows)
    for column in table.label_columns:
        cell = table.cells.get((row, column))
        if cell is None:
            continue
        own = next((word for word in sorted(_UNITS, key=len)[::-1] if _names(cell.text, word)), None)
        if own is not None:
            words = rng.choice(sorted(set(_UNITS) - {own}))
            changed = table.put((row, column), cell.text.replace(own, words))
            return _in_unit(changed, {place for place in table.truth if place[0] == row}, words)
    return None


def unit_unknown(table: Tagged, rng: Random) -> Tagged | None:
    row = rng.choice(table.figure_rows)
    for column in table.label_columns:
        cell = table.cells.get((row, column))
        own = cell and next((word for word in sorted(_UNITS, key=len)[::-1] if _names(cell.text, word)), None)
        if cell is not None and own:
            changed = table.put(
                (row, column), cell.text.replace(own, rng.choice(("khoảng", "thùng", "Index", "‰")))
            )
            return changed.told(lambda at, truth: None if at[0] == row else truth)
    return None


def beside(one: Tagged, other: Tagged) -> Tagged:
    """Two tables side by side."""
    gap = one.last[1] + 2
    return _joined(one, other.moved(lambda row, column: (row, column + gap)))


def below(one: Tagged, other: Tagged) -> Tagged:
    """One table under the other, two rows between."""
    gap = one.last[0] + 2
    return _joined(one, other.moved(lambda row, column: (row + gap, column)))


def _joined(one: Tagged, other: Tagged) -> Tagged:
    return Tagged({**one.cells, **other.cells}, {**one.truth, **other.truth}, (*one.merged, *other.merged))


def _in_unit(table: Tagged, places: set[Place], words: str) -> Tagged:
    """The figures as a unit's words say: scaled, or nobody's where the unit is of another kind."""
    code, factor = _UNITS[words]

    def told(at: Place, truth: Truth) -> Truth | None:
        if at not in places:
            return truth
        was = _factor(table, at)
        if was is None or code != _code_of(truth, was):
            return None
        return Truth(truth.key, _number(table, at) * factor)

    return table.told(told)


def _code_of(truth: Truth, factor: Decimal) -> str:
    indicator = str(truth.key[1])
    if indicator.startswith(("insurance_revenue", "insurance_expenditure", "insurance_fund")):
        return "VND"
    return "PERCENT" if "rate" in indicator or "share" in indicator else "PERSON"


def _says_unit(text: str) -> bool:
    words = (*_UNITS, "Thous. pers.")
    return "đơn vị" in text.casefold() or any(_names(text, word) for word in words)


def _names(text: str, word: str) -> bool:
    return text.strip() == word or f"({word})" in text


def _number(table: Tagged, place: Place) -> Decimal:
    value = table.cells[place].value
    return value if isinstance(value, Decimal) else Decimal(0)


def _factor(table: Tagged, place: Place) -> Decimal | None:
    truth, number = table.truth[place], _number(table, place)
    return truth.value / number if number and truth.value is not None else None
