"""One figure in two reports: what is told, by whom, in which words; drawn as reports in order of handling."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from gates.builders import observations
from lientinh.catalogue import Catalogue
from lientinh.findings import Finding
from lientinh.gates import LakeHistory, ReportDocument, run_gate_2
from small_lakes import table

RESTATED, DIFFERS = "gate2.restated", "gate2.differs_between_reports"
FROM_PLAN = "gate2.differs_from_plan"
NEW = "s9"  # the submission of the run, unless a test says otherwise


def meet(catalogue: Catalogue, drawn: str, *, run: tuple[str, ...] = (NEW,), **known: Any) -> list[Finding]:
    """Gate 2 over the rows of the `run`'s submissions, the others being in the lake."""
    rows = table(drawn)
    documents = {str(row["submission"]): _document(row) for row in rows}
    new = [_figure(row) for row in rows if row["submission"] in run and row.get("value") != "nothing"]
    old = [_figure(row) for row in rows if row["submission"] not in run and row.get("value") != "nothing"]
    history = LakeHistory(
        observations(*old),
        tuple(one for name, one in documents.items() if name not in run),
        **known,
    )
    mine = [documents[name] for name in run]
    found = run_gate_2(observations(*new), history, catalogue, documents=mine)
    return [one for one in found if one.rule_id in (RESTATED, DIFFERS, FROM_PLAN)]


def _document(row: dict[str, str | None]) -> ReportDocument:
    number, issued = row.get("number", "1"), row.get("issued", "2023-01-05")
    return ReportDocument(
        submission_id=str(row["submission"]), document_id=f"d-{row['submission']}", report_id=str(row["report"]),
        landed_at=_landed(row), relation=row.get("relation") or "initial",  # type: ignore[arg-type]
        number=number, symbol="BC-SLĐTBXH" if number else None,
        issued_on=date.fromisoformat(issued) if issued else None, title="Báo cáo nhanh", file="a.txt",
        report_period=row.get("of", "2022"), kind=row.get("kind") or "report",  # type: ignore[arg-type]
        area_code=row.get("sender") or "20", sha256=str(row["submission"]),
    )  # fmt: skip


def _landed(row: dict[str, str | None]) -> datetime:
    """In the order of the submissions' names."""
    return datetime(2023, 1, int(str(row["submission"])[1:]), tzinfo=UTC)


def _figure(row: dict[str, str | None]) -> dict[str, Any]:
    made: dict[str, Any] = {
        "submission_id": row["submission"], "document_id": f"d-{row['submission']}", "report_id": row["report"],
        "landed_at": _landed(row), "rounding": Decimal("0.5"), "observation_id": f"o-{row['submission']}",
    }  # fmt: skip
    for name in ("value", "lower", "upper", "rounding"):
        if row.get(name):
            made[name] = Decimal(str(row[name]))
        elif name in row:
            made[name] = None
    for name in (
        "period",
        "qualifier",
        "territory",
        "indicator_code",
        "unit_code",
        "accumulation",
        "scenario",
        "plan_basis",
    ):
        if name in row:
            made[name] = row[name]
    made["source_authority"] = int(row.get("authority") or 2)
    issued = row.get("issued", "2023-01-05")
    made["issued_on"] = date.fromisoformat(issued) if issued else None
    return made


def told(found: list[Finding]) -> list[tuple[str, str | None]]:
    return [(one.rule_id, one.submission_id) for one in found]


TWO = "submission | report | value\ns1 | R1 | 12000\ns9 | R2 | {}"


def test_two_reports_of_one_figure(catalogue: Catalogue) -> None:
    (found,) = meet(
        catalogue,
        """
        submission | report | value | number | issued     | authority
        s1         | R1     | 12000 | 15     | 2023-01-05 | 2
        s9         | R2     | 12500 | 31     | 2023-01-20 | 2
        """,
    )
    assert (found.rule_id, found.severity, found.report_id) == (DIFFERS, "warning", "R2")
    assert (found.observation_id, found.period, found.locator) == ("o-s9", "2022", "a.txt:3:1-4")
    assert "12500 người trong báo cáo số 31/BC-SLĐTBXH ngày 20/1/2023" in found.message_vi
    assert "12000 người trong báo cáo số 15/BC-SLĐTBXH ngày 5/1/2023" in found.message_vi
    assert "12.500 - 12.000 = 500 (+4,17%)" in found.message_vi
    assert "12,500 - 12,000 = 500 (+4.17%)" in found.message_en
    assert (
        "kho số liệu dùng 12.500 của báo cáo số 31/BC-SLĐTBXH ngày 20/1/2023 vì được ban hành sau"
        in found.message_vi
    )
    assert "because it was issued later (2023-01-20 against 2023-01-05)" in found.message_en


