"""Readings of one document for people: the head, then a row per quantity with its words."""

from __future__ import annotations

from rich.console import Console
from rich.table import Table
from rich.text import Text

from lientinh.catalogue import Catalogue
from lientinh.documents import Document
from lientinh.extract import Extraction
from lientinh.readings import Reading
from lientinh.wording import SCENARIOS, day, figure, measured


def print_readings(
    console: Console, document: Document, extraction: Extraction, catalogue: Catalogue
) -> None:
    """What the document is, and the quantities read from it."""
    head = extraction.head
    number = "/".join(part for part in (head.number, head.symbol) if part) or "không ghi số (no number)"
    issued = day(head.issued_on) if head.issued_on else head.issued_text or day(None)
    console.print(Text(head.title or document.file, style="bold"))
    console.print(f"{head.agency_text or 'không rõ nơi ban hành'} · {number} · {issued}", highlight=False)
    table = Table(
        "#",
        "Chỉ tiêu (indicator)",
        "Số liệu (value)",
        "Tính chất (scenario)",
        "Kỳ (period)",
        "Nguyên văn (quote)",
    )
    for reading in extraction.readings:
        table.add_row(
            str(reading.ordinal),
            Text(_name(reading, catalogue)),
            Text(_shown(reading, catalogue)),
            SCENARIOS[reading.scenario][0],
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


def _shown(reading: Reading, catalogue: Catalogue) -> str:
    """The number in Vietnamese style, with its word and its unit."""
    unit = catalogue.unit(reading.unit_code).symbol if reading.unit_code else reading.unit_text
    return measured(figure(reading.value, reading.lower, reading.upper, reading.qualifier), unit or "")
