"""What is said once: findings of copies that their original has already, and one fault in two documents of a report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import replace

from lientinh.findings import Finding
from lientinh.identity import identify_finding

# Of a copy they are no doubt: what was recognised badly stands well in the text of its original.
_OF_A_SCAN = ("gate1.recognised_doubtful",)


def tell_once(
    findings: Sequence[Finding], evidence: Collection[str], told: Collection[str] = ()
) -> list[Finding]:
    """Findings of one submission in order → the same without those that only repeat, each with an id of its own.

    `evidence`: ids of documents that are copies of another one and lead nothing it says; `told`: ids of the findings
    of the submission whose copies they are. One fault that two documents of a report have is told of each.
    """
    first = {found.finding_id for found in findings if found.document_id not in evidence} | set(told)
    kept = [
        found
        for found in findings
        if found.document_id not in evidence or not (found.finding_id in first or found.rule_id in _OF_A_SCAN)
    ]
    seen: Counter[str] = Counter()
    return [_numbered(found, seen) for found in kept]


def _numbered(found: Finding, seen: Counter[str]) -> Finding:
    seen[found.finding_id] += 1
    count = seen[found.finding_id]
    if count == 1:
        return found
    subject = f"{found.subject} ({count})"
    return replace(
        found,
        subject=subject,
        finding_id=identify_finding(found.rule_id, found.report_id or "", subject),
    )
