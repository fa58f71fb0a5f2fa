"""Fixtures of the gates: the rules of the catalogue, which the gates own."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from lientinh.catalogue.models import Rule


@pytest.fixture(scope="session")
def rules(root_dir: Path) -> dict[str, Rule]:
    """All rules by id; a wrong row fails here."""
    with (root_dir / "include" / "catalogue" / "rules.csv").open(encoding="utf-8", newline="") as file:
        rows = [
            Rule.model_validate({**row, "severity_in_form": row["severity_in_form"] or None})
            for row in csv.DictReader(file)
        ]
    assert len({row.rule_id for row in rows}) == len(rows)
    return {row.rule_id: row for row in rows}
