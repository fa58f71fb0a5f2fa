"""A person's answers: what they change, what they do not, and that nothing is lost between answer and decision."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from drawn import ask
from lientinh.catalogue.models import Reviewer
from lientinh.errors import UsageError
from lientinh.review.answers import Answer, seen_of
from lientinh.review.questions import list_questions
from lientinh.review.reviewing import Said, answer_questions, settle_answers, waive_finding
from small_lakes import SmallLake, moment, small_catalogue

ERROR = {"rule_id": "gate1.negative_count", "severity": "error", "row": 1}
WARNING = {"rule_id": "arithmetic.sum_of_parts"}
REVIEWERS = (
    Reviewer(
        reviewer="viec_lam", title_vi="Chuyên viên", title_en="Officer", fields=("employment",),
        area_codes=("04",), answer_days=2, escalates_to="lanh_dao",
    ),
    Reviewer(
        reviewer="lanh_dao", title_vi="Lãnh đạo", title_en="Head", fields=(), area_codes=("*",), answer_days=3,
    ),
)  # fmt: skip


@pytest.fixture
def lake(tmp_path):
    return SmallLake(tmp_path, small_catalogue(reviewers=REVIEWERS))


def said(at: str, by: str = "viec_lam", reason: str = "đã xác minh") -> Said:
    return Said(by, reason, moment(at))


def answer(lake, decision, kind, at="2023-01-12", **more):
    return answer_questions(
        lake.lake, lake.catalogue, decision["submission_id"], kind, said(at, **more.pop("who", {})), **more
    )


def states(lake):
    rows = ask(
        lake.warehouse,
        "select value, decision, flagged from fact_observation where known_to is null order by value",
    )
    return [(int(row["value"]), row["decision"], row["flagged"]) for row in rows]


def life(lake):
    (row,) = ask(lake.warehouse, "select * from finding")
    return row["state"], row["waived_by"], row["waived_reason"]


def test_what_waits_is_asked_of_the_reviewers_of_its_field_and_province(lake):
    decision = lake.submit("indicator | value\njobs | 100\nlabour | 7", name="one", findings=[ERROR])
    (question,) = list_questions(lake.lake, lake.catalogue)
    assert (question.submission_id, question.kind, question.fields) == (
        decision["submission_id"],
        "figures",
        ("employment",),
    )
    assert [row["value"] for row in question.figures] == [100]
    assert (question.assigned.reviewers, question.assigned.escalates_to) == (("viec_lam",), ("lanh_dao",))


def test_accepted_lets_the_figure_go_with_a_flag_and_the_finding_rests(lake):
    decision = lake.submit("indicator | value\njobs | 100\nlabour | 7", name="one", findings=[ERROR])
    lake.publish("2023-01-11")
    assert states(lake) == [(7, "accepted", False), (100, "withheld", False)]
    after = answer(lake, decision, "accepted")
    assert (after["decided_by"], after["withheld"]) == ("viec_lam", [])
    assert lake.publish("2023-01-13").cause == "reviewed"
    assert states(lake) == [(7, "accepted", False), (100, "accepted", True)]
    assert life(lake) == ("waived", "viec_lam", "đã xác minh")
    assert list_questions(lake.lake, lake.catalogue) == []


def test_what_was_known_before_the_answer_stays_known_as_it_was(lake):
    decision = lake.submit("value\n100", name="one", findings=[ERROR])
    lake.publish("2023-01-11")
    answer(lake, decision, "accepted")
    lake.publish("2023-01-13")
    then = ask(lake.warehouse, "select * from observation_as_of(timestamptz '2023-01-12T00:00:00+00:00')")
    assert then == []


def test_returned_stays_withheld_and_open(lake):
    decision = lake.submit("value\n100", name="one", findings=[ERROR])
    lake.publish("2023-01-11")
    after = answer(lake, decision, "rejected")
    assert after["returned"] == after["withheld"] != []
    lake.publish("2023-01-13")
    assert states(lake) == [(100, "withheld", False)]
    assert life(lake) == ("ongoing", None, None)
    assert list_questions(lake.lake, lake.catalogue) == []


def test_a_finding_answered_alone_leaves_the_other_waiting(lake):
    findings = [ERROR, {**ERROR, "row": 2, "subject": "second"}]
    decision = lake.submit("indicator | value\njobs | 100\nlabour | 7", name="one", findings=findings)
    first = list_questions(lake.lake, lake.catalogue)[0].finding["finding_id"]
    answer(lake, decision, "accepted", finding_ids=[first])
    (left,) = list_questions(lake.lake, lake.catalogue)
    assert left.finding["finding_id"] != first
    after = answer(lake, decision, "rejected", at="2023-01-13")
    assert {one["answer"] for one in after["answers"]} == {"accepted", "rejected"}


def test_nobody_answers_twice_or_what_nobody_asked(lake):
    decision = lake.submit("value\n100", name="one", findings=[ERROR])
    answer(lake, decision, "accepted")
    with pytest.raises(UsageError, match="nothing there waits"):
        answer(lake, decision, "rejected", at="2023-01-13")


def test_who_hands_in_does_not_review(lake):
    decision = lake.submit("value\n100", name="one", findings=[ERROR])
    receipt = lake.lake.receipts()[0]
    lake.lake.write_receipt({**receipt, "receipt_id": "ffff", "submitted_by": "viec_lam"})
    with pytest.raises(UsageError, match="does not review"):
        answer(lake, decision, "accepted")


def test_killed_between_answer_and_decision_the_next_run_makes_the_same_decision(lake, monkeypatch):
    decision = lake.submit("value\n100", name="one", findings=[ERROR])
    with monkeypatch.context() as broken:
        broken.setattr(type(lake.lake), "write_decision", _killed)
        with pytest.raises(KeyboardInterrupt):
            answer(lake, decision, "accepted")
    assert [one["decided_by"] for one in lake.lake.decisions()] == ["automatic"]
    (made,) = settle_answers(lake.lake)
    assert (made["withheld"], made["decided_by"], made["decided_at"]) == (
        [],
        "viec_lam",
        "2023-01-12T00:00:00.000000+00:00",
    )
    assert settle_answers(lake.lake) == []


def _killed(*_):
    raise KeyboardInterrupt


def test_publishing_settles_what_was_answered(lake, monkeypatch):
    decision = lake.submit("value\n100", name="one", findings=[ERROR])
    lake.publish("2023-01-11")
    with monkeypatch.context() as broken:
        broken.setattr(type(lake.lake), "write_decision", _killed)
        with pytest.raises(KeyboardInterrupt):
            answer(lake, decision, "accepted")
    lake.publish("2023-01-13")
    assert states(lake) == [(100, "accepted", True)]


@pytest.mark.parametrize(
    ("relation", "rows", "waits"),
    [
        ("corrects", "value\n120", False),  # says the figure again
        ("corrects", "indicator | value\nlabour | 7", True),  # says another
        ("replaces", "indicator | value\nlabour | 7", False),  # takes the whole report's place
    ],
)
def test_a_later_submission_of_the_report_answers_for_it(lake, relation, rows, waits):
    lake.submit("value\n100", name="one", report="r", findings=[ERROR])
    lake.submit(rows, name="two", report="r", relation=relation, landed="2023-01-12")
    assert bool(list_questions(lake.lake, lake.catalogue)) == waits


def test_a_waiver_lets_a_finding_rest_until_its_last_day(lake):
    decision = lake.submit("value\n100", name="one", findings=[WARNING])
    lake.publish("2023-01-11")
    (found,) = ask(lake.warehouse, "select finding_id from finding")
    waive_finding(
        lake.lake, found["finding_id"], decision["submission_id"], said("2023-01-12"), date(2023, 1, 20)
    )
    lake.publish("2023-01-13")
    assert life(lake) == ("waived", "viec_lam", "đã xác minh")
    assert states(lake) == [(100, "accepted", False)]
    assert lake.publish("2023-01-20").new is False
    assert lake.publish("2023-01-21").cause == "calendar"
    assert life(lake)[0] == "ongoing"


def test_the_day_of_a_waiver_is_the_ministrys(lake):
    """At 18:00 UTC it is the next day in Hà Nội: a waiver until the day that is over there is none."""
    decision = lake.submit("value\n100", name="one", findings=[WARNING])
    lake.publish("2023-01-11")
    (found,) = ask(lake.warehouse, "select finding_id from finding")
    evening = Said("viec_lam", "đã xác minh", datetime(2023, 1, 12, 18, tzinfo=UTC))
    with pytest.raises(UsageError):
        waive_finding(lake.lake, found["finding_id"], decision["submission_id"], evening, date(2023, 1, 12))


def test_the_same_fault_with_other_figures_is_not_what_was_waived(lake):
    decision = lake.submit("value\n100", name="one", report="r", findings=[WARNING])
    lake.publish("2023-01-11")
    (found,) = ask(lake.warehouse, "select finding_id from finding")
    waive_finding(lake.lake, found["finding_id"], decision["submission_id"], said("2023-01-12"))
    from dataclasses import replace

    from lientinh.review.answers import latest_answers, read_answer

    answers = [read_answer(one) for one in lake.lake.answers()]
    row = {
        "finding_id": found["finding_id"],
        "quote": "91 + 55 = 146",
        "message_vi": "91 + 55 = 146, báo cáo ghi 141",
    }
    assert latest_answers(answers, [row])
    assert latest_answers(answers, [{**row, "message_vi": "Cách viết khác: 91 + 55 = 146, ghi 141"}])
    assert not latest_answers(answers, [{**row, "message_vi": "91 + 55 = 146, báo cáo ghi 999"}])
    assert replace(answers[0], reason="khác").answer_id == answers[0].answer_id


def test_what_holds_figures_back_is_reviewed_not_waived(lake):
    decision = lake.submit("value\n100", name="one", findings=[ERROR])
    (question,) = list_questions(lake.lake, lake.catalogue)
    with pytest.raises(UsageError, match="lientinh review"):
        waive_finding(
            lake.lake, question.finding["finding_id"], decision["submission_id"], said("2023-01-12")
        )


def test_an_unclear_relation_is_asked_and_the_answer_makes_it_clear(lake):
    unclear = {"rule_id": "decide.relation_unclear", "severity": "error", "row": 1}
    lake.submit("value\n100", name="one", report="r")
    second = lake.submit("value\n120", name="two", report="r", landed="2023-01-11", findings=[unclear])
    lake.publish("2023-01-12")
    (question,) = list_questions(lake.lake, lake.catalogue)
    assert question.kind == "relation"
    with pytest.raises(UsageError, match="say what it is"):
        answer(lake, second, "accepted", at="2023-01-13")
    answer(lake, second, "accepted", at="2023-01-13", relation="replaces")
    lake.publish("2023-01-14")
    (shown,) = ask(lake.warehouse, "select value, relation from observation")
    assert (int(shown["value"]), shown["relation"]) == (120, "replaces")


def test_reprocessing_keeps_what_a_person_answered(lake):
    from lientinh.review.answers import read_answer
    from lientinh.review.redeciding import apply_answers

    decision = lake.submit("value\n100", name="one", findings=[ERROR])
    answer(lake, decision, "accepted")
    again = lake.submit("value\n100", name="one", findings=[ERROR], processing="p2")
    findings = lake.lake.read_stage("findings", [again]).to_pylist()
    carried = apply_answers(again, findings, [read_answer(one) for one in lake.lake.answers()])
    assert carried["withheld"] == []
    assert carried["decided_by"] == "automatic"


def test_an_unclear_relation_is_settled_by_who_says_all_of_it_again(lake):
    unclear = {"rule_id": "decide.relation_unclear", "severity": "error", "holds": "all"}
    lake.submit("value\n100", name="one", report="r")
    lake.submit("value\n120", name="two", report="r", landed="2023-01-11", findings=[unclear])
    lake.publish("2023-01-12")
    assert life(lake)[0] == "new"
    lake.submit("value\n120", name="three", report="r", relation="corrects", landed="2023-01-13")
    lake.publish("2023-01-14")
    assert life(lake)[0] == "resolved"
    (shown,) = ask(lake.warehouse, "select value from observation")
    assert int(shown["value"]) == 120


def newest(lake):
    return max(lake.lake.decisions(), key=lambda one: (one["decided_at"], one["decision_id"]))


def an_answer(decision, finding_id, lake, at):
    (found,) = (
        row
        for row in lake.lake.read_stage("findings", [decision]).to_pylist()
        if row["finding_id"] == finding_id
    )
    return Answer(
        submission_id=decision["submission_id"], about={finding_id: seen_of(found)}, answer="accepted", relation=None,
        by="lanh_dao", reason="", until=None, answered_at=moment(at), via="airflow",
    )  # fmt: skip


def test_two_who_answer_in_one_moment_are_both_heard(lake):
    findings = [ERROR, {**ERROR, "row": 2, "subject": "second"}]
    decision = lake.submit("indicator | value\njobs | 100\nlabour | 7", name="one", findings=findings)
    one, other = sorted(decision["held"])
    answer(lake, decision, "accepted", finding_ids=[one], at="2023-01-12T10:00:05")
    # Given before the other, written after that had looked.
    lake.lake.write_answer(an_answer(decision, other, lake, "2023-01-12T10:00:03").as_json())
    lake.publish("2023-01-13")
    assert (newest(lake)["withheld"], len(newest(lake)["answered"])) == ([], 2)
    assert states(lake) == [(7, "accepted", True), (100, "accepted", True)]
    assert settle_answers(lake.lake) == []


def test_an_answer_given_while_the_submission_was_processed_again_is_not_lost(lake):
    decision = lake.submit("value\n100", name="one", findings=[ERROR], landed="2023-01-10")
    answer(lake, decision, "accepted", at="2023-01-10T09:00")
    again = lake.submit("value\n100", name="one", findings=[ERROR], processing="p2", landed="2023-01-10")
    late = {  # processed once more, decided after the answer, which it did not know
        **again,
        "decision_id": f"{again['submission_id']}-p3",
        "decided_at": "2023-01-10T10:00:00+00:00",
    }
    lake.lake.write_decision(late)
    assert newest(lake)["decision_id"].endswith("-p3")
    (made,) = settle_answers(lake.lake)
    assert (made["withheld"], newest(lake)) == ([], made)
    assert settle_answers(lake.lake) == []


@pytest.mark.parametrize("damaged", ["answers", "decisions"])
def test_a_damaged_object_stops_nobody_else(lake, damaged):
    hurt = lake.submit("value\n100", name="one", findings=[ERROR])
    lake.publish("2023-01-11")
    answer(lake, hurt, "accepted")
    (file,) = (
        path
        for path in (lake.settings.home / "lake" / damaged).iterdir()
        if damaged == "answers" or "review" in path.name
    )
    file.write_text("not JSON")
    lake.submit("indicator | value\nlabour | 7", name="two", landed="2023-01-12")
    lake.publish("2023-01-13")
    assert (7, "accepted", False) in states(lake)
