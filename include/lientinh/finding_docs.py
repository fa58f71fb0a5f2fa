"""Findings with the page of their validation: what Great Expectations counted of the rows behind the rule."""

from __future__ import annotations

from collections.abc import Sequence

from lientinh.gates.data_docs import docs_link
from lientinh.lake.lake import newest_of_each
from lientinh.pipeline import Pipeline
from lientinh.publish.reading_warehouse import Row


def link_docs(pipeline: Pipeline, rows: Sequence[Row]) -> list[Row]:
    """Rows of `finding`, each with `data_docs`: a path below the home's `data_docs/`; None where no page stands.

    Pages of old periods are forgotten, and findings made on landing or reading have none.
    """
    decisions = {one["submission_id"]: one for one in newest_of_each(pipeline.lake.decisions())}
    gates = {rule.rule_id: rule.gate for rule in pipeline.catalogue.rules}
    linked = []
    for row in rows:
        decision = decisions.get(row["submission_id"])
        link = docs_link(decision, gates.get(row["rule_id"], "")) if decision else None
        stands = link is not None and (pipeline.settings.data_docs_dir / link).is_file()
        linked.append({**row, "data_docs": link if stands else None})
    return linked
