"""A number of districts or communes beside their names: "tại 06 huyện: Văn Lãng, Đình Lập, …".

Only names that follow at once are counted. A place of another kind at the end ("và thành phố Lạng Sơn") may be
one more or one of them, so both counts are right; and a list that goes on in small letters is not judged.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from lientinh.gates.intervals import Interval
from lientinh.gates.items import clause_start
from lientinh.gates.mentions import Mention, Prepared
from lientinh.gates.relation import Relation

_PLACES = ("DISTRICT", "COMMUNE")
_KINDS = r"(?:huyện|thị xã|thành phố|thị trấn|xã|phường|quận|TP\.?|TX\.?)"
_CAPITAL = "[A-ZÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝĂĐĨŨƠƯẠẢẤẦẨẪẬẮẰẲẴẶẸẺẼẾỀỂỄỆỈỊỌỎỐỒỔỖỘỚỜỞỠỢỤỦỨỪỬỮỰỲỴỶỸ]"
_NAME = rf"(?:(?P<kind>{_KINDS})\s+)?{_CAPITAL}\w*(?:\s+{_CAPITAL}\w*){{0,3}}"
_LEAD = re.compile(r"(?:\s+(?:trên địa bàn tỉnh|trong tỉnh|của tỉnh))?\s*(?::|\(|gồm:?|là:?)?\s*")
_ITEM = re.compile(rf"{_NAME}(?P<end>\s*[,;]\s*(?=\S)|\s+và\s+|\s*[.)]|\s*$)")
_FEWEST = 2  # one name after a number says where, and lists nothing


def find_place_counts(prepared: Prepared) -> Iterator[Relation]:
    """Each number of places that names follow, against how many they are."""
    for mention in prepared.mentions:
        if mention.unit_code not in _PLACES or mention.qualifier or mention.role != "plain":
            continue
        counted = _count_names(prepared.text, mention)
        if counted is not None:
            names, others, end = counted
            yield _relate(prepared, mention, names, others, end)


def _count_names(text: str, mention: Mention) -> tuple[int, int, int] | None:
    """Names of places, names of places of another kind among them, and where they end; None for no clear list."""
    lead = _LEAD.match(text, mention.unit_end)
    position = lead.end() if lead else mention.unit_end
    unit = text[mention.end : mention.unit_end].strip().lower()
    names = others = 0
    while item := _ITEM.match(text, position):
        names += 1
        others += item["kind"] is not None and item["kind"].lower() != unit
        position = item.end()
        if item["end"].strip() not in (",", ";", "và"):
            return (names, others, item.start("end")) if names >= _FEWEST else None
    return None


def _relate(prepared: Prepared, mention: Mention, names: int, others: int, end: int) -> Relation:
    return Relation(
        rule_id="arithmetic.count_of_places",
        prepared=prepared,
        total=mention,
        parts=(),
        computed=Interval(Decimal(names - others), Decimal(names)),
        stated=mention.interval,
        quote=prepared.text[clause_start(prepared, mention) : end].strip(),
        figures={"computed": names, "stated": mention.value},
    )
