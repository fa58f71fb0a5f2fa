"""The catalogue's entries: one frozen model per table of `include/catalogue/`."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Literal

from pydantic import BaseModel, ConfigDict

Severity = Literal["critical", "error", "warning", "info"]
# What a rule sets against what: a report against its form, against itself, against what can be true at all,
# against the province's own past, against other provinces, against other documents; or the program.
RuleKind = Literal["structure", "itself", "range", "time", "provinces", "documents", "internal"]


class Entry(BaseModel):
    """A row of the catalogue: frozen, and strict about columns nobody knows."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


class Area(Entry):
    """An area as it was from a date on. `areas.csv`, one row per code and territory.

    `predecessor_codes`: the areas whose territory it took over on `valid_from`, itself included where it
    kept its code. `territory` is the code alone for the oldest version, `code@valid_from` for later ones.
    """

    area_code: str  # GSO code as zero-padded text; "VN" for the country, "R1".. for regions
    level: Literal["country", "region", "province"]
    name_vi: str
    name_en: str  # without accents, as GSO writes it in English tables
    iso_code: str | None
    parent_code: str | None
    valid_from: date | None  # None: since before the catalogue begins
    valid_to: date | None  # exclusive; None: still valid
    predecessor_codes: tuple[str, ...] = ()
    successor_code: str | None = None
    aliases: tuple[str, ...] = ()
    whole_aliases: tuple[str, ...] = ()  # names only as a whole cell: in a sentence "Hồ Chí Minh" is a person
    source: str

    @property
    def territory(self) -> str:
        return f"{self.area_code}@{self.valid_from.isoformat()}" if self.valid_from else self.area_code


class Agency(Entry):
    """Who issues or receives a report. `agencies.csv`."""

    agency_code: str  # "04-sldtbxh", "molisa"
    name_vi: str
    name_en: str
    aliases: tuple[str, ...] = ()  # "Sở LĐTB&XH", "SLĐTBXH" (also the symbol of its documents)
    level: Literal["ministry", "province_government", "department", "statistics_office"]
    area_code: str
    fields: tuple[
        str, ...
    ] = ()  # employment, vocational, merit, poverty, protection, children, evils, statistics …
    valid_from: date | None
    valid_to: date | None
    successor_codes: tuple[str, ...] = ()
    verified: bool
    source: str


class Unit(Entry):
    """A base unit. `units.csv`."""

    unit_code: str  # VND, PERSON, PERSON_TURN, HOUSEHOLD, PERCENT, PERCENTAGE_POINT, ITEM …
    name_vi: str
    name_en: str
    kind: Literal["money", "count", "events", "ratio", "mass", "time", "other"]
    decimals: int  # how many decimals a value of it can sensibly have; 0 for heads
    symbol: str


class UnitWord(Entry):
    """A word by which documents write a unit, with its scale to the base unit. `unit_words.csv`."""

    word: str  # "tỷ đồng", "lượt người", "nghìn người", "hộ gia đình"
    unit_code: str
    factor: Decimal  # 1000000000 for tỷ đồng


class Indicator(Entry):
    """An indicator. `indicators.csv`; after the six attributes of Decree 94/2022/NĐ-CP and what a pipeline needs."""

    indicator_code: str
    name_vi: str
    name_en: str
    definition_vi: str
    definition_en: str
    field: str
    unit_code: str
    direction: Literal["higher_better", "lower_better", "neutral"]
    area_aggregation: Literal["sum", "derive", "weighted_mean", "none"]
    numerator_code: str | None = None
    denominator_code: str | None = None  # also the weight of weighted_mean
    time_aggregation: Literal["sum", "last", "average", "none"]
    accumulation: Literal["period", "stock", "average", "annual_average"]  # what it is by nature
    min_value: Decimal | None = None
    max_value: Decimal | None = None
    dimensions: tuple[str, ...] = ()  # breakdown dimensions it may have
    definition_dimensions: tuple[
        str, ...
    ] = ()  # those that change the definition ("standard"): never comparable across
    headline: bool = False
    source: str


