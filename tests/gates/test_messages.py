"""Messages: figures as each language writes them, and nothing left blank."""

from __future__ import annotations

import re
import string
from datetime import date
from decimal import Decimal

import pytest

from lientinh.catalogue.models import Rule
from lientinh.gates.messages import format_number, make_finding, show


class OneRule:
    """A rule book with one rule."""

    def __init__(self, **changes: object) -> None:
        given = {
            "rule_id": "arithmetic.sum_of_parts",
            "gate": "gate1",
            "kind": "itself",
            "severity": "warning",
            "severity_in_form": "error",
            "reason": "parts add up",
            "message_vi": "{parts} = {computed}, báo cáo ghi {stated}",
            "message_en": "{parts} = {computed}, the report says {stated}",
            "action_vi": "Kiểm tra lại.",
            "action_en": "Check.",
        }
        self._rule = Rule.model_validate(given | changes)

    def rule(self, rule_id: str) -> Rule:
        assert rule_id == self._rule.rule_id
        return self._rule


FIGURES = {"parts": [Decimal(91), Decimal(55)], "computed": Decimal(146), "stated": Decimal(141)}


@pytest.mark.parametrize(
    ("number", "vi", "en"),
    [
        ("1435", "1.435", "1,435"),
        ("12.20", "12,20", "12.20"),
        ("127550801040", "127.550.801.040", "127,550,801,040"),
        ("1E+3", "1.000", "1,000"),
        ("-4.5", "-4,5", "-4.5"),
        ("0", "0", "0"),
    ],
)
def test_a_number_is_written_as_its_language_writes_it(number: str, vi: str, en: str) -> None:
    assert (format_number(Decimal(number), "vi"), format_number(Decimal(number), "en")) == (vi, en)


def test_the_message_shows_the_arithmetic_in_both_languages() -> None:
    found = make_finding(OneRule(), "arithmetic.sum_of_parts", subject="x", report_id="r", **FIGURES)
    assert found.message_vi == "91 + 55 = 146, báo cáo ghi 141"
    assert found.message_en == "91 + 55 = 146, the report says 141"


def test_dates_and_words_differ_by_language() -> None:
    assert show(date(2022, 7, 21), "vi") == "21/7/2022"
    assert show(date(2022, 7, 21), "en") == "2022-07-21"
    assert show("bytes", "vi") == "byte"
    assert show("characters", "vi") == "ký tự"
    assert show("characters", "en") == "characters"


def test_a_missing_field_is_an_error_of_the_program() -> None:
    with pytest.raises(ValueError, match=r"arithmetic\.sum_of_parts: message_vi needs the field 'stated'"):
        make_finding(OneRule(), "arithmetic.sum_of_parts", subject="x", report_id="r", parts=[1], computed=1)


@pytest.mark.parametrize("figure", [None, 1.5, True, object()])
def test_a_figure_nobody_can_write_is_an_error_of_the_program(figure: object) -> None:
    with pytest.raises(ValueError, match="cannot show"):
        show(figure, "vi")


def test_a_rule_can_weigh_more_in_a_form() -> None:
    in_prose = make_finding(OneRule(), "arithmetic.sum_of_parts", subject="x", report_id="r", **FIGURES)
    in_form = make_finding(
        OneRule(), "arithmetic.sum_of_parts", subject="x", report_id="r", in_form=True, **FIGURES
    )
    same = make_finding(
        OneRule(severity_in_form=None),
        "arithmetic.sum_of_parts",
        subject="x",
        report_id="r",
        in_form=True,
        **FIGURES,
    )
    assert (in_prose.severity, in_form.severity, same.severity) == ("warning", "error", "warning")


def test_identity_is_of_rule_report_and_subject_and_not_of_the_place() -> None:
    here = make_finding(
        OneRule(), "arithmetic.sum_of_parts", subject="x", report_id="r", locator="a:1:0-3", **FIGURES
    )
    there = make_finding(
        OneRule(), "arithmetic.sum_of_parts", subject="x", report_id="r", locator="a:9:0-3", **FIGURES
    )
    other = make_finding(OneRule(), "arithmetic.sum_of_parts", subject="y", report_id="r", **FIGURES)
    assert here.finding_id == there.finding_id != other.finding_id
    assert (here.locator, there.locator, other.locator) == ("a:1:0-3", "a:9:0-3", "")


def test_columns_given_reach_the_finding() -> None:
    found = make_finding(
        OneRule(), "arithmetic.sum_of_parts", subject="x", report_id="r", area_code="20", document_id="d",
        reading_ordinals=[3, 1, 3], quote="q", **FIGURES,
    )  # fmt: skip
    assert (found.area_code, found.document_id, found.reading_ordinals, found.quote) == (
        "20",
        "d",
        (1, 3),
        "q",
    )
    assert (found.submission_id, found.observation_id, found.period) == (None, None, None)


def test_every_template_of_every_rule_renders(rules: dict[str, Rule]) -> None:
    for rule in rules.values():
        for name in ("message_vi", "message_en", "action_vi", "action_en"):
            template = getattr(rule, name)
            fields = {field for _, field, _, _ in string.Formatter().parse(template) if field}
            text = template.format_map(dict.fromkeys(fields, "1"))
            assert text.strip() and "{" not in text, (rule.rule_id, name)


def test_both_languages_show_the_same_figures(rules: dict[str, Rule]) -> None:
    """A figure may not stand in one language only; names that differ by language end in _vi and _en."""
    english_only = {("read.unsafe", "detail"), ("read.json_unknown", "detail")}
    for rule in rules.values():
        vi, en = (
            {
                field.removesuffix(f"_{tongue}")
                for _, field, _, _ in string.Formatter().parse(template)
                if field
            }
            for tongue, template in (("vi", rule.message_vi), ("en", rule.message_en))
        )
        assert {(rule.rule_id, field) for field in vi ^ en} <= english_only, rule.rule_id


_MARKS_OF_SECRECY = re.compile(r"(?:TUYỆT |TỐI )?MẬT")


def test_vietnamese_messages_are_written_with_diacritics(rules: dict[str, Rule]) -> None:
    letters = set("àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ")
    for rule in rules.values():
        assert letters & set(rule.message_vi.lower()) and letters & set(rule.action_vi.lower()), rule.rule_id
        english = _MARKS_OF_SECRECY.sub("", rule.message_en)  # quoted as they stand in the document
        assert not letters & set(english.lower()), rule.rule_id
