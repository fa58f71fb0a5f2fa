"""What letters call a report, an agency and a day."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from lientinh.catalogue import Catalogue
from lientinh.replies.safe_text import printable, shorten

KINDS = {
    "report": ("Báo cáo", "Report"),
    "plan": ("Kế hoạch", "Plan"),
    "proposal": ("Công văn", "Dispatch"),
    "dispatch": ("Công văn", "Dispatch"),
    "decision": ("Quyết định", "Decision"),
    "news": ("Tin", "News item"),
    "statistical_form": ("Biểu thống kê", "Statistical form"),
}
_UNKNOWN = ("Tài liệu", "Document")
_LONGEST_TITLE = 200
_TWO_DIGIT_MONTHS = 2  # January and February are written 01 and 02, so that no figure can be put in front


def name_kind(document: Mapping[str, Any]) -> str:
    """`Kế hoạch`, `Báo cáo`: the word for a document (of a decision) of its kind."""
    return KINDS.get(document["kind"], _UNKNOWN)[0]


def name_report(document: Mapping[str, Any], catalogue: Catalogue) -> str:
    """`Kế hoạch số 101/KH-SLĐTBXH ngày 21/7/2022 của Sở … tỉnh Lạng Sơn`; by title or file without a number."""
    number = name_number(document)
    agency = name_agency(document, catalogue)
    issuer = f" của {agency}" if agency else ""
    if number:
        return f"{name_kind(document)} {number}{_dated(document)}{issuer}"
    title = name_title(document)
    called = f"“{title}”" if title else f"trong tệp “{printable(document['file'])}”"
    return f"{name_kind(document)} {called}{_dated(document)}{issuer}"


def name_report_en(document: Mapping[str, Any], catalogue: Catalogue) -> str:
    """The same in English."""
    kind = KINDS.get(document["kind"], _UNKNOWN)[1]
    number = name_number(document).removeprefix("số ")
    called = f" {number}" if number else f" in file “{printable(document['file'])}”"
    issued = f" of {date.fromisoformat(document['issued_on']):%d %B %Y}" if document["issued_on"] else ""
    code = document["agency_code"]
    return f"{kind}{called}{issued}" + (f", {catalogue.agency(code).name_en}" if code else "")


def name_number(document: Mapping[str, Any]) -> str:
    """`số 101/KH-SLĐTBXH`; empty for a draft without number."""
    if not document["number"]:
        return ""
    symbol = f"/{document['symbol']}" if document["symbol"] else ""
    return printable(f"số {document['number']}{symbol}")


def name_agency(document: Mapping[str, Any], catalogue: Catalogue) -> str:
    """The issuing agency by the catalogue's name, else in the document's own words."""
    if document["agency_code"]:
        return catalogue.agency(document["agency_code"]).name_vi
    return shorten(printable(document["agency_text"]), _LONGEST_TITLE)


def name_title(document: Mapping[str, Any]) -> str:
    """The title without the word for its kind: `Phát triển về lĩnh vực …`."""
    title = " ".join(printable(document["title"] or "").split())
    kind = re.match(rf"(?i){re.escape(name_kind(document))}\b[\s:]*", title)
    return shorten(title[kind.end() :] if kind else title, _LONGEST_TITLE)


def _dated(document: Mapping[str, Any]) -> str:
    if document["issued_on"]:
        return f" ngày {write_day(date.fromisoformat(document['issued_on']))}"
    written = " ".join(printable(document["issued_text"] or "").split()).replace("ngày tháng", "tháng")
    if not written:
        return ""
    return f" {written}" if written.startswith(("ngày", "tháng", "năm")) else f" ({written})"


def write_day(on: date) -> str:
    """`08/7/2022`, `05/02/2026`: as official letters write a day."""
    month = f"{on.month:02}" if on.month <= _TWO_DIGIT_MONTHS else str(on.month)
    return f"{on.day:02}/{month}/{on.year}"
