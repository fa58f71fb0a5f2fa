"""The equations of a document: of its text, of its forms, and of figures it states twice."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import replace
from decimal import Decimal

from lientinh.catalogue.catalogue import Catalogue
from lientinh.gates.breakdowns import BreakdownRelation
from lientinh.gates.equations import (
    AT_MOST,
    SAME,
    SHARE,
    SUM,
    WHOLES,
    Equation,
    Form,
    Term,
    change_of,
    count_of,
)
from lientinh.gates.mentions import Mention, Prepared
from lientinh.gates.reading_figures import figure_key, rounding_of_reading
from lientinh.gates.relation import Relation
from lientinh.readings import Reading

_FORMS: dict[str, Form] = {
    "arithmetic.sum_of_parts": SUM,
    "arithmetic.sum_of_statuses": SUM,
    "arithmetic.ratio_of_counts": SHARE,
    "arithmetic.share_of_total": SHARE,
    "arithmetic.share_of_plan": SHARE,
    "arithmetic.common_denominator": WHOLES,
    "gate1.subset_larger_than_set": AT_MOST,
}


def equation_of(relation: Relation, catalogue: Catalogue) -> Equation | None:
    """A relation of the text; None for one that may fail without fault."""
    form = relation.form or _FORMS.get(relation.rule_id)
    if relation.rule_id == "arithmetic.count_of_places":
        form = count_of(relation.computed)
    if form is None:
        return None
    terms = [_term_of_mention(relation.prepared, one) for one in (relation.total, *relation.parts)]
    terms += [term_of_reading(one, catalogue, as_plan=form is SHARE) for one in relation.others]
    return _equation(form, terms, relation.quote)


def cell_equation_of(relation: BreakdownRelation, catalogue: Catalogue) -> Equation | None:
    """A relation of a form; None for one that may fail without fault."""
    form = _FORMS.get(relation.rule_id)
    if relation.rule_id == "arithmetic.change_on_same_period":
        is_growth = relation.total.measure == "growth_pct"
        form = change_of("up" if is_growth else "of", by_difference=False)
    if form is None:
        return None
    terms = [term_of_reading(one, catalogue) for one in (relation.total, *relation.parts)]
    return _equation(form, terms, relation.total.quote)


def repeat_equation(first: Reading, repeat: Reading, catalogue: Catalogue) -> Equation:
    """A figure stated a second time."""
    return _equation(SAME, [term_of_reading(one, catalogue) for one in (first, repeat)], repeat.quote)


def _equation(form: Form, terms: Sequence[Term], quote: str) -> Equation:
    """With a whole last place of reach for the terms that are shares."""
    widened = (
        replace(one, rounding=2 * one.rounding) if number in form.shares else one
        for number, one in enumerate(terms)
    )
    return Equation(form, tuple(widened), quote)


def _term_of_mention(prepared: Prepared, mention: Mention) -> Term:
    reading = mention.reading
    key: Hashable = ("at", mention.paragraph, mention.start)
    if reading is not None and reading.value == mention.value and _is_known(reading):
        key = (figure_key(reading), mention.value)
    return Term(
        key=key,
        value=mention.value,
        rounding=mention.rounding,
        step=2 * mention.rounding or mention.factor,
        factor=mention.factor,
        qualifier=mention.qualifier,
        source=(prepared, mention),
    )


def term_of_reading(reading: Reading, catalogue: Catalogue, *, as_plan: bool = False) -> Term:
    """A reading's figure. A plan is the round figure people aim at, "trên" or not."""
    value = reading.value or Decimal(0)
    return Term(
        key=(figure_key(reading), value) if _is_known(reading) else ("reading", reading.ordinal),
        value=value,
        rounding=Decimal(0) if as_plan else rounding_of_reading(reading, catalogue),
        step=2 * reading.rounding or Decimal(1),
        factor=Decimal(1),
        qualifier=None if as_plan else reading.qualifier,
        source=reading,
    )


def _is_known(reading: Reading) -> bool:
    return reading.indicator_code is not None and reading.period is not None
