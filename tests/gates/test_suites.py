"""Great Expectations counts what our filters count, writes its pages, and is not imported without need."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

from gates.builders import check, observations, reading
from lientinh.catalogue import Catalogue
from lientinh.extract import Extraction
from lientinh.findings import Severity
from lientinh.gates import CheckedSubmission, LakeHistory, data_docs, run_gate_1, run_gate_2
from lientinh.gates.suites import Batch, ColumnCheck, IntervalCheck, validate

NAN = float("nan")
FRAME = pd.DataFrame(
    {
        "low": [1.0, 5.0, NAN, 3.0],
        "high": [2.0, 4.0, 1.0, NAN],
        "key": ["a", "b", "a", None],
        "name": ["x", None, "y", "z"],
    }
)
CHECKS = [
    ColumnCheck("r.order", "not_above", "low", "high"),
    ColumnCheck("r.unique", "unique", "key"),
    ColumnCheck("r.present", "present", "name"),
]
SEVERITIES: dict[str, Severity] = {"r.order": "warning", "r.unique": "error", "r.present": "info"}


def test_the_filters() -> None:
    failing = [check.failing(FRAME).tolist() for check in CHECKS]
    assert failing == [[False, True, False, False], [True, False, True, False], [False, True, False, False]]


def test_great_expectations_counts_the_same_rows_and_writes_its_pages(tmp_path: Path) -> None:
    for _ in range(2):  # the second run takes the place of the first
        validate(
            "gate1", [Batch("rows", FRAME, CHECKS), Batch("none", FRAME[:0], CHECKS)], SEVERITIES, tmp_path
        )
    assert [path.name for path in tmp_path.iterdir()] == ["gate1"]
    assert (tmp_path / "gate1" / "index.html").is_file()
    pages = list((tmp_path / "gate1" / "validations").rglob("*.html"))
    assert len(pages) == 1
    assert "gate1-rows" in pages[0].read_text(encoding="utf-8")


SPANS = pd.DataFrame(
    {
        "rule": ["r.a", "r.a", "r.a", "r.b", "r.b", "r.a"],
        "lower": [1.0, 5.0, NAN, 3.0, 9.0, NAN],
        "upper": [2.0, 6.0, 1.0, 4.0, 9.0, NAN],
        "other_lower": [2.0, 1.0, 2.0, NAN, 1.0, 1.0],
        "other_upper": [3.0, 4.0, NAN, 1.0, NAN, 2.0],
    }
)
BOUNDS = ("lower", "upper", "other_lower", "other_upper")


def test_two_intervals_of_a_row_must_meet() -> None:
    """They touch; apart; apart though open; apart; open upwards; no interval at all."""
    assert IntervalCheck("r.a", BOUNDS).failing(SPANS).tolist() == [False, True, True, True, False, False]
    only = IntervalCheck("r.a", BOUNDS, ("rule", "r.a"))
    assert only.failing(SPANS).tolist() == [False, True, True, False, False, False]


def test_great_expectations_counts_the_intervals_that_do_not_meet(tmp_path: Path) -> None:
    """Both kinds of our own expectation run in one batch; a count unlike the filter's would raise."""
    checks = [
        IntervalCheck("r.order", BOUNDS),
        *(IntervalCheck(rule_id, BOUNDS, ("rule", rule_id)) for rule_id in ("r.a", "r.b", "r.none")),
    ]
    validate(
        "gate1", [Batch("spans", SPANS, checks)], SEVERITIES | dict.fromkeys(("r.a", "r.b", "r.none"), "info"),
        tmp_path,
    )  # fmt: skip
    (page,) = (tmp_path / "gate1" / "validations").rglob("*.html")
    text = re.sub(r"<[^>]+>", "", page.read_text(encoding="utf-8"))
    assert "must meet the interval from" in " ".join(text.split())
    assert "expect_intervals_to_meet" not in text


