"""Damaged PDFs: read or refused with a reason its sender understands; never another exception, never a long wait.

Which exceptions the libraries raise was measured on 5,500 such files; the reader's list of them stands in
`lientinh.read.pdf.opening`.
"""

from __future__ import annotations

import random
import re

import pytest

from lientinh.catalogue import Catalogue
from lientinh.errors import BadInput
from lientinh.read.content import DEFAULT_LIMITS
from lientinh.read.pdf import reader as pdf_reader
from small_pdfs import Page, pdf_of

TEXT = "Trong năm 2022, Sở đã tham mưu triển khai"
PAGES = (
    Page()
    .lines(72, 100, TEXT, TEXT, "1. Việc làm 11.000")
    .grid((72, 200, 300), (200, 220, 240))
    .write(76, 214, "a"),
    Page().lines(72, 100, TEXT).upwards(300, 500, "nghiêng").picture(10, 10, 50, 50),
)
SIGNED = {900: "<</FT/Sig/T(x)/V<</M(D:20230105)/ByteRange[0 1 2 3]>>>>", 901: "<</Names[(a)<<>>]>>"}
SEEDS = (
    pdf_of(*PAGES, compressed=False),
    pdf_of(*PAGES),
    pdf_of(
        *PAGES,
        compressed=False,
        catalogue="/AcroForm<</Fields[900 0 R]>>/Names<</EmbeddedFiles<</Kids[901 0 R]>>>>",
        objects=SIGNED,
    ),
)
PIECES = (
    b"0", b"-1", b"99999999", b"1e308", b"<<", b">>", b"[", b"]", b"null", b"1 0 R", b"100 0 R", b"/Kids", b"/Length",
    b"/Filter/LZWDecode", b"/Rotate 45", b"Do", b"0 0 0 0 0 0 cm", b"/W[1 2 3]", b"stream", b"endstream",
)  # fmt: skip


def damage(data: bytes, chance: random.Random) -> bytes:
    """Some bytes changed, cut out, doubled; numbers and names exchanged for others."""
    changed = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 4, 8))):
        start = chance.randrange(len(changed))
        end = min(len(changed), start + chance.randrange(1, 60))
        kind = chance.randrange(5)
        if kind == 0:
            changed[start] = chance.randrange(256)
        elif kind == 1:
            del changed[start:end]
        elif kind == 2:
            changed[start:start] = changed[start:end]
        elif kind == 3:
            changed[start:end] = chance.choice(PIECES)
        else:
            words = list(re.finditer(rb"/[A-Za-z0-9]+|\d+", bytes(changed)))
            old, new = chance.choice(words), chance.choice(words)
            changed[old.start() : old.end()] = new[0]
    return bytes(changed)


def read_damaged(seed: bytes, rounds: int, chance: random.Random, catalogue: Catalogue) -> dict[str, int]:
    outcomes: dict[str, int] = {}
    for _ in range(rounds):
        try:
            content = pdf_reader.read_pdf(damage(seed, chance), "a.pdf", DEFAULT_LIMITS)
            assert content.blocks
            outcome = "read"
        except BadInput as refusal:
            catalogue.rule(refusal.rule_id)
            outcome = refusal.rule_id
        outcomes[outcome] = outcomes.get(outcome, 0) + 1
    return outcomes


@pytest.fixture
def without_recognition(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(data: bytes, name: str, *rest: object) -> None:
        raise BadInput("read.scan_needs_ocr", name)

    monkeypatch.setattr(pdf_reader, "read_scanned_pages", refuse)


@pytest.mark.usefixtures("without_recognition")
@pytest.mark.parametrize(
    "rounds", [pytest.param(34, id="short"), pytest.param(1500, id="long", marks=pytest.mark.slow)]
)
@pytest.mark.parametrize("seed", range(len(SEEDS)))
def test_a_damaged_pdf_is_read_or_refused(seed: int, rounds: int, catalogue: Catalogue) -> None:
    outcomes = read_damaged(SEEDS[seed], rounds, random.Random(seed), catalogue)
    assert sum(outcomes.values()) == rounds
    assert {"read", "read.truncated"} <= set(
        outcomes
    )  # both are reached, else the damage is of the wrong kind
