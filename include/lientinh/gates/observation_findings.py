"""What is wrong with one observation, in words: each failing row of the observations as a finding."""

from __future__ import annotations

import math
from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import pandas as pd

from lientinh.catalogue.catalogue import Catalogue
from lientinh.documents import Locator
from lientinh.findings import Finding
from lientinh.gates.definitions import NEW_DEFINITION
from lientinh.gates.figures import SAME_PERIOD
from lientinh.gates.messages import Language, format_number, make_finding
from lientinh.gates.naming import name_period
from lientinh.gates.observation_checks import OBSERVATION_CHECKS
from lientinh.gates.report_words import plain
from lientinh.gates.slips import SLIP
from lientinh.gates.suites import ColumnCheck
from lientinh.wording import measured

_AGAINST = {
    "past": ("trung vị các kỳ trước của địa phương", "the median of the province's earlier periods"),
    "neighbours": (
        "trung vị của các tỉnh khác cùng kỳ",
        "the median of the other provinces in the same period",
    ),
}
_DIRECTIONS = {1: ("tăng", "up"), -1: ("giảm", "down")}


def observation_findings(rows: pd.DataFrame, catalogue: Catalogue) -> list[Finding]:
    """Rows with their bounds (see `compare_observations`) → a finding a row and rule, in the order of the checks.

    A change of definition is one finding of all provinces, about no report and no single observation.
    """
    found: dict[tuple[str, str], Finding] = {}
    for check in OBSERVATION_CHECKS:
        for _, row in rows[check.failing(rows)].iterrows():
            key = _group(row) if check.rule_id == NEW_DEFINITION else str(row["observation_id"])
            if (key, check.rule_id) not in found:
                found[key, check.rule_id] = _finding(check, row, catalogue)
    return list(found.values())


def _group(row: pd.Series) -> str:
    return " ".join(str(row[column]) for column in SAME_PERIOD)


def place_of(row: pd.Series) -> dict[str, Any]:
    """Where an observation stands, as columns of its finding, and how its document writes it."""
    columns = (
        "report_id", "area_code", "submission_id", "document_id", "observation_id", "indicator_code", "period", "quote",
    )  # fmt: skip
    return {column: row[column] for column in columns} | {
        "locator": locator_of(row["locator"]),
        "reading_ordinals": (int(row["ordinal"]),),
        "stated": measured(row["value_text"], row["unit_text"] or ""),
    }


def locator_of(place: Mapping[str, Any]) -> Locator:
    """Numbers whole again: a column in which some are missing comes back from Arrow as floats."""
    whole: dict[str, Any] = {
        name: int(part) if isinstance(part, float) else part
        for name, part in place.items()
        if not (isinstance(part, float) and math.isnan(part))
    }
    return Locator(**whole)


def names_of(row: pd.Series, catalogue: Catalogue) -> dict[str, str]:
    """The indicator and the period in both languages."""
    indicator = catalogue.indicator(row["indicator_code"])
    when_vi, when_en = name_period(row["period"])
    return {
        "what_vi": indicator.name_vi,
        "what_en": indicator.name_en,
        "when_vi": when_vi,
        "when_en": when_en,
    }


def _finding(check: ColumnCheck, row: pd.Series, catalogue: Catalogue) -> Finding:
    subject = str(row["series_id"])
    given = place_of(row) | names_of(row, catalogue) | _figures(check, row, catalogue)
    if check.kind == "unique":
        subject = f"{subject} {row['submission_id']}"
    if check.rule_id == NEW_DEFINITION:
        subject = _group(row)
        given |= {"report_id": None, "area_code": None, "observation_id": None, "reading_ordinals": ()}
    return make_finding(catalogue, check.rule_id, subject=subject, **given)


def _figures(check: ColumnCheck, row: pd.Series, catalogue: Catalogue) -> dict[str, Any]:
    """What the rule's message shows beside the figure."""
    match check.rule_id:
        case "gate2.key_not_unique":
            return {"observation": row["observation_id"]}
        case "gate2.out_of_range":
            return _limit(check, row)
        case "gate2.peer_outlier":
            return _against_peers(row)
        case "gate2.likely_new_definition":
            return _shared_jump(row, catalogue)
    return _against_past(check, row)


def _against_past(check: ColumnCheck, row: pd.Series) -> dict[str, Any]:
    if check.rule_id == SLIP:
        vi, en = _AGAINST[row["slip_against"]]
        factor, reference = Decimal(10) ** int(row["slip_power"]), plain(row["slip_reference"])
        return {"factor": factor, "reference_vi": vi, "reference_en": en, "reference": reference}
    usual = {name: rounded(row[f"usual_{name}"], row["is_ratio"]) for name in ("low", "high")}
    return usual | {"median": plain(row["past_median"]), "count": int(row["past_count"])}


def _limit(check: ColumnCheck, row: pd.Series) -> dict[str, str]:
    lowest = check.column == "minimum"
    limit = plain(row["minimum" if lowest else "maximum"])
    return {
        "limit_vi": f"mức {'tối thiểu' if lowest else 'tối đa'} {format_number(limit, 'vi')}",
        "limit_en": f"{'minimum' if lowest else 'maximum'} of {format_number(limit, 'en')}",
    }


def _against_peers(row: pd.Series) -> dict[str, Any]:
    """ "60 - 18,5 = 41,5 điểm phần trăm"; of a count "1,2 / 0,04 = 30 lần", both a thousand heads."""
    mine, middle = (rounded(row[name], is_ratio=True) for name in ("peer_value", "peer_median"))
    if row["is_ratio"]:
        sign, units, gap = "-", (" điểm phần trăm", " percentage points"), mine - middle
    else:
        sign, units = "/", (" lần (tính trên 1.000 dân)", " times (per 1,000 inhabitants)")
        gap = rounded(row["peer_value"] / row["peer_median"], is_ratio=True)
    return {
        "gap_vi": _equation(mine, sign, middle, gap, "vi") + units[0],
        "gap_en": _equation(mine, sign, middle, gap, "en") + units[1],
        "count": int(row["peer_count"]),
    }


def _equation(first: Decimal, sign: str, second: Decimal, result: Decimal, language: Language) -> str:
    numbers = [format_number(one, language) for one in (first, second, result)]
    return "{} {sign} {} = {}".format(*numbers, sign=sign)


def _shared_jump(row: pd.Series, catalogue: Catalogue) -> dict[str, Any]:
    area = catalogue.area(row["area_code"])
    vi, en = _DIRECTIONS[int(row["direction"])]
    return {
        "jumped": int(row["jumped_count"]),
        "count": int(row["judged_count"]),
        "direction_vi": vi,
        "direction_en": en,
        "area_vi": area.name_vi,
        "area_en": area.name_en,
        "median": plain(row["past_median"]),
    }


def rounded(number: float, is_ratio: bool) -> Decimal:
    """A computed number as a message shows it: a percentage with two places, a count with none; a small one in full."""
    exact = Decimal(repr(round(float(number), 6)))
    places = "0.01" if is_ratio or abs(exact) < 1 else "1"
    return plain(
        exact.quantize(Decimal(places if abs(exact) >= Decimal("0.01") else "0.000001"), ROUND_HALF_UP)
    )
