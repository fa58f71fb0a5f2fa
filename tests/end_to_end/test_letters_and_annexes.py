"""A letter with its annex is one submission: the annex takes what it lacks, and what both state is compared."""

from __future__ import annotations

from pathlib import Path

import pytest

from companion_files import Sender, annual_form, file_of, letter
from lientinh.catalogue import Catalogue

POPULATION = "Năm 2016, dân số trung bình của tỉnh là {} nghìn người (biểu kèm theo công văn này)."


@pytest.fixture
def sender(tmp_path: Path, catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch) -> Sender:
    """The filters alone make findings; Great Expectations over each small run would take most of the time."""
    for gate in ("gate1", "gate2"):
        monkeypatch.setattr(f"lientinh.gates.{gate}.validate", lambda *_: None)
    return Sender(tmp_path, catalogue)


def test_an_annex_without_a_head_takes_that_of_the_letter_and_gives_it_its_period(sender: Sender) -> None:
    decision = sender.send("a", letter_txt=letter(POPULATION.format("1.208")), bieu_xlsx=annual_form())
    annex, sent_by = file_of(decision, "bieu.xlsx"), file_of(decision, "letter.txt")
    head = ("number", "symbol", "issued_on", "agency_code", "legal_state", "report_type", "report_period")
    assert [annex[name] for name in head] == [sent_by[name] for name in head]
    assert (annex["number"], annex["issued_on"], annex["report_period"]) == ("12", "2017-07-05", "2016")
    assert (annex["role"], annex["of"], annex["taken_from"]) == (
        "annex",
        sent_by["document_id"],
        ["letter.txt"],
    )
    assert (sent_by["role"], sent_by["taken"]) == ("cover", ["report_period", "report_type"])
    assert annex["report_id"] == sent_by["report_id"]
    assert {row["territory"] for row in sender.observations(decision)} == {"14"}
    told = {row["rule_id"] for row in sender.findings(decision)}
    assert told <= {"gate1.indicators_unknown", "gate1.indicators_missing"}
    assert (decision["withheld"], decision["flagged"]) == ([], [])


def test_an_annex_alone_stays_without(sender: Sender) -> None:
    (annex,) = sender.send("a", bieu_xlsx=annual_form())["documents"]
    assert (annex["role"], annex["number"], annex["issued_on"], annex["taken"]) == ("alone", None, None, [])


def test_a_letter_unlike_its_annex(sender: Sender) -> None:
    decision = sender.send("a", letter_txt=letter(POPULATION.format("1.308")), bieu_xlsx=annual_form())
    (found,) = [row for row in sender.findings(decision) if row["rule_id"] == "gate2.unequal_repeat"]
    assert "phụ lục “bieu.xlsx” ghi 1208 Nghìn người (Biểu tổng hợp!D5)" in found["message_vi"]
    assert "văn bản “letter.txt” ghi 1.308 nghìn người (đoạn 5)" in found["message_vi"]
    (lead,) = [
        row for row in sender.observations(decision) if row["indicator_code"] == "population" and row["leads"]
    ]
    assert (found["observation_id"], decision["flagged"]) == (
        lead["observation_id"],
        [lead["observation_id"]],
    )
    assert (int(lead["value"]), lead["locator"]["sheet"]) == (1_208_000, "Biểu tổng hợp")


@pytest.mark.parametrize(
    ("says", "rule_id"),
    [
        ("Gửi kèm 03 biểu số liệu.", "gate1.annexes_fewer"),
        ("Số liệu chi tiết tại biểu số 01, 02 và 03 kèm theo.", "gate1.annexes_fewer"),
        ("Gửi kèm 01 biểu số liệu.", None),
        ("Gửi kèm biểu số liệu.", None),
    ],
)
def test_more_annexes_announced_than_sent(sender: Sender, says: str, rule_id: str | None) -> None:
    decision = sender.send("a", letter_txt=letter(says), bieu_xlsx=annual_form())
    told = [row for row in sender.findings(decision) if row["rule_id"].startswith("gate1.annex")]
    assert [row["rule_id"] for row in told] == ([rule_id] if rule_id else [])
    assert all("nêu có 3" in row["message_vi"] and "chỉ có 1" in row["message_vi"] for row in told)


def test_an_annex_of_two_letters_takes_what_both_say(sender: Sender) -> None:
    two = {"one_txt": letter("Kính gửi.", number="12"), "two_txt": letter("Kính gửi.", number="13")}
    decision = sender.send("a", bieu_xlsx=annual_form(), **two)
    annex = file_of(decision, "bieu.xlsx")
    assert (annex["number"], annex["issued_on"]) == (None, "2017-07-05")
    (found,) = [row for row in sender.findings(decision) if row["rule_id"] == "gate1.annex_owner_unclear"]
    assert "“one.txt”, “two.txt”" in found["message_vi"]


