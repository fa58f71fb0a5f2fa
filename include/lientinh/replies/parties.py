"""Who writes to whom: the ministry in charge today, and the agency that issued the report or its successors."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from lientinh.catalogue import Catalogue
from lientinh.catalogue.catalogue import is_valid
from lientinh.catalogue.models import Agency, Responsibility


@dataclass(frozen=True, slots=True)
class Parties:
    """Issuer and receivers of a letter as of one day.

    `addressees`: in the order in which they are named; `in_charge`: field → which of them mends it, where there are
    several; `copies`: whom it is sent to for their information. `unsure`: what an officer checks before signing,
    because the catalogue has it from no text that was read.
    """

    issuer: Agency | None
    addressees: tuple[Agency, ...]
    in_charge: Mapping[str, Agency]
    copies: tuple[Agency, ...]
    unsure: tuple[str, ...]


def find_parties(
    catalogue: Catalogue,
    area_code: str,
    agency_code: str | None,
    fields: Counter[str],
    asked_fields: Iterable[str],
    on: date,
) -> Parties:
    """Parties of a letter about a report.

    `fields`: how many figures the report has in each; `asked_fields`: the fields of what is asked. The issuer is the
    ministry in charge today of most figures of the report, since it is the report as a whole that is received.
    """
    asked = sorted(set(asked_fields))
    issuer = find_issuer(catalogue, fields, on)
    in_charge = _today(catalogue, area_code, agency_code, on)
    weights = Counter({agency.agency_code: 0 for agency in in_charge})
    for name, count in fields.items():
        weights.update({one.agency_code: count for one in in_charge if name in one.fields})
    ranked = sorted(in_charge, key=lambda one: -weights[one.agency_code])
    concerned = [one for one in ranked if not one.fields or set(asked) & set(one.fields)]
    addressees = tuple(concerned or ranked[:1])
    by_field = {name: one for name in asked for one in addressees if name in one.fields}
    ministries = {_ministry(catalogue, name, on) for name in asked} - {None, issuer}
    return Parties(
        issuer=issuer,
        addressees=addressees,
        in_charge=by_field if len(addressees) > 1 else {},
        copies=(
            *(one for one in catalogue.agencies if one in ministries),
            *_government(catalogue, area_code, on, addressees),
        ),
        unsure=tuple(_list_doubts(catalogue, agency_code, addressees, asked, on)),
    )


def find_issuer(catalogue: Catalogue, fields: Counter[str], on: date) -> Agency | None:
    """The ministry in charge of most figures on a day; without any figure, of most fields."""
    counts: Counter[str] = Counter()
    for name, count in fields.items():
        if (agency := _ministry(catalogue, name, on)) is not None:
            counts[agency.agency_code] += count
    if not counts:
        counts.update(one.agency_code for one in catalogue.responsibilities if is_valid(one, on))
    best = min(counts, key=lambda code: (-counts[code], code), default=None)
    return catalogue.agency(best) if best else None


def responsibility_of(catalogue: Catalogue, field: str, on: date) -> Responsibility | None:
    """Which row says who is in charge of a field on a day."""
    rows = (one for one in catalogue.responsibilities if one.field == field and is_valid(one, on))
    return next(rows, None)


def _ministry(catalogue: Catalogue, field: str, on: date) -> Agency | None:
    found = responsibility_of(catalogue, field, on)
    return catalogue.agency(found.agency_code) if found else None


def _today(catalogue: Catalogue, area_code: str, agency_code: str | None, on: date) -> list[Agency]:
    """The agency that issued the report where it still is, else those that took its fields over, to the last."""
    if agency_code is None:
        return _government(catalogue, area_code, on, ())
    agency = catalogue.agency(agency_code)
    if is_valid(agency, on):
        return [agency]
    found: dict[str, Agency] = {}
    for code in agency.successor_codes:
        found |= {one.agency_code: one for one in _today(catalogue, area_code, code, on)}
    return list(found.values()) or _government(catalogue, area_code, on, ())


def _government(catalogue: Catalogue, area_code: str, on: date, besides: Iterable[Agency]) -> list[Agency]:
    """The People's Committee of the province, or of the one it became part of; none where it is among `besides`."""
    named = [
        one for one in catalogue.agencies if one.level == "province_government" and one.area_code == area_code
    ]
    if not named:
        return []
    today = (
        [named[-1]] if is_valid(named[-1], on) else _today(catalogue, area_code, named[-1].agency_code, on)
    )
    return [one for one in today if one not in besides]


def _list_doubts(
    catalogue: Catalogue,
    agency_code: str | None,
    addressees: Iterable[Agency],
    asked: Iterable[str],
    on: date,
) -> list[str]:
    """Rows of the catalogue the letter rests on that nobody has verified."""
    rows = [responsibility_of(catalogue, name, on) for name in asked]
    doubts = [
        *([] if agency_code else ["Hồ sơ không cho biết cơ quan gửi: kiểm tra lại nơi nhận"]),
        *(f"{one.name_vi}: {one.source}" for one in addressees if not one.verified),
        *(
            f"{catalogue.agency(row.agency_code).name_vi}: {row.source}"
            for row in rows
            if row is not None and not row.verified
        ),
    ]
    return list(dict.fromkeys(doubts))
