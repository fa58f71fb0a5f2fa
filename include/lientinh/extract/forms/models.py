"""A form as data: how a table is recognised, and what its columns, rows and title say of each figure.

Fields are those of `forms/<form_id>/<valid_from>.yaml`; the language is described for those who write forms in
`docs/forms.md`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from lientinh.catalogue.matching import match_key
from lientinh.extract.forms.templates import compile_template, label_key, split_marks
from lientinh.readings import Accumulation, Measure, PlanBasis, Scenario

# The usual columns of a report, by what they mean; the period is relative to the one reported on.
Kind = Literal[
    "actual_in_period", "actual_to_date", "estimate_in_period", "estimate_of_year", "plan_of_year",
    "plan_of_next_year", "same_period_last_year", "to_date_last_year", "actual_of_last_year",
    "pct_of_plan", "pct_of_same_period", "growth_pct", "ignored",
]  # fmt: skip
Gives = Literal["item", "area", "period", "member", "unit", "nothing"]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


class Says(_Part):
    """What one place of a form says of the figures it stands for; None: nothing."""

    indicator_code: str | None = None
    breakdown: str = "_T"
    kind: Kind | None = None
    scenario: Scenario | None = None
    plan_basis: PlanBasis | None = None
    accumulation: Accumulation | None = None
    measure: Measure | None = None
    unit: str | None = None  # a word of unit_words.csv; what the sheet itself says comes before it
    obs_status: str | None = None
    area: str | None = None  # GSO code, of tables about one area that the sheet does not name


class Recognition(_Part):
    """How to tell that a table is this form: its title, within the rows above it, never the file's name alone.

    `exact`: before the title stands nothing but its number, after it nothing but "by …", "chia theo …", marks and
    the title in the other language; "Multidimensional poverty rate by province" is no "Poverty rate by province".
    """

    title_any_of: tuple[str, ...] = Field(min_length=1)
    title_none_of: tuple[str, ...] = ()  # words of longer titles that are other tables
    header_any_of: tuple[
        str, ...
    ] = ()  # words its header must hold, where titles alone do not tell forms apart
    beside_any_of: tuple[str, ...] = ()  # words another table of the document must hold
    exact: bool = False
    within_rows: int = 25


class RowColumn(_Part):
    """A column that says what a row is. Without `headers`, or with "" among them, it may be the leftmost without one.

    `gives`: an `item` of `rows`, an `area`, a `period` (by `patterns`), a `member` of a breakdown (`members`: pair to
    labels), the row's `unit`, or `nothing` (order numbers, notes). `repeats`: a blank cell repeats the one above.
    """

    headers: tuple[str, ...] = ()
    gives: Gives
    required: bool = True
    patterns: tuple[str, ...] = ()
    members: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    repeats: bool = False

    @model_validator(mode="after")
    def _complete(self) -> RowColumn:
        if (self.gives == "period") != bool(self.patterns):
            raise ValueError("`patterns` go with `gives: period`, and only there")
        if (self.gives == "member") != bool(self.members):
            raise ValueError("`members` go with `gives: member`, and only there")
        _check_templates(self.patterns)
        return self


class FigureColumn(Says):
    """A column of figures by its path of headings, top to bottom; `|` separates the wordings of one level."""

    heading: tuple[str, ...] = Field(min_length=1)
    required: bool = False

    @field_validator("heading", mode="before")
    @classmethod
    def _one_level(cls, heading: object) -> object:
        return (heading,) if isinstance(heading, str) else heading

    @field_validator("heading")
    @classmethod
    def _compiles(cls, heading: tuple[str, ...]) -> tuple[str, ...]:
        _check_templates(heading)
        return heading


class RowOfForm(Says):
    """A row by its labels. `under`: the label of the row it belongs to ("Trong đó: Nữ").

    `heads`: it carries no figures of its own; what it says holds for the rows below it, up to the next such row.
    """

    labels: tuple[str, ...] = Field(min_length=1)
    under: str | None = None
    heads: bool = False
    required: bool = True

    @field_validator("labels")
    @classmethod
    def _compiles(cls, labels: tuple[str, ...]) -> tuple[str, ...]:
        _check_templates(labels)
        return labels


class Form(_Part):
    """One version of a form: `forms/<form_id>/<valid_from>.yaml`."""

    form_id: str
    valid_from: date
    name_vi: str
    name_en: str
    source: str
    report_type: str | None = None  # None: a published table, owed by nobody
    recognise: Recognition
    fixed: Says = Says()
    row_columns: tuple[RowColumn, ...] = Field(min_length=1)
    figure_columns: tuple[FigureColumn, ...] = Field(min_length=1)
    marks: dict[str, Says] = Field(
        default_factory=dict
    )  # words beside a period, and what they say of its figures
    rows: tuple[RowOfForm, ...] = ()
    end_words: tuple[str, ...] = ()  # a row that begins with one ends the table

    def says_mark(self, word: str | None) -> Says:
        """What a mark beside a period says ("sơ bộ-prel.": of the marks in it the first the form knows)."""
        for wordings, says in self.marks.items() if word else ():
            if any(match_key(wording) in str(word) for wording in wordings.split("|")):
                return says
        return Says()

    @model_validator(mode="after")
    def _agrees(self) -> Form:
        gives = [column.gives for column in self.row_columns]
        if any(not row.heads for row in self.rows) != ("item" in gives):
            raise ValueError("`rows` that carry figures go with a row column that gives `item`")
        for once in ("item", "area", "period", "unit"):
            if gives.count(once) > 1:
                raise ValueError(f"only one row column can give `{once}`")
        if not all(map(label_key, self.end_words)):
            raise ValueError("an end word of marks alone would end every table; write words")
        _told_apart(self.rows)
        for column in self.figure_columns:
            compile_template(column.heading, split_marks(self.marks))
        places = [self.fixed, *self.figure_columns, *self.rows]
        if not any(place.indicator_code for place in places):
            raise ValueError("no place of the form names an indicator_code")
        return self


def _told_apart(rows: Iterable[RowOfForm]) -> None:
    labels = Counter((row.under, label) for row in rows for label in row.labels)
    doubled = [label for (_, label), count in labels.items() if count > 1]
    if doubled:
        raise ValueError(f"two rows have the label {doubled[0]!r}; give one an `under`, or another label")


def _check_templates(templates: Iterable[str]) -> None:
    for template in templates:
        compile_template((template,), ())
