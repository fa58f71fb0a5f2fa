"""Damaged copies of every sample: read whole, or refused with a reason; never anything else."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from lientinh.catalogue import Catalogue
from lientinh.errors import BadInput
from lientinh.extract import extract_document
from lientinh.read import read_document

pytestmark = pytest.mark.slow

SAMPLES = sorted(
    path.relative_to(Path(__file__).resolve().parents[2])
    for path in (Path(__file__).resolve().parents[2] / "include" / "samples").rglob("*.*")
    if path.suffix in {".txt", ".docx", ".xlsx", ".html"}
)
ROUNDS = 300


def damage(data: bytes, chance: random.Random) -> bytes:
    """Bytes flipped, a piece cut out, a piece doubled, or the end missing."""
    kind = chance.choice(("flip", "cut", "double", "truncate"))
    start = chance.randrange(len(data))
    end = min(len(data), start + chance.randrange(1, 400))
    if kind == "flip":
        changed = bytearray(data)
        for _ in range(chance.randrange(1, 20)):
            changed[chance.randrange(len(changed))] = chance.randrange(256)
        return bytes(changed)
    if kind == "cut":
        return data[:start] + data[end:]
    if kind == "double":
        return data[:end] + data[start:]
    return data[:start]


@pytest.mark.parametrize("sample", SAMPLES, ids=str)
def test_a_damaged_file_is_read_or_refused(
    sample: Path, root_dir: Path, tmp_path: Path, catalogue: Catalogue
) -> None:
    data = (root_dir / sample).read_bytes()
    chance = random.Random(str(sample))
    outcomes = {"read": 0, "refused": 0}
    for number in range(ROUNDS):
        path = tmp_path / f"{number}{sample.suffix}"
        path.write_bytes(damage(data, chance))
        try:
            document = read_document(path, sample.name)
        except BadInput as refusal:
            catalogue.rule(refusal.rule_id)  # a reason its sender can read
            outcomes["refused"] += 1
            continue
        for reading in extract_document(document, catalogue, "04").readings:
            if reading.locator.sheet is None and reading.locator.start is not None:
                paragraph = next(
                    one for one in document.paragraphs if one.number == reading.locator.paragraph
                )
                assert paragraph.text[reading.locator.start : reading.locator.end] == reading.value_text
        outcomes["read"] += 1
    assert sum(outcomes.values()) == ROUNDS
