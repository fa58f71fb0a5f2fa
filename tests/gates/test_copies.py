"""Submissions of two provinces that are alike: their figures, and their files."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from gates.builders import meet_figures, rule_ids
from lientinh.catalogue import Catalogue
from lientinh.gates import ReportDocument

COPY, SAME_FILE, SAME_CONTENT = "gate2.identical_figures", "gate2.same_file", "gate2.same_content"
TEN = (697, 812, 455, 1204, 903, 377, 561, 748, 629, 1033)


def two(
    theirs: tuple[int, ...], ours: tuple[int, ...], at: str = "lake", areas: tuple[str, str] = ("04", "14")
) -> str:
    """Two submissions, a year a figure; the first one in the lake unless said otherwise."""
    lines = [
        f"{submission} | {area} | {2010 + number} | {value} | {place}"
        for submission, area, values, place in (("s1", areas[0], theirs, at), ("s9", areas[1], ours, "run"))
        for number, value in enumerate(values)
    ]
    return "\n".join(["submission_id | area_code | period | value | at", *lines])


def told(catalogue: Catalogue, drawn: str, **given: Any) -> list[str]:
    return [
        one
        for one in rule_ids(meet_figures(catalogue, drawn, **given))
        if one in (COPY, SAME_FILE, SAME_CONTENT)
    ]


@pytest.mark.parametrize(
    ("ours", "expected"),
    [
        (TEN, [COPY]),
        ((*TEN[:9], 5000), []),  # nine of ten is the limit
        ((*TEN, 5000), [COPY]),  # all of the smaller one
        (TEN[:8], [COPY]),
        (TEN[:7], []),
        ((100,) * 10, []),
    ],
)
@pytest.mark.parametrize("at", ["lake", "run"])
def test_the_same_figures_under_another_name(
    catalogue: Catalogue, ours: tuple[int, ...], expected: list[str], at: str
) -> None:
    assert told(catalogue, two(TEN, ours, at)) == expected


@pytest.mark.parametrize("value", [100, 0])
def test_one_number_many_times_is_no_copy(catalogue: Catalogue, value: int) -> None:
    assert told(catalogue, two((value,) * 12, (value,) * 12)) == []


def test_the_same_province_again_is_no_copy(catalogue: Catalogue) -> None:
    assert told(catalogue, two(TEN, TEN, areas=("04", "04"))) == []
    one = two(TEN, TEN).replace("s9", "s1")  # a table of two provinces in one submission
    assert told(catalogue, one) == []


def test_the_later_one_is_told_with_the_names_of_both(catalogue: Catalogue) -> None:
    (found,) = (one for one in meet_figures(catalogue, two(TEN, TEN, "run")) if one.rule_id == COPY)
    assert (found.submission_id, found.severity, found.observation_id, found.document_id) == (
        "s9",
        "error",
        None,
        None,
    )
    assert found.message_vi.startswith(
        "10 trong 10 số liệu của Sơn La trùng khớp hoàn toàn với số liệu của Cao Bằng trong hồ sơ s1 "
        "(ví dụ Số người được giới thiệu việc làm, năm 2010: 697 người)"
    )


def sent(submission_id: str, sender: str, content: str, day: int, content_id: str = "") -> ReportDocument:
    return ReportDocument(
        submission_id=submission_id, area_code=sender, sha256=content, document_id=f"d-{submission_id}",
        report_id=f"r-{submission_id}", landed_at=datetime(2023, 1, day, tzinfo=UTC), kind="report", relation="initial",
        number=None, symbol=None, issued_on=None, title="", file=f"{submission_id}.xlsx", report_period=None,
        content_id=content_id,
    )  # fmt: skip


NOTHING_ALIKE = two(TEN, tuple(value + 1 for value in TEN))


@pytest.mark.parametrize(
    ("sender", "content", "day", "expected"),
    [
        ("14", "same", 9, [SAME_FILE]),
        ("14", "other", 9, []),
        ("04", "same", 9, [SAME_CONTENT]),  # the same sender again
        ("04", "other", 9, []),
    ],
)
def test_one_file_from_two_senders(
    catalogue: Catalogue, sender: str, content: str, day: int, expected: list[str]
) -> None:
    first, new = sent("s1", "04", "same", 1), sent("s9", sender, content, day)
    assert told(catalogue, NOTHING_ALIKE, known=[first], documents=[new]) == expected
    assert told(catalogue, NOTHING_ALIKE, documents=[first, new]) == expected


@pytest.mark.parametrize(
    ("sender", "content_id", "expected"),
    [
        ("14", "c", [SAME_FILE]),
        ("04", "c", [SAME_CONTENT]),
        ("04", "d", []),
        ("04", "", []),  # too large to be looked at twice
    ],
)
def test_the_same_content_in_other_bytes(
    catalogue: Catalogue, sender: str, content_id: str, expected: list[str]
) -> None:
    first, new = sent("s1", "04", "utf-8", 1, "c"), sent("s9", sender, "tcvn3", 9, content_id)
    assert told(catalogue, NOTHING_ALIKE, known=[first], documents=[new]) == expected


def test_a_content_that_came_before_is_only_noted(catalogue: Catalogue) -> None:
    given = {"known": [sent("s1", "04", "a", 1, "c")], "documents": [sent("s9", "04", "b", 9, "c")]}
    (found,) = meet_figures(catalogue, NOTHING_ALIKE, **given)
    assert (found.rule_id, found.severity, found.place_only) == (SAME_CONTENT, "info", True)
    assert found.message_vi.startswith(
        "Tệp “s9.xlsx” có cùng nội dung với tệp “s1.xlsx” đã nhận ngày 1/1/2023"
    )


def test_the_first_to_land_is_not_told_of_the_second(catalogue: Catalogue) -> None:
    late, new = sent("s2", "04", "same", 20), sent("s9", "14", "same", 9)
    assert told(catalogue, NOTHING_ALIKE, known=[late], documents=[new]) == []


def test_a_file_says_from_whom_and_when_and_withholds_nothing(catalogue: Catalogue) -> None:
    given = {"known": [sent("s1", "04", "same", 1)], "documents": [sent("s9", "14", "same", 9)]}
    (found,) = meet_figures(catalogue, NOTHING_ALIKE, **given)
    assert (
        found.message_vi
        == "Tệp “s9.xlsx” có nội dung giống hệt tệp “s1.xlsx” đã nhận từ Cao Bằng ngày 1/1/2023."
    )
    assert (found.severity, found.place_only, found.area_code) == ("warning", True, "14")


def test_a_file_whose_figures_are_told_of_is_not_told_again(catalogue: Catalogue) -> None:
    given = {"known": [sent("s1", "04", "same", 1)], "documents": [sent("s9", "14", "same", 9)]}
    assert told(catalogue, two(TEN, TEN), **given) == [COPY]
