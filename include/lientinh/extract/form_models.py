"""A form as data, and what filling one in gives: readings, cells without a figure, and drift."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator

from lientinh.documents import Locator
from lientinh.readings import PlanBasis, Reading, Scenario

DriftKind = Literal[
    "header_missing", "unknown_label", "repeated_label", "row_missing", "unit_unlike", "cell_not_numeric",
    "value_outside",
]  # fmt: skip


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


class Column(_Part):
    """A column that describes the rows; `headers` are the ways a sheet may head it."""

    headers: tuple[str, ...] = Field(min_length=1)
    required: bool = True


class PeriodColumns(_Part):
    """Columns of figures, one a period; `pattern` must match the whole heading and name `year`, may name `mark`.

    `marks` gives, by the mark's words, what the figures of such a column are ("Sơ bộ" is provisional).
    """

    pattern: str
    marks: dict[str, Mark] = Field(default_factory=dict)

    @field_validator("pattern")
    @classmethod
    def _compiles(cls, pattern: str) -> str:
        try:
            groups = re.compile(pattern).groupindex
        except re.error as error:
            raise ValueError(f"not a regular expression: {error}") from error
        if "year" not in groups:
            raise ValueError("the pattern must name the group 'year'")
        return pattern


class Mark(_Part):
    """What a word in a column's heading says of its figures."""

    obs_status: str = "A"
    scenario: Scenario = "actual"
    plan_basis: PlanBasis | None = None


class RowOfForm(_Part):
    """A row that carries figures. `under`: the label of the row above that it belongs to ("Trong đó: Nữ")."""

    labels: tuple[str, ...] = Field(min_length=1)
    indicator_code: str
    breakdown: str = "_T"
    accumulation: str | None = None  # None: as the indicator's nature is
    under: str | None = None
    required: bool = True


class Recognition(_Part):
    """How to tell that a sheet is this form: words of its title, within the first rows."""

    title_any_of: tuple[str, ...] = Field(min_length=1)
    within_rows: int = 25


class Form(_Part):
    """One version of a form: `forms/<form_id>/<valid_from>.yaml`."""

    form_id: str
    valid_from: date
    name_vi: str
    name_en: str
    source: str
    report_type: str
    recognise: Recognition
    label_column: Column
    unit_column: Column
    other_columns: tuple[Column, ...] = ()  # known and not read: order numbers, notes
    period_columns: PeriodColumns
    group_labels: tuple[str, ...] = ()  # rows that only head other rows
    end_words: tuple[str, ...] = Field(min_length=1)  # a row that begins with one ends the table
    rows: tuple[RowOfForm, ...] = Field(min_length=1)

    @field_validator("rows")
    @classmethod
    def _told_apart(cls, rows: tuple[RowOfForm, ...]) -> tuple[RowOfForm, ...]:
        labels = Counter((row.under, label) for row in rows for label in row.labels)
        doubled = [label for (_, label), count in labels.items() if count > 1]
        if doubled:
            raise ValueError(f"two rows have the label {doubled[0]!r}; give one an `under`, or another label")
        return rows


PeriodColumns.model_rebuild()


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
    period: str
    meaning: Literal["not_reported", "not_applicable"]


@dataclass(frozen=True, slots=True)
class FormExtraction:
    """Readings in the sheet's order, the form they came by, sheets no form fits, drift and missing cells."""

    readings: tuple[Reading, ...] = ()
    form_id: str | None = None
    unmapped: tuple[str, ...] = ()
    drift: tuple[FormDrift, ...] = ()
    missing: tuple[MissingCell, ...] = ()
