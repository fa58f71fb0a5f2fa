"""Explain: every part of a number's life is there."""

from __future__ import annotations

from decimal import Decimal

import pytest

from lientinh.errors import UsageError
from lientinh.explain import explain
from small_lakes import SmallLake, moment, small_catalogue


@pytest.fixture
def lake(tmp_path):
    lake = SmallLake(tmp_path, small_catalogue())
    finding = {"rule_id": "arithmetic.sum_of_parts", "row": 1}
    lake.submit(
        "value | id | flagged\n100 | old | yes",
        name="one",
        report="R",
        findings=[finding],
        arrived="2023-01-09",
    )
    lake.publish("2023-01-11")
    lake.submit(
        "value | id | withheld\n120 | new | yes",
        name="two",
        report="R",
        relation="corrects",
        landed="2023-02-10",
    )
    lake.publish("2023-02-11")
    return lake


def test_a_number_from_its_sentence_to_its_versions(lake):
    found = explain(lake.settings, lake.lake, lake.ids["old"])
    assert found["words"] == {
        "quote": "tạo việc làm cho 100 người", "value_text": "100", "unit_text": "người", "phrase": "việc làm",
    }  # fmt: skip
    assert found["place"]["text"] == "a.txt:1:3-9"
    assert (found["place"]["paragraph"], found["place"]["start"], found["place"]["end"]) == (1, 3, 9)
    assert found["document"]["file"] == "one.txt"
    assert len(found["document"]["sha256"]) == 16
    assert (found["document"]["number"], found["document"]["symbol"]) == ("12", "BC-SLĐTBXH")
    assert found["figure"]["value"] == Decimal(100)
    assert found["figure"]["unit_code"] == "PERSON"
    assert found["figure"]["period"] == "2022"
    assert found["decision"]["submission"] == "accepted"
    assert found["decision"]["flagged"] is True
    assert found["processing"] == "p1"
    assert found["known"]["publication"] == 1
    assert (found["known"]["known_from"], found["known"]["known_to"]) == (
        moment("2023-01-11"),
        moment("2023-02-11"),
    )
    assert [one["rule_id"] for one in found["findings"]] == ["arithmetic.sum_of_parts"]
    assert [(one["value"], one["relation"], one["decision"]) for one in found["versions"]] == [
        (Decimal(120), "corrects", "withheld"),
        (Decimal(100), "initial", "accepted"),
    ]


def test_whether_the_bytes_are_kept(lake):
    found = explain(lake.settings, None, lake.ids["new"])
    assert found["bytes_kept"] is None
    assert found["decision"]["figure"] == "withheld"
    assert explain(lake.settings, lake.lake, lake.ids["new"])["bytes_kept"] is False
    lake.lake.write_raw(found["document"]["sha256"], b"bytes")
    assert explain(lake.settings, lake.lake, lake.ids["new"])["bytes_kept"] is True


def test_an_id_nobody_knows_gets_the_nearest(lake):
    wrong = lake.ids["old"][:-1] + "_"
    with pytest.raises(UsageError, match=f"did you mean '{lake.ids['old']}'"):
        explain(lake.settings, lake.lake, wrong)
