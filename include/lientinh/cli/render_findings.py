"""Findings for people: what is wrong, where, and what to do, in Vietnamese with English beside it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from rich.console import Console
from rich.text import Text

from lientinh import wording
from lientinh.findings import SEVERITIES, Finding

_STYLES = {"critical": "bold red", "error": "red", "warning": "yellow", "info": "cyan"}


def print_findings(console: Console, findings: Sequence[Finding]) -> None:
    """The most severe first; within a severity in the order of the document."""
    if not findings:
        console.print("Không có nội dung cần rà soát. (Nothing to review.)", style="green")
        return
    for severity in SEVERITIES:
        for found in (one for one in findings if one.severity == severity):
            console.print(Text(f"{_name(severity).capitalize()}  {found.rule_id}", style=_STYLES[severity]))
            console.print(Text(f"  {found.message_vi}"))
            console.print(Text(f"  {found.message_en}", style="dim"))
            console.print(Text(f"  ↳ {found.locator}", style="dim"))
            if found.quote:
                console.print(Text(f"  “{found.quote}”", style="italic"))
            console.print(Text(f"  Đề nghị: {found.action_vi}"))
            console.print()
    counted = ", ".join(
        f"{sum(one.severity == severity for one in findings)} {_name(severity)}"
        for severity in SEVERITIES
        if any(one.severity == severity for one in findings)
    )
    console.print(f"Nội dung cần rà soát (findings): {counted}")


def print_lives(console: Console, rows: Sequence[Mapping[str, Any]]) -> None:
    """Findings with their life: state and since when, what is wrong, where; who let it rest and why."""
    if not rows:
        console.print("Không có nội dung cần rà soát. (Nothing to review.)", style="green")
        return
    for row in rows:
        state = wording.both(wording.FINDING_STATES, row["state"])
        head = f"{_name(row['severity']).capitalize()}  {state}  {row['rule_id']}  {row['finding_id']}"
        console.print(Text(head, style=_STYLES[row["severity"]] if row["state"] != "resolved" else "dim"))
        console.print(Text(f"  {row['message_vi']}"))
        console.print(Text(f"  {row['message_en']}", style="dim"))
        console.print(
            Text(f"  ↳ {row['area_code'] or ''} {row['submission_id']} {row['locator']}", style="dim")
        )
        console.print(Text(f"  {_life(row)}", style="dim"))
        if row.get("data_docs"):
            console.print(Text(f"  ↳ data_docs/{row['data_docs']}", style="dim"))
        console.print()
    counts = Counter(row["state"] for row in rows)
    told = ", ".join(f"{counts[one]} {wording.both(wording.FINDING_STATES, one)}" for one in counts)
    console.print(f"Nội dung cần rà soát (findings): {told}")


def _life(row: Mapping[str, Any]) -> str:
    told = [f"phát hiện {wording.clock(row['first_seen_at'])} (first seen)"]
    if row["resolved_at"]:
        told.append(f"xử lý xong {wording.clock(row['resolved_at'])} (resolved)")
    if row["waived_by"]:
        until = f" đến {wording.day(row['waived_until'])}" if row["waived_until"] else ""
        told.append(f"{row['waived_by']} cho qua{until}: {row['waived_reason']}")
    return "; ".join(told)


def _name(severity: str) -> str:
    return wording.both(wording.SEVERITIES, severity)