def test_the_same_figure_is_no_finding(catalogue: Catalogue) -> None:
    assert meet(catalogue, TWO.format("12000")) == []


@pytest.mark.parametrize(
    ("period", "of", "rule_id"),
    [
        ("2021", "2022", RESTATED),
        ("2021-S1", "2022-S1", RESTATED),
        ("2022-Q1", "2022-Q3", RESTATED),
        ("2022", "2022", DIFFERS),
        ("2022-Q3", "2022-Q3", DIFFERS),
        ("2022-S1", "2022", DIFFERS),
        ("2023", "2022", DIFFERS),
    ],
)
def test_what_ended_before_the_reports_own_period_is_restated(
    catalogue: Catalogue, period: str, of: str, rule_id: str
) -> None:
    when = f"{period} | {of}"
    drawn = f"submission | report | period | of | value\ns1 | R1 | {when} | 500\ns9 | R2 | {when} | 600"
    assert told(meet(catalogue, drawn)) == [(rule_id, NEW)]
    assert meet(catalogue, drawn.replace("600", "500")) == []


def test_a_report_that_names_no_period_is_of_the_latest_it_has_figures_of(catalogue: Catalogue) -> None:
    (found,) = meet(
        catalogue,
        """
        submission | report | of   | period | value
        s1         | R1     | 2021 | 2021   | 500
        s9         | R2     |      | 2021   | 480
        s9         | R2     |      | 2022   | 600
        """,
    )
    assert found.rule_id == RESTATED
    assert found.message_vi.startswith(
        "Số của năm 2021 nêu lại trong báo cáo số 1/BC-SLĐTBXH ngày 5/1/2023 là 480 người"
    )
    assert "480 - 500 = -20 (-4,00%)" in found.message_vi
    assert found.message_en.startswith(
        "The figure of 2021 restated in report 1/BC-SLĐTBXH of 2023-01-05 is 480"
    )


@pytest.mark.parametrize(
    ("known", "new", "differs"),
    [
        ("500 | 0.5 | | |", "501 | 0.5 | | |", True),
        ("500 | 0.5 | | |", "501 | 50 | | |", False),  # "khoảng năm trăm" to the hundred
        ("12.2 | 0.05 | | |", "12.25 | 0.005 | | |", False),
        ("12.2 | 0.05 | | |", "12.26 | 0.005 | | |", True),
        ("12.2 | 0.05 | | |", "12.3 | 0.05 | | |", True),  # 12.25 is rounded to one of the two, not to both
        ("11000 | 500 | 11000 | | more_than", "13000 | 0.5 | | |", False),
        ("11000 | 500 | 11000 | | more_than", "10999 | 0.5 | | |", True),
        ("11000 | 500 | | 11000 | less_than", "12000 | 0.5 | | |", True),
        ("11000 | 500 | | 11000 | less_than", "9000 | 0.5 | 9000 | | more_than", False),
        (" | 0.05 | 1 | 1.5 | between", "1.2 | 0.05 | | |", False),
        (" | 0.05 | 1 | 1.5 | between", "1.7 | 0.05 | | |", True),
        ("500 | 50 | | | about", "540 | 0.5 | | |", False),
        ("500 | 50 | | | about", "700 | 0.5 | | |", True),
    ],
)
def test_figures_that_can_both_be_true_are_no_finding(
    catalogue: Catalogue, known: str, new: str, differs: bool
) -> None:
    for first, second in ((known, new), (new, known)):
        head = "submission | report | value | rounding | lower | upper | qualifier"
        drawn = f"{head}\ns1 | R1 | {first}\ns9 | R2 | {second}"
        assert bool(meet(catalogue, drawn)) is differs


def test_bounds_are_set_against_each_other_in_words(catalogue: Catalogue) -> None:
    (found,) = meet(
        catalogue,
        "submission | report | value | lower | qualifier\ns1 | R1 | 9000 | |\ns9 | R2 | 11000 | 11000 | more_than",
    )
    assert "không số nào vừa là “trên 11.000” vừa là “9.000”" in found.message_vi
    assert "no number is both “more than 11,000” and “9,000”" in found.message_en
    (found,) = meet(
        catalogue,
        "submission | report | value | lower | upper | qualifier\ns1 | R1 | | 1 | 1.5 | between\ns9 | R2 | 3 | | |",
    )
    assert "vừa là “3” vừa là “1–1,5”" in found.message_vi


