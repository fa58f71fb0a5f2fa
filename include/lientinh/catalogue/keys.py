"""What makes a row of each table itself."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from lientinh.catalogue.matching import match_key

# What makes a row of a table itself; two rows with the same key are one too many.
KEYS: dict[str, Callable[[Any], object]] = {
    "areas": lambda area: (area.area_code, area.valid_from),
    "agencies": lambda agency: (agency.agency_code, agency.valid_from),
    "units": lambda unit: unit.unit_code,
    "unit_words": lambda word: match_key(word.word),
    "indicators": lambda indicator: indicator.indicator_code,
    "responsibilities": lambda entry: (entry.field, entry.agency_code, entry.valid_from),
    "dimensions": lambda entry: (entry.dimension, entry.member),
    "phrases": lambda phrase: (
        phrase.indicator_code,
        phrase.all_of,
        phrase.none_of,
        phrase.unit_codes,
        phrase.breakdown,
    ),
    "missing_marks": lambda mark: (match_key(mark.mark), mark.where),
    "rules": lambda rule: rule.rule_id,
    "limits": lambda limit: (limit.rule_id, limit.limit),
    "flows": lambda flow: (flow.stock_code, flow.flow_code),
    "asked": lambda entry: entry.model_copy(update={"period_to": None}),
    "calendar": lambda entry: entry.duty_code,
    "day_changes": lambda change: change.day,
    "report_types": lambda entry: entry.report_type,
    "orderings": lambda entry: (entry.larger_code, entry.smaller_code),
    "reviewers": lambda entry: (entry.reviewer, entry.fields, entry.area_codes, entry.valid_from),
    "reply_terms": lambda entry: entry.term,
}
# The code whose dated rows must not overlap.
CODES: dict[str, Callable[[Any], object]] = {
    "areas": lambda area: area.area_code,
    "agencies": lambda agency: agency.agency_code,
    "responsibilities": lambda entry: entry.field,
}
