"""Excerpts: only the sentences in question, only the rows in question, and no formula."""

from __future__ import annotations

from typing import Any

from lientinh.documents import Cell, Document, Table
from lientinh.replies.passages import find_passages
from lientinh.replies.places import Place
from lientinh.replies.points import Mark, Point, group_points, letter_of, make_points
from small_documents import document_of

TEXT = "Sở đã cử bà Lê Thị Thử đi tập huấn. Tổng số 10 người; trong đó 4 nam, 7 nữ. Người liên hệ là ông Trần Văn Thử."


def finding(locator: str, quote: str = "", **changes: Any) -> dict[str, Any]:
    return {
        "finding_id": locator, "rule_id": "arithmetic.sum_of_parts", "severity": "warning", "locator": locator,
        "quote": quote, "message_vi": "Không khớp.", "message_en": "No.", "action_vi": "Kiểm tra.",
        "action_en": "Check.", "subject": "x", "document_id": "d", "indicator_code": None, "reading_ordinals": [],
    } | changes  # fmt: skip


def reading(ordinal: int, text: str, value: str) -> dict[str, Any]:
    start = text.index(value)
    at = {"paragraph": 1, "start": start, "end": start + len(value), "sheet": None, "cell": None}
    return {"document_id": "d", "ordinal": ordinal, "locator": at}


def test_only_the_sentences_in_question_are_shown() -> None:
    document = document_of(TEXT)
    start = TEXT.index("10")
    found = finding(
        f"small.txt:1:{start}-{start + 2}", "10 người; trong đó 4 nam, 7 nữ", reading_ordinals=[1, 2, 3]
    )
    readings = [reading(number, TEXT, value) for number, value in ((1, "10"), (2, "4"), (3, "7"))]
    (request,), _ = group_points(make_points([found], {"d": document}, readings, {}, {}))
    (passage,) = find_passages(document, request.points)
    shown = "".join(segment.text for segment in passage.words)
    assert shown.startswith("Tổng số 10 người")
    assert "Thử" not in shown, "the sentences around name persons and are nobody's business here"
    assert passage.is_cut == (True, True)
    assert [segment.text for segment in passage.words if segment.labels] == ["10", "4", "7"]


def test_two_points_share_a_figure() -> None:
    document = document_of("Có 10 người, 4 nam.")
    findings = [finding("small.txt:1:3-5", finding_id="a"), finding("small.txt:1:3-5", finding_id="b")]
    (request,), _ = group_points(make_points(findings, {"d": document}, [], {}, {}))
    (passage,) = find_passages(document, request.points)
    assert [segment.labels for segment in passage.words if segment.labels] == [("1a", "1b")]


def test_a_table_shows_its_head_and_the_rows_in_question() -> None:
    texts = {(row, column): f"{row}.{column}" for row in range(1, 60) for column in range(1, 30)}
    texts[1, 1] = "=1+1"
    cells = tuple(Cell(row, column, text, text) for (row, column), text in texts.items())
    document = Document("d", "a.ods", "0", "x", (Table(1, "Biểu 1", cells),))
    (request,), _ = group_points(make_points([finding("Biểu 1!AB40")], {"d": document}, [], {}, {}))
    (passage,) = find_passages(document, request.points)
    assert [row[0].text for row in passage.rows] == ["'=1+1", "2.1", "3.1", "4.1", "40.1"]
    assert [cell.text for cell in passage.rows[-1] if cell.labels] == ["40.28"]
    assert len(passage.rows[0]) <= 12


def test_findings_of_one_section_are_one_request_the_gravest_first() -> None:
    document = document_of("1. Việc làm\n\nMột đoạn.\n\nHai đoạn.\n\n2. Trẻ em\n\nBa đoạn.\n")
    number = {one.text: one.number for one in document.paragraphs}
    findings = [
        finding(f"small.txt:{number['Hai đoạn.']}:0-3"),
        finding(f"small.txt:{number['Một đoạn.']}:0-3"),
        finding(f"small.txt:{number['Ba đoạn.']}:0-2", severity="error"),
        finding("small.txt", rule_id="gate1.annex_missing"),
        finding("small.txt", rule_id="gate2.key_not_unique", severity="critical"),
        finding(f"small.txt:{number['Ba đoạn.']}:0-2", severity="info", finding_id="told"),
    ]
    requests, notes = group_points(make_points(findings, {"d": document}, [], {}, {}))
    assert [[point.label for point in request.points] for request in requests] == [["1"], ["2a", "2b"], ["3"]]
    assert [request.severity for request in requests] == ["error", "warning", "warning"]
    assert requests[1].section_vi == "Mục 1 “Việc làm”"
    assert requests[2].points[0].place.is_whole
    assert [(note.label, note.finding_id) for note in notes] == [("L1", "told")]
    assert all(point.rule_id != "gate2.key_not_unique" for request in requests for point in request.points)


def test_a_submission_is_called_by_its_name() -> None:
    found = finding("small.txt", message_vi="Đã gửi (hồ sơ 0123456789abcdef).")
    (point,) = make_points([found], {}, [], {}, {"0123456789abcdef": "bao-cao.txt"})
    assert point.message_vi == "Đã gửi (hồ sơ “bao-cao.txt”)."


def test_marks_outside_the_text_are_no_marks() -> None:
    document = document_of("Ngắn.")
    place = Place("", "", (1,), paragraph=1, start=90, end=99)
    words = dict.fromkeys(("quote", "message_vi", "message_en", "action_vi", "action_en"), "")
    point = Point(
        "1", "f", "r", "warning", place, marks=(Mark(1, 90, 99),), field=None, document_id="d", **words
    )
    (passage,) = find_passages(document, [point])
    assert [segment.text for segment in passage.words] == ["Ngắn."]


def test_points_are_lettered_as_in_vietnamese() -> None:
    assert [letter_of(number) for number in (0, 3, 4, 5, 22, 23, 24)] == ["a", "d", "đ", "e", "y", "aa", "ab"]
