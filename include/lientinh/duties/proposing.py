"""Rows of `calendar.csv` to propose: due dates that accepted documents state, ready to be read and pasted."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from lientinh.catalogue import Catalogue
from lientinh.catalogue.calendar_models import CalendarEntry
from lientinh.catalogue.catalogue import is_valid
from lientinh.documents import Document
from lientinh.duties.stated_dates import StatedDate, find_stated_dates
from lientinh.errors import BadInput
from lientinh.export.formula_guard import guard_text
from lientinh.extract.head import extract_head
from lientinh.handling import read_landed_file
from lientinh.lake import Lake
from lientinh.readings import DocumentHead

_REPORT_TYPES = {
    "S1": "half_year_report", "9M": "nine_month_report", "A": "annual_report", "M": "monthly_report",
}  # fmt: skip
# More than one body, or bodies below the province, which stand in no table.
_SEVERAL = ("các sở", "sở, ngành", "sở, ban", "huyện", "các cơ quan", "các đơn vị")


@dataclass(frozen=True, slots=True)
class Proposal:
    """A row to propose, with where it was read; `known_as` is the row of the calendar that says the same already."""

    entry: CalendarEntry
    who: str
    quote: str
    locator: str
    submission_id: str
    known_as: str | None


def propose_from_lake(lake: Lake, catalogue: Catalogue, area_code: str | None = None) -> list[Proposal]:
    """Proposals of all accepted submissions, or of those of one province; each document is read once."""
    found: list[Proposal] = []
    seen: set[tuple[str, str]] = set()
    for decision in lake.decisions():
        if decision["outcome"] != "accepted" or area_code not in (None, decision["area_code"]):
            continue
        for described in decision["documents"]:
            key = (decision["submission_id"], described["document_id"])
            if key in seen:
                continue
            seen.add(key)
            try:
                document = read_landed_file(lake, described["file"], described["sha256"])
            except BadInput:
                continue  # a later reader refuses what an earlier one read; its finding tells of it
            head = extract_head(document, catalogue, decision["area_code"])
            found += propose(document, head, catalogue, decision["submission_id"])
    return found


def propose(
    document: Document, head: DocumentHead, catalogue: Catalogue, submission_id: str = ""
) -> list[Proposal]:
    """A proposal for each due date the document states; none where it names no province."""
    if head.area_code is None:
        return []
    return [
        Proposal(
            entry := _entry(stated, head, head.area_code, catalogue),
            stated.who,
            stated.quote,
            str(stated.locator),
            submission_id,
            _known_as(entry, catalogue),
        )
        for stated in find_stated_dates(document)
    ]


def write_rows(proposals: Iterable[Proposal]) -> Iterator[str]:
    """The lines of `calendar.csv`, one a proposal, without line ends."""
    for proposal in proposals:
        line = io.StringIO()
        csv.writer(line, lineterminator="").writerow(
            _cell(getattr(proposal.entry, name)) for name in CalendarEntry.model_fields
        )
        yield line.getvalue()


def _cell(value: object) -> str:
    if isinstance(value, tuple):
        return "|".join(value)
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return guard_text(" ".join(value.split()))  # a title of two lines would be two rows
    return "" if value is None else str(value)


def _entry(stated: StatedDate, head: DocumentHead, area_code: str, catalogue: Catalogue) -> CalendarEntry:
    """The row, not verified: whoever pastes it has read the document."""
    report_type = _REPORT_TYPES[stated.frequency]
    basis = next(one.period_basis for one in catalogue.report_types if one.report_type == report_type)
    owing = _agency(stated.who, area_code, head.issued_on, catalogue)
    document = "/".join(part for part in (head.number, head.symbol) if part) or head.title or "văn bản"
    issued = f" ngày {head.issued_on:%d/%m/%Y}" if head.issued_on else ""
    place = [area_code, head.number, f"{head.issued_on.year}" if head.issued_on else None, stated.frequency]
    return CalendarEntry.model_validate(
        {
            "duty_code": "_".join(part for part in place if part).lower(),
            "report_type": report_type,
            "owed_by": "listed" if owing else "others",
            "agency_codes": (owing,) if owing else (),
            "received_by": _receiver(stated, head, catalogue),
            "area_codes": (area_code,),
            "frequency": stated.frequency,
            "basis": basis,
            "due_rule": stated.due_rule,
            "due_months_after": stated.due_months_after,
            "due_day": stated.due_day,
            "valid_from": head.issued_on,
            "valid_to": None,
            "verified": False,
            "source": f"{document}{issued}: {stated.quote}",
        }
    )


def _receiver(stated: StatedDate, head: DocumentHead, catalogue: Catalogue) -> str:
    """As the sentence says; where it does not, whoever issued the document asks for its own sake."""
    if stated.received_by:
        return stated.received_by
    ministry = head.agency_code is not None and catalogue.agency(head.agency_code).level == "ministry"
    return "ministry" if ministry else "province_government"


def _agency(who: str, area_code: str, on: date | None, catalogue: Catalogue) -> str | None:
    """The one agency of the province that owes; None where several do, or one the catalogue does not know."""
    if any(word in who.lower() for word in _SEVERAL):
        return None
    agency = catalogue.match_agency(who, area_code, on)
    holds = agency is not None and (on is None or is_valid(agency, on))
    return agency.agency_code if agency and holds and agency.area_code == area_code else None


def _known_as(entry: CalendarEntry, catalogue: Catalogue) -> str | None:
    return next(
        (
            known.duty_code
            for known in catalogue.calendar
            if (known.report_type, known.received_by, known.frequency)
            == (entry.report_type, entry.received_by, entry.frequency)
            and (known.due_rule, known.due_months_after, known.due_day)
            == (entry.due_rule, entry.due_months_after, entry.due_day)
            and set(entry.area_codes) <= set(known.area_codes)
        ),
        None,
    )
