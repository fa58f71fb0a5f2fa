"""Gate 2: every rule with a hit and a near miss, over observations in the common schema."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pandas as pd
import pytest

from gates.builders import observations
from lientinh.catalogue import Catalogue
from lientinh.findings import Finding
from lientinh.gates import LakeHistory, run_gate_2

NOBODY = observations()
RATE: dict[str, Any] = {
    "indicator_code": "trained_labour_rate",
    "unit_code": "PERCENT",
    "accumulation": "stock",
}


def past(*values: str, **changes: Any) -> pd.DataFrame:
    """A province's earlier years, each from its own submission and report."""
    return observations(
        *(
            {
                "value": Decimal(value), "period": str(2021 - number), "submission_id": f"p{number}",
                "report_id": f"r{number}", "landed_at": datetime(2021 - number, 7, 1, tzinfo=UTC), **changes,
            }
            for number, value in enumerate(values)
        )
    )  # fmt: skip


def gate2(catalogue: Catalogue, *rows: dict[str, Any], history: pd.DataFrame = NOBODY) -> list[Finding]:
    return run_gate_2(observations(*rows), LakeHistory(history), catalogue)


def only(found: list[Finding]) -> Finding:
    (one,) = found
    return one


def test_nothing_to_check(catalogue: Catalogue) -> None:
    assert run_gate_2(NOBODY, LakeHistory(), catalogue) == []
    assert gate2(catalogue, {}) == []


def test_an_identity_that_stands_twice(catalogue: Catalogue) -> None:
    row = {"observation_id": "same"}
    found = gate2(catalogue, row, row | {"period": "2021"})
    assert {(one.rule_id, one.severity) for one in found} == {("gate2.key_not_unique", "critical")}


@pytest.mark.parametrize(("value", "words"), [("101", "mức tối đa 100"), ("-1", "mức tối thiểu 0")])
def test_out_of_the_catalogues_range(catalogue: Catalogue, value: str, words: str) -> None:
    found = only(gate2(catalogue, RATE | {"value": Decimal(value)}))
    assert (found.rule_id, found.severity, found.observation_id) == ("gate2.out_of_range", "error", "o1-s")
    assert words in found.message_vi
    assert found.locator == "a.txt:3:1-4"


def test_the_bounds_themselves_are_in_range(catalogue: Catalogue) -> None:
    assert (
        gate2(catalogue, RATE | {"value": Decimal(100)}, RATE | {"value": Decimal(0), "period": "2021"}) == []
    )
    assert gate2(catalogue, RATE | {"value": None, "lower": Decimal(1), "upper": Decimal(2)}) == []


def test_a_jump_against_the_provinces_own_past(catalogue: Catalogue) -> None:
    history = past("600", "640", "650", "700")
    found = only(gate2(catalogue, {"value": Decimal(2000)}, history=history))
    assert (found.rule_id, found.severity) == ("gate2.jump_against_history", "warning")
    assert "trung vị 645, từ 4 kỳ" in found.message_vi
    assert gate2(catalogue, {"value": Decimal(1200)}, history=history) == []
    assert gate2(catalogue, {"value": Decimal(2000)}, history=past("600", "640", "650")) == []
    assert gate2(catalogue, {"value": Decimal(2000), "territory": "20@2025-07-01"}, history=history) == []


def test_a_percentage_may_move_by_some_points(catalogue: Catalogue) -> None:
    history = past("55", "56", "57", "58", **RATE)
    assert (
        only(gate2(catalogue, RATE | {"value": Decimal(70)}, history=history)).rule_id
        == "gate2.jump_against_history"
    )
    assert gate2(catalogue, RATE | {"value": Decimal(60)}, history=history) == []


def test_a_slip_of_the_unit_against_the_past_is_said_once(catalogue: Catalogue) -> None:
    history = past("600", "640", "650", "700")
    found = only(gate2(catalogue, {"value": Decimal(650_000)}, history=history))
    assert (found.rule_id, found.severity) == ("gate2.unit_slip", "warning")
    assert "khoảng 1.000 lần so với trung vị các kỳ trước" in found.message_vi
    assert only(gate2(catalogue, {"value": Decimal("0.6")}, history=history)).rule_id == "gate2.unit_slip"


def test_a_slip_of_the_unit_against_the_other_provinces(catalogue: Catalogue) -> None:
    others = [{"area_code": code, "territory": code, "submission_id": code} for code in ("04", "14", "19")]
    found = only(gate2(catalogue, {"value": Decimal(650_000)}, *others))
    assert "trung vị của các tỉnh khác" in found.message_vi
    unlike = [row | {"value": Decimal(value)} for row, value in zip(others, (7, 700, 70000), strict=True)]
    assert gate2(catalogue, {"value": Decimal(650_000)}, *unlike) == []
    assert gate2(catalogue, {"value": Decimal(65_000)}, *others) == []
