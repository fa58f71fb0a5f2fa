"""Footnotes: every figure that is shown can be followed to its words and its document."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from lientinh.export.code_words import LEGAL_STATES
from lientinh.period_wording import period_vi
from lientinh.wording import SCENARIOS, day

Row = dict[str, Any]

_KEY = ("indicator_code", "breakdown", "period", "period_basis", "scenario", "plan_basis", "accumulation")


@dataclass(frozen=True, slots=True)
class Footnote:
    """One source: its number in this report, the words, and the number of the document they stand in."""

    number: int
    area: str
    about: str
    quote: str
    document: int
    place: str
    observation_id: str


class Footnotes:
    """Numbers given in the order in which figures are shown; the same figure keeps its number."""

    def __init__(self, sources: Mapping[str, Row]) -> None:
        self._sources = sources
        self._numbers: dict[str, int] = {}
        self._leading = {
            (row["territory"], *(row[name] for name in _KEY)): observation_id
            for observation_id, row in sources.items()
            if row["leads"]
        }

    def cite(self, observation_id: str | None) -> int | None:
        """The number of an observation; None where its words are not published (it waits for a person)."""
        if observation_id is None or observation_id not in self._sources:
            return None
        return self._numbers.setdefault(observation_id, len(self._numbers) + 1)

    def cite_series(self, territory: str, value: object, **series: object) -> int | None:
        """The number of what leads a series, where it says just that value; None for what was computed."""
        found = self._leading.get((territory, *(series[name] for name in _KEY)))
        if found is None or self._sources[found]["value"] != value:
            return None
        return self.cite(found)

    def country_of(self, cell: Row) -> str | None:
        """The territory of the whole country in the series of a cell."""
        wanted = tuple(cell[name] for name in _KEY)
        return next(
            (
                str(row["territory"])
                for row in self._sources.values()
                if row["area_level"] == "country" and tuple(row[name] for name in _KEY) == wanted
            ),
            None,
        )

    def listed(self) -> tuple[list[Footnote], list[str]]:
        """All that were cited, in the order of their numbers; and the documents they stand in, in words."""
        documents: dict[str, int] = {}
        notes = []
        for observation_id, number in self._numbers.items():
            row = self._sources[observation_id]
            place = documents.setdefault(_document(row), len(documents) + 1)
            notes.append(_describe(number, row, place, observation_id))
        return notes, list(documents)


def _describe(number: int, row: Row, document: int, observation_id: str) -> Footnote:
    about = [period_vi(row)] + ([SCENARIOS[row["scenario"]][0]] if row["scenario"] != "actual" else [])
    return Footnote(
        number=number,
        area=row["area_name_vi"],
        about=", ".join(about),
        quote=row["quote"],
        document=document,
        place=(row["locator"] or "").removeprefix(f"{row['file']}:"),
        observation_id=observation_id,
    )


def _document(row: Row) -> str:
    """`Báo cáo …, số 12/BC-SLĐTBXH, ngày 5/1/2023, Sở …, tệp so_lieu.xlsx`; what is unknown is left out."""
    signed = "/".join(part for part in (row["number"], row["symbol"]) if part)
    legal = LEGAL_STATES.get(row["legal_state"] or "")
    parts = [
        row["document_title"] or "",
        f"số {signed}" if row["number"] else f"ký hiệu {signed}" if signed else "",
        f"ngày {day(row['issued_on'])}" if row["issued_on"] else "",
        row["agency_text"] or "",
        legal[0] if legal and row["legal_state"] in ("unsigned", "draft") else "",
        f"tệp {row['file']}",
    ]
    return ", ".join(part for part in parts if part)
