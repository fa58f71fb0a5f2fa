"""Readings of one document for people: the head, then a row per quantity with its words."""

from __future__ import annotations

from babel.numbers import format_decimal
from rich.console import Console
from rich.table import Table
from rich.text import Text

from lientinh.catalogue import Catalogue
from lientinh.documents import Document
from lientinh.extract import Extraction
from lientinh.readings import Reading

_SCENARIOS = {"plan": "kế hoạch", "actual": "thực hiện", "estimate": "ước thực hiện"}
_QUALIFIERS = {
    "more_than": "trên",
    "less_than": "dưới",
    "at_least": "từ … trở lên",
    "at_most": "không quá",
    "about": "khoảng",
    "nearly": "gần",
    "between": "trong khoảng",
}


def print_readings(
    console: Console, document: Document, extraction: Extraction, catalogue: Catalogue
) -> None:
    """What the document is, and the quantities read from it."""
    head = extraction.head
    number = "/".join(part for part in (head.number, head.symbol) if part) or "không số (no number)"
    issued = f"{head.issued_on:%d/%m/%Y}" if head.issued_on else head.issued_text or "không rõ ngày"
    console.print(Text(head.title or document.file, style="bold"))
    console.print(f"{head.agency_text or 'không rõ nơi ban hành'} · {number} · {issued}", highlight=False)
    table = Table(
        "#", "Chỉ tiêu (indicator)", "Số liệu (value)", "Tính chất", "Kỳ (period)", "Nguyên văn (quote)"
    )
    for reading in extraction.readings:
        table.add_row(
            str(reading.ordinal),
            Text(_name(reading, catalogue)),
            Text(_shown(reading)),
            _SCENARIOS[reading.scenario],
            reading.period or "?",
            Text(reading.quote),
        )
    console.print(table)
    named = sum(reading.indicator_code is not None for reading in extraction.readings)
    console.print(
        f"{len(extraction.readings)} số liệu trích xuất (readings), {named} thuộc danh mục chỉ tiêu (indicators)."
    )
    for sheet in extraction.unmapped:
        console.print(f"Chưa có biểu mẫu cho bảng (no form fits): {sheet}", style="yellow")


def _name(reading: Reading, catalogue: Catalogue) -> str:
    if reading.indicator_code is None:
        return f"({reading.phrase})" if reading.phrase else "–"
    name = catalogue.indicator(reading.indicator_code).name_vi
    return name if reading.breakdown == "_T" else f"{name} [{reading.breakdown}]"


def _shown(reading: Reading) -> str:
    """The number in Vietnamese style, with its word and its unit."""
    word = _QUALIFIERS[reading.qualifier] + " " if reading.qualifier else ""
    if reading.value is None:
        bounds = [_number(bound) for bound in (reading.lower, reading.upper) if bound is not None]
        return f"{'–'.join(bounds)} {reading.unit_text}"
    return f"{word}{_number(reading.value)} {reading.unit_code or reading.unit_text}"


def _number(value: object) -> str:
    return str(format_decimal(value, locale="vi"))