def test_percentages_differ_by_points(catalogue: Catalogue) -> None:
    (found,) = meet(
        catalogue,
        """
        submission | report | value | rounding | indicator_code      | unit_code | accumulation
        s1         | R1     | 55.2  | 0.05     | trained_labour_rate | PERCENT   | stock
        s9         | R2     | 54.0  | 0.05     | trained_labour_rate | PERCENT   | stock
        """,
    )
    assert "54 - 55,2 = -1,2 điểm phần trăm." in found.message_vi
    assert "54 - 55.2 = -1.2 percentage points." in found.message_en


@pytest.mark.parametrize(
    ("known", "new", "leader", "why_vi", "why_en"),
    [
        ("1 | 2023-01-05", "2 | 2023-06-05", "500", "cao hơn (báo cáo, mức 1, so với báo cáo, mức 2)", "stronger"),
        ("3 | 2023-06-05", "2 | 2023-01-05", "600", "cao hơn (báo cáo, mức 2, so với báo cáo, mức 3)", "stronger"),
        ("2 | 2023-06-05", "2 | 2023-01-05", "500", "được ban hành sau (5/6/2023 so với 5/1/2023)", "issued later"),
        ("2 | 2023-06-05", "2 |           ", "500", "văn bản kia không ghi ngày ban hành", "no date of issue"),
        ("2 |           ", "2 | 2023-06-05", "600", "văn bản kia không ghi ngày ban hành", "no date of issue"),
        ("2 | 2023-01-05", "2 | 2023-01-05", "600", "được tiếp nhận sau", "arrived later"),
        ("2 |           ", "2 |           ", "600", "được tiếp nhận sau", "arrived later"),
    ],
)  # fmt: skip
def test_which_leads_and_why(
    catalogue: Catalogue, known: str, new: str, leader: str, why_vi: str, why_en: str
) -> None:
    drawn = (
        f"submission | report | value | authority | issued\ns1 | R1 | 500 | {known}\ns9 | R2 | 600 | {new}"
    )
    (found,) = meet(catalogue, drawn)
    assert f"Giữa hai số, kho số liệu dùng {leader} của báo cáo số 1/BC-SLĐTBXH" in found.message_vi
    assert found.message_vi.endswith(f"{why_vi}.")
    assert why_en in found.message_en


@pytest.mark.parametrize(
    ("middle", "expected"),
    [
        ("s2 | R1 | 600 | replaces", []),  # what R1 says now agrees
        ("s2 | R1 | 600 | corrects", []),
        ("s2 | R1 | 700 | replaces", [(DIFFERS, NEW)]),
        ("s2 | R1 | nothing | withdraws", []),
        ("s2 | R1 | nothing | corrects", [(DIFFERS, NEW)]),  # it does not say this figure
        ("s2 | R1 | 600 | initial", [(DIFFERS, NEW)]),  # unsure: the first of R1 speaks
        ("s2 | R3 | 600 | replaces", [(DIFFERS, NEW)]),  # of a report of its own
    ],
)
def test_another_report_speaks_with_what_its_submissions_leave(
    catalogue: Catalogue, middle: str, expected: list[tuple[str, str]]
) -> None:
    drawn = (
        f"submission | report | value | relation\ns1 | R1 | 500 | initial\n{middle}\ns9 | R2 | 600 | initial"
    )
    assert told(meet(catalogue, drawn)) == expected


@pytest.mark.parametrize("relation", ["initial", "replaces", "corrects", "supplements"])
def test_the_same_report_sent_again_contradicts_nobody(catalogue: Catalogue, relation: str) -> None:
    drawn = f"submission | report | value | relation\ns1 | R1 | 500 | initial\ns9 | R1 | 600 | {relation}"
    assert meet(catalogue, drawn) == []


def test_a_correction_is_held_against_other_reports(catalogue: Catalogue) -> None:
    drawn = """
        submission | report | value | relation
        s1         | R1     | 500   | initial
        s2         | R2     | 500   | initial
        s9         | R2     | {}    | corrects
        """
    assert told(meet(catalogue, drawn.format("600"))) == [(DIFFERS, NEW)]
    assert meet(catalogue, drawn.format("500")) == []


def test_each_other_report_that_differs_is_told_of(catalogue: Catalogue) -> None:
    found = meet(
        catalogue,
        """
        submission | report | value | number
        s1         | R1     | 500   | 1
        s2         | R2     | 520   | 2
        s3         | R3     | 600   | 3
        s9         | R4     | 600   | 9
        """,
    )
    assert len({one.finding_id for one in found}) == 2
    assert ["số 1/BC" in one.message_vi or "số 2/BC" in one.message_vi for one in found] == [True, True]


