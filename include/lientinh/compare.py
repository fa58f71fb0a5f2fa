"""Compare: the cells of one indicator's comparison, out of the warehouse."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from datetime import date, datetime

from lientinh.errors import UsageError
from lientinh.publish.reading_warehouse import Row, Warehouse, open_warehouse
from lientinh.settings import Settings

AS_REPORTED = "as_reported"
SCENARIOS = ("actual", "estimate", "plan")


def compare(
    settings: Settings,
    indicator_code: str,
    *,
    period: str | None = None,
    scenario: str | None = None,
    boundary: str | date | None = None,
    as_of: datetime | None = None,
) -> list[Row]:
    """Rows of `comparison` for an indicator, the newest period first, provinces by code.

    `boundary` is a day: figures of the time before are drawn on the provinces of that day. `as_of` shows what
    was known then. Raises `UsageError`, with the nearest known word, for an indicator, scenario or day that
    cannot be.
    """
    if scenario is not None and scenario not in SCENARIOS:
        raise UsageError(
            f"no scenario {scenario!r}{suggest(scenario, SCENARIOS)}; it is one of {', '.join(SCENARIOS)}"
        )
    with open_warehouse(settings) as warehouse:
        _check_indicator(warehouse, indicator_code)
        asked = {
            "indicator_code": indicator_code,
            "period": period,
            "scenario": scenario,
            "boundary": _find_boundary(warehouse, boundary),
        }
        if as_of is None:
            return warehouse.ask("compare", **asked)
        return warehouse.ask("compare_as_of", **asked, as_of=as_of)


def _check_indicator(warehouse: Warehouse, indicator_code: str) -> None:
    known = warehouse.ask("indicators")
    if any(one["indicator_code"] == indicator_code for one in known):
        return
    names = {str(one[name]): one["indicator_code"] for one in known for name in one}
    nearest = difflib.get_close_matches(indicator_code, names, n=1, cutoff=0.5)
    hint = f"; did you mean {names[nearest[0]]!r}?" if nearest else "; `dim_indicator` lists them"
    raise UsageError(f"không có chỉ tiêu {indicator_code!r} (no indicator {indicator_code!r}{hint})")


def _find_boundary(warehouse: Warehouse, boundary: str | date | None) -> str:
    """The boundary in force on a day: the latest redrawing not after it; none: as reported."""
    if boundary is None or boundary == AS_REPORTED:
        return AS_REPORTED
    try:
        day = boundary if isinstance(boundary, date) else date.fromisoformat(boundary)
    except ValueError as error:
        raise UsageError(
            f"{boundary!r} is no day; write the boundary as YYYY-MM-DD, for example 2025-07-01"
        ) from error
    known = [one["boundary"] for one in warehouse.ask("boundaries")]
    return max((one for one in known if one <= day.isoformat()), default=AS_REPORTED)


def suggest(word: str, known: Sequence[str]) -> str:
    """`; did you mean …?` where something known is near."""
    nearest = difflib.get_close_matches(word, known, n=1, cutoff=0.5)
    return f"; did you mean {nearest[0]!r}?" if nearest else ""


def read_names(settings: Settings, indicator_code: str) -> dict[tuple[str, str], tuple[str, str]]:
    """Names for people, Vietnamese and English, by (`unit` or `breakdown`, code)."""
    with open_warehouse(settings) as warehouse:
        rows = warehouse.ask("names", indicator_code=indicator_code)
    return {(row["kind"], row["code"]): (row["name_vi"], row["name_en"]) for row in rows}
