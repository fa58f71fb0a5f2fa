"""What filling in a form gives besides readings: places that depart from it, and cells without a figure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from lientinh.documents import Locator
from lientinh.readings import Reading

DriftKind = Literal[
    "header_missing", "unknown_label", "repeated_label", "row_missing", "unit_unlike", "cell_not_numeric",
    "value_outside", "period_unlike", "number_doubtful",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class FormDrift:
    """A place where a sheet departs from its form; nothing at that place was read.

    `text` is what stands there, `nearest` the known label it may have been.
    """

    kind: DriftKind
    locator: Locator
    text: str
    form_id: str
    form_name_vi: str
    form_name_en: str
    nearest: str | None = None


@dataclass(frozen=True, slots=True)
class MissingCell:
    """A cell of a form that holds a missing mark instead of a figure, and what the mark means."""

    locator: Locator
    indicator_code: str
    breakdown: str
    period: str | None
    meaning: Literal["not_reported", "not_applicable"]


@dataclass(frozen=True, slots=True)
class FormExtraction:
    """Readings in the sheets' order, the form they came by, tables no form fits, drift and missing cells."""

    readings: Sequence[Reading] = ()
    form_id: str | None = None
    unmapped: tuple[str, ...] = ()
    drift: tuple[FormDrift, ...] = ()
    missing: tuple[MissingCell, ...] = ()
