"""What a reader must know with a table, and the documents its figures stand in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lientinh.export.code_words import LEGAL_STATES
from lientinh.period_wording import period_en, period_vi
from lientinh.publish.reading_warehouse import Row
from lientinh.wording import REASONS, STATES, both, day

_NOT_EXACT = (
    "Số kèm từ “trên”, “khoảng”… không chính xác, không cộng, không xếp hạng"
    " (bounded figures: do not add or rank)"
)
_NOT_ASKED = "· không thuộc diện báo cáo trong kỳ (not asked in this period)"
_BREAKS = {
    "territory": ("phạm vi địa bàn", "borders"),
    "definition": ("định nghĩa", "definition"),
    "standard": ("chuẩn", "standard"),
}


def name_period(row: Row) -> tuple[str, str]:
    """A period in words, both languages, without how it is cut: the table's title says that."""
    bare = {**row, "period_basis": "calendar"}
    return period_vi(bare), period_en(bare)


def note_series(cells: Sequence[Row]) -> Iterator[str]:
    """Notes on one table, Vietnamese with English beside; none where there is nothing to say."""
    states = {row["state"] for row in cells} - {"reported"}
    if states:
        yield _capital("; ".join(both(STATES, state) for state in STATES if state in states)) + "."
    reasons = [reason for reason in REASONS if reason in {row["reason"] for row in cells}]
    if reasons:
        yield f"Không so sánh được vì (not comparable for): {'; '.join(both(REASONS, one) for one in reasons)}."
    if any(row["qualifier"] for row in cells):
        yield _NOT_EXACT + "."
    if len({(row["territory"], row["period"]) for row in cells}) < _grid_size(cells):
        yield _NOT_ASKED + "."
    flagged = [row for row in cells if "flagged" in (row["notes"] or "")]
    if flagged:
        yield f"Có nội dung cần rà soát (published with a warning): {_list_places(flagged)}."
    yield from _note_derived(cells)
    for kind, (vietnamese, english) in _BREAKS.items():
        broken = [row for row in cells if row["series_break"] == kind]
        if broken:
            yield (
                f"Ngắt chuỗi số liệu so với năm trước do thay đổi {vietnamese} (break in the series, other {english}):"
                f" {_list_places(broken)}."
            )


def _grid_size(cells: Sequence[Row]) -> int:
    return len({row["territory"] for row in cells}) * len({row["period"] for row in cells})


def _note_derived(cells: Sequence[Row]) -> Iterator[str]:
    made: dict[tuple[str, str], list[Row]] = {}
    for row in cells:
        if row["derived"]:
            noted = dict(note.partition("=")[::2] for note in (row["notes"] or "").split("; "))
            parts, weight = noted.get("made_from", ""), noted.get("weighted_by", "")
            made.setdefault((parts.replace("+", " + "), weight), []).append(row)
    for (parts, weight), rows in made.items():
        how = f", bình quân có trọng số {weight} (mean weighted by {weight})" if weight else ""
        yield (
            f"Tính từ các tỉnh trước sắp xếp, mã {parts} (made from the provinces before the merger){how}:"
            f" {_list_places(rows)}."
        )


def _list_places(cells: Sequence[Row]) -> str:
    """`Cao Bằng (2015, 2016); Sơn La (2016)`."""
    areas: dict[str, list[str]] = {}
    for row in sorted(cells, key=lambda row: (row["territory"], row["period_end"])):
        periods = areas.setdefault(row["area_name_vi"], [])
        if row["period"] not in periods:
            periods.append(row["period"])
    return "; ".join(f"{area} ({', '.join(periods)})" for area, periods in areas.items())


def describe_sources(cells: Sequence[Row]) -> list[str]:
    """One line a document that figures shown stand in: number, date, agency, title, file; for whom and when."""
    documents: dict[tuple[str, ...], list[Row]] = {}
    for row in cells:
        if row["file"] and row["state"] == "reported":
            documents.setdefault((row["area_code"], row["sha256"], row["file"]), []).append(row)
    return [_describe_source(rows) for _, rows in sorted(documents.items())]


def _describe_source(rows: Sequence[Row]) -> str:
    first = rows[0]
    periods = dict.fromkeys(
        name_period(row)[0] for row in sorted(rows, key=lambda row: (row["period_end"], row["period"]))
    )
    legal = LEGAL_STATES.get(first["legal_state"] or "")
    parts = [
        f"“{first['document_title']}”" if first["document_title"] else "",
        _name_number(first["number"], first["symbol"]),
        f"ngày {day(first['issued_on'])}" if first["issued_on"] else "không rõ ngày",
        first["agency_text"] or "không ghi nơi ban hành",
        f"{legal[0]} ({legal[1]})" if legal and first["legal_state"] != "signed" else "",
        f"tệp {first['file']}",
    ]
    return f"{first['area_name_vi']}: {', '.join(part for part in parts if part)}. Số liệu: {_shorten(list(periods))}."


def _name_number(number: str | None, symbol: str | None) -> str:
    if number:
        return f"số {number}/{symbol}" if symbol else f"số {number}"
    return f"ký hiệu {symbol}, không ghi số" if symbol else "không số"


def _shorten(periods: list[str]) -> str:
    """`năm 2005, …, năm 2016 (12 kỳ)` where there are many."""
    if len(periods) <= 4:
        return ", ".join(periods)
    return f"{periods[0]}, …, {periods[-1]} ({len(periods)} kỳ)"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
