"""What each file of a submission was taken for, in the words of a receipt."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from lientinh.replies.safe_text import printable

Json = dict[str, Any]
Row = tuple[str, str, str]  # label, its English, words

_TAKEN = {
    "number": "số, ký hiệu",
    "issued_on": "ngày ban hành",
    "agency_code": "cơ quan ban hành",
    "area_code": "địa bàn",
    "report_period": "kỳ báo cáo",
    "report_type": "loại báo cáo",
    "relation": "quan hệ với báo cáo trước",
}


def part_rows(decision: Mapping[str, Any]) -> list[Row]:
    """A row for each document that is not simply itself, and one for the files that were not looked at."""
    documents: list[Json] = decision["documents"]
    files = {one["document_id"]: printable(one["file"]) for one in documents}
    copied = {one.get("of") for one in documents if one.get("role") == "copy"}
    rows = []
    for one in documents:
        said = [part for part in (_part(one, files, copied), _beside_earlier(one), _taken(one)) if part]
        if said:
            rows.append((f"Tệp “{files[one['document_id']]}”", "file", "; ".join(said)))
    if ignored := decision.get("ignored"):
        names = ", ".join(printable(name) for name in ignored)
        rows.append(("Tệp tạm của máy tính, không xét", "ignored", names))
    return rows


def _part(one: Json, files: Mapping[str, str], copied: set[str | None]) -> str:
    of = files.get(one.get("of") or "")
    match one.get("role"):
        case "cover":
            said = "văn bản chính, có phụ lục kèm theo"
        case "annex":
            return f"phụ lục kèm theo “{of}”" if of else "phụ lục, chưa rõ kèm theo văn bản nào"
        case "copy":
            return f"bản sao của “{of}”, dùng để đối chiếu"
        case _:
            said = ""
    if one["document_id"] in copied:
        original = "bản ký, dùng làm gốc" if one["legal_state"] == "signed" else "bản dùng làm gốc"
        return f"{said}; {original}" if said else original
    return said


def _beside_earlier(one: Json) -> str:
    if one.get("goes_with") is None:
        return ""
    earlier = f"báo cáo đã nhận trong hồ sơ {one['copy_of']}"
    if one["goes_with"] == "annex":
        return f"phụ lục của {earlier}"
    if one["precedence"] < 0:
        return f"cùng là {earlier}; từ nay số liệu lấy theo bản này"
    return f"bản sao của {earlier}, dùng để đối chiếu"


def _taken(one: Json) -> str:
    if not one.get("taken"):
        return ""
    what = ", ".join(_TAKEN[name] for name in one["taken"])
    return f"{what} lấy theo " + ", ".join(f"“{printable(name)}”" for name in one["taken_from"])
