"""How an annex shows that it is one, and the document it says it belongs to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from lientinh.catalogue.matching import match_key
from lientinh.documents import Document
from lientinh.extract.folding import fold
from lientinh.readings import DocumentHead

_FIRST_LINES = 12
# A file that calls itself an annex, with or without accents: "Phu luc 1.pdf", "bieu-so-lieu.xlsx"
ANNEX_FILE = re.compile(r"(?:^|[^a-z])(?:phụ ?lục|phu[ _-]?luc|biểu|bieu)(?![a-zà-ỹ])")
ANNEX_HEADING = re.compile(r"^\s*(?:phụ lục|biểu(?: số)?\s*[0-9ivx]*)\b", re.IGNORECASE)
# "(Kèm theo Công văn số 12/SLĐTBXH-VL ngày 05/7/2022 của Sở ...)" under an annex's title.
_REFERENCE = re.compile(
    r"kèm theo (?:công văn|báo cáo|kế hoạch|tờ trình|quyết định|văn bản) số:?\s*"
    r"(?P<number>[0-9]+)\s*/\s*(?P<symbol>[\wđ&-]+)"
)


@dataclass(frozen=True, slots=True)
class Reference:
    """Number and symbol of the document an annex says it comes with."""

    number: str
    symbol: str


def calls_itself_annex(document: Document) -> bool:
    """By the file's name, or by the first words of its text."""
    if ANNEX_FILE.search(fold(document.file.rpartition("/")[2])):
        return True
    return any(ANNEX_HEADING.match(text) for text in _first_lines(document, 2))


def holds_tables(document: Document) -> bool:
    """Does a table in it carry numbers?"""
    return any(isinstance(cell.value, Decimal) for table in document.tables for cell in table.cells)


def find_reference(document: Document) -> Reference | None:
    """The document that an annex names at its top; a number left blank names none."""
    for text in _first_lines(document, _FIRST_LINES):
        if match := _REFERENCE.search(" ".join(fold(text).split())):
            return Reference(match["number"], match["symbol"])
    return None


def is_named(head: DocumentHead, reference: Reference) -> bool:
    """Is this the document the annex names?"""
    return same_number((head.number, head.symbol), (reference.number, reference.symbol))


def names_another(head: DocumentHead, reference: Reference) -> bool:
    """Does the annex name another one of its series of numbers? A ministry's brought only the template."""
    return (
        head.number is not None
        and _symbol(head.symbol) == _symbol(reference.symbol)
        and not is_named(head, reference)
    )


def same_number(one: tuple[str | None, str | None], other: tuple[str | None, str | None]) -> bool:
    """Two numbers with their symbols, without what typists vary: leading zeros, spaces, case."""
    return _number(one[0]) == _number(other[0]) and _symbol(one[1]) == _symbol(other[1])


def _first_lines(document: Document, count: int) -> Iterator[str]:
    """Of the text; of a workbook the first words of each visible sheet."""
    if document.paragraphs:
        yield from (one.text for one in document.paragraphs[:count])
        return
    for table in document.tables:
        if not table.hidden:
            texts = (cell.text for cell in table.cells if isinstance(cell.value, str))
            yield from (text for _, text in zip(range(count), texts, strict=False))


def _number(text: str | None) -> str:
    return (text or "").lstrip("0")


def _symbol(text: str | None) -> str:
    return match_key(text or "").replace(" ", "")
