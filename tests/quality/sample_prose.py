"""The sample plans with the relations they state, as `data/sample_links.txt` marks them by hand."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

from word_document import build_word_document

from quality.figures import Figure, Kind, Link
from quality.prose import Prose

_DATA = Path(__file__).with_name("data") / "sample_links.txt"
_TEXTS = Path(__file__).resolve().parents[1] / "samples" / "data"
_SAMPLES = {
    "20_ke_hoach_2023.txt": ("20", "ke-hoach-2023.docx", datetime(2022, 7, 23, tzinfo=UTC)),
    "04_de_xuat_chi_tieu_2021.txt": ("04", "de-xuat-chi-tieu-2021.docx", datetime(2021, 1, 15, tzinfo=UTC)),
}
_MARKED = re.compile(r"\{([^}]*)\}")
_NUMBER = re.compile(r"^([0-9.]+)(?:,([0-9]+))?\s*(.*)$")


def read_sample_prose() -> list[Prose]:
    """The samples as texts with slots."""
    parts = re.split(r"^\[(.+)\]$", _DATA.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    return [_read_sample(name, lines) for name, lines in zip(parts[::2], parts[1::2], strict=True)]


def _read_sample(source: str, lines: str) -> Prose:
    area_code, name, landed_at = _SAMPLES[source]
    text = (_TEXTS / source).read_text(encoding="utf-8")
    places: dict[tuple[int, int], str] = {}
    links = []
    for line in filter(None, lines.splitlines()):
        order, _, words = line.partition(" | ")
        names = [places.setdefault(place, f"f{place[0]}") for place in _find_places(text, words)]
        kind, *numbers = order.split(" ")
        if kind != "-":
            links.append(Link(kind, tuple(names[int(number) - 1] for number in numbers)))  # type: ignore[arg-type]
    figures = {slot: _read_figure(slot, text[slice(*place)]) for place, slot in places.items()}
    for start, end in sorted(places, reverse=True):
        text = f"{text[:start]}{{{places[start, end]}}}{text[end:]}"
    return Prose(
        key=f"sample {area_code} {name}",
        area_code=area_code,
        name=name,
        landed_at=landed_at,
        lines=tuple(text.splitlines()),
        figures=figures,
        links=tuple(links),
        known={},
        past=lambda _: [],
        write=lambda prose: build_word_document("\n".join(prose.body())),
    )


def _find_places(text: str, words: str) -> list[tuple[int, int]]:
    """Where the marked figures stand; the words must stand in the text exactly once."""
    places = []
    for part in words.split(" // "):
        plain = part.replace("{", "").replace("}", "")
        if text.count(plain) != 1:
            raise ValueError(f"{text.count(plain)} times in the sample: {plain}")
        start, shift = text.index(plain), 0
        for marked in _MARKED.finditer(part):
            begin = start + marked.start() - shift
            shift += 2
            places.append((begin, begin + len(marked[1])))
    return places


def _read_figure(name: str, written: str) -> Figure:
    match = _NUMBER.match(written)
    if match is None:
        raise ValueError(f"not a figure: {written}")
    whole, fraction, unit = match.groups()
    value = Decimal(f"{whole.replace('.', '')}.{fraction or ''}")
    kind: Kind = "rate" if unit == "%" else "money" if unit.endswith("đồng") else "count"
    return Figure(name, value, unit, kind, len(fraction or ""), written=written)
