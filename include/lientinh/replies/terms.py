"""By when a sender is asked to answer: working days of the catalogue's `reply_terms.csv`, our setting and no law."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from lientinh.catalogue import Catalogue
from lientinh.duties.working_days import NO_CHANGES, add_working_days
from lientinh.findings import SEVERITIES, Severity


def choose_answer_by(catalogue: Catalogue, severities: Sequence[Severity], on: date) -> date | None:
    """The last day to answer what is asked on a day, by the gravest of it; None where nothing is asked."""
    if not severities:
        return None
    return count_term(catalogue, min(severities, key=SEVERITIES.index), on)


def count_term(catalogue: Catalogue, term: str, on: date) -> date:
    """`on` and the term's working days; weekends, public holidays and Tết do not count."""
    changes = getattr(catalogue, "changed_days", NO_CHANGES)
    return add_working_days(on, catalogue.reply_term(term).working_days, changes)
