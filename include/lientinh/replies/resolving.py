"""What a submission that replaces an earlier one has mended: the points of the earlier reply that are gone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from lientinh.lake import Lake
from lientinh.replies.points import ASKED, INTERNAL_RULES

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Mended:
    """Of `asked` points of the earlier submission, `gone` are not found any more."""

    asked: int
    gone: int


def find_mended(lake: Lake, decision: Json, current: Iterable[Json]) -> Mended | None:
    """What is mended of the newest earlier submission of the same reports; `current`: newest decision of each.

    None unless the submission replaces: one that corrects says a part again, and what it does not say may stand.
    """
    if decision["relation"] != "replaces" or decision["outcome"] != "accepted":
        return None
    reports = {document["report_id"] for document in decision["documents"]}
    earlier = [
        one
        for one in current
        if one["outcome"] == "accepted"
        and (one["landed_at"], one["submission_id"]) < (decision["landed_at"], decision["submission_id"])
        and any(document["report_id"] in reports for document in one["documents"])
    ]
    if not earlier:
        return None
    before = max(earlier, key=lambda one: (one["landed_at"], one["submission_id"]))
    asked = {
        finding["finding_id"]
        for finding in lake.read_stage("findings", [before]).to_pylist()
        if finding["severity"] in ASKED and finding["rule_id"] not in INTERNAL_RULES
    }
    found = {row["finding_id"] for row in lake.read_stage("findings", [decision]).to_pylist()}
    return Mended(len(asked), len(asked - found)) if asked else None
