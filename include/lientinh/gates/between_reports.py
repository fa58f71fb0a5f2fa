"""One figure in two reports: what a new report says otherwise than another one, of its own period or an earlier.

A figure restated in a new report is cited to that report and takes no other's place in silence. Whichever of
two reports is handled later tells of both; handled again, the finding is the same one.
"""

from __future__ import annotations

import pandas as pd

from lientinh.catalogue.catalogue import Catalogue
from lientinh.findings import Finding
from lientinh.gates.known import LakeHistory
from lientinh.gates.messages import make_finding
from lientinh.gates.naming import name_period
from lientinh.gates.observation_findings import locator_of
from lientinh.gates.plan_pairs import FROM_PLAN
from lientinh.gates.report_pairs import DIFFERS, PAIRED_COLUMNS, RESTATED, Pairs, with_none
from lientinh.gates.report_words import name_gap, name_lead, name_report
from lientinh.identity import identify_finding
from lientinh.wording import PLAN_BASES, measured

_RULES = (RESTATED, DIFFERS, FROM_PLAN)


def report_findings(pairs: Pairs, history: LakeHistory, catalogue: Catalogue) -> list[Finding]:
    """A finding for every pair whose figures cannot both be true, but for one that the other report tells of."""
    ratios = {unit.unit_code for unit in catalogue.units if unit.kind == "ratio"}
    found = []
    for batch in pairs.batches():
        failing = pd.Series(False, index=batch.frame.index)
        for check in batch.checks:
            failing |= check.failing(batch.frame)
        found += [
            _finding(row, pairs, history, catalogue, is_ratio=row["unit_code"] in ratios)
            for _, row in with_none(batch.frame[failing]).iterrows()
            if not _is_told(row, history)
        ]
    return found


def _is_told(row: pd.Series, history: LakeHistory) -> bool:
    """Handled again, a figure that the other report's finding was made against needs no second one."""
    first = history.decided.get(row["submission_id"])
    if first is None:
        return False
    subject = f"{row['series_id_known']} {row['report_id']}"
    mirrored = (identify_finding(rule_id, row["report_id_known"], subject) for rule_id in _RULES)
    return any(one in history.told and history.told[one] > first for one in mirrored)


def _finding(
    row: pd.Series, pairs: Pairs, history: LakeHistory, catalogue: Catalogue, *, is_ratio: bool
) -> Finding:
    indicator = catalogue.indicator(row["indicator_code"])
    known = row[[f"{name}_known" for name in PAIRED_COLUMNS[1:]]].rename(
        lambda name: name.removesuffix("_known")
    )
    when_vi, when_en = name_period(row["period"])
    name, known_name = (_name(one, pairs) for one in (row, known))
    gap_vi, gap_en = name_gap(row, known, is_ratio=is_ratio)
    lead_vi, lead_en = name_lead(row, known, (name, known_name), (_kind(row, pairs), _kind(known, pairs)))
    basis, known_basis = (PLAN_BASES.get(one["plan_basis"], ("", "")) for one in (row, known))
    waits = known["observation_id"] in history.withheld
    return make_finding(
        catalogue,
        str(row["rule_id"]),
        subject=f"{row['series_id']} {known['report_id']}",
        **{column: row[column] for column in _PLACE},
        locator=locator_of(row["locator"]),
        reading_ordinals=(int(row["ordinal"]),),
        stated=_written(row),
        known=_written(known),
        report_vi=name[0],
        report_en=name[1],
        known_report_vi=known_name[0] + (" (số đang chờ làm rõ)" if waits else ""),
        known_report_en=known_name[1] + (" (a figure withheld until clarified)" if waits else ""),
        what_vi=indicator.name_vi,
        what_en=indicator.name_en,
        when_vi=when_vi,
        when_en=when_en,
        basis_vi=basis[0],
        basis_en=basis[1],
        known_basis_vi=known_basis[0],
        known_basis_en=known_basis[1],
        gap_vi=gap_vi,
        gap_en=gap_en,
        lead_vi=lead_vi,
        lead_en=lead_en,
    )


_PLACE = (
    "report_id", "area_code", "submission_id", "document_id", "observation_id", "indicator_code", "period", "quote",
)  # fmt: skip


def _name(row: pd.Series, pairs: Pairs) -> tuple[str, str]:
    return name_report(pairs.documents.get((row["submission_id"], row["document_id"])), row["submission_id"])


def _kind(row: pd.Series, pairs: Pairs) -> str:
    document = pairs.documents.get((row["submission_id"], row["document_id"]))
    return "unknown" if document is None else document.kind


def _written(row: pd.Series) -> str:
    return measured(row["value_text"], row["unit_text"] or "")
