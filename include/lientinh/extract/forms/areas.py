"""Areas in rows: labels that name them, and the day they name them as of."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from lientinh.catalogue.catalogue import Catalogue
from lientinh.catalogue.models import Area
from lientinh.extract.forms.templates import label_key

_TWO_NAMES = re.compile(r"\s*[\n/]\s*|\s+[-–]\s*")  # "Cả nước - Whole country"


class RowAreas:
    """The areas that a table's row labels name; versions are chosen when all its labels are known.

    A table that lists a province which a merger ended shows all its provinces as they were before that merger.
    """

    def __init__(self, labels: Iterable[str], issued_on: date | None, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._named = {label: found for label in set(labels) if (found := _versions(label, catalogue))}
        self._days = self._possible_days(issued_on)

    def code(self, label: str) -> str | None:
        """GSO code of the area a label names; None where it names none, or one that never stood beside the others."""
        codes = {area.area_code for area in self._named.get(label, ()) if self._stood(area)}
        return codes.pop() if len(codes) == 1 else None

    def level(self, label: str) -> str:
        """`country`, `region` or `province` of a label that has a code."""
        return next(area.level for area in self._named[label] if self._stood(area))

    def territory(self, label: str) -> str | None:
        """The territory, where every day that the table can be as of gives the same."""
        territories = {area.territory for area in self._named[label] if self._stood(area)}
        return territories.pop() if len(territories) == 1 else None

    def _stood(self, area: Area) -> bool:
        return any(_held(area, day) for day in self._days)

    def _possible_days(self, issued_on: date | None) -> list[date]:
        """Days on which all areas named stood, one a span between two changes; the day of issue if it can be one."""
        changes = sorted(
            {day for area in self._catalogue.areas for day in (area.valid_from, area.valid_to) if day}
        )
        spans = [date.min, *changes]
        possible = [day for day in spans if self._all_stood(day)]
        if issued_on is not None and self._all_stood(issued_on):
            return [issued_on]
        return possible or spans

    def _all_stood(self, day: date) -> bool:
        return all(any(_held(area, day) for area in versions) for versions in self._named.values())


def _versions(label: str, catalogue: Catalogue) -> tuple[Area, ...]:
    """Every version of the area a label names; a label in two languages must name one area twice."""
    whole = catalogue.area_versions(label) or catalogue.area_versions(label_key(label))
    if whole:
        return whole
    parts = [label_key(part) for part in _TWO_NAMES.split(label) if part.strip()]
    named = next((found for part in parts if (found := catalogue.area_versions(part))), ())
    names = {_closed(name) for area in named for name in (area.name_vi, area.name_en, *area.aliases)}
    return named if len(parts) > 1 and all(_closed(part) in names for part in parts) else ()


def _closed(name: str) -> str:
    """A name without its spaces, which some text layers lose: "RedRiverDelta"."""
    return label_key(name).replace(" ", "")


def _held(area: Area, day: date) -> bool:
    return (area.valid_from or date.min) <= day < (area.valid_to or date.max)
