"""What the pages promise is there: links, commands, and decisions of one page each."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from typer.main import get_command

from lientinh.cli.app import app

ROOT = Path(__file__).resolve().parents[2]
PAGES = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md"))]
DECISIONS = sorted((ROOT / "docs" / "decisions").glob("*.md"))


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_links_lead_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)#\s]+)\)", page.read_text(encoding="utf-8"))
    assert [link for link in links if "://" not in link and not (page.parent / link).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_commands_exist(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    commands = set(re.findall(r"(?:(?:\.venv/bin/|`|-m )lientinh) ([a-z][a-z-]*)\b", text))
    assert commands <= set(get_command(app).commands)
    targets = set(re.findall(r"`(?:\w+=\S+ )?make ([a-z-]+)`", text))
    known = re.search(r"^\.PHONY: (.*)$", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert known
    assert targets <= set(known[1].split())


@pytest.mark.parametrize("page", DECISIONS, ids=name_of)
def test_a_decision_is_one_page_and_says_when_to_look_again(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 60
    for heading in ("**What.**", "**Why.**", "**What else was weighed.**", "**When to look again.**"):
        assert heading in text, heading


def test_there_are_decisions_and_the_readme_leads_to_them() -> None:
    assert len(DECISIONS) >= 5
    assert "docs/decisions/" in (ROOT / "README.md").read_text(encoding="utf-8")
