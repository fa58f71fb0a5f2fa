"""Of what a territory was made: the provinces merged into it, and those merged into them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from lientinh.catalogue.catalogue import is_valid
from lientinh.catalogue.models import Area


def list_territory_parts(areas: Sequence[Area]) -> list[dict[str, str]]:
    """One row per province's territory and each territory that ever was part of it, itself included.

    The parts valid on one day make up the whole: nothing is in two of them.
    """
    return [
        {"territory": area.territory, "part_territory": part.territory}
        for area in areas
        if area.level == "province"
        for part in _parts(area, areas)
    ]


def _parts(area: Area, areas: Sequence[Area]) -> list[Area]:
    """The territory itself, then its predecessors as they were the day before, and theirs."""
    found = [area]
    if area.valid_from is None:
        return found
    day_before = area.valid_from - timedelta(days=1)
    for one in areas:
        if one.area_code in area.predecessor_codes and is_valid(one, day_before):
            found += _parts(one, areas)
    return found
