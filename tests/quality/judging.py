"""Was the error found? A finding at warning or above, made by the error, about the very figure or a relation of it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from lientinh.findings import Finding
from quality.case import Case, Files
from quality.scene import Checked

_COUNTS = ("critical", "error", "warning")


@dataclass(frozen=True)
class Verdict:
    """A case, the rules that found it, and the rules that spoke elsewhere because of it."""

    case: Case
    rules: tuple[str, ...]
    elsewhere: tuple[str, ...]

    @property
    def found(self) -> bool:
        return bool(self.rules)


def alarms(checked: Checked) -> list[Finding]:
    """Findings that ask somebody to do something."""
    return [one for one in checked.findings if one.severity in _COUNTS]


def judge(case: Case, checked: Checked, clean: Checked) -> Verdict:
    """Only what the good submission did not raise counts, and only where the error stands."""
    before = {(one.finding_id, one.message_vi) for one in alarms(clean)}
    new = [one for one in alarms(checked) if (one.finding_id, one.message_vi) not in before]
    about = [one for one in new if _concerns(one, case, checked)]
    rest = [one for one in new if one not in about]
    return Verdict(replace(case, files=_no_files), _rules(about), _rules(rest))


def _no_files() -> Files:
    """A verdict travels between processes, and needs them no more."""
    return ()


def _rules(findings: list[Finding]) -> tuple[str, ...]:
    return tuple(sorted({one.rule_id for one in findings}))


def _concerns(finding: Finding, case: Case, checked: Checked) -> bool:
    if not case.cells and not case.paragraphs:
        return True
    places = _places_of(finding, checked)
    if case.cells:
        return bool(places & case.cells)
    wanted = {
        str(paragraph.number)
        for document in checked.handled.documents
        for paragraph in document.paragraphs
        if any(text.partition("[^")[0] in paragraph.text for text in case.paragraphs)  # "[^1]": a note
    }
    return bool(places & wanted)


def _places_of(finding: Finding, checked: Checked) -> set[str]:
    """Cells and paragraphs a finding stands at, by its own place and by the readings it names."""
    places = {_place(finding.locator)}
    for document, extraction in zip(checked.handled.documents, checked.handled.extractions, strict=True):
        if document.document_id != finding.document_id:
            continue
        for reading in extraction.readings:
            if reading.ordinal in finding.reading_ordinals:
                places.add(reading.locator.cell or str(reading.locator.paragraph))
    return places


def _place(locator: str) -> str:
    """ "Biểu!D12" → "D12"; "bao-cao.txt:14:3-9" → "14"; a file's name is no place."""
    if "!" in locator:
        return locator.rpartition("!")[2]
    parts = locator.rsplit(":", 2)
    return parts[1] if len(parts) == 3 else ""


def rows_of(checked: Checked) -> int:
    """How many readings a submission has."""
    return len(checked.handled.readings)


# Right alarms: what the Lạng Sơn plan says against itself, that its annex is missing (include/samples/README.md), and
# that the news page names neither the years of its term nor its own day.
_KNOWN_TRUTHS = (
    ("sum_of_statuses", "537 + 21 + 50 + 11 = 619"), ("sum_of_parts", "91 + 55 = 146"),
    ("sum_of_parts", "19 + 36 + 16 + 3 + 8 = 82"), ("sum_of_parts", "3 + 5 + 3 = 11"), ("sum_of_parts", "= 1.271"),
    ("share_of_plan", "18,6%"), ("annex_missing", "Biểu chỉ tiêu chi tiết gửi kèm theo"),
    ("period_unclear", "1% (Mức giảm tỷ lệ hộ nghèo)"), ("period_unclear", "75% (Tỷ lệ lao động qua đào tạo)"),
    ("period_unclear", "32% (Tỷ lệ lao động qua đào tạo có bằng cấp"), ("period_unclear", "3% (Tỷ lệ thất nghiệp"),
    ("period_unclear", "104 thủ tục hành chính"),
)  # fmt: skip


def is_known_truth(finding: Finding) -> bool:
    return any(
        finding.rule_id.endswith(rule) and words in finding.message_vi for rule, words in _KNOWN_TRUTHS
    )


def alarmed_rows(checked: Checked) -> dict[str, int]:
    """How many readings each rule casts doubt on, save where the sample is known to be wrong.

    A finding that names no reading counts as one row; it asks for one answer.
    """
    found: dict[str, int] = {}
    for one in alarms(checked):
        if not is_known_truth(one):
            found[one.rule_id] = found.get(one.rule_id, 0) + max(1, len(one.reading_ordinals))
    return found