class Responsibility(Entry):
    """Which ministry is responsible for a field, by date. `responsibilities.csv`."""

    field: str
    agency_code: str
    valid_from: date | None
    valid_to: date | None
    verified: bool
    source: str


class Dimension(Entry):
    """A member of a breakdown dimension. `dimensions.csv`."""

    dimension: str
    member: str
    name_vi: str
    name_en: str
    phrases: tuple[str, ...] = ()


class Phrase(Entry):
    """Words by which documents name an indicator. `phrases.csv`; longer and more specific ones win.

    Words are matched on the match key (NFC, lower case, new tone placement, single spaces) of the clause.
    `all_of` are words that must all stand in the clause, `none_of` words that must not; `unit_codes`, where
    given, limits the units the number may have; `breakdown` is what the phrase itself says of it.
    """

    indicator_code: str
    all_of: tuple[str, ...]
    none_of: tuple[str, ...] = ()
    unit_codes: tuple[str, ...] = ()
    breakdown: str = "_T"
    note: str = ""


class Ordering(Entry):
    """Two indicators of which one cannot, or can hardly, exceed the other. `orderings.csv`."""

    larger_code: str
    smaller_code: str
    kind: Literal["part", "step"]  # a part is never larger; a later step can be, if some came from before
    reason: str


class Flow(Entry):
    """What comes into a stock or goes out of it in a period. `flows.csv`.

    The rows of a stock and direction are all that moves that way; a direction without a row is not known.
    """

    stock_code: str
    flow_code: str
    direction: Literal["in", "out"]
    source: str


class MissingMark(Entry):
    """What stands where a number should. `missing_marks.csv`."""

    mark: str
    meaning: Literal["not_reported", "zero_reported", "not_applicable"]
    where: Literal["cell", "prose", "both"]


class Rule(Entry):
    """A rule of the gates. `rules.csv`; messages are templates filled with the finding's own figures."""

    rule_id: str  # "read.password_protected", "arithmetic.sum_of_parts"
    gate: Literal["land", "read", "gate1", "gate2", "gate3"]
    kind: RuleKind
    severity: Severity
    severity_in_form: Severity | None = None  # where arithmetic weighs more in a form than in prose
    reason: str
    message_vi: str
    message_en: str
    action_vi: str
    action_en: str


class Limit(Entry):
    """A threshold of a rule, with where it comes from. `limits.csv`."""

    rule_id: str
    limit: str  # by name: "least_periods"
    value: Decimal
    unit: str  # in words: "periods", "robust deviations"
    source: str


class Asked(Entry):
    """What is asked of whom, for which periods and on which basis. `asked.csv`. `area_codes` ("*": every province).

    Who owes the report that carries it, and by when, stands in `calendar.csv`.
    """

    indicator_code: str
    breakdown: str
    scenario: str
    plan_basis: str | None = None
    accumulation: str
    frequency: Literal["A", "S", "Q", "M"]
    period_from: str
    period_to: str | None
    area_codes: tuple[str, ...]
    report_type: str
    basis: str


class ReportType(Entry):
    """A kind of report. `report_types.csv`; `authority` by scenario, 1 strongest."""

    report_type: str
    name_vi: str
    name_en: str
    document_kinds: tuple[str, ...]
    authority_actual: int
    authority_plan: int
    period_basis: Literal["calendar", "nd09"]


class Reviewer(Entry):
    """Who answers for the ministry where a figure waits for a person. `reviewers.csv`; roles, never persons.

    `reviewer` is the user name in Airflow; `fields` and `area_codes` may be `*`; one without fields is
    asked only what others did not answer. Unanswered after `answer_days`
    working days, a question goes to `escalates_to` as well.
    """

    reviewer: str
    title_vi: str
    title_en: str
    fields: tuple[str, ...]
    area_codes: tuple[str, ...]
    answer_days: int
    escalates_to: str | None = None
    valid_from: date | None = None
    valid_to: date | None = None


class ReplyTerm(Entry):
    """How long a sender has to answer. `reply_terms.csv`; our setting, which no legal text prescribes.

    `term`: the gravest severity of what is asked, or `late` for a reminder.
    """

    term: Literal["critical", "error", "warning", "late"]
    working_days: int
    source: str
