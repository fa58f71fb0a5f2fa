"""Findings for people: what is wrong, where, and what to do, in Vietnamese with English beside it."""

from __future__ import annotations

from collections.abc import Sequence

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


def _name(severity: str) -> str:
    return wording.both(wording.SEVERITIES, severity)
