"""Messages: the events of one route put together by province, with a subject that says truthfully what happened.

A message holds no figure of a report and no name of a person; links lead to them.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from lientinh.alerts.events import AlertEvent
from lientinh.alerts.topics import TOPICS, count_title
from lientinh.findings import SEVERITIES

Form = Literal["at_once", "daily"]
Names = Mapping[str, tuple[str, str]]

_SUBJECT_LENGTH = 150  # mail programs show less; a header line stays far below the 998 octets of RFC 5322
_SYSTEM = ("Hệ thống", "System")


@dataclass(frozen=True, slots=True)
class Message:
    """What is sent to one route, fixed once composed: tried again it is the same, its id included."""

    message_id: str
    route_id: str
    form: Form
    composed_at: datetime
    subject: str
    text: str
    html: str
    events: tuple[AlertEvent, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """Events told as one: how many of what, which ones, and where to look."""

    title: tuple[str, str]
    details: tuple[tuple[str, str], ...]
    links: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """The lines of one area; `name` is of the whole system where no area is concerned."""

    name: tuple[str, str]
    lines: tuple[Line, ...]
    is_system: bool = False


def group_events(events: Sequence[AlertEvent], names: Names) -> list[Section]:
    """Events by area (the system first), then by topic and severity, the gravest first."""
    by_area: dict[str | None, list[AlertEvent]] = {}
    for event in sorted(events, key=lambda event: (event.area_code or "", *_order(event))):
        by_area.setdefault(event.area_code, []).append(event)
    return [
        Section(
            name=_SYSTEM if area is None else names.get(area, (area, area)),
            lines=_lines(found, _SYSTEM if area is None else names.get(area, (area, area))),
            is_system=area is None,
        )
        for area, found in by_area.items()
    ]


def _order(event: AlertEvent) -> tuple[int, str, datetime, str]:
    return SEVERITIES.index(event.severity), event.topic, event.happened_at, event.key


def _lines(events: list[AlertEvent], area: tuple[str, str]) -> tuple[Line, ...]:
    groups: dict[tuple[str, str], list[AlertEvent]] = {}
    for event in events:
        counted = event.topic in TOPICS
        groups.setdefault((event.topic, event.severity) if counted else ("", event.key), []).append(event)
    return tuple(_line(found, area) for found in groups.values())


def _line(events: list[AlertEvent], area: tuple[str, str]) -> Line:
    first = events[0]
    if first.topic in TOPICS:
        title = count_title(first.topic, first.severity, len(events))
    else:
        title = (
            clean_line(first.title_vi).removeprefix(f"{area[0]}: "),
            clean_line(first.title_en).removeprefix(f"{area[1]}: "),
        )
    details = {
        (clean_line(event.text_vi), clean_line(event.text_en)): None for event in events if event.text_vi
    }
    links = {clean_line(event.link): None for event in events if event.link}
    return Line(title, tuple(details), tuple(links))


def write_subject(sections: Sequence[Section]) -> str:
    """`Lạng Sơn: 2 nội dung cần rà soát mới ở mức lỗi; Sơn La: …`; what finds no place is counted, not cut."""
    told = [(section, line) for section in sections for line in section.lines]
    subject, kept, before = "", 0, None
    for section, line in told:
        if section is before:
            part = f", {line.title[0]}"
        else:
            part = (
                ("; " if kept else "") + ("" if section.is_system else f"{section.name[0]}: ") + line.title[0]
            )
        if kept and len(subject) + len(part) > _SUBJECT_LENGTH:
            break
        subject, kept, before = subject + part, kept + 1, section
    subject = clean_line(subject)
    if len(subject) > _SUBJECT_LENGTH:
        subject = subject[: _SUBJECT_LENGTH - 1].rstrip() + "…"
    left = len(told) - kept
    return subject + (f"; và {left} mục khác" if left else "")


def clean_line(text: str) -> str:
    """One line without control, format or separator characters: nothing in it can end or reverse a line."""
    kept = (
        " " if unicodedata.category(character) in ("Cc", "Zl", "Zp") else character
        for character in unicodedata.normalize("NFC", text)
        if unicodedata.category(character) not in ("Cf", "Cs", "Co", "Cn")
    )
    return " ".join("".join(kept).split())
