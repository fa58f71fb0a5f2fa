"""Findings in words: a rule's templates filled with the finding's own figures, in two languages.

Numbers are written as each language writes them (1.435; 12,20 against 1,435; 12.20). A field a template
asks for and nobody gives is an error in the program, not in the data.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields
from datetime import date
from decimal import Decimal
from typing import Any, Literal, Protocol

from lientinh.catalogue.models import Rule
from lientinh.findings import Finding
from lientinh.identity import identify_finding

Language = Literal["vi", "en"]

# Words that readers put into the details of a refusal, as a Vietnamese reader should meet them.
_WORDS_VI = {
    "bytes": "byte",
    "characters": "ký tự",
    "cells": "ô",
    "members": "tệp con",
    "sheets": "trang tính",
    "paragraphs": "đoạn văn",
    "pixels": "điểm ảnh",
    "times": "lần dung lượng nén",
    "binary": "dữ liệu nhị phân",
    "text": "văn bản thuần",
    "encrypted": "tệp mã hóa",
    "zip": "gói nén",
    "html": "trang web (HTML)",
}
_FINDING_FIELDS = frozenset(field.name for field in fields(Finding))


class RuleBook(Protocol):
    """What knows the rules by id: the catalogue."""

    def rule(self, rule_id: str) -> Rule: ...


def make_finding(
    catalogue: RuleBook,
    rule_id: str,
    *,
    subject: str,
    report_id: str | None,
    in_form: bool = False,
    **given: Any,
) -> Finding:
    """A finding of the rule about `subject`.

    `given` holds both the finding's columns (area_code, submission_id, document_id, observation_id,
    indicator_code, period, locator, quote, reading_ordinals) and the figures its templates name; a text that
    differs by language is given as two, `name_vi` and `name_en`. Raises ValueError where a template names
    a field nobody gives.
    """
    rule = catalogue.rule(rule_id)
    severity = rule.severity_in_form if in_form and rule.severity_in_form else rule.severity
    place = {name: given.get(name) for name in _FINDING_FIELDS if name in given}
    place.setdefault("locator", "")
    place.setdefault("quote", "")
    place["locator"] = str(place["locator"])
    place["reading_ordinals"] = tuple(sorted(set(given.get("reading_ordinals", ()))))
    columns: dict[str, Any] = dict.fromkeys(_NULLABLE) | place
    return Finding(
        **columns
        | {
            "finding_id": identify_finding(rule_id, report_id or "", subject),
            "rule_id": rule_id,
            "severity": severity,
            "report_id": report_id,
            "subject": subject,
            "message_vi": fill(rule, "message_vi", given),
            "message_en": fill(rule, "message_en", given),
            "action_vi": fill(rule, "action_vi", given),
            "action_en": fill(rule, "action_en", given),
        }
    )


_NULLABLE = ("area_code", "submission_id", "document_id", "observation_id", "indicator_code", "period")


def fill(rule: Rule, template_name: str, given: Mapping[str, Any]) -> str:
    """One template of the rule with its figures in the template's language."""
    language: Language = "vi" if template_name.endswith("_vi") else "en"
    try:
        return str(getattr(rule, template_name)).format_map(_Shown(given, language))
    except KeyError as missing:
        raise ValueError(f"rule {rule.rule_id}: {template_name} needs the field {missing}") from missing


class _Shown(dict[str, str]):
    """The given figures, each written when a template asks for it."""

    def __init__(self, given: Mapping[str, Any], language: Language) -> None:
        super().__init__()
        self._given, self._language = given, language

    def __missing__(self, name: str) -> str:
        return show(self._given[name], self._language)


def show(figure: object, language: Language) -> str:
    """A figure as the language writes it; a sequence of numbers as a sum: "91 + 55"."""
    if isinstance(figure, Decimal | int) and not isinstance(figure, bool):
        return format_number(Decimal(figure), language)
    if isinstance(figure, date):
        return f"{figure.day}/{figure.month}/{figure.year}" if language == "vi" else figure.isoformat()
    if isinstance(figure, str):
        return _WORDS_VI.get(figure, figure) if language == "vi" else figure
    if isinstance(figure, Sequence):
        return " + ".join(show(part, language) for part in figure)
    raise ValueError(f"a message cannot show {figure!r}")


def format_number(number: Decimal, language: Language) -> str:
    """Decimal places as the number has them: 12.20 keeps its zero."""
    english = f"{number:,f}"
    return english if language == "en" else english.translate(str.maketrans(",.", ".,"))
