"""Which file sends which, and what each takes from the other."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from gates.builders import HEAD, document, table
from lientinh.catalogue import Catalogue
from lientinh.companions.roles import Sent, arrange_files
from lientinh.readings import DocumentHead

BLANK = replace(
    HEAD, kind="unknown", title="", agency_code=None, agency_text="", number=None, symbol=None, issued_on=None,
    issued_text="", legal_state="unknown",
)  # fmt: skip
FORM = replace(BLANK, kind="statistical_form", legal_state="unsigned")


def sent(file: str, head: DocumentHead, *texts: str, **changes: Any) -> Sent:
    tables = () if texts and "Phụ lục" not in texts[0] else (table("STT", 1, 2),)
    return Sent(document(*texts, tables=tables, file=file), replace(head, **changes))


LETTER = sent("letter.txt", HEAD, "Kính gửi", kind="dispatch", report_period="2022-S1")


def roles(catalogue: Catalogue, *files: Sent) -> list[str]:
    return [one.companion.role for one in arrange_files(files, catalogue)]


@pytest.mark.parametrize(
    ("file", "role"),
    [
        (sent("so-lieu.xlsx", FORM), "annex"),
        (sent("so-lieu.xlsx", BLANK), "annex"),  # a table no form fits
        (sent("phu-luc-1.txt", BLANK, "Danh sách"), "annex"),
        (sent("a.txt", BLANK, "Phụ lục 1. Danh sách", kind="news"), "annex"),
        (sent("a.txt", BLANK, "Tin", kind="news"), "alone"),
        (sent("bao-cao.xlsx", FORM, number="7"), "alone"),  # a number of its own
        (sent("phu-luc.txt", HEAD, "Báo cáo"), "alone"),
    ],
)
def test_what_a_file_is_taken_for(catalogue: Catalogue, file: Sent, role: str) -> None:
    cover = "cover" if role == "annex" else "alone"
    assert roles(catalogue, LETTER, file) == [cover, role]
    assert roles(catalogue, file) == ["alone"], "alone it is what it says"


def test_nothing_that_a_file_says_is_overwritten(catalogue: Catalogue) -> None:
    own: dict[str, Any] = {"issued_on": date(2022, 6, 30), "report_period": "2021", "relation": "corrects"}
    _, annex = arrange_files([LETTER, sent("a.xlsx", FORM, **own)], catalogue)
    assert {name: getattr(annex.head, name) for name in own} == own
    assert (annex.head.number, annex.companion.taken) == ("1", ("number", "agency_code"))


def test_a_day_left_blank_is_no_day_to_fill(catalogue: Catalogue) -> None:
    _, annex = arrange_files([LETTER, sent("a.xlsx", FORM, issued_text="tháng 7 năm 2022")], catalogue)
    assert annex.head.issued_on is None


def test_an_annex_is_signed_as_its_letter_is(catalogue: Catalogue) -> None:
    _, annex = arrange_files([LETTER, sent("a.xlsx", FORM)], catalogue)
    assert annex.head.legal_state == "signed"


def test_a_letter_takes_the_kind_of_report_its_forms_agree_on(catalogue: Catalogue) -> None:
    letter = replace(LETTER, head=replace(LETTER.head, report_period=None, report_type="dispatch"))
    typed = {"report_type": "annual_statistical_form"}
    first = sent("a.xlsx", FORM, report_period="2021", **typed)
    cover, _ = arrange_files([letter, first], catalogue)
    assert (cover.head.report_type, cover.head.report_period) == ("annual_statistical_form", "2021")
    second = sent("b.xlsx", FORM, report_period="2020", **typed)
    cover, *_ = arrange_files([letter, first, second], catalogue)
    assert (cover.head.report_type, cover.head.report_period) == ("dispatch", None)


def test_an_annex_without_a_form_is_about_the_letters_period(catalogue: Catalogue) -> None:
    report = sent("r.txt", HEAD, "Báo cáo", report_type="half_year_report", report_period="2022-S1")
    annexes = [sent("a.xlsx", BLANK), sent("b.xlsx", BLANK, report_period="2021")]
    _, same, another = arrange_files([report, *annexes], catalogue)
    assert (same.head.report_type, same.head.report_period) == ("half_year_report", "2022-S1")
    assert (another.head.report_type, another.head.report_period) == (None, "2021")


def test_of_several_letters_only_what_all_say(catalogue: Catalogue) -> None:
    second = replace(
        LETTER, document=document("Kính gửi", file="b.txt"), head=replace(LETTER.head, number="2")
    )
    *_, annex = arrange_files([LETTER, second, sent("a.xlsx", FORM)], catalogue)
    assert (annex.head.number, annex.head.issued_on) == (None, HEAD.issued_on)
    assert (annex.companion.of, annex.companion.doubt) == (None, "several_covers")
