"""Cite: an explanation as one sentence for a letter, in Vietnamese and in English.

The figure with its unit and nature, the document with its number, date and issuer, the place in it, and when it was
known. What a letter must not hide is in the sentence: borders, a provisional or superseded figure, a doubt.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from babel.numbers import format_decimal

from lientinh.errors import UsageError
from lientinh.period_wording import period_en, period_vi
from lientinh.wording import PLAN_BASES, QUALIFIERS, SCENARIOS, clock, day, number

Part = dict[str, Any]

_STATUSES = {
    "P": ("số sơ bộ", "provisional"),
    "U": ("độ tin cậy thấp", "low reliability"),
}  # SDMX CL_OBS_STATUS
_QUOTES = "“”"


def cite(explanation: Part) -> dict[str, str]:
    """`observation_id`, `citation_vi`, `citation_en`. `UsageError` for a figure that waits for a person."""
    if "removed" in explanation:
        raise UsageError(
            f"{explanation['observation_id']}: số liệu đã bị xóa theo yêu cầu, không trích dẫn được"
            " (removed on order and no figure to cite)"
        )
    if explanation["decision"]["figure"] == "withheld":
        raise UsageError(
            f"{explanation['observation_id']} waits for clarification and is no figure to cite;"
            " `lientinh explain` without --cite says what is doubted"
        )
    return {
        "observation_id": explanation["observation_id"],
        "citation_vi": _cite_vi(explanation),
        "citation_en": _cite_en(explanation),
    }


def _cite_vi(explanation: Part) -> str:
    shown, document, known = explanation["figure"], explanation["document"], explanation["known"]
    breakdown = f" ({shown['breakdown_name_vi']})" if shown["breakdown"] != "_T" else ""
    signed = "/".join(part for part in (document["number"], document["symbol"]) if part)
    issued = f"ngày {day(document['issued_on'])}" if document["issued_on"] else document["issued_text"]
    source = [
        document["title"] and f"văn bản “{_plain(document['title'])}”",
        f"số {signed}" if signed else "không số",
        issued or "không ghi ngày",
        f"của {document['agency_text']}" if document["agency_text"] else "không ghi nơi ban hành",
        _place(explanation["place"], _PLACE_VI),
    ]
    notes = _notes(explanation, 0, _borders(shown, "địa giới từ ngày", "địa giới trước ngày", day))
    until = f", đến {clock(known['known_to'])} không còn là số hiện hành" if known["known_to"] else ""
    return (
        f"{shown['indicator_name_vi']}{breakdown} của {shown['area_name_vi']} {period_vi(shown)} là"
        f" {_figure(shown, 0)} ({', '.join(notes)}), theo"
        f" {', '.join(part for part in source if part)}; số liệu đã biết từ {clock(known['known_from'])}"
        f"{_publication(known, 'lần cập nhật kho số liệu thứ')}{until}; mã số liệu"
        f" {explanation['observation_id']}."
    )


def _cite_en(explanation: Part) -> str:
    shown, document, known = explanation["figure"], explanation["document"], explanation["known"]
    breakdown = f" ({shown['breakdown_name_en']})" if shown["breakdown"] != "_T" else ""
    signed = "/".join(part for part in (document["number"], document["symbol"]) if part)
    issued = (
        f"dated {_day_en(document['issued_on'])}"
        if document["issued_on"]
        else _dated(document["issued_text"])
    )
    source = [
        document["title"] and f"the document “{_plain(document['title'])}”",
        f"no. {signed}" if signed else "unnumbered",
        issued or "undated",
        f"issued by {document['agency_text']}" if document["agency_text"] else "issuer not stated",
        _place(explanation["place"], _PLACE_EN),
    ]
    notes = _notes(explanation, 1, _borders(shown, "borders since", "borders before", _day_en))
    until = f", superseded at {clock(known['known_to'])}" if known["known_to"] else ""
    return (
        f"{shown['indicator_name_en']}{breakdown} of {shown['area_name_en']} {period_en(shown)} is"
        f" {_figure(shown, 1)} ({', '.join(notes)}),"
        f" according to {', '.join(part for part in source if part)}; known from"
        f" {clock(known['known_from'])}{_publication(known, 'publication')}{until} (Viet Nam time);"
        f" observation {explanation['observation_id']}."
    )


def _notes(explanation: Part, language: int, borders: list[str]) -> list[str]:
    """Scenario first, then what a reader must know with the figure."""
    shown = explanation["figure"]
    notes = [SCENARIOS[shown["scenario"]][language]]
    if shown["plan_basis"]:
        notes.append(PLAN_BASES[shown["plan_basis"]][language])
    if shown["obs_status"] in _STATUSES:
        notes.append(_STATUSES[shown["obs_status"]][language])
    notes += borders
    if explanation["decision"]["flagged"]:
        notes.append(("có nội dung cần rà soát", "published with a warning")[language])
    if not explanation["known"]["leads"]:
        notes.append(("nguồn khác đứng trước", "another source goes before it")[language])
    return notes


def _borders(shown: Part, since: str, before: str, write_day: Callable[[date], str]) -> list[str]:
    """Within which borders, where a province was merged."""
    if shown["area_valid_from"]:
        return [f"{since} {write_day(shown['area_valid_from'])}"]
    return [f"{before} {write_day(shown['area_valid_to'])}"] if shown["area_valid_to"] else []


_PLACE_VI = ("tệp", "trang tính", "ô", "trang", "dòng", "đoạn")
_PLACE_EN = ("file", "sheet", "cell", "page", "line", "paragraph")


def _place(place: Part, words: tuple[str, ...]) -> str:
    """`tệp a.xlsx, trang tính “Biểu 1”, ô O18`; `tệp a.docx, trang 3, dòng 7`; a paragraph where there is no line."""
    file, sheet, cell, page, line, paragraph = words
    named = [f"{file} {place['file']}"]
    if place["sheet"]:
        named += [f"{sheet} “{place['sheet']}”", f"{cell} {place['cell']}"]
    if place["page"]:
        named.append(f"{page} {place['page']}")
    if place["line"]:
        named.append(f"{line} {place['line']}")
    elif place["paragraph"] is not None and not place["sheet"]:
        named.append(f"{paragraph} {place['paragraph']}")
    return ", ".join(named)


def _publication(known: Part, words: str) -> str:
    return f" ({words} {known['publication']})" if known["publication"] else ""


def _figure(shown: Part, language: int) -> str:
    """`12.000 người`, `7,1%`, `từ 3 điểm trở lên`, `1–1,5%`: the unit stays with the number, inside its word."""
    write = (number, _number_en)[language]
    unit = "%" if shown["unit_code"] == "PERCENT" else f" {shown[('unit_name_vi', 'unit_name_en')[language]]}"
    if shown["value"] is None:
        return "–".join(write(shown[end]) for end in ("lower", "upper") if shown[end] is not None) + unit
    word = QUALIFIERS[shown["qualifier"]][language] if shown["qualifier"] in QUALIFIERS else "{}"
    text = write(shown["value"]) + unit
    return word.format(text) if "{}" in word else f"{word} {text}"


def _number_en(value: Decimal) -> str:
    return str(format_decimal(value, format="#,##0.######", locale="en"))


def _day_en(on: date) -> str:
    return f"{on.day} {on:%B} {on.year}"


def _dated(words: str | None) -> str:
    """A date that is no whole day stays as the document writes it."""
    return f"dated “{words}”" if words else ""


def _plain(title: str) -> str:
    """On one line, without quotation marks of its own."""
    return " ".join("".join(letter for letter in title if letter not in _QUOTES).split())
