"""One figure written otherwise in two files, in words: both places, both numbers, and which one is used."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pandas as pd

from lientinh.catalogue.catalogue import Catalogue
from lientinh.documents import Locator
from lientinh.findings import Finding
from lientinh.gates.file_pairs import REPEAT, FilePairs
from lientinh.gates.known import ReportDocument
from lientinh.gates.messages import make_finding
from lientinh.gates.observation_findings import locator_of, names_of, place_of
from lientinh.gates.report_pairs import with_none
from lientinh.gates.report_words import name_gap
from lientinh.wording import measured

Words = tuple[str, str]
_PDF = "application/pdf"
_WORD = ("wordprocessingml", "msword", "rtf", "opendocument.text")


def file_findings(pairs: FilePairs, catalogue: Catalogue) -> list[Finding]:
    """A finding for each figure that two files give otherwise, and one for each copy with figures of its own."""
    found: list[Finding] = []
    seen: Counter[tuple[str, str, str]] = Counter()
    for batch in pairs.batches():
        failing = pd.Series(False, index=batch.frame.index)
        for check in batch.checks:
            failing |= check.failing(batch.frame)
        for place, other in zip(
            batch.frame.loc[failing, "place"], batch.frame.loc[failing, "other"], strict=True
        ):
            rule_id = batch.checks[0].rule_id
            lead, second = _row(pairs, int(place)), _row(pairs, int(other))
            about = second if _came_later(second, lead, pairs) else lead
            key = (rule_id, str(about["submission_id"]), str(about["series_id"]))
            seen[key] += 1
            found.append(_finding(rule_id, (lead, second), about, seen[key], pairs, catalogue))
    return found + _only_findings(pairs, catalogue)


def _row(pairs: FilePairs, place: int) -> pd.Series:
    return with_none(pairs.figures.iloc[[place]]).iloc[0]


def _came_later(second: pd.Series, lead: pd.Series, pairs: FilePairs) -> bool:
    """Is the leading figure the earlier submission's? A finding is about the later one: the run's."""
    document = pairs.documents.get((second["submission_id"], second["document_id"]))
    return document is not None and document.goes_with == lead["submission_id"]


def _finding(
    rule_id: str,
    sides: tuple[pd.Series, pd.Series],
    about: pd.Series,
    number: int,
    pairs: FilePairs,
    catalogue: Catalogue,
) -> Finding:
    lead, second = sides
    is_ratio = catalogue.unit(about["unit_code"]).kind == "ratio"
    return make_finding(
        catalogue,
        rule_id,
        subject=f"{about['series_id']}" + (f" ({number})" if number > 1 else ""),
        in_form=_is_cell(lead) and _is_cell(second),
        **place_of(about) | names_of(about, catalogue) | _words(rule_id, lead, second, pairs, is_ratio),
    )


def _words(
    rule_id: str, lead: pd.Series, other: pd.Series, pairs: FilePairs, is_ratio: bool
) -> dict[str, Any]:
    names = [_name_file(row, pairs, rule_id) for row in (lead, other)]
    if names[0] == names[1] and rule_id != REPEAT:
        names = [_name_form(row, pairs) for row in (lead, other)]
    first, second = (_state(row, name) for row, name in zip((lead, other), names, strict=True))
    gap_vi, gap_en = name_gap(lead, other, is_ratio=is_ratio)
    name_vi, name_en = names[0]
    both_tables = rule_id == REPEAT and _is_cell(lead) and _is_cell(other)
    return {
        "first_vi": first[0],
        "first_en": first[1],
        "second_vi": second[0],
        "second_en": second[1],
        "gap_vi": gap_vi,
        "gap_en": gap_en,
        "lead_vi": "Chưa công bố số nào khi chưa làm rõ."
        if both_tables
        else f"Trong khi chờ, kho số liệu dùng số trong {name_vi}, kèm lưu ý.",
        "lead_en": "Neither is published until it is clear."
        if both_tables
        else f"Meanwhile the warehouse uses the figure of the {name_en}, with a flag.",
    }


def _state(row: pd.Series, name: Words) -> Words:
    """ "văn bản “a.docx” ghi 11.000 người (đoạn 5)"."""
    name_vi, name_en = name
    file = row["locator"]["file"]
    written = measured(row["value_text"], row["unit_text"] or "")
    place_vi, place_en = show_place(locator_of(row["locator"]))
    return f"{name_vi} “{file}” ghi {written} ({place_vi})", f"{name_en} “{file}” says {written} ({place_en})"


def show_place(place: Locator) -> Words:
    """ "Biểu 1!C7", "đoạn 5", "bảng ở đoạn 5, ô C7", "trang 2, đoạn 5"."""
    if place.sheet is not None:
        return (f"{place.sheet}!{place.cell}",) * 2
    parts = [(f"trang {place.page}", f"page {place.page}")] if place.page is not None else []
    if place.cell is not None:
        parts += [
            (f"bảng ở đoạn {place.paragraph}", f"table at paragraph {place.paragraph}"),
            (f"ô {place.cell}", f"cell {place.cell}"),
        ]
    elif place.paragraph is not None:
        parts.append((f"đoạn {place.paragraph}", f"paragraph {place.paragraph}"))
    return ", ".join(one[0] for one in parts), ", ".join(one[1] for one in parts)


def _name_file(row: pd.Series, pairs: FilePairs, rule_id: str) -> Words:
    """What a file is in its submission: the letter, the annex, the signed copy, the Word copy, the scan."""
    document = pairs.documents.get((row["submission_id"], row["document_id"]))
    if document is None:
        return "tệp", "file"
    if rule_id == REPEAT:
        return ("phụ lục", "annex") if document.role == "annex" or _is_cell(row) else ("văn bản", "document")
    return name_copy(document)


def name_copy(document: ReportDocument) -> Words:
    """ "bản quét", "bản ký", "bản Word": what tells one copy of a report from another."""
    if document.is_recognised:
        return "bản quét", "scan"
    return ("bản ký", "signed copy") if document.is_signed else _name_media(document.media_type)


def _name_form(row: pd.Series, pairs: FilePairs) -> Words:
    document = pairs.documents.get((row["submission_id"], row["document_id"]))
    return _name_media(document.media_type if document else "")


def _name_media(media_type: str) -> Words:
    if media_type == _PDF:
        return "bản PDF", "PDF copy"
    if any(mark in media_type for mark in _WORD):
        return "bản Word", "Word copy"
    return "bản khác", "other copy"


def _is_cell(row: pd.Series) -> bool:
    return row["locator"]["sheet"] is not None or row["locator"]["cell"] is not None


def _only_findings(pairs: FilePairs, catalogue: Catalogue) -> list[Finding]:
    """Figures that only a copy states: one finding a copy, about all of them, at the first."""
    by_copy: dict[tuple[str, str, str], list[pd.Series]] = {}
    for place, _, rule_id in pairs.only:
        row = _row(pairs, place)
        by_copy.setdefault((rule_id, row["submission_id"], row["document_id"]), []).append(row)
    found: list[Finding] = []
    for (rule_id, submission_id, document_id), rows in by_copy.items():
        name_vi, name_en = name_copy(pairs.documents[submission_id, document_id])
        about = place_of(rows[0]) | names_of(rows[0], catalogue)
        about |= {"observation_id": None, "reading_ordinals": tuple(int(row["ordinal"]) for row in rows)}
        given = {"count": len(rows), "name_vi": name_vi, "name_en": name_en}
        subject = name_en if not found else f"{name_en} ({len(found) + 1})"
        file = rows[0]["locator"]["file"]
        found.append(make_finding(catalogue, rule_id, subject=subject, file=file, **about | given))
    return found
