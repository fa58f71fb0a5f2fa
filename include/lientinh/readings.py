"""The reading: a quantity as the document writes it, with its words verbatim and its number parsed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from lientinh.documents import Locator

Scenario = Literal["plan", "actual", "estimate"]
PlanBasis = Literal["assigned", "adjusted", "resolution", "proposed", "term", "unstated"]
Accumulation = Literal["period", "stock", "itd", "average", "annual_average", "ytd"]
Measure = Literal["level", "pct_of_plan", "pct_of_same_period", "growth_pct", "share"]
Qualifier = Literal["more_than", "less_than", "at_least", "at_most", "about", "nearly", "between"]
DocumentKind = Literal[
    "report", "plan", "proposal", "dispatch", "decision", "news", "statistical_form", "unknown"
]
Relation = Literal["initial", "replaces", "corrects", "supplements", "withdraws"]


@dataclass(frozen=True, slots=True)
class DocumentHead:
    """What the head of a document says of it. None where it says nothing; drafts leave number or day blank."""

    kind: DocumentKind
    title: str
    agency_code: str | None  # of the catalogue
    agency_text: str  # verbatim
    number: str | None  # "101"
    symbol: str | None  # "KH-SLĐTBXH"
    issued_on: date | None
    issued_text: str  # "tháng 01 năm 2021" where the day is blank
    relation: Relation
    relation_to: str | None  # number and symbol of the report it replaces, corrects, supplements or withdraws
    area_code: str | None  # the subject's, from issuer and title
    report_type: str | None  # of the catalogue's report types
    report_period: str | None  # "2022-S1"
    period_basis: Literal["calendar", "nd09"]
    legal_state: Literal["signed", "unsigned", "draft", "unknown"]


@dataclass(frozen=True, slots=True)
class Reading:
    """One quantity. Fields in the order of the public JSON; `value` is in the catalogue's base unit.

    `value_text` is exactly the document's text at `locator` (start to end, or the cell), and `unit_text` the
    unit words verbatim. `indicator_code` is None where the catalogue has none. `value` is None where the words
    give only bounds ("1-1,5%"); a bounded value ("trên 11.000") keeps its number in `value` and in `lower`.
    """

    ordinal: int  # 1-based within the document
    indicator_code: str | None
    phrase: str
    breakdown: str
    measure: Measure
    value: Decimal | None
    lower: Decimal | None
    upper: Decimal | None
    qualifier: Qualifier | None
    rounding: Decimal
    unit_code: str | None
    value_text: str
    unit_text: str
    scenario: Scenario
    plan_basis: PlanBasis | None
    accumulation: Accumulation
    period: str | None
    period_start: date | None
    period_end: date | None
    period_basis: str
    period_text: str
    area_code: str | None
    area_level: str | None
    territory: str | None
    quote: str
    locator: Locator
    obs_status: str = "A"
    source_authority: int = 3  # 1 statistical form, 2 department report, 3 plan, 4 news
    confidence: float | None = None  # 0 to 100, of text recognised from a picture; None of text in the file
