"""The outbox: which files a reply has, that they stay the same, and what is never in them."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from decided_reports import HEAD, NOW, Ingest, Ingested, open_pipeline, words_of
from legacy_encoding import write_tcvn3
from lientinh.cli.main import main
from lientinh.errors import UsageError
from lientinh.replies import write_replies


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def reply_of(ingested: Ingested) -> tuple[Path, dict[str, Any]]:
    pipeline, ids = ingested
    (manifest,) = write_replies(pipeline, ids, NOW)
    return Path(manifest["folder"]), manifest


def test_a_report_with_findings_gets_a_page_and_a_letter(decided: Ingested) -> None:
    folder, manifest = reply_of(decided)
    assert folder.parts[-3:-1] == ("outbox", "20")
    assert sorted(path.name for path in folder.iterdir()) == [
        "du-thao-cong-van.docx",
        "phan-hoi.html",
        "reply.json",
    ]
    kept = json.loads((folder / "reply.json").read_bytes())
    assert kept == {key: value for key, value in manifest.items() if key != "folder"}
    assert len(kept["finding_ids"]) == 2
    assert kept["figures"]["accepted"] > 0
    assert kept["answer_by"] > kept["written_on"] == "2026-11-20"


def test_a_clean_report_gets_a_receipt_and_no_letter(ingest: Ingest) -> None:
    text = HEAD + "1. Việc làm\n\nGiải quyết việc làm mới cho 5.300 lao động.\n"
    folder, manifest = reply_of(ingest({"bao-cao.txt": text}))
    assert sorted(path.name for path in folder.iterdir()) == ["phieu-tiep-nhan.docx", "reply.json"]
    assert (manifest["answer_by"], manifest["finding_ids"]) == (None, [])
    words = words_of(folder / "phieu-tiep-nhan.docx")
    assert "PHIẾU TIẾP NHẬN BÁO CÁO" in words
    assert "Báo cáo số 12/BC-SLĐTBXH ngày 05/7/2022" in words
    assert "không có nội dung cần trả lời" in words
    assert "Đề nghị" not in words


def test_a_report_in_a_legacy_encoding_is_read_and_its_receipt_says_so(ingest: Ingest) -> None:
    text = HEAD + "1. Việc làm\n\nGiải quyết việc làm mới cho 5.300 lao động.\n"
    pipeline, ids = ingest({"bao-cao.txt": write_tcvn3(text).encode("cp1252")})
    folder, _ = reply_of((pipeline, ids))
    words = words_of(folder / "phieu-tiep-nhan.docx")
    assert "Bảng mã" in words
    assert "TCVN3 (ABC), đã chuyển sang Unicode" in words
    assert "Báo cáo số 12/BC-SLĐTBXH ngày 05/7/2022" in words
    (decision,) = pipeline.lake.decisions()
    assert [one["encoding"] for one in decision["documents"]] == ["tcvn3"]
    assert decision["counts"]["observations"] == 1


def test_a_rejected_submission_is_told_what_to_do(ingest: Ingest) -> None:
    folder, manifest = reply_of(ingest({"hong.xlsx": b"PK\x03\x04 not a workbook"}))
    assert manifest["outcome"] == "rejected"
    words = words_of(folder / "du-thao-cong-van.docx")
    assert "chưa tiếp nhận được" in words
    assert "gửi lại hồ sơ" in words
    assert "hong.xlsx" in words
    assert "Số liệu được tiếp nhận" not in words
    assert "hong.xlsx" in (folder / "phan-hoi.html").read_text(encoding="utf-8")


def test_the_same_reply_has_the_same_bytes(decided: Ingested) -> None:
    pipeline, ids = decided
    (first,) = write_replies(pipeline, ids, NOW)
    before = bytes_of(Path(first["folder"]))
    write_replies(pipeline, ids, NOW + timedelta(days=9))
    assert bytes_of(Path(first["folder"])) == before, "a reply keeps its day"
    (again,) = write_replies(pipeline, ids, NOW + timedelta(days=9), afresh=True)
    assert again["answer_by"] > first["answer_by"]
    for path in Path(first["folder"]).iterdir():
        path.unlink()
    write_replies(pipeline, ids, NOW)
    assert bytes_of(Path(first["folder"])) == before, "nothing of the machine or the hour is in it"


def test_what_a_person_has_settled_is_not_asked_again(decided: Ingested) -> None:
    pipeline, ids = decided
    (first,) = write_replies(pipeline, ids, NOW)
    (decision,) = pipeline.lake.decisions()
    one, other = first["finding_ids"]

    def answer(finding_id: str, what: str, until: str | None) -> dict[str, Any]:
        return {"finding_id": finding_id, "answer": what, "until": until, "relation": None}

    for number, answers in enumerate(
        (
            [answer(one, "rejected", None), answer(other, "waived", "2026-11-19")],
            [answer(one, "accepted", None)],
            [answer(one, "accepted", None), answer(other, "waived", "2026-12-31")],
        )
    ):
        later = f"2027-01-0{number + 1}T00:00:00.000000+00:00"
        key = f"{decision['decision_id']}-review-{number}"
        pipeline.lake.write_decision(
            {**decision, "decision_id": key, "decided_at": later, "answers": answers}
        )
        (again,) = write_replies(pipeline, ids, NOW)
        assert again["finding_ids"] == ([one, other], [other], [])[number]
    names = {path.name for path in Path(first["folder"]).iterdir()}
    assert names == {"phieu-tiep-nhan.docx", "reply.json"}, "the letter with nothing to ask is taken back"


def test_only_what_was_decided_is_replied_to(decided: Ingested) -> None:
    pipeline, _ = decided
    with pytest.raises(UsageError, match="0123456789abcdef"):
        write_replies(pipeline, ["0123456789abcdef"], NOW)


def test_a_manifest_somebody_changed_removes_nothing_outside_its_folder(decided: Ingested) -> None:
    folder, manifest = reply_of(decided)
    outside = folder.parent / "keep.txt"
    outside.write_text("keep", encoding="utf-8")
    manifest["files"] = [{"name": "../keep.txt", "sha256": ""}]
    (folder / "reply.json").write_text(json.dumps(manifest), encoding="utf-8")
    write_replies(*decided, NOW)
    assert outside.exists()


def test_names_of_persons_stay_out(decided: Ingested) -> None:
    folder, _ = reply_of(decided)
    assert "Nguyễn Văn Thử" not in words_of(folder / "du-thao-cong-van.docx")
    assert "Nguyễn Văn Thử" not in (folder / "phan-hoi.html").read_text(encoding="utf-8")


def test_the_command_writes_it_again_and_says_where(decided: Ingested, capsys) -> None:
    pipeline, ids = decided
    home = str(pipeline.settings.home)
    with pytest.raises(SystemExit) as ended:
        main(["reply", ids[0], "--home", home])
    out = capsys.readouterr().out
    assert (ended.value.code or 0, "phan-hoi.html" in out, "du-thao-cong-van.docx" in out) == (0, True, True)
    assert "Kiểm tra trước khi ký" in out
    with pytest.raises(SystemExit):
        main(["reply", ids[0], "--json", "--home", home])
    assert json.loads(capsys.readouterr().out)["submission_id"] == ids[0]
    with pytest.raises(SystemExit) as ended:
        main(["reply", "nothing", "--home", home])
    assert ended.value.code == 2


def test_a_workbook_comes_back_itself_with_notes(ingest: Ingest, root_dir: Path) -> None:
    """The figure of one cell made a hundred times too large: an error, told in the cell."""
    sample = root_dir / "include" / "samples" / "20" / "so-lieu-hang-nam-2016.xlsx"
    book = load_workbook(sample)
    sheet = book.worksheets[0]
    row = next(row for row in sheet.iter_rows() if any(str(cell.value).startswith("Tỷ lệ") for cell in row))
    cell = next(cell for cell in row if isinstance(cell.value, int | float))
    cell.value = 2_000
    changed = io.BytesIO()
    book.save(changed)
    folder, manifest = reply_of(ingest({"so-lieu.xlsx": changed.getvalue()}))
    assert "phan-hoi-so-lieu.xlsx" in {file["name"] for file in manifest["files"]}
    assert not (folder / "phan-hoi.html").exists(), "all that is asked stands in the workbook"
    returned = load_workbook(folder / "phan-hoi-so-lieu.xlsx")
    assert returned[sheet.title][cell.coordinate].comment is not None
    letter = words_of(folder / "du-thao-cong-van.docx")
    assert f"Ô {cell.coordinate}" in letter
    assert "phan-hoi-so-lieu.xlsx" in letter


def test_an_answer_writes_the_reply_again(ingest: Ingest, capsys: pytest.CaptureFixture[str]) -> None:
    """A figure that a reviewer accepts as it stands is taken out of the letter at once."""
    text = HEAD + "1. Việc làm\n\nTỷ lệ thất nghiệp khu vực thành thị là 120%.\n"
    pipeline, ids = ingest({"bao-cao.txt": text})
    (first,) = write_replies(pipeline, ids, NOW)
    folder = Path(first["folder"])
    assert (folder / "du-thao-cong-van.docx").exists()
    by = next(one.reviewer for one in pipeline.catalogue.reviewers)
    home = str(pipeline.settings.home)
    with pytest.raises(SystemExit):
        main(["review", ids[0], "--accept", "--by", by, "--reason", "đã đối chiếu", "--home", home])
    capsys.readouterr()
    assert {path.name for path in folder.iterdir()} == {"phieu-tiep-nhan.docx", "reply.json"}


def test_a_replacement_is_told_what_it_has_mended(
    decided: Ingested, report_text: str, tmp_path: Path
) -> None:
    """One of two sums mended: the letter says so and asks the other again; both mended is a receipt."""
    home = decided[0].settings.home
    head = (
        "Về chăm sóc người có công",
        "Về chăm sóc người có công (thay thế Báo cáo số 12/BC-SLĐTBXH ngày 05/7/2022)",
    )
    half = (
        report_text.replace(*head).replace("Số: 12/BC", "Số: 19/BC").replace("140 đại biểu", "146 đại biểu")
    )
    whole = half.replace("/620", "/622").replace("Số: 19/BC", "Số: 20/BC")
    words = []
    for hours, text in enumerate((half, whole), start=1):
        (tmp_path / "thay-the.txt").write_text(text, encoding="utf-8")
        pipeline = replace(open_pipeline(home), clock=lambda hours=hours: NOW + timedelta(hours=hours))
        ids = [one.submission_id for one in pipeline.land("20", [tmp_path / "thay-the.txt"])]
        pipeline.check_and_decide(ids)
        (manifest,) = write_replies(pipeline, ids, NOW)
        words += [words_of(path) for path in Path(manifest["folder"]).glob("*.docx")]
    letter, receipt = words
    assert "Trong 02 nội dung đã nêu lần trước, 01 nội dung đã được khắc phục." in letter
    assert "540 + 21 + 50 + 11 = 622" in letter
    assert "PHIẾU TIẾP NHẬN" in receipt
    assert "Nội dung đã nêu lần trước, nay đã khắc phục\n1/1" in receipt
