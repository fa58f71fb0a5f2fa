"""Readings, heads, extractions and observations for tests: sensible defaults, one change at a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pandas as pd

from lientinh.catalogue import Catalogue
from lientinh.documents import Cell, Document, Locator, Paragraph, Table
from lientinh.extract import Extraction
from lientinh.findings import Finding
from lientinh.gates import CheckedSubmission, LakeHistory, ReportDocument, run_gate_1, run_gate_2
from lientinh.identity import identify_series
from lientinh.observations import observations_table
from lientinh.periods import period_window
from lientinh.readings import DocumentHead, Reading
from small_lakes import table as read_drawn

HEAD = DocumentHead(
    kind="report", title="Báo cáo", agency_code="20-sldtbxh", agency_text="Sở", number="1", symbol="BC",
    issued_on=date(2022, 7, 21), issued_text="ngày 21 tháng 7 năm 2022", relation="initial", relation_to=None,
    area_code="20", report_type=None, report_period=None, period_basis="calendar", legal_state="signed",
)  # fmt: skip
READING = Reading(
    ordinal=1, indicator_code="job_seekers_referred", phrase="giới thiệu việc làm", breakdown="_T", measure="level",
    value=Decimal(697), lower=None, upper=None, qualifier=None, rounding=Decimal("0.5"), unit_code="PERSON",
    value_text="697", unit_text="người", scenario="actual", plan_basis=None, accumulation="period", period="2022-S1",
    period_start=date(2022, 1, 1), period_end=date(2022, 6, 30), period_basis="calendar", period_text="6 tháng",
    area_code="20", area_level="province", territory="20", quote="697 người",
    locator=Locator("a.txt", paragraph=1, start=0, end=3),
)  # fmt: skip


def reading(value: str | None = None, **changes: Any) -> Reading:
    """The default reading with another value and other fields."""
    if value is not None:
        shown = value.replace(",", "#").replace(".", ",").replace("#", ".")
        changes = {"value": Decimal(value), "value_text": shown} | changes
    return replace(READING, **changes)


def document(*texts: str, tables: tuple[Table, ...] = (), file: str = "a.txt") -> Document:
    paragraphs = tuple(Paragraph(number, text) for number, text in enumerate(texts, start=1))
    return Document(f"doc-{file}", file, "0", "text/plain", (*paragraphs, *tables))


def table(*values: object, number: int = 1, sheet: str | None = "Biểu 1", hidden: bool = False) -> Table:
    """A table of one row."""
    cells = tuple(
        Cell(1, column, Decimal(value) if isinstance(value, int) else str(value), str(value))
        for column, value in enumerate(values, start=1)
    )
    return Table(number, sheet, cells, hidden=hidden)


def check(
    catalogue: Catalogue,
    *readings: Reading,
    text: str = "",
    head: DocumentHead = HEAD,
    tables: tuple[Table, ...] = (),
    **extracted: Any,
) -> list[Finding]:
    """Gate 1 over one document with these readings."""
    numbered = tuple(replace(one, ordinal=number) for number, one in enumerate(readings, start=1))
    whole = document(*([text] if text else []), tables=tables)
    extraction = Extraction(head, numbered, **extracted)
    submission = CheckedSubmission("s", "20", {whole.document_id: "r"}, (whole,), (extraction,))
    return run_gate_1([submission], catalogue)


def rule_ids(findings: list[Finding]) -> list[str]:
    return [one.rule_id for one in findings]


def observations(*rows: dict[str, Any]) -> pd.DataFrame:
    """Observation rows in the common schema, each a change of one default."""
    return observations_table(
        [_observation(number, row) for number, row in enumerate(rows, start=1)]
    ).to_pandas()


def _observation(number: int, changes: dict[str, Any]) -> dict[str, Any]:
    row: dict[str, Any] = {
        "breakdown": "_T", "value": Decimal(697), "lower": None, "upper": None, "qualifier": None,
        "rounding": Decimal(0), "unit_code": "PERSON", "unit_text": "người", "scenario": "actual",
        "plan_basis": None, "accumulation": "period", "period": "2022", "period_basis": "calendar",
        "area_code": "20", "territory": "20",
        "indicator_code": "job_seekers_referred", "phrase": "", "quote": "697 người",
        "locator": {"file": "a.txt", "paragraph": 3, "start": 1, "end": 4},
        "obs_status": "A", "source_authority": 2, "ordinal": number, "submission_id": "s", "document_id": "d",
        "processing": "p", "schema_version": "1", "report_id": "r", "issued_on": None, "arrived_on": None,
        "landed_at": datetime(2022, 7, 22, tzinfo=UTC), "leads": True,
    }  # fmt: skip
    row |= changes
    start, end = period_window(row["period"], row["period_basis"])
    row = {"period_start": start, "period_end": end} | row
    series = identify_series(row)
    row = {"series_id": series, "observation_id": f"o{number}-{row['submission_id']}"} | row
    return {"value_text": str(row["value"]), **row}


_DECIMALS = ("value", "lower", "upper", "rounding")


def meet_figures(
    catalogue: Catalogue,
    drawn: str,
    *,
    documents: Sequence[ReportDocument] = (),
    known: Sequence[ReportDocument] = (),
    **same: Any,
) -> list[Finding]:
    """Gate 2 over drawn figures: one row a figure, each of its own submission unless one is named.

    A row of the column `at` that says "lake" was known before; the others are the run. `same` is said of all.
    """
    rows = [_drawn(number, row) | same for number, row in enumerate(read_drawn(drawn), start=1)]
    old = [row for row in rows if row.pop("at", "run") == "lake"]
    new = [row for row in rows if row not in old]
    history = LakeHistory(observations(*old), tuple(known))
    return run_gate_2(observations(*new), history, catalogue, documents=documents)


def _drawn(number: int, row: dict[str, str | None]) -> dict[str, Any]:
    made: dict[str, Any] = {name: text for name, text in row.items() if text is not None}
    made |= {name: Decimal(made[name]) for name in _DECIMALS if name in made}
    area = made.get("area_code", "20")
    made.setdefault("submission_id", f"s{number}")
    made.setdefault("report_id", f"r-{made['submission_id']}")
    made.setdefault("document_id", f"d-{made['submission_id']}")
    made.setdefault("territory", area)
    made.setdefault("observation_id", f"o{number}")
    return made | {"landed_at": datetime(2023, 1, 1, tzinfo=UTC) + timedelta(days=number)}
