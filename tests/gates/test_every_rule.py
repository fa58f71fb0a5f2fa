"""No rule without code that raises it and a test that meets it; no code that raises a rule nobody wrote."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

from lientinh.catalogue.models import Rule
from lientinh.extract.forms.drift import DriftKind

_RULE_ID = re.compile(r"^(?:land|read|decide|arithmetic|gate[123])\.[a-z_0-9]*[a-z0-9]$")
_DRIFT = {f"gate1.form_{kind}" for kind in get_args(DriftKind)}  # their ids are put together from the kind


def rule_ids_in(folder: Path, but: Path | None = None) -> set[str]:
    return {
        text for path in folder.rglob("*.py") if path != but for text in _texts(path) if _RULE_ID.match(text)
    }


def _texts(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def test_every_rule_is_raised_somewhere(root_dir: Path, rules: dict[str, Rule]) -> None:
    raised = rule_ids_in(root_dir / "include" / "lientinh") | _DRIFT
    assert sorted(set(rules) - raised) == []


def test_every_rule_that_is_raised_is_written_down(root_dir: Path, rules: dict[str, Rule]) -> None:
    assert sorted((rule_ids_in(root_dir / "include" / "lientinh") | _DRIFT) - set(rules)) == []


def test_every_rule_is_met_by_a_test(root_dir: Path, rules: dict[str, Rule]) -> None:
    met = rule_ids_in(root_dir / "tests", but=Path(__file__)) | _DRIFT
    assert sorted(set(rules) - met) == []


def test_a_rule_stands_with_its_gate(rules: dict[str, Rule]) -> None:
    gates = {
        "land": "land",
        "read": "read",
        "decide": "gate1",
        "arithmetic": "gate1",
        "gate1": "gate1",
        "gate2": "gate2",
    }
    assert {rule_id: rule.gate for rule_id, rule in rules.items()} == {
        rule_id: gates[rule_id.partition(".")[0]] for rule_id in rules
    }


# What a reader says of a file that it has read all the same.
_REMARKS = {
    "read.scanned_table",
    "read.macro_not_run",
    "read.external_link",
    "read.ragged_rows",
    "read.doubled_headers",
    "read.odd_cells",
}


def test_severities_are_as_the_design_has_them(rules: dict[str, Rule]) -> None:
    """A file that cannot be read is refused; arithmetic is a warning in prose and an error in a form."""
    for rule_id, rule in rules.items():
        if rule.gate in ("land", "read"):
            assert rule.severity == ("warning" if rule_id in _REMARKS else "critical"), rule_id
        if rule_id.startswith("arithmetic."):
            assert (rule.severity, rule.severity_in_form) == ("warning", "error"), rule_id
