"""The rest of a period's report in words: who has reported, what is in doubt, what changed since the last closing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from lientinh.catalogue import Catalogue
from lientinh.export.code_words import REPORTING_STATES
from lientinh.findings import SEVERITIES as SEVERITY_ORDER
from lientinh.wording import RELATIONS, SCENARIOS, SEVERITIES, STATES, clock, day, figure

Row = dict[str, Any]

ARRIVED = ("on_time", "late", "arrived")
_FINDINGS_SHOWN = 12  # in words; more would hide the gravest, and `lientinh findings` lists all
_CHANGES_SHOWN = 60
_CHANGES = {"new": "số mới", "changed": "thay đổi", "withheld": "chờ làm rõ", "gone": "không còn"}


@dataclass(frozen=True, slots=True)
class Duty:
    """One agency's duty for the period, in words."""

    area: str
    agency: str
    due: str
    arrived: str
    state: str
    style: str
    days_late: str
    relation: str


@dataclass(frozen=True, slots=True)
class Doubt:
    """One finding that stands, of every province it is said of, with how many more of its rule these have."""

    areas: str
    severity: str
    style: str
    message_vi: str
    message_en: str
    action_vi: str
    quote: str
    more: int


@dataclass(frozen=True, slots=True)
class Doubts:
    """Counts by province and severity (columns in order of gravity), and the gravest in words."""

    columns: tuple[tuple[str, str], ...]
    counts: tuple[tuple[str, tuple[int, ...]], ...]
    gravest: tuple[Doubt, ...]
    left_out: int
    waived: int


@dataclass(frozen=True, slots=True)
class Change:
    """One figure that is not what it was at the last closing."""

    area: str
    series: str
    before: str
    after: str
    kind: str
    cause: str


def describe_duties(status: Sequence[Row]) -> list[Duty]:
    """Those who have not reported first, then the late, then the others."""
    order = {state: place for place, state in enumerate(("not_reported", "returned", "not_due", "late"))}
    ranked = sorted(status, key=lambda row: (order.get(row["state"], 9), row["area_code"]))
    return [_describe_duty(row) for row in ranked]


def _describe_duty(row: Row) -> Duty:
    arrived = day(row["arrived_on"]) if row["arrived_on"] else ""
    if not arrived and row["landed_at"] is not None:
        arrived = f"không rõ (tiếp nhận {clock(row['landed_at'])})"
    return Duty(
        area=row["area_name_vi"],
        agency=row["agency_name_vi"] or "",
        due=day(row["due_on"]) if row["due_on"] else "chưa có hạn được kiểm chứng",
        arrived=arrived,
        state=REPORTING_STATES.get(row["state"], (row["state"],))[0],
        style=row["state"],
        days_late=str(row["days_late"]) if row["days_late"] else "",
        relation=RELATIONS[row["relation"]][0] if row["relation"] in RELATIONS else "",
    )


def count_states(cells: Sequence[Row]) -> list[tuple[str, str, int]]:
    """(state, its words, how many asked cells): what there is, in the order of the words."""
    counts = Counter(row["state"] for row in cells if row["is_asked"])
    return [(state, STATES[state][0], counts[state]) for state in STATES if counts[state]]


def describe_doubts(findings: Sequence[Row], catalogue: Catalogue) -> Doubts:
    """Findings that stand, one in words for each rule and province; a mere remark once for all provinces."""
    standing = [row for row in findings if row["state"] != "waived"]
    present = [one for one in SEVERITY_ORDER if any(row["severity"] == one for row in standing)]
    by_area: dict[str, Counter[str]] = {}
    alike: dict[tuple[str, ...], list[Row]] = {}
    for row in standing:
        area = _area(row, catalogue)
        by_area.setdefault(area, Counter())[row["severity"]] += 1
        repeated = (row["rule_id"],) if row["severity"] == "info" else (row["rule_id"], area)
        alike.setdefault(repeated, []).append(row)
    grave = sorted(alike.values(), key=lambda rows: SEVERITY_ORDER.index(rows[0]["severity"]))
    shown = grave[:_FINDINGS_SHOWN]
    return Doubts(
        columns=tuple(SEVERITIES[one] for one in present),
        counts=tuple(
            (area, tuple(counts[one] for one in present)) for area, counts in sorted(by_area.items())
        ),
        gravest=tuple(_describe_doubt(rows, catalogue) for rows in shown),
        left_out=sum(len(rows) for rows in grave[_FINDINGS_SHOWN:]),
        waived=len(findings) - len(standing),
    )


def _describe_doubt(rows: Sequence[Row], catalogue: Catalogue) -> Doubt:
    first = rows[0]
    return Doubt(
        areas=", ".join(dict.fromkeys(_area(row, catalogue) for row in rows)),
        severity=SEVERITIES[first["severity"]][0],
        style=first["severity"],
        message_vi=first["message_vi"],
        message_en=first["message_en"],
        action_vi=first["action_vi"],
        quote=first["quote"] or "",
        more=len([row for row in rows if row["message_vi"] != first["message_vi"]]),
    )


def _area(row: Row, catalogue: Catalogue) -> str:
    return catalogue.area(row["area_code"]).name_vi if row["area_code"] else "Nhiều tỉnh"


def describe_changes(changes: Sequence[Row]) -> tuple[list[Change], int]:
    """Rows of `lientinh.diff` in words, and how many were left out."""
    return [_describe_change(row) for row in changes[:_CHANGES_SHOWN]], max(0, len(changes) - _CHANGES_SHOWN)


def _describe_change(row: Row) -> Change:
    before, after = (
        figure(*(row[f"{part}_{side}"] for part in ("value", "lower", "upper", "qualifier")))
        for side in ("before", "after")
    )
    parts = [row["indicator_name_vi"]]
    parts += [row["breakdown_name_vi"] or row["breakdown"]] if row["breakdown"] != "_T" else []
    parts += [SCENARIOS[row["scenario"]][0]] if row["scenario"] != "actual" else []
    if row["cause"] == "reprocessing":
        cause = "xử lý lại, không phải do nơi gửi"
    else:
        cause = RELATIONS[row["relation"]][0] if row["relation"] in RELATIONS else "không rõ nguyên nhân"
    signed = "/".join(part for part in (row["number"], row["symbol"]) if part)
    return Change(
        area=row["area_name_vi"],
        series=f"{', '.join(parts)} ({row['unit_symbol']})",
        before=before,
        after=_CHANGES[row["change"]] if row["change"] in ("withheld", "gone") else after,
        kind=_CHANGES[row["change"]],
        cause=", ".join(part for part in (cause, signed) if part),
    )
