"""The book of rules for people: every rule with its reason, its message and what to do, by kind.

`python -m lientinh.gates.rule_book docs/rules.md` writes it for the docs.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import get_args

from lientinh.catalogue import load_catalogue
from lientinh.catalogue.models import Rule, RuleKind
from lientinh.settings import Settings
from lientinh.wording import SEVERITIES, Words

COMMAND = "PYTHONPATH=include python -m lientinh.gates.rule_book docs/rules.md"
KINDS: Words = {
    "structure": ("Hình thức, biểu mẫu", "Structure"),
    "itself": ("Báo cáo tự mâu thuẫn", "The document against itself"),
    "range": ("Giới hạn và loại số liệu", "Ranges and kinds"),
    "time": ("So với các kỳ trước của chính địa phương", "Time"),
    "provinces": ("So giữa các địa phương", "Provinces against one another"),
    "documents": ("So giữa các văn bản", "Documents against documents"),
    "internal": ("Kiểm tra nội bộ", "Internal"),
}
_GATES: Words = {
    "land": ("khi tiếp nhận", "on landing"),
    "read": ("khi đọc tệp", "on reading"),
    "gate1": ("kiểm tra văn bản (gate 1)", "gate 1"),
    "gate2": ("kiểm tra số liệu chuẩn hóa (gate 2)", "gate 2"),
    "gate3": ("kiểm tra trước khi công bố (gate 3)", "gate 3"),
}


def write_rule_book(rules: Sequence[Rule]) -> str:
    """All rules as one page of Markdown: kinds in the order of the model, rules in the order of the catalogue."""
    lines = [
        "# Quy tắc rà soát · Rules",
        "",
        "Sinh tự động từ `rules.csv` của danh mục. Chữ trong ngoặc nhọn được thay bằng số liệu của báo cáo.",
        "*Generated from the catalogue's `rules.csv`. Words in braces are replaced by the report's own figures.*",
        "",
        *_summary(rules),
    ]
    for kind in get_args(RuleKind):
        mine = [rule for rule in rules if rule.kind == kind]
        if mine:
            lines += ["", f"## {' · '.join(KINDS[kind])}"]
            for rule in mine:
                lines += _rule(rule)
    return "\n".join(lines) + "\n"


def _summary(rules: Sequence[Rule]) -> Iterator[str]:
    yield "| loại · kind | quy tắc · rules |"
    yield "|---|---|"
    for kind in get_args(RuleKind):
        ids = [f"[`{rule.rule_id}`](#{_anchor(rule.rule_id)})" for rule in rules if rule.kind == kind]
        if ids:
            yield f"| {' · '.join(KINDS[kind])} (`{kind}`) | {', '.join(ids)} |"


def _anchor(rule_id: str) -> str:
    """As Markdown pages make one of a heading: its letters, without the points."""
    return rule_id.replace(".", "")


def _rule(rule: Rule) -> Iterator[str]:
    yield from ("", f"### `{rule.rule_id}`", "", f"{_severity(rule)}; {' · '.join(_GATES[rule.gate])}.")
    yield f"*{rule.reason}.*"
    yield ""
    for mark, message, action in (
        ("vi", rule.message_vi, rule.action_vi),
        ("en", rule.message_en, rule.action_en),
    ):
        yield f"- {mark}: {message} → {action}"


def _severity(rule: Rule) -> str:
    words = f"**{rule.severity}** ({SEVERITIES[rule.severity][0]})"
    if rule.severity_in_form is None:
        return words
    in_form = f"**{rule.severity_in_form}** ({SEVERITIES[rule.severity_in_form][0]})"
    return f"{words}, trong biểu mẫu · in a form {in_form}"


if __name__ == "__main__":
    book = write_rule_book(load_catalogue(Settings(Path()).catalogue_dir).rules)
    Path(sys.argv[1]).write_text(book, encoding="utf-8")
