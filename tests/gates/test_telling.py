"""What is told once: a copy repeats its original's findings, two documents of a report have their own."""

from __future__ import annotations

from dataclasses import replace

from gates.builders import rule_ids
from lientinh.catalogue import Catalogue
from lientinh.findings import Finding
from lientinh.gates import make_finding, tell_once


def blank(catalogue: Catalogue, document_id: str, rule_id: str = "gate1.number_blank") -> Finding:
    made = make_finding(
        catalogue, "gate1.number_blank", subject="x", report_id="r", document_id=document_id, file="a"
    )
    return replace(made, rule_id=rule_id)


def test_a_copy_does_not_repeat_its_original(catalogue: Catalogue) -> None:
    both = [blank(catalogue, "copy"), blank(catalogue, "original")]
    assert [one.document_id for one in tell_once(both, {"copy"})] == ["original"]
    assert tell_once(both[:1], {"copy"}) == both[:1], "the original has no such fault"
    assert tell_once(both[:1], {"copy"}, {both[0].finding_id}) == [], "told by the earlier submission"


def test_what_was_recognised_badly_in_a_copy_asks_nobody(catalogue: Catalogue) -> None:
    doubt = blank(catalogue, "copy", "gate1.recognised_doubtful")
    assert tell_once([doubt], {"copy"}) == []
    assert rule_ids(tell_once([doubt], set())) == ["gate1.recognised_doubtful"]


def test_one_fault_in_two_documents_is_two_findings(catalogue: Catalogue) -> None:
    found = tell_once([blank(catalogue, "a"), blank(catalogue, "b")], set())
    assert len({one.finding_id for one in found}) == len(found) == 2
    assert found[0].finding_id == blank(catalogue, "a").finding_id