def test_whichever_is_handled_later_tells(catalogue: Catalogue) -> None:
    drawn = TWO.format("12500")
    assert told(meet(catalogue, drawn, run=("s9",))) == [(DIFFERS, "s9")]
    assert told(meet(catalogue, drawn, run=("s1",))) == [
        (DIFFERS, "s1")
    ]  # the other waited longer for its turn
    assert told(meet(catalogue, drawn, run=("s1", "s9"))) == [
        (DIFFERS, "s9")
    ]  # in one run: the later to land
    assert told(meet(catalogue, drawn, run=("s9", "s1"))) == [(DIFFERS, "s9")]


def test_handled_again_it_is_the_same_finding(catalogue: Catalogue) -> None:
    first, again = (meet(catalogue, TWO.format(value)) for value in ("12500", "12600"))
    assert [one.finding_id for one in first] == [one.finding_id for one in again]


def test_handled_again_the_earlier_one_does_not_tell_what_the_later_told(catalogue: Catalogue) -> None:
    drawn = TWO.format("12500")
    (told_by_later,) = meet(catalogue, drawn)
    at = datetime(2023, 1, 9, tzinfo=UTC)
    before, after = replace_day(at, 1), replace_day(at, 10)
    told_then = {told_by_later.finding_id: at}
    again = {"run": ("s1",), "told": told_then}
    assert meet(catalogue, drawn, decided={"s1": before}, **again) == []
    assert told(meet(catalogue, drawn, decided={"s1": after}, **again)) == [(DIFFERS, "s1")]
    assert told(meet(catalogue, drawn, run=("s1",), decided={"s1": before})) == [(DIFFERS, "s1")]


def replace_day(moment: datetime, day: int) -> datetime:
    return moment.replace(day=day)


def test_a_withheld_figure_is_told_of_as_one(catalogue: Catalogue) -> None:
    (found,) = meet(catalogue, TWO.format("12500"), withheld=frozenset({"o-s1"}))
    assert "ngày 5/1/2023 (số đang chờ làm rõ)" in found.message_vi
    assert "(a figure withheld until clarified)" in found.message_en
    (found,) = meet(catalogue, TWO.format("12500"), withheld=frozenset({"o-s9"}))
    assert "chờ làm rõ" not in found.message_vi


def test_a_figure_of_an_unclear_territory_is_held_against_none(catalogue: Catalogue) -> None:
    drawn = "submission | report | value | territory\ns1 | R1 | 500 |\ns9 | R2 | 600 |"
    assert meet(catalogue, drawn) == []


def test_a_report_without_number_or_date_is_named_by_its_title(catalogue: Catalogue) -> None:
    (found,) = meet(
        catalogue,
        "submission | report | value | number | issued\ns1 | R1 | 500 | |\ns9 | R2 | 600 | 7 | 2023-02-01",
    )
    assert "trong báo cáo “Báo cáo nhanh” (không rõ ngày)" in found.message_vi
    assert "in report “Báo cáo nhanh” (no date)" in found.message_en


def test_great_expectations_counts_the_pairs_too(catalogue: Catalogue, tmp_path: Path) -> None:
    known, new = ({"submission_id": "s1", "report_id": "R1"}, {"report_id": "R2", "value": Decimal(700)})
    found = run_gate_2(observations(new), LakeHistory(observations(known)), catalogue, tmp_path)
    assert [one.rule_id for one in found] == [DIFFERS]
    pages = (tmp_path / "gate2" / "validations").rglob("*.html")
    assert any("differs_between_reports" in page.read_text(encoding="utf-8") for page in pages)


def test_a_document_nobody_describes_is_named_by_its_submission(catalogue: Catalogue) -> None:
    known = LakeHistory(observations({"submission_id": "s1", "report_id": "R1"}))
    (found,) = run_gate_2(observations({"report_id": "R2", "value": Decimal(700)}), known, catalogue)
    assert "trong hồ sơ s1" in found.message_vi


def test_the_documents_of_a_run_take_the_place_of_what_the_lake_says_of_them(catalogue: Catalogue) -> None:
    """A submission processed again may turn out to be about another report."""
    rows = table(TWO.format("12500"))
    old, new = (_document(row) for row in rows)
    history = LakeHistory(
        observations(_figure(rows[0])), (old, replace(new, relation="replaces", report_id="R1"))
    )
    found = run_gate_2(observations(_figure(rows[1])), history, catalogue, documents=[new])
    assert [one.rule_id for one in found] == [DIFFERS]


