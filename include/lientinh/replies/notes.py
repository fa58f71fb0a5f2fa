"""Notes to write into a province's own file, and the words that stand over them.

Both are plain values: who makes a reply fills them from findings, who annotates a file needs nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from lientinh.findings import SEVERITIES, Severity

STATEMENT_VI = "Bản sao có ghi chú rà soát, không thay thế bản gốc"
STATEMENT_EN = "Copy with review notes; it does not replace the original"
AUTHOR = "Liên Tỉnh"  # of every comment we write; how our own are known again


@dataclass(frozen=True, slots=True)
class CellNote:
    """One finding at one cell of a workbook; `cell` ("B7") is None where it concerns the whole sheet,
    `sheet` too where it concerns the whole file. Several notes may stand at one cell."""

    sheet: str | None
    cell: str | None
    severity: Severity
    message_vi: str
    message_en: str
    action_vi: str
    finding_id: str


@dataclass(frozen=True, slots=True)
class TextNote:
    """One finding in a text document, placed as in `Locator`: `paragraph` is the number of the block, `start` and
    `end` are characters of its text (None: the whole paragraph), `cell` ("B2") places it where the block is a table.
    `paragraph` None: the whole document."""

    paragraph: int | None
    start: int | None
    end: int | None
    quote: str
    severity: Severity
    message_vi: str
    message_en: str
    action_vi: str
    finding_id: str
    cell: str | None = None


@dataclass(frozen=True, slots=True)
class ReplyWords:
    """What the head of a reply says; dates are None where unknown or where nothing is asked."""

    report_name_vi: str
    report_name_en: str
    received_on: date | None = None
    answer_by: date | None = None
    statement_vi: str = STATEMENT_VI
    statement_en: str = STATEMENT_EN


def gravest(severities: Iterable[Severity]) -> Severity:
    """The gravest of some severities; `info` of none."""
    return min(severities, key=SEVERITIES.index, default="info")