def test_an_annex_that_names_its_letter_belongs_to_that_one(sender: Sender) -> None:
    two = {"one_txt": letter("Kính gửi.", number="12"), "two_txt": letter("Kính gửi.", number="13")}
    head = ["(Kèm theo Công văn số 13/SLĐTBXH-KHTC ngày 05/7/2017)"]
    decision = sender.send("a", bieu_xlsx=annual_form(head=head), **two)
    annex = file_of(decision, "bieu.xlsx")
    assert (annex["number"], annex["of"]) == ("13", file_of(decision, "two.txt")["document_id"])
    assert "gate1.annex_owner_unclear" not in {row["rule_id"] for row in sender.findings(decision)}


@pytest.mark.parametrize(
    ("named", "told"), [("99/SLĐTBXH-KHTC", True), ("1234/BLĐTBXH-KHTC", False), ("12/SLĐTBXH-KHTC", False)]
)
def test_an_annex_that_names_another_letter_of_the_department(sender: Sender, named: str, told: bool) -> None:
    annex = annual_form(head=[f"(Kèm theo Công văn số {named})"])
    decision = sender.send("a", letter_txt=letter("Kính gửi."), bieu_xlsx=annex)
    found = [row for row in sender.findings(decision) if row["rule_id"] == "gate1.annex_of_another"]
    assert bool(found) is told
    assert file_of(decision, "bieu.xlsx")["number"] == (None if told else "12")


def test_a_correction_is_said_by_the_letter_for_its_annex(sender: Sender) -> None:
    first = sender.send("a", letter_txt=letter("Kính gửi."), bieu_xlsx=annual_form())
    subject = "đính chính Công văn số 12/SLĐTBXH-KHTC"
    again = sender.send(
        "b", letter_txt=letter("Kính gửi.", subject, number="31", day="20"), bieu_xlsx=annual_form(1209.5)
    )
    annex = file_of(again, "bieu.xlsx")
    assert (annex["relation"], annex["taken"]) == (
        "corrects",
        ["number", "issued_on", "agency_code", "relation"],
    )
    assert annex["report_id"] == file_of(first, "bieu.xlsx")["report_id"]
    assert again["withheld"] == []


def test_a_report_sent_again_with_other_figures_asks_once_for_both_files(sender: Sender) -> None:
    sender.send("a", letter_txt=letter("Kính gửi."), bieu_xlsx=annual_form())
    again = sender.send(
        "b", letter_txt=letter("Kính gửi.", number="31", day="20"), bieu_xlsx=annual_form(1209.5)
    )
    told = [row for row in sender.findings(again) if row["rule_id"] == "decide.relation_unclear"]
    assert len(told) == 1
    assert sorted(again["withheld"]) == sorted(row["observation_id"] for row in sender.observations(again))


def test_what_systems_leave_in_folders_is_not_handed_in(sender: Sender) -> None:
    folder = sender.pipeline.settings.inbox_dir / "14" / "a"
    (folder / "__MACOSX").mkdir(parents=True)
    (folder / "phu luc").mkdir()
    for name in ("Thumbs.db", "desktop.ini", "~$letter.docx", "__MACOSX/._a", ".DS_Store"):
        (folder / name).write_bytes(b"\x00\x01")
    (folder / "letter.txt").write_text(letter("Kính gửi."), encoding="utf-8")
    (folder / "phu luc" / "bieu.xlsx").write_bytes(annual_form())
    (folder / "_READY").touch()
    (landed,) = sender.pipeline.land()
    decision = sender.decide(landed.submission_id)
    assert decision["outcome"] == "accepted"
    assert [one["file"] for one in decision["documents"]] == ["letter.txt", "phu luc/bieu.xlsx"]
    assert decision["ignored"] == ["Thumbs.db", "__MACOSX/._a", "desktop.ini", "~$letter.docx"]
    assert file_of(decision, "phu luc/bieu.xlsx")["number"] == "12"


def test_one_refused_file_returns_the_folder_and_names_it(sender: Sender) -> None:
    decision = sender.send(
        "a", letter_txt=letter("Kính gửi."), bieu_xlsx=annual_form(), nen_zip=b"PK\x05\x06"
    )
    assert (decision["outcome"], decision["refused"]) == ("rejected", "read.archive")
    assert {row["locator"] for row in sender.findings(decision)} >= {"nen.zip"}
    neighbour = sender.send("b", letter_txt=letter("Kính gửi.", number="13"), bieu_xlsx=annual_form())
    assert neighbour["outcome"] == "accepted"
    assert neighbour["withheld"] == [], "what was returned is no earlier report"
