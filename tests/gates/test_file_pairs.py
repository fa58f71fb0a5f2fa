"""One figure in two files: in a letter and its annex, and in two copies of one report."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest

from gates.builders import observations
from lientinh.catalogue import Catalogue
from lientinh.findings import Finding
from lientinh.gates import LakeHistory, ReportDocument, run_gate_2

CELL = {"file": "bieu.xlsx", "sheet": "Biểu 1", "cell": "C7"}
LETTER, ANNEX = {"document_id": "letter", "leads": False}, {"document_id": "annex", "locator": CELL}
FILE_RULES = (
    "gate2.unequal_repeat", "gate2.copies_differ", "gate2.copy_misread", "gate2.only_in_copy", "gate2.only_in_scan",
)  # fmt: skip


def sent(document_id: str, submission_id: str = "s", **given: Any) -> ReportDocument:
    return ReportDocument(
        submission_id=submission_id, area_code="20", sha256=document_id, document_id=document_id, report_id="r",
        landed_at=datetime(2022, 7, 22, tzinfo=UTC), kind="report", relation="initial", number="1", symbol="BC",
        issued_on=None, title="", file=f"{document_id}.txt", report_period=None, is_of_run=submission_id == "s",
        **given,
    )  # fmt: skip


def told(
    catalogue: Catalogue,
    *rows: dict[str, Any],
    documents: tuple[ReportDocument, ...] = (),
    known: tuple[dict[str, Any], ...] = (),
    of: tuple[ReportDocument, ...] = (),
) -> list[Finding]:
    history = LakeHistory(observations(*known), of)
    found = run_gate_2(observations(*rows), history, catalogue, documents=documents)
    return [one for one in found if one.rule_id in FILE_RULES]


def value(text: str, **more: Any) -> dict[str, Any]:
    return {"value": Decimal(text), **more}


def test_a_letter_and_its_annex_disagree(catalogue: Catalogue) -> None:
    files = (sent("letter", role="cover"), sent("annex", role="annex", of="letter"))
    annex, letter = ANNEX | value("10950"), LETTER | value("11000")
    (found,) = told(catalogue, letter, annex, documents=files)
    assert (found.rule_id, found.severity, found.observation_id) == (
        "gate2.unequal_repeat",
        "warning",
        "o2-s",
    )
    assert "phụ lục “bieu.xlsx” ghi 10950 người (Biểu 1!C7); văn bản “a.txt” ghi 11000 người (đoạn 3)" in (
        found.message_vi
    )
    assert "10.950 - 11.000 = -50 (-0,45%). Trong khi chờ, kho số liệu dùng số trong phụ lục" in (
        found.message_vi
    )
    assert "Meanwhile the warehouse uses the figure of the annex" in found.message_en


@pytest.mark.parametrize(
    ("letter", "tells"),
    [
        (value("10950"), False),
        (value("11000", rounding=Decimal(500)), False),  # eleven thousand, rounded
        (value("10000", qualifier="more_than", lower=Decimal(10000)), False),
        (value("11000", qualifier="more_than", lower=Decimal(11000)), True),
        (value("10000", qualifier="less_than", upper=Decimal(10000)), True),
        (value("11000", qualifier="about"), False),
        (value("14000", qualifier="about"), True),
    ],
)
def test_words_bound_what_a_letter_says(catalogue: Catalogue, letter: dict[str, Any], tells: bool) -> None:
    assert bool(told(catalogue, LETTER | letter, ANNEX | value("10950"))) is tells


def test_of_two_tables_neither_is_published(catalogue: Catalogue) -> None:
    other = {"document_id": "other", "leads": False, "locator": CELL | {"cell": "D9"}}
    (found,) = told(catalogue, ANNEX, other | value("700"))
    assert (found.severity, found.observation_id) == ("error", "o1-s")
    assert "Chưa công bố số nào" in found.message_vi


def test_within_one_file_gate_1_tells(catalogue: Catalogue) -> None:
    assert told(catalogue, {}, {"leads": False} | value("700")) == []


def test_two_annexes_unlike_the_same_letter_are_two_findings(catalogue: Catalogue) -> None:
    rows = (ANNEX, LETTER | value("700"), {"document_id": "third", "leads": False} | value("705"))
    found = told(catalogue, *rows)
    assert len({one.finding_id for one in found}) == 2


def test_a_plan_whose_basis_the_letter_leaves_unsaid(catalogue: Catalogue) -> None:
    plan = {"scenario": "plan"}
    annex = ANNEX | plan | {"plan_basis": "assigned"}
    letter = {"document_id": "letter", "plan_basis": "unstated"} | plan
    files = (sent("letter"), sent("annex"))
    assert len(told(catalogue, annex, letter | value("700"), documents=files)) == 1
    assert told(catalogue, annex, letter, documents=files) == []
    assert told(catalogue, annex, letter | {"plan_basis": "proposed"} | value("700"), documents=files) == []


SIGNED = sent("signed", role="alone", is_signed=True)
WORD = sent("word", role="copy", of="signed", media_type="application/msword")
SCAN = sent("scan", role="copy", of="signed", is_recognised=True)


def test_two_copies_disagree(catalogue: Catalogue) -> None:
    rows = ({"document_id": "signed"} | value("615"), {"document_id": "word", "leads": False} | value("619"))
    (found,) = told(catalogue, *rows, documents=(SIGNED, WORD))
    assert (found.rule_id, found.severity, found.observation_id) == ("gate2.copies_differ", "warning", "o1-s")
    assert "bản ký “a.txt” ghi 615 người (đoạn 3); bản Word “a.txt” ghi 619 người" in found.message_vi
    assert told(catalogue, rows[0], rows[1] | value("615"), documents=(SIGNED, WORD)) == []


def test_a_scan_that_differs_is_doubted_first(catalogue: Catalogue) -> None:
    rows = ({"document_id": "signed"} | value("615"), {"document_id": "scan", "leads": False} | value("619"))
    (found,) = told(catalogue, *rows, documents=(SIGNED, SCAN))
    assert (found.rule_id, found.severity) == ("gate2.copy_misread", "info")
    assert "bản quét “a.txt” ghi 619" in found.message_vi
    sure, unsure = (replace(SCAN, unsure=frozenset(ordinals)) for ordinals in ((), (2,)))
    rule_ids = [told(catalogue, *rows, documents=(SIGNED, scan))[0].rule_id for scan in (sure, unsure)]
    assert rule_ids == ["gate2.copies_differ", "gate2.copy_misread"]
    assert told(catalogue, rows[0], rows[1] | value("615"), documents=(SIGNED, SCAN)) == []


@pytest.mark.parametrize(
    ("copy", "rule_id", "severity"),
    [(WORD, "gate2.only_in_copy", "warning"), (SCAN, "gate2.only_in_scan", "error")],
)
def test_figures_that_only_a_copy_has(
    catalogue: Catalogue, copy: ReportDocument, rule_id: str, severity: str
) -> None:
    only = [{"document_id": copy.document_id, "period": period} for period in ("2020", "2021")]
    (found,) = told(catalogue, {"document_id": "signed"}, *only, documents=(SIGNED, copy))
    assert (found.rule_id, found.severity, found.document_id) == (rule_id, severity, copy.document_id)
    assert found.reading_ordinals == (2, 3)
    both = [row | {"document_id": "signed", "period": row["period"]} for row in only]
    assert told(catalogue, *both, *(row | {"leads": False} for row in only), documents=(SIGNED, copy)) == []


@pytest.mark.parametrize(("precedence", "leads", "leader"), [(-1000, True, "615"), (0, False, "619")])
def test_a_copy_of_an_earlier_submission(
    catalogue: Catalogue, precedence: int, leads: bool, leader: str
) -> None:
    copy = sent(
        "signed", goes_with="old", goes_with_document="word", goes_with_kind="copy", precedence=precedence,
        is_signed=True,
    )  # fmt: skip
    earlier = sent("word", "old", media_type="application/msword")
    known = ({"document_id": "word", "submission_id": "old"} | value("619"),)
    mine = {"document_id": "signed", "leads": leads}
    (found,) = told(catalogue, mine | value("615"), documents=(copy,), known=known, of=(earlier,))
    assert (found.rule_id, found.submission_id, found.observation_id) == ("gate2.copies_differ", "s", "o1-s")
    first, second = found.message_vi.split("; ")[:2]
    assert f"ghi {leader}" in first
    assert f"ghi {leader}" not in second
    assert told(catalogue, mine | value("619"), documents=(copy,), known=known, of=(earlier,)) == []
