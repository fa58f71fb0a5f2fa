"""A reading of recognised text is as sure as its number, its unit and the heading above it."""

from __future__ import annotations

from dataclasses import replace

from lientinh.catalogue import Catalogue
from lientinh.documents import Cell, Document, Locator, Paragraph, Table
from lientinh.extract import extract_document
from lientinh.extract.recognised import with_confidences
from lientinh.readings import Reading
from small_documents import document_of

HEADING = "I. KẾT QUẢ 6 THÁNG ĐẦU NĂM 2022"
TEXT = "Toàn tỉnh tạo việc làm mới cho 11.250 lao động, hỗ trợ vay 105,261 tỷ đồng."


def recognised(text: str, doubts: dict[str, float]) -> Paragraph:
    """A paragraph whose words are at 96 but for the doubtful ones."""
    confidences, start = [], 0
    for word in text.split():
        confidences.append((start, start + len(word), doubts.get(word.strip(",."), 96.0)))
        start += len(word) + 1
    (paragraph,) = document_of(text).paragraphs
    return replace(paragraph, word_confidences=tuple(confidences))


def readings(catalogue: Catalogue, doubts: dict[str, float]) -> dict[str, Reading]:
    blocks = [recognised(text, doubts) for text in (HEADING, TEXT)]
    numbered = tuple(replace(block, number=number) for number, block in enumerate(blocks, start=1))
    document = Document("d", "scan.pdf", "0" * 64, "application/pdf", numbered)
    return {one.value_text: one for one in extract_document(document, catalogue, "20").readings}


def test_a_clear_page_is_sure(catalogue: Catalogue) -> None:
    found = readings(catalogue, {})
    assert {name: one.confidence for name, one in found.items()} == {"11.250": 96.0, "105,261": 96.0}


def test_a_doubtful_digit_concerns_its_own_number(catalogue: Catalogue) -> None:
    found = readings(catalogue, {"11.250": 41.0})
    assert (found["11.250"].confidence, found["105,261"].confidence) == (41.0, 96.0)


def test_a_doubtful_unit_too_and_other_words_do_not(catalogue: Catalogue) -> None:
    found = readings(catalogue, {"tỷ": 55.5, "việc": 12.0})
    assert (found["11.250"].confidence, found["105,261"].confidence) == (96.0, 55.5)


def test_an_illegible_heading_concerns_all_below(catalogue: Catalogue) -> None:
    found = readings(catalogue, dict.fromkeys(("KẾT", "QUẢ", "THÁNG", "ĐẦU", "NĂM"), 40.0))
    assert {one.confidence for one in found.values()} == {56.0}


def test_its_numbering_does_not(catalogue: Catalogue) -> None:
    assert readings(catalogue, {"I": 5.0})["11.250"].confidence == 96.0


def test_text_that_stands_in_the_file_has_none(catalogue: Catalogue) -> None:
    document = document_of(f"{HEADING}\n\n{TEXT}")
    assert {one.confidence for one in extract_document(document, catalogue, "20").readings} == {None}


def test_a_cell_is_as_sure_as_its_label_and_the_year_above_it(catalogue: Catalogue) -> None:
    cells = {
        "A2": "Tỉnh",
        "B2": "2015",
        "C2": "2016",
        "A3": "Cao Bằng",
        "B3": "20,5",
        "C3": "42,5",
        "A4": "Sơn La",
        "C4": "9,1",
    }
    made = tuple(Cell(int(at[1]), ord(at[0]) - 64, text, text) for at, text in cells.items())
    sure = dict.fromkeys(cells, 96.0) | {"B2": 55.0, "A4": 44.0, "C3": 71.0}
    confidences = tuple((one.row, one.column, sure[one.address]) for one in made)
    document = Document(
        "d", "scan.pdf", "0" * 64, "application/pdf", (Table(2, None, made, cell_confidences=confidences),)
    )
    (reading, *_) = readings(catalogue, {}).values()

    def confidence(address: str) -> float | None:
        of_cell = replace(reading, locator=Locator("scan.pdf", paragraph=2, cell=address), confidence=None)
        (found,) = with_confidences([of_cell], document)
        return found.confidence

    assert {at: confidence(at) for at in ("B3", "C3", "C4", "Z9")} == {
        "B3": 55.0,
        "C3": 71.0,
        "C4": 44.0,
        "Z9": 0.0,
    }
