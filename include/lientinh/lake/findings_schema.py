"""Findings as the lake keeps them: the columns of a finding that are known when a gate makes it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict

import pyarrow as pa

from lientinh.findings import Finding

_TEXT_COLUMNS = (
    "finding_id",
    "rule_id",
    "severity",
    "area_code",
    "report_id",
    "submission_id",
    "document_id",
    "observation_id",
    "indicator_code",
    "period",
    "locator",
    "quote",
    "message_vi",
    "message_en",
    "action_vi",
    "action_en",
    "subject",
)

FINDINGS = pa.schema(
    [*((name, pa.string()) for name in _TEXT_COLUMNS), ("reading_ordinals", pa.list_(pa.int32()))]
)


def findings_table(findings: Iterable[Finding]) -> pa.Table:
    """Findings → one row each, ordered by document, place and rule so that the bytes are the same every time."""
    ordered = sorted(findings, key=_order)
    rows = [{**asdict(found), "reading_ordinals": list(found.reading_ordinals)} for found in ordered]
    return pa.Table.from_pylist(rows, schema=FINDINGS)


def _order(found: Finding) -> tuple[str, tuple[int, ...], str, str]:
    return (found.document_id or "", found.reading_ordinals, found.rule_id, found.finding_id)