def test_our_own_expectation_that_disagrees_with_its_filter_is_an_error(tmp_path: Path) -> None:
    class Blind(IntervalCheck):
        """A filter that finds nothing."""

        def failing(self, frame: pd.DataFrame) -> pd.Series:
            return pd.Series(False, index=frame.index)

    with pytest.raises(RuntimeError, match=r"r\.order: expectation counts 3 rows, filter 0"):
        validate("gate1", [Batch("spans", SPANS, [Blind("r.order", BOUNDS)])], SEVERITIES, tmp_path)


class Wrong(ColumnCheck):
    """A filter that finds nothing."""

    def failing(self, frame: pd.DataFrame) -> pd.Series:
        return pd.Series(False, index=frame.index)


def test_an_expectation_and_its_filter_that_disagree_are_an_error_of_the_program(tmp_path: Path) -> None:
    batch = Batch("rows", FRAME, [Wrong("r.order", "not_above", "low", "high")])
    with pytest.raises(RuntimeError, match=r"r\.order: expectation counts 1 rows, filter 0"):
        validate("gate1", [batch], SEVERITIES, tmp_path)


def test_an_expectation_that_cannot_run_is_an_error_of_the_program(tmp_path: Path) -> None:
    words = FRAME.assign(high=["a", "b", "c", "d"])
    with pytest.raises((RuntimeError, TypeError)):
        validate("gate1", [Batch("rows", words, CHECKS[:1])], SEVERITIES, tmp_path)


def test_pages_of_another_run_in_the_way_lose_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stay(*_: object, **__: object) -> None:
        """The other run puts its pages back at once."""

    (tmp_path / "gate1").mkdir()
    (tmp_path / "gate1" / "index.html").write_text("another run's")
    original = data_docs.shutil.rmtree
    monkeypatch.setattr(
        data_docs.shutil,
        "rmtree",
        lambda path, **given: stay() if Path(path).name == "gate1" else original(path, **given),
    )
    validate("gate1", [Batch("rows", FRAME, CHECKS)], SEVERITIES, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["gate1"]


def test_both_gates_run_under_great_expectations(catalogue: Catalogue, tmp_path: Path) -> None:
    from gates.builders import HEAD, document

    whole = document("Đã sửa 40 hộ (25 sửa mái, 16 sửa tường).")
    extraction = Extraction(HEAD, (reading("-4"),))
    submission = CheckedSubmission("s", "20", {whole.document_id: "r"}, (whole,), (extraction,))
    found = run_gate_1([submission], catalogue, tmp_path)
    assert [one.rule_id for one in found] == ["arithmetic.sum_of_parts", "gate1.negative_count"]
    assert run_gate_1([submission], catalogue) == found
    rows = observations({}, {"period": "2021"})
    assert run_gate_2(rows, LakeHistory(), catalogue, tmp_path) == []
    assert sorted(path.name for path in tmp_path.iterdir()) == ["gate1", "gate2"]


def test_a_check_without_pages_does_not_wait_for_the_import(root_dir: Path) -> None:
    code = (
        "import sys; sys.path.insert(0, 'include')\n"
        "import pandas as pd\n"
        "from lientinh.gates.suites import Batch, ColumnCheck, validate\n"
        "validate('gate1', [Batch('b', pd.DataFrame({'a': [1]}), [])], {}, None)\n"
        "sys.exit('great_expectations' in sys.modules)\n"
    )
    assert subprocess.run([sys.executable, "-c", code], cwd=root_dir, check=False).returncode == 0


def test_gate_1_of_nothing_is_nothing(catalogue: Catalogue) -> None:
    assert run_gate_1([], catalogue) == []
    assert check(catalogue, reading()) == []


def test_a_missing_value_passes_and_is_not_left_out_beforehand(tmp_path: Path) -> None:
    """Our own expectation: of four rows one fails, two lack a value."""
    validate("gate1", [Batch("rows", FRAME, CHECKS[:1])], SEVERITIES, tmp_path)
    (page,) = (tmp_path / "gate1" / "validations").rglob("*.html")
    text = page.read_text(encoding="utf-8")
    assert "greater than or equal to" in text
    assert "1 unexpected values found. 25% of 4 total rows." in text
