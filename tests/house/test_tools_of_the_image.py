"""The programs that readers call are in the image, installed by CI, and named to the operator alike."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from lientinh.catalogue import Catalogue

ROOT = Path(__file__).resolve().parents[2]
TESSERACT = {"tesseract-ocr", "tesseract-ocr-vie"}
LIBREOFFICE = {"libreoffice-writer-nogui"}


def packages(text: str) -> set[str]:
    return set(re.findall(r"\b(?:tesseract-ocr|libreoffice)[a-z-]*", text))


@pytest.mark.parametrize("name", ["Dockerfile", ".ci/run", "docs/deploy.md"])
def test_all_install_the_same(name: str) -> None:
    named = packages((ROOT / name).read_text(encoding="utf-8"))
    assert named >= TESSERACT | LIBREOFFICE


@pytest.mark.parametrize(
    ("rule_id", "needed"), [("read.scan_needs_ocr", TESSERACT), ("read.needs_libreoffice", LIBREOFFICE)]
)
def test_the_advice_names_them(rule_id: str, needed: set[str], catalogue: Catalogue) -> None:
    rule = catalogue.rule(rule_id)
    assert packages(rule.action_vi) == packages(rule.action_en) == needed


def test_ci_goes_on_without_them() -> None:
    """The installation is one command of an `if` that says so where it fails: it can end nothing."""
    text = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    (block,) = re.findall(r"^if .*?^fi$", text, re.MULTILINE | re.DOTALL)
    assert "apt-get install" in block
    assert re.search(r"\|\|\s+echo", block)
