"""A finding leads to the pages of its validation, while they stand."""

from __future__ import annotations

from lientinh.catalogue import Catalogue
from lientinh.finding_docs import link_docs
from small_lakes import SmallLake


def test_a_finding_is_linked_to_the_gate_that_made_it(tmp_path, catalogue: Catalogue) -> None:
    gates = {rule.rule_id: rule.gate for rule in catalogue.rules}
    rule_of = {gate: next(one for one in gates if gates[one] == gate) for gate in ("read", "gate1", "gate2")}
    lake = SmallLake(tmp_path, catalogue)
    decision = lake.submit("value\n100", name="one", report_type="annual", report_period="2022")
    page = lake.settings.data_docs_dir / "04" / "2022" / "gate1" / "index.html"
    page.parent.mkdir(parents=True)
    page.write_text("pages")
    rows = [{"rule_id": rule_of[gate], "submission_id": decision["submission_id"]} for gate in rule_of]
    rows.append({"rule_id": "gone.rule", "submission_id": "unknown"})
    linked = {row["rule_id"]: row["data_docs"] for row in link_docs(lake, rows)}
    assert linked == {
        rule_of["gate1"]: "04/2022/gate1/index.html",
        rule_of["gate2"]: None,  # its pages are gone
        rule_of["read"]: None,  # it is about a file, not about rows
        "gone.rule": None,
    }
