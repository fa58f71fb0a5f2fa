"""What we write is what we read: numbers, bounds, units and periods in our own words, read back out of a sentence."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lientinh.documents import Cell
from lientinh.extract.folding import fold
from lientinh.extract.forms.cells import CellNumber, parse_cell
from lientinh.extract.numbers import parse_number
from lientinh.extract.periods import find_periods, window_label
from lientinh.extract.quantities import Quantity, QuantityFinder
from lientinh.period_wording import name_period
from lientinh.periods import NINE_MONTHS, period_window
from lientinh.wording import QUALIFIERS, number


@pytest.fixture(scope="module")
def finder_and_words(catalogue):
    """Units that a sentence can name without another word beside them."""
    words = [
        word for word in catalogue.unit_words if word.unit_code not in ("MONTH", "HOUR")
    ]  # periods and times of day
    return QuantityFinder(catalogue), [
        word for word in words if not word.word[0].isdigit()
    ]  # "1000 người" heads tables


@pytest.fixture(scope="module")
def catalogue_words(catalogue):
    return next(word for word in catalogue.unit_words if word.word == "nghìn người"), catalogue


YEARS = st.integers(1990, 2049)
BOUNDS = sorted(set(QUALIFIERS) - {"between"})


def decimals(places: int, most: int = 10**9) -> st.SearchStrategy[Decimal]:
    return st.decimals(0, most, places=places, allow_nan=False, allow_infinity=False)


@st.composite
def labels(draw) -> str:
    """Periods of the common schema that have a name of their own."""
    year = draw(YEARS)
    quarters = [f"-Q{one}" for one in range(1, 5)]
    months = [f"-M{one:02d}" for one in range(1, 13)]
    part = draw(st.sampled_from(["", "-S1", "-S2", *quarters, *months, NINE_MONTHS]))
    return f"{year}{part}"


@settings(deadline=None)
@given(labels())
def test_a_period_is_read_as_we_name_it(label: str) -> None:
    (mention,) = find_periods(fold(f"Kết quả thực hiện {name_period(label)[0]} của tỉnh"))
    assert (mention.kind, mention.label) == ("window", label)


@settings(deadline=None)
@given(st.dates(date(1990, 1, 1), date(2049, 12, 31)))
def test_a_day_is_read_as_we_name_it(day: date) -> None:
    (mention,) = find_periods(fold(f"Số hộ nghèo {name_period(day.isoformat())[0]} là"))
    assert (mention.kind, mention.label) == ("point", day.isoformat())


@settings(deadline=None)
@given(st.dates(date(1990, 1, 1), date(2049, 1, 1)), st.integers(1, 360))
def test_a_window_between_two_days_is_that_window(start: date, days: int) -> None:
    end = start + timedelta(days=days)
    words = f"từ ngày {start.day}/{start.month}/{start.year} đến ngày {end.day}/{end.month}/{end.year}"
    (mention,) = find_periods(fold(words))
    if (start.day, end.day) == (15, 14):
        assert mention.basis == "nd09"
    else:
        assert mention.label == window_label(start, end)
        assert period_window(str(mention.label)) == (start, end)


@settings(deadline=None)
@given(st.one_of(decimals(0), decimals(1), decimals(2)))
def test_a_number_is_read_as_we_write_it(value: Decimal) -> None:
    """Of heads, of what is scaled, of rates: as far as each has decimals and thousands."""
    text = number(value)
    shown = Decimal(text.replace(".", "").replace(",", "."))
    for kind in ("count", "scaled"):
        parsed = parse_number(text, kind)  # type: ignore[arg-type]
        assert parsed is not None
        assert parsed.value == shown
    if value < 1000:
        rate = parse_number(text, "percent")
        assert rate is not None
        assert rate.value == shown


@settings(deadline=None)
@given(decimals(3, 10**6), st.sampled_from(["0.000", "#,##0.0", "General", None]))
def test_a_numeric_cell_is_never_read_through_its_text(
    catalogue_words, value: Decimal, number_format
) -> None:
    unit, catalogue = catalogue_words
    found = parse_cell(Cell(1, 1, value, number(value), number_format), unit, catalogue)
    assert isinstance(found, CellNumber)
    assert found.value == value


def read_quantity(finder: QuantityFinder, text: str) -> Quantity:
    (quantity,) = finder.find(text, fold(text), find_periods(fold(text)))
    return quantity


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_a_quantity_with_its_bound_and_unit_is_read_as_we_write_it(finder_and_words, data) -> None:
    finder, words = finder_and_words
    word = data.draw(st.sampled_from(words))
    is_rate = word.unit_code in ("PERCENT", "PERCENTAGE_POINT")
    value = data.draw(decimals(2, 99) if is_rate else st.integers(1, 10**7).map(Decimal))
    bound = data.draw(st.sampled_from([None, *BOUNDS]))
    text = f"Trong kỳ đã có {_with_unit(value, word.word, bound)}; công tác khác đạt yêu cầu."
    found = read_quantity(finder, text)
    factor = word.factor
    assert (found.value, found.qualifier, found.unit_code) == (value * factor, bound, word.unit_code), text
    assert text[found.start : found.end] == number(value)
    lower = value * factor if bound in ("more_than", "at_least") else None
    upper = value * factor if bound in ("less_than", "at_most", "nearly") else None
    assert (found.lower, found.upper) == (lower, upper), text


def _with_unit(value: Decimal, unit: str, bound: str | None) -> str:
    """As officials write it: "từ 3 người trở lên", "trên 11.000 người", "55,34%"."""
    quantity = f"{number(value)}{'' if unit == '%' else ' '}{unit}"
    if bound is None:
        return quantity
    template = QUALIFIERS[bound][0]
    return template.format(quantity) if "{}" in template else f"{template} {quantity}"
