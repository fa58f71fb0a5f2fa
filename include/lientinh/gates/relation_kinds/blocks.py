"""Parts listed block by block: under a total that ends a paragraph, in a footnote, and one level deeper.

"… là 127 tỷ đồng²." with "² Trong đó: - A: 54 tỷ; + A1: 44 tỷ; + A2: 10 tỷ; - B: 73 tỷ" states two sums.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lientinh.gates.items import Item, counts_same, split_items
from lientinh.gates.list_words import is_compared
from lientinh.gates.mentions import Mention, Prepared
from lientinh.gates.partitions import Evidence, Listing, relate_sum
from lientinh.gates.relation import Relation

_BULLET = re.compile(r"^\s*(?:([-–•])|([+*]))\s")
_OPENS_LIST = re.compile(r"(?:\b(trong đó|cụ thể|bao gồm|gồm|chia ra|như sau)\b[^.:;]{0,40})?:\s*$")
_FOOTNOTE_MARK = re.compile(r"([¹²³⁰⁴-⁹]+)\s*")


@dataclass(frozen=True, slots=True)
class _Entry:
    """A list block: its level (1 for "-", 2 for "+") and its paragraph."""

    level: int
    prepared: Prepared


def find_in_blocks(paragraphs: Sequence[Prepared]) -> Iterator[Relation]:
    """Sums over the list blocks that follow a total, and over footnotes."""
    for index, prepared in enumerate(paragraphs):
        entries = _entries_after(paragraphs, index)
        mark = _FOOTNOTE_MARK.match(prepared.text)
        if mark:
            home, totals = _marked_totals(paragraphs[:index], mark[1])
            if totals and home is not None:
                yield from _relate_footnote(prepared, mark.end(), home, totals, entries)
        elif entries and _level(prepared) is None and _OPENS_LIST.search(prepared.folded):
            yield from _relate_entries(prepared, _last_mentions(prepared), entries, 1, "medium")
        if _level(prepared) == 1 and entries and entries[0].level == 2:
            deeper = list(_take_level(entries, 2))
            yield from _relate_entries(prepared, _entry_mentions(prepared), deeper, 2, "weak")


def _level(prepared: Prepared) -> int | None:
    bullet = _BULLET.match(prepared.text)
    if bullet is None:
        return None
    return 1 if bullet[1] else 2


def _entries_after(paragraphs: Sequence[Prepared], index: int) -> list[_Entry]:
    entries = []
    for prepared in paragraphs[index + 1 :]:
        level = _level(prepared)
        if level is None:
            break
        entries.append(_Entry(level, prepared))
    return entries


def _take_level(entries: Sequence[_Entry], level: int) -> Iterator[_Entry]:
    """The entries of a level up to the first of a higher one."""
    for entry in entries:
        if entry.level < level:
            return
        if entry.level == level:
            yield entry


def _marked_totals(paragraphs: Sequence[Prepared], mark: str) -> tuple[Prepared | None, list[Mention]]:
    """The number a footnote's mark is glued to, in the nearest paragraph before the note."""
    glued = re.compile(rf"(?<![¹²³⁰⁴-⁹]){mark}(?![¹²³⁰⁴-⁹])")
    for prepared in reversed(paragraphs):
        for match in glued.finditer(prepared.text, 1):
            before = [one for one in prepared.mentions if one.unit_end <= match.start()]
            if before and not prepared.text[before[-1].unit_end : match.start()].strip():
                return prepared, [before[-1]]
    return None, []


def _relate_footnote(
    note: Prepared, start: int, home: Prepared, totals: list[Mention], entries: list[_Entry]
) -> Iterator[Relation]:
    if entries and _OPENS_LIST.search(note.folded):
        yield from _relate_entries(home, totals, entries, 1, "medium")
        return
    items = split_items(note, start, len(note.text))
    yield from relate_sum(Listing(note, items, totals, "medium", len(note.text), home=home))


def _last_mentions(prepared: Prepared) -> list[Mention]:
    if not prepared.sentences:
        return []
    last = prepared.sentences[-1]
    return [one for one in prepared.within(last.start, last.end) if not is_compared(prepared, one)][::-1][:2]


def _entry_mentions(prepared: Prepared) -> list[Mention]:
    """The numbers of a list entry that its own children may divide: those outside brackets and lists of its own."""
    if prepared.part_marks:
        return []
    return [
        one for one in prepared.mentions if prepared.depth(one.start) == 0 and not is_compared(prepared, one)
    ]


def _relate_entries(
    home: Prepared, totals: list[Mention], entries: Sequence[_Entry], level: int, evidence: Evidence
) -> Iterator[Relation]:
    """One part an entry: the first number of the entry that counts what the total counts."""
    members = list(_take_level(entries, level))
    for total in totals:
        chosen: list[tuple[Prepared, Mention]] = []
        for entry in members:
            alike = next((one for one in _entry_mentions_of(entry) if counts_same(total, one)), None)
            if alike is not None:
                chosen.append((entry.prepared, alike))
        if len(chosen) < max(2, len(members)):
            continue  # an entry without such a number: the list is no division, or not all of it is understood
        yield from _relate_chosen(home, total, chosen, evidence)
        return


def _entry_mentions_of(entry: _Entry) -> list[Mention]:
    text = entry.prepared
    stop = text.part_marks[0].start if text.part_marks else len(text.text)
    return [one for one in text.within(0, stop) if text.depth(one.start) == 0 and not is_compared(text, one)]


def _relate_chosen(
    home: Prepared, total: Mention, chosen: Sequence[tuple[Prepared, Mention]], evidence: Evidence
) -> Iterator[Relation]:
    items = [Item(0, 0, (mention,)) for _, mention in chosen]
    for relation in relate_sum(Listing(home, items, [total], evidence, total.unit_end, home=home)):
        quotes = [relation.quote, *(text.text for text, _ in chosen)]
        yield Relation(
            rule_id=relation.rule_id,
            prepared=home,
            total=total,
            parts=relation.parts,
            computed=relation.computed,
            stated=relation.stated,
            quote=" ".join(quotes),
            figures=relation.figures,
            part_total=True,
        )