def plans(stated: str, *others: str) -> str:
    """A plan document of the lake, others, and the report of the run."""
    lines = [*others, f"s9 | R9 | report | 3 | {stated}"]
    return "\n".join(["submission | report | kind | authority | value | plan_basis | scenario", *lines])


ASSIGNED = "s1 | R1 | plan | 1 | 16000 | assigned | plan"


@pytest.mark.parametrize(
    ("stated", "others", "expected"),
    [
        ("17000 | unstated | plan", [ASSIGNED], [FROM_PLAN]),
        ("16000 | unstated | plan", [ASSIGNED], []),
        ("17000 | unstated | actual", [ASSIGNED], []),  # what was done is no plan
        ("17000 | assigned | plan", [ASSIGNED], [DIFFERS]),  # one series
        ("17000 | proposed | plan", [ASSIGNED], []),  # said to be another plan
        ("17000 | unstated | plan", ["s1 | R1 | plan | 2 | 16000 | proposed | plan"], []),  # never in force
        ("17000 | unstated | plan", ["s1 | R1 | report | 3 | 16000 | assigned | plan"], []),  # no plan's own
        ("17000 | unstated | plan", [ASSIGNED, "s2 | R2 | decision | 1 | 17000 | adjusted | plan"], []),
        ("18000 | unstated | plan", [ASSIGNED, "s2 | R2 | decision | 1 | 17000 | adjusted | plan"], [FROM_PLAN]),
        ("17000 | unstated | plan", [ASSIGNED, "s2 | R1 | plan | 1 | 17000 | assigned | plan"], [FROM_PLAN]),
    ],
)  # fmt: skip
def test_a_report_that_quotes_the_plan(
    catalogue: Catalogue, stated: str, others: list[str], expected: list[str]
) -> None:
    assert [one.rule_id for one in meet(catalogue, plans(stated, *others))] == expected


def test_the_plan_is_named_with_its_basis_and_leads(catalogue: Catalogue) -> None:
    (found,) = meet(catalogue, plans("17000 | unstated | plan", ASSIGNED))
    assert found.message_vi == (
        "Số kế hoạch nêu khác nhau giữa hai văn bản (Số người được giới thiệu việc làm, năm 2022): 17000 người "
        "(không nêu căn cứ) trong báo cáo số 1/BC-SLĐTBXH ngày 5/1/2023, 16000 người (được giao) trong kế hoạch "
        "số 1/BC-SLĐTBXH ngày 5/1/2023; 17.000 - 16.000 = 1.000 (+6,25%). Giữa hai số, kho số liệu dùng 16.000 của "
        "kế hoạch số 1/BC-SLĐTBXH ngày 5/1/2023 vì nguồn có thẩm quyền cao hơn (kế hoạch, mức 1, so với báo cáo, "
        "mức 3)."
    )
    assert found.observation_id == "o-s9"


def test_a_plan_that_comes_after_the_report_tells_of_it(catalogue: Catalogue) -> None:
    drawn = plans("17000 | unstated | plan", ASSIGNED)
    (found,) = meet(catalogue, drawn, run=("s1",))
    assert (found.rule_id, found.submission_id) == (FROM_PLAN, "s1")
    assert "16.000 - 17.000 = -1.000" in found.message_vi
    assert told(meet(catalogue, drawn, run=("s1", "s9"))) == [(FROM_PLAN, "s9")]


def test_handled_again_the_plan_does_not_tell_what_the_report_told(catalogue: Catalogue) -> None:
    drawn = plans("17000 | unstated | plan", ASSIGNED)
    (by_report,) = meet(catalogue, drawn)
    at = datetime(2023, 1, 9, tzinfo=UTC)
    again = {"run": ("s1",), "told": {by_report.finding_id: at}}
    assert meet(catalogue, drawn, decided={"s1": replace_day(at, 1)}, **again) == []


def test_the_department_leads_the_news(catalogue: Catalogue) -> None:
    (found,) = meet(
        catalogue,
        """
        submission | report | kind   | value | authority | issued
        s1         | R1     | report | 12000 | 2         | 2023-01-05
        s9         | R2     | news   | 12500 | 4         | 2023-02-05
        """,
    )
    assert found.rule_id == DIFFERS
    assert "trong tin số 1/BC-SLĐTBXH ngày 5/2/2023" in found.message_vi
    assert found.message_vi.endswith(
        "kho số liệu dùng 12.000 của báo cáo số 1/BC-SLĐTBXH ngày 5/1/2023 vì nguồn có thẩm quyền cao hơn "
        "(báo cáo, mức 2, so với tin, mức 4)."
    )
    assert "its source is stronger (report, authority 2, against news item, 4)" in found.message_en
