"""The report of a period as one page: no script, no outside file, printable on A4; the same facts, the same bytes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from lientinh.catalogue import Catalogue
from lientinh.period_report.account import (
    ARRIVED,
    count_states,
    describe_changes,
    describe_doubts,
    describe_duties,
)
from lientinh.period_report.footnotes import Footnotes
from lientinh.period_report.gathering import PeriodFacts
from lientinh.period_report.series import Series, describe_series, series_key
from lientinh.period_wording import period_en, period_vi
from lientinh.wording import BASES, clock, day

Row = dict[str, Any]

_TEMPLATES = Path(__file__).resolve().parent / "templates"
WHY = {
    "all_reported": ("tất cả các cơ quan đã gửi báo cáo", "every agency has reported"),
    "deadline": ("đã hết hạn gửi báo cáo", "the deadline has passed"),
    "correction": ("có đính chính sau lần chốt trước", "corrected since the last closing"),
}


@dataclass(frozen=True, slots=True)
class Section:
    """One indicator: its series that were asked, then the others that were reported."""

    anchor: str
    name_vi: str
    name_en: str
    series: tuple[Series, ...]


@dataclass(frozen=True, slots=True)
class ClosingWords:
    """What the page says of the closing it belongs to: its number, and its cause."""

    k: int
    why: str


def render_page(facts: PeriodFacts, catalogue: Catalogue, closing: ClosingWords | None = None) -> str:
    """HTML of the report. Everything that comes out of documents is escaped; charts are our own."""
    footnotes = Footnotes(facts.sources)
    sections = list(_sections(facts.cells, footnotes))
    changes, changes_left_out = describe_changes(facts.changes)
    sources, documents = footnotes.listed()
    template = _open_environment().get_template("report.html.j2")
    return template.render(
        title=_title(facts),
        vintage=facts.vintage,
        published=clock(facts.vintage["published_at"]),
        closing=closing,
        why=WHY.get(closing.why, (closing.why, closing.why)) if closing else None,
        duties=describe_duties(facts.status),
        owed=len(facts.status),
        arrived=sum(row["state"] in ARRIVED for row in facts.status),
        states=count_states(facts.cells),
        sections=sections,
        doubts=describe_doubts(facts.findings, catalogue),
        since=facts.since,
        changes=changes,
        changes_left_out=changes_left_out,
        sources=sources,
        documents=documents,
    )


def _title(facts: PeriodFacts) -> dict[str, str]:
    first = facts.status[0]
    period = {
        "period": facts.period,
        "period_start": first["period_start"],
        "period_end": first["cut_off_on"],
        "accumulation": "period",
        "period_basis": "calendar",
    }
    window = f"{day(first['period_start'])} – {day(first['cut_off_on'])}" if first["period_start"] else ""
    return {
        "vi": _join(first["report_type_name_vi"], period_vi(period)),
        "en": f"{first['report_type_name_en']} {period_en(period)}",
        "window": window,
        "basis_vi": BASES[first["period_basis"]][0],
    }


def _join(report_type: str, period: str) -> str:
    """`Báo cáo năm` and `năm 2025` → `Báo cáo năm 2025`: what ends one and begins the other is said once."""
    words = report_type.split()
    repeated = (
        len(words) - start for start in range(len(words)) if period.startswith(" ".join(words[start:]))
    )
    kept = words[: len(words) - next(repeated, 0)]
    return " ".join([*kept, period])


def _sections(cells: Sequence[Row], footnotes: Footnotes) -> Iterator[Section]:
    """Indicators in the catalogue's order; within one, its series as the query orders them."""
    for code, rows in groupby(cells, key=lambda row: row["indicator_code"]):
        of_indicator = list(rows)
        yield Section(
            anchor=f"chi-tieu-{code}",
            name_vi=of_indicator[0]["indicator_name_vi"],
            name_en=of_indicator[0]["indicator_name_en"],
            series=tuple(
                describe_series(list(group), footnotes) for _, group in groupby(of_indicator, key=series_key)
            ),
        )


def _open_environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["drawn"] = _drawn
    return environment


def _drawn(svg: str) -> Markup:
    """A chart's SVG, which was made here with its labels escaped."""
    return Markup(svg)  # noqa: S704
