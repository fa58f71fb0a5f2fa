"""The signed file of a report and its other copies, in one submission and in several, through to the warehouse."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from companion_files import Sender, annual_form, file_of, letter, report, word_file
from drawn import ask, plain
from legacy_encoding import write_tcvn3, write_vni
from lientinh.catalogue import Catalogue
from lientinh.publish import publish
from lientinh.reprocessing import plan_reprocessing, run_reprocessing
from lientinh.review.questions import list_questions


@pytest.fixture
def sender(tmp_path: Path, catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch) -> Sender:
    """The filters alone make findings; Great Expectations over each small run would take most of the time."""
    for gate in ("gate1", "gate2"):
        monkeypatch.setattr(f"lientinh.gates.{gate}.validate", lambda *_: None)
    return Sender(tmp_path, catalogue)


def published(sender: Sender) -> dict[str, str]:
    """The figures of Sơn La in the comparison, by indicator."""
    pipeline = sender.pipeline
    publish(pipeline.lake, pipeline.settings, pipeline.catalogue, now=pipeline.clock())
    query = (
        "select indicator_code, value from comparison where area_code = '14' and period = '2021' "
        "and value is not null"
    )
    rows = ask(pipeline.settings.warehouse_file, query)
    return {row["indicator_code"]: plain(row["value"]) for row in rows}


def rules(sender: Sender, decision: dict) -> list[str]:
    return sorted(row["rule_id"] for row in sender.findings(decision) if row["severity"] != "info")


def test_in_one_submission_the_signed_one_leads_and_nothing_is_told_twice(sender: Sender) -> None:
    decision = sender.send(
        "a", bao_docx=word_file(report("12.619")), ky_docx=word_file(report("12.615", signed=True))
    )
    word, signed = file_of(decision, "bao.docx"), file_of(decision, "ky.docx")
    assert (signed["role"], word["role"], word["of"]) == ("alone", "copy", signed["document_id"])
    assert word["report_id"] == signed["report_id"]
    (found,) = [row for row in sender.findings(decision) if row["severity"] != "info"]
    assert found["rule_id"] == "gate2.copies_differ"
    assert (
        "bản ký “ky.docx” ghi 12.615 lao động (đoạn 7); bản Word “bao.docx” ghi 12.619" in found["message_vi"]
    )
    ids = [row["finding_id"] for row in sender.findings(decision)]
    assert len(ids) == len(set(ids))
    assert decision["withheld"] == []
    assert published(sender) == {
        "new_jobs": "12615",
        "overseas_workers": "512",
        "vocational_intake": "9800",
    }


def test_a_signed_copy_on_another_day_asks_nobody_and_leads(sender: Sender) -> None:
    first = sender.send("a", bao_docx=word_file(report("12.619")))
    assert published(sender)["new_jobs"] == "12619"
    second = sender.send("b", ky_docx=word_file(report("12.615", signed=True)))
    (signed,) = second["documents"]
    assert (signed["goes_with"], signed["copy_of"]) == ("copy", first["submission_id"])
    assert (rules(sender, second), second["withheld"]) == (["gate2.copies_differ"], [])
    assert published(sender)["new_jobs"] == "12615"


def test_a_word_copy_after_the_signed_one_is_evidence(sender: Sender) -> None:
    sender.send("a", ky_docx=word_file(report("12.615", signed=True)))
    second = sender.send("b", bao_docx=word_file(report("12.619")))
    assert rules(sender, second) == ["gate2.copies_differ"]
    assert not any(row["leads"] for row in sender.observations(second))
    assert published(sender)["new_jobs"] == "12615"
    third = sender.send("c", bao_txt=report("12.615"))
    assert (rules(sender, third), third["withheld"], third["flagged"]) == ([], [], [])
    assert published(sender)["new_jobs"] == "12615"


def test_the_same_bytes_under_another_name_are_a_copy(sender: Sender) -> None:
    sender.send("a", bao_txt=report())
    second = sender.send("b", moi_txt=report())
    assert (rules(sender, second), second["withheld"]) == ([], [])
    assert file_of(second, "moi.txt")["goes_with"] == "copy"


@pytest.mark.parametrize("write", [write_tcvn3, write_vni])
def test_the_same_text_in_a_legacy_encoding_is_the_same_report(sender: Sender, write) -> None:
    first = sender.send("a", bao_txt=report())
    second = sender.send("b", cu_txt=write(report()).encode("cp1252"))
    copy, original = file_of(second, "cu.txt"), file_of(first, "bao.txt")
    assert (copy["report_id"], copy["content_id"]) == (original["report_id"], original["content_id"])
    assert (rules(sender, second), second["withheld"]) == ([], [])
    assert "gate2.same_content" in {row["rule_id"] for row in sender.findings(second)}


def test_the_same_kind_of_file_with_another_figure_may_be_a_correction(sender: Sender) -> None:
    sender.send("a", bao_txt=report("12.615"))
    second = sender.send("b", bao_txt=report("12.700"))
    assert rules(sender, second) == ["decide.relation_unclear"]
    assert file_of(second, "bao.txt")["goes_with"] is None
    assert published(sender)["new_jobs"] == "12615"


def test_a_copy_of_a_report_that_was_replaced_brings_nothing_back(sender: Sender) -> None:
    sender.send("a", bao_docx=word_file(report("12.619")))
    title = " (thay thế Báo cáo số 15/BC-SLĐTBXH)"
    replaced = sender.send("b", bao_docx=word_file(report("13.000", number="31", day="20", relation=title)))
    assert replaced["documents"][0]["relation"] == "replaces"
    third = sender.send("c", ky_docx=word_file(report("12.619", signed=True)))
    assert third["withheld"] == []
    assert published(sender)["new_jobs"] == "13000"


def test_a_draft_without_number_is_a_copy_by_its_figures(sender: Sender) -> None:
    draft = report("12.619", number="    ", day="  ")
    decision = sender.send("a", du_txt=draft, ky_docx=word_file(report("12.619", signed=True)))
    copy = file_of(decision, "du.txt")
    assert (copy["role"], copy["number"], copy["issued_on"]) == ("copy", "15", "2022-01-05")
    assert decision["withheld"] == []
    assert rules(sender, decision) == []


def test_two_reports_of_one_department_are_no_copies(sender: Sender) -> None:
    decision = sender.send("a", mot_txt=report("12.619"), hai_txt=report("12.619", number="16", day="06"))
    assert {one["role"] for one in decision["documents"]} == {"alone"}


def test_two_copies_in_one_run_in_whatever_order_they_are_named(sender: Sender) -> None:
    ids = [
        sender.hand_in("a", bao_docx=word_file(report("12.619"))),
        sender.hand_in("b", ky_docx=word_file(report("12.615", signed=True))),
    ]
    sender.pipeline.check_and_decide(list(reversed(ids)))
    second = sender.decide(ids[1])
    assert (rules(sender, second), second["withheld"]) == (["gate2.copies_differ"], [])
    assert published(sender)["new_jobs"] == "12615"


WRONG = "7.350 người, trong đó nữ 9.350"  # more women than people


def test_a_copy_repeats_no_finding_and_asks_no_question_again(sender: Sender) -> None:
    first = sender.send("a", bao_docx=word_file(report("12.619", referred=WRONG)))
    assert len(rules(sender, first)) == 1
    again = sender.send("b", bao_txt=report("12.619", referred=WRONG))
    assert rules(sender, again) == []
    both = {
        "bao_docx": word_file(report("12.619", referred=WRONG, number="16")),
        "ky_docx": word_file(report("12.619", referred=WRONG, number="16", signed=True)),
    }
    together = sender.send("c", **both)
    assert rules(sender, together).count(rules(sender, first)[0]) == 1


def test_a_question_is_closed_by_the_copy_that_leads(sender: Sender) -> None:
    pipeline = sender.pipeline
    over, right = (f"12.619 lao động; tỷ lệ thất nghiệp {rate}% trong số" for rate in ("102,7", "2,7"))
    first = sender.send("a", bao_docx=word_file(report(over)))
    waiting = list_questions(pipeline.lake, pipeline.catalogue, first["submission_id"])
    sender.send("b", ky_docx=word_file(report(right, signed=True)))
    assert len(waiting) == 1
    assert list_questions(pipeline.lake, pipeline.catalogue, first["submission_id"]) == []


def test_an_annex_that_follows_with_a_copy_of_its_letter_joins_the_report(sender: Sender) -> None:
    text = letter("Năm 2016, dân số trung bình của tỉnh là 1.308 nghìn người (biểu kèm theo công văn này).")
    first = sender.send("a", letter_txt=text)
    second = sender.send("b", letter_docx=word_file(text), bieu_xlsx=annual_form())
    annex = file_of(second, "bieu.xlsx")
    assert (annex["goes_with"], annex["copy_of"]) == ("annex", first["submission_id"])
    assert second["withheld"] == []
    assert "gate2.unequal_repeat" in rules(sender, second)
    third = sender.send("c", bieu_xlsx=annual_form(), letter_html=text)
    assert "decide.relation_unclear" not in rules(sender, third)
    changed = sender.send("d", bieu_xlsx=annual_form(1210.0), letter_txt=text + "\n")
    assert "decide.relation_unclear" in rules(sender, changed)


def test_a_copy_processed_again_is_no_change(sender: Sender) -> None:
    sender.send("a", ky_docx=word_file(report("12.615", signed=True)))
    copy = sender.send("b", bao_txt=report("12.615"))
    pipeline = sender.pipeline
    better = replace(pipeline, catalogue=replace(pipeline.catalogue, digest="another00000"))
    (plan,) = plan_reprocessing(better, submission_id=copy["submission_id"])
    assert (plan["added"], plan["removed"], plan["changed"]) == (0, 0, 0)
    (again,) = run_reprocessing(better, [plan])
    assert (again["withheld"], again["rules"].get("decide.relation_unclear")) == (0, None)
