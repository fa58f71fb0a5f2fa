"""What a reviewer reads and answers, without Airflow."""

from __future__ import annotations

import pytest

from lientinh.errors import UsageError
from lientinh.review.requests import (
    ACCEPT,
    ACCEPT_SOME,
    REJECT,
    answer_request,
    escape,
    list_requests,
    read_numbers,
)
from lientinh.review.reviewing import Said
from small_lakes import SmallLake, moment, small_catalogue

ERROR = {"rule_id": "gate1.negative_count", "severity": "error", "row": 1}
SECOND = {**ERROR, "row": 2, "subject": "second"}
ROWS = "indicator | value\njobs | 100\nlabour | 7"
SAID = Said("admin", "đã gọi điện hỏi", moment("2023-01-12"), "airflow")


@pytest.fixture
def lake(tmp_path):
    return SmallLake(tmp_path, small_catalogue())


def request_of(lake, decision):
    (request,) = list_requests(lake.lake, lake.catalogue, decision["submission_id"])
    return request


def newest(lake):
    return max(lake.lake.decisions(), key=lambda one: one["decided_at"])


def test_the_figures_of_a_submission_are_one_request(lake):
    decision = lake.submit(ROWS, name="one", findings=[ERROR, SECOND])
    request = request_of(lake, decision)
    assert request["subject"] == "Cao Bằng: 2 số liệu chờ làm rõ trong hồ sơ “one”"
    assert request["options"] == [ACCEPT, ACCEPT_SOME, REJECT]
    assert "91 + 55 = 146, báo cáo ghi 141" in request["body"]
    assert "Số việc làm mới, năm 2022: **100 người**" in request["body"]
    assert "Lực lượng lao động, năm 2022: **7 người**" in request["body"]


def test_one_finding_is_accepted_or_returned_as_a_whole(lake):
    decision = lake.submit(ROWS, name="one", findings=[ERROR])
    assert request_of(lake, decision)["options"] == [ACCEPT, REJECT]


@pytest.mark.parametrize(
    ("chosen", "numbers", "withheld", "returned"),
    [(ACCEPT, "", 0, 0), (REJECT, "", 2, 2), (ACCEPT_SOME, "2", 1, 1), (ACCEPT_SOME, "1; 2", 0, 0)],
)
def test_what_is_chosen_is_decided(lake, chosen, numbers, withheld, returned):
    decision = lake.submit(ROWS, name="one", findings=[ERROR, SECOND])
    after = answer_request(lake.lake, lake.catalogue, request_of(lake, decision), chosen, numbers, SAID)
    assert (len(after["withheld"]), len(after["returned"])) == (withheld, returned)
    assert newest(lake) == after
    assert list_requests(lake.lake, lake.catalogue, decision["submission_id"]) == []
    assert {one["via"] for one in lake.lake.answers()} == {"airflow"}


def test_answered_elsewhere_meanwhile_is_no_error_and_changes_nothing(lake):
    decision = lake.submit(ROWS, name="one", findings=[ERROR])
    request = request_of(lake, decision)
    answer_request(lake.lake, lake.catalogue, request, ACCEPT, "", SAID)
    assert answer_request(lake.lake, lake.catalogue, request, REJECT, "", SAID) is None
    assert len(lake.lake.answers()) == 1


@pytest.mark.parametrize(("chosen", "relation"), [("Thay thế", "replaces"), ("Đính chính", "corrects")])
def test_a_relation_is_chosen_by_its_name(lake, chosen, relation):
    unclear = {"rule_id": "decide.relation_unclear", "severity": "error", "row": 1}
    lake.submit(ROWS, name="one", report="r")
    second = lake.submit("value\n120", name="two", report="r", landed="2023-01-11", findings=[unclear])
    request = request_of(lake, second)
    assert chosen in request["options"]
    after = answer_request(lake.lake, lake.catalogue, request, chosen, "", SAID)
    assert (after["relation"], after["withheld"]) == (relation, [])


@pytest.mark.parametrize("numbers", ["", "0", "3", "một", "1.5", "²"])
def test_a_number_that_is_none_is_told(numbers):
    with pytest.raises(UsageError, match="numbers from 1 to 2"):
        read_numbers(numbers, 2)


def test_what_a_document_says_is_shown_and_not_obeyed():
    assert escape("# [x](http://a) <b>|\n{{ 1 }}") == r"\# \[x\](http://a) \<b\>\| \{\{ 1 \}\}"
