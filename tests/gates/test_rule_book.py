"""The page of rules: every rule once, under its kind, in both languages, and up to date."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

import pytest
from pydantic import ValidationError

from lientinh.catalogue import Catalogue
from lientinh.catalogue.models import Rule, RuleKind
from lientinh.gates.rule_book import COMMAND, KINDS, write_rule_book

_VIETNAMESE = re.compile(r"[À-ỹĐđ]")


def test_the_page_in_the_docs_is_up_to_date(root_dir: Path, catalogue: Catalogue) -> None:
    page = (root_dir / "docs" / "rules.md").read_text(encoding="utf-8")
    assert page == write_rule_book(catalogue.rules), f"write it again: {COMMAND}"


def test_every_rule_stands_once_under_its_kind(catalogue: Catalogue) -> None:
    sections = write_rule_book(catalogue.rules).split("\n## ")[1:]
    told = {
        (section.splitlines()[0], rule_id)
        for section in sections
        for rule_id in re.findall(r"^### `(.+)`$", section, re.MULTILINE)
    }
    assert told == {(" · ".join(KINDS[rule.kind]), rule.rule_id) for rule in catalogue.rules}


def test_a_rule_tells_its_reason_its_message_and_what_to_do(catalogue: Catalogue) -> None:
    page = write_rule_book(catalogue.rules)
    for rule in catalogue.rules:
        assert f"*{rule.reason}.*" in page
        assert f"- vi: {rule.message_vi} → {rule.action_vi}" in page
        assert f"- en: {rule.message_en} → {rule.action_en}" in page
        assert _VIETNAMESE.search(rule.message_vi) and _VIETNAMESE.search(rule.action_vi), rule.rule_id


def test_links_of_the_table_lead_to_headings(catalogue: Catalogue) -> None:
    page = write_rule_book(catalogue.rules)
    headings = {re.sub(r"[`.]", "", one) for one in re.findall(r"^### (.+)$", page, re.MULTILINE)}
    assert set(re.findall(r"\(#([^)]+)\)", page)) == headings


def test_every_kind_has_a_name_and_no_rule_another_kind(rules: dict[str, Rule]) -> None:
    assert set(KINDS) == set(get_args(RuleKind))
    row = next(iter(rules.values())).model_dump()
    with pytest.raises(ValidationError):
        Rule.model_validate(row | {"kind": "other"})


def test_severity_in_a_form_is_told_where_it_differs(catalogue: Catalogue) -> None:
    page = write_rule_book([catalogue.rule("arithmetic.sum_of_parts"), catalogue.rule("gate1.no_figures")])
    assert page.count("in a form **error**") == 1
