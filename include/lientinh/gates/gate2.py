"""Gate 2: observations against the catalogue, against each other, and against what was known before."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pandas as pd

from lientinh.catalogue.catalogue import Catalogue
from lientinh.documents import Locator
from lientinh.findings import Finding
from lientinh.gates.messages import format_number, make_finding
from lientinh.gates.naming import name_period
from lientinh.gates.observation_checks import OBSERVATION_CHECKS, observation_rows
from lientinh.gates.suites import Batch, ColumnCheck, validate
from lientinh.wording import measured

_AGAINST = {
    "past": ("trung vị các kỳ trước của địa phương", "the median of the province's earlier periods"),
    "neighbours": (
        "trung vị của các tỉnh khác cùng kỳ",
        "the median of the other provinces in the same period",
    ),
}


def run_gate_2(
    observations: pd.DataFrame, history: pd.DataFrame, catalogue: Catalogue, data_docs_dir: Path | None = None
) -> list[Finding]:
    """Findings about the observations of a run; both frames in the OBSERVATIONS schema.

    `history` are the lake's current observations. With `data_docs_dir` Great Expectations validates the same
    frame in one batch and its Data Docs go to `<data_docs_dir>/gate2`.
    """
    if observations.empty:
        return []
    rows = observation_rows(observations, history, catalogue)
    severities = {rule.rule_id: rule.severity for rule in catalogue.rules}
    validate("gate2", [Batch("observations", rows, OBSERVATION_CHECKS)], severities, data_docs_dir)
    found: dict[tuple[str, str], Finding] = {}
    for check in OBSERVATION_CHECKS:
        for _, row in rows[check.failing(rows)].iterrows():
            if not _explained(check, row):
                finding = _finding(check, row, catalogue)
                found.setdefault((row["observation_id"], check.rule_id), finding)
    return sorted(
        found.values(), key=lambda one: (str(one.submission_id), str(one.observation_id), one.rule_id)
    )


def _explained(check: ColumnCheck, row: pd.Series) -> bool:
    """A jump by a thousand is a slip of the unit, and said once."""
    slipped = row["slip_distance"] < row["slip_tolerance"]
    return bool(check.rule_id == "gate2.jump_against_history" and slipped)


def _finding(check: ColumnCheck, row: pd.Series, catalogue: Catalogue) -> Finding:
    indicator = catalogue.indicator(row["indicator_code"])
    when_vi, when_en = name_period(row["period"])
    subject = (
        f"{row['series_id']} {row['submission_id']}" if check.kind == "unique" else str(row["series_id"])
    )
    return make_finding(
        catalogue,
        check.rule_id,
        subject=subject,
        report_id=row["report_id"],
        area_code=row["area_code"],
        submission_id=row["submission_id"],
        document_id=row["document_id"],
        observation_id=row["observation_id"],
        indicator_code=row["indicator_code"],
        period=row["period"],
        locator=Locator(**row["locator"]),
        quote=row["quote"],
        reading_ordinals=(int(row["ordinal"]),),
        stated=_written(row),
        what_vi=indicator.name_vi,
        what_en=indicator.name_en,
        observation=row["observation_id"],
        when_vi=when_vi,
        when_en=when_en,
        **_figures(check, row),
    )


def _figures(check: ColumnCheck, row: pd.Series) -> dict[str, Any]:
    """What the rule's message shows beside the figure."""
    match check.rule_id:
        case "gate2.out_of_range":
            lowest = check.column == "minimum"
            limit = _decimal(row["minimum" if lowest else "maximum"])
            return {
                "limit_vi": f"mức {'tối thiểu' if lowest else 'tối đa'} {format_number(limit, 'vi')}",
                "limit_en": f"{'minimum' if lowest else 'maximum'} of {format_number(limit, 'en')}",
            }
        case "gate2.unequal_repeat":
            return {"first": _decimal(row["lead_value"]), "second": _decimal(row["value"])}
        case "gate2.differs_between_reports":
            return {"earlier": _decimal(row["known_value"])}
        case "gate2.jump_against_history":
            return {"median": _decimal(row["past_median"]), "count": int(row["past_count"])}
        case "gate2.unit_slip":
            vi, en = _AGAINST[row["slip_against"]]
            factor, reference = Decimal(10) ** int(row["slip_power"]), _decimal(row["slip_reference"])
            return {"factor": factor, "reference_vi": vi, "reference_en": en, "reference": reference}
    return {}


def _decimal(number: Any) -> Decimal:
    """A number for a message: without the noughts of the column's six places."""
    exact = number if isinstance(number, Decimal) else Decimal(repr(float(number)))
    normal = exact.normalize()
    return normal.quantize(Decimal(1)) if int(normal.as_tuple().exponent) > 0 else normal


def _written(row: pd.Series) -> str:
    return measured(row["value_text"], row["unit_text"] or "")
