"""Gate 2: observations against the catalogue, against each other, and against what was known before."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import pandas as pd

from lientinh.catalogue.catalogue import Catalogue
from lientinh.documents import Locator
from lientinh.findings import Finding
from lientinh.gates.between_reports import report_findings
from lientinh.gates.known import LakeHistory, ReportDocument
from lientinh.gates.messages import format_number, make_finding
from lientinh.gates.naming import name_period
from lientinh.gates.observation_checks import OBSERVATION_CHECKS, observation_rows
from lientinh.gates.report_pairs import pair_reports
from lientinh.gates.report_words import plain
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
    observations: pd.DataFrame,
    history: LakeHistory,
    catalogue: Catalogue,
    data_docs_dir: Path | None = None,
    *,
    documents: Sequence[ReportDocument] = (),
) -> list[Finding]:
    """Findings about the observations of a run, in the OBSERVATIONS schema; `documents` are those of the run.

    With `data_docs_dir` Great Expectations validates the same frames and its Data Docs go to
    `<data_docs_dir>/gate2`.
    """
    if observations.empty:
        return []
    rows = observation_rows(observations, history.figures, catalogue)
    pairs = pair_reports(observations, history, documents)
    severities = {rule.rule_id: rule.severity for rule in catalogue.rules}
    batches = [Batch("observations", rows, OBSERVATION_CHECKS), *pairs.batches()]
    validate("gate2", batches, severities, data_docs_dir)
    found: dict[tuple[str, str], Finding] = {}
    for check in OBSERVATION_CHECKS:
        for _, row in rows[check.failing(rows)].iterrows():
            if not _explained(check, row):
                finding = _finding(check, row, catalogue)
                found.setdefault((row["observation_id"], check.rule_id), finding)
    return sorted(
        [*found.values(), *report_findings(pairs, history, catalogue)],
        key=lambda one: (str(one.submission_id), str(one.observation_id), one.rule_id, one.subject),
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
            limit = plain(row["minimum" if lowest else "maximum"])
            return {
                "limit_vi": f"mức {'tối thiểu' if lowest else 'tối đa'} {format_number(limit, 'vi')}",
                "limit_en": f"{'minimum' if lowest else 'maximum'} of {format_number(limit, 'en')}",
            }
        case "gate2.unequal_repeat":
            return {"first": plain(row["lead_value"]), "second": plain(row["value"])}
        case "gate2.jump_against_history":
            return {"median": plain(row["past_median"]), "count": int(row["past_count"])}
        case "gate2.unit_slip":
            vi, en = _AGAINST[row["slip_against"]]
            factor, reference = Decimal(10) ** int(row["slip_power"]), plain(row["slip_reference"])
            return {"factor": factor, "reference_vi": vi, "reference_en": en, "reference": reference}
    return {}


def _written(row: pd.Series) -> str:
    return measured(row["value_text"], row["unit_text"] or "")
