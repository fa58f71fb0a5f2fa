"""What waits for a person, for people: the finding with its arithmetic, the figures held back, and who is asked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rich.console import Console
from rich.text import Text

from lientinh import wording
from lientinh.catalogue import Catalogue
from lientinh.period_wording import period_vi
from lientinh.review.questions import Question

_SHOWN = 12  # figures a finding: an unclear relation holds a whole report


def question_row(one: Question) -> dict[str, Any]:
    """A question as JSON prints it."""
    finding = ("finding_id", "rule_id", "severity", "locator", "quote", "message_vi", "message_en")
    figure = ("observation_id", "indicator_code", "breakdown", "period", "value_text", "unit_text", "quote")
    return {
        "submission_id": one.submission_id,
        "area_code": one.area_code,
        "name": one.name,
        "kind": one.kind,
        "asked_at": one.asked_at,
        "reviewers": list(one.assigned.reviewers),
        "escalates_to": list(one.assigned.escalates_to),
        **{name: one.finding[name] for name in finding},
        "figures": [{name: row[name] for name in figure} for row in one.figures],
    }


def print_questions(console: Console, questions: Sequence[Question], catalogue: Catalogue) -> None:
    """The oldest first."""
    if not questions:
        console.print("Không có số liệu nào chờ ý kiến. (Nothing waits for a person.)", style="green")
        return
    for one in questions:
        _print_question(console, one, catalogue)
    console.print(
        "Trả lời (answer): lientinh review HỒ_SƠ --accept | --reject --by TÀI_KHOẢN --reason LÝ_DO",
        style="dim",
    )


def _print_question(console: Console, one: Question, catalogue: Catalogue) -> None:
    area = catalogue.area(one.area_code).name_vi
    console.print(Text(f"{area}, {one.name} [{one.submission_id}]", style="bold"))
    console.print(Text(f"  {one.finding['message_vi']}", style="red"))
    console.print(Text(f"  {one.finding['message_en']}", style="dim"))
    console.print(Text(f"  ↳ {one.finding['locator']}  ({one.finding['finding_id']})", style="dim"))
    for row in one.figures[:_SHOWN]:
        indicator = catalogue.indicator(row["indicator_code"])
        told = wording.measured(row["value_text"], row["unit_text"] or "")
        console.print(Text(f"  • {indicator.name_vi}, {period_vi(row)}: {told}"))
    if len(one.figures) > _SHOWN:
        console.print(Text(f"  … và {len(one.figures) - _SHOWN} số liệu khác (and more)"))
    console.print(
        Text(f"  Chờ từ {wording.clock(one.asked_at)}; giao cho {', '.join(one.assigned.reviewers) or '–'}")
    )
    console.print()
