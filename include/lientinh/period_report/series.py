"""One series of the comparison as a table for people: the provinces side by side, and why a figure is missing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from lientinh.period_report.charts import Bar, draw_bars
from lientinh.period_report.footnotes import Footnotes
from lientinh.periods import period_year_before
from lientinh.wording import (
    ACCUMULATIONS,
    BASES,
    PLAN_BASES,
    QUALIFIERS,
    REASONS,
    SCENARIOS,
    STATES,
    decimals,
    figure,
    number,
)

Row = dict[str, Any]
_KEY = ("indicator_code", "breakdown", "period_basis", "scenario", "plan_basis", "accumulation")
_PERCENTAGES = ("PERCENT", "PERCENTAGE_POINT")


@dataclass(frozen=True, slots=True)
class Cell:
    """A text with the number of its source, and a style where it is no figure."""

    text: str
    note: int | None = None
    style: str = ""


@dataclass(frozen=True, slots=True)
class Series:
    """A table with its chart; `columns` are (Vietnamese, English) headings of what anybody has something in."""

    title_vi: str
    title_en: str
    is_asked: bool
    unit_vi: str
    unit_en: str
    columns: tuple[tuple[str, str], ...]
    rows: tuple[tuple[Cell, ...], ...]
    national: Cell | None
    total: str | None
    chart: str | None
    notes: tuple[str, ...]


def series_key(cell: Row) -> tuple[Any, ...]:
    """What the cells of one series have in common."""
    return tuple(cell[name] for name in _KEY)


def describe_series(cells: Sequence[Row], footnotes: Footnotes) -> Series:
    """Cells of one series → its table: best first where there is a rank, then other figures, then who has none."""
    first = cells[0]
    ordered = sorted(cells, key=_order)
    padded = decimals(row["value"] for row in cells)
    columns = _columns(footnotes, padded)
    filled = {name: [show(row) for row in ordered] for name, show in columns.items()}
    kept = {name: column for name, column in filled.items() if any(cell.text for cell in column)}
    return Series(
        title_vi=_title(first, 0),
        title_en=_title(first, 1),
        is_asked=first["is_asked"],
        unit_vi=first["unit_name_vi"],
        unit_en=first["unit_name_en"],
        columns=tuple(kept),
        rows=tuple(zip(*kept.values(), strict=True)),
        national=_national(first, footnotes),
        total=_total(first),
        chart=_chart(ordered),
        notes=tuple(_notes(cells)),
    )


def _order(row: Row) -> tuple[bool, int, bool, str]:
    return row["rank"] is None, row["rank"] or 0, row["state"] != "reported", row["area_code"]


def is_comparable(row: Row) -> bool:
    """Whether a cell has an exact figure that stands beside the others."""
    return row["state"] == "reported" and row["value"] is not None and row["qualifier"] is None


def _columns(footnotes: Footnotes, padded: int) -> dict[tuple[str, str], Callable[[Row], Cell]]:
    places = max(padded, 2)
    return {
        ("Tỉnh", "province"): lambda row: Cell(row["area_name_vi"]),
        ("Số liệu", "value"): lambda row: _value(row, padded, footnotes),
        ("Hạng", "rank"): lambda row: Cell(f"{row['rank']}/{row['ranked_count']}" if row["rank"] else ""),
        ("So với mức tốt nhất", "to best"): lambda row: Cell(_signed(row["gap_to_best"], places, padded)),
        ("So với trung vị", "to median"): lambda row: Cell(_signed(row["gap_to_median"], places, padded)),
        ("Năm trước", "year before"): lambda row: _year_before(row, padded, footnotes),
        ("Tăng, giảm", "change"): lambda row: Cell(_change(row, padded)),
        ("Kế hoạch", "plan"): lambda row: _plan(row, footnotes),
        ("Đạt kế hoạch", "attained"): lambda row: Cell(_percent(row["plan_attainment_pct"])),
        ("Ghi chú", "notes"): lambda row: Cell("; ".join(_row_notes(row)), style="note"),
    }


def _title(row: Row, language: int) -> str:
    names = [row["breakdown_name_vi"], row["breakdown_name_en"]]
    parts = [names[language] or row["breakdown"]] if row["breakdown"] != "_T" else []
    parts.append(SCENARIOS[row["scenario"]][language])
    if row["plan_basis"]:
        parts.append(PLAN_BASES[row["plan_basis"]][language])
    parts += [ACCUMULATIONS[row["accumulation"]][language], BASES[row["period_basis"]][language]]
    title = " · ".join(parts)
    return title[:1].upper() + title[1:]


def _value(row: Row, padded: int, footnotes: Footnotes) -> Cell:
    note = footnotes.cite(row["observation_id"])
    if row["state"] != "reported":
        return Cell(STATES[row["state"]][0], note, style=row["state"])
    value = round(row["value"], 2) if row["derived"] and row["value"] is not None else row["value"]
    text = figure(value, row["lower"], row["upper"], row["qualifier"], padded if not row["qualifier"] else 0)
    return Cell(text, note, style="bounded" if row["qualifier"] else "figure")


def _year_before(row: Row, padded: int, footnotes: Footnotes) -> Cell:
    value = row["value_year_before"]
    if value is None:
        return Cell("")
    series = {name: row[name] for name in _KEY} | {"period": period_year_before(row["period"])}
    return Cell(number(value, padded=padded), footnotes.cite_series(row["territory"], value, **series))


def _change(row: Row, padded: int) -> str:
    """`+1.000 (9,1%)` of counts; `-1,7 điểm %` of percentages, whose change is in points."""
    if row["change_abs"] is None:
        return ""
    if row["unit_code"] in _PERCENTAGES:
        return f"{_signed(row['change_abs'], max(padded, 2), padded)} điểm %"
    share = f" ({_signed(row['change_pct'], 1)}%)" if row["change_pct"] is not None else ""
    return _signed(row["change_abs"], 6, padded) + share


def _plan(row: Row, footnotes: Footnotes) -> Cell:
    """The plan with the word of its basis; a withheld one is no figure."""
    noted = read_notes(row)
    if "plan_withheld" in noted:
        return Cell(f"kế hoạch {STATES['withheld'][0]}", style="withheld")
    if row["plan_value"] is None:
        return Cell("")
    basis = noted.get("plan_basis", "")
    qualifier = QUALIFIERS.get(noted.get("plan_qualifier", ""), ("{}",))[0]
    text = number(row["plan_value"])
    text = qualifier.format(text) if "{}" in qualifier else f"{qualifier} {text}"
    series = {name: row[name] for name in _KEY} | {
        "period": row["period"],
        "scenario": "plan",
        "plan_basis": basis,
        "period_basis": noted.get("plan_period_basis", row["period_basis"]),
    }
    words = f" ({PLAN_BASES[basis][0]})" if basis in PLAN_BASES else ""
    return Cell(text + words, footnotes.cite_series(row["territory"], row["plan_value"], **series))


def _row_notes(row: Row) -> list[str]:
    noted = read_notes(row)
    notes = []
    if row["reason"] in REASONS and row["state"] == "not_comparable":
        notes.append(REASONS[row["reason"]][0])
    if row["obs_status"] == "P" and row["state"] == "reported":
        notes.append("số sơ bộ")
    if "flagged" in noted:
        notes.append("có cảnh báo, xem nội dung cần rà soát")
    if row["derived"]:
        notes.append(f"tính từ các tỉnh trước sắp xếp (mã {noted.get('made_from', '').replace('+', ' + ')})")
    if "plan_period_basis" in noted:
        notes.append("kế hoạch theo kỳ chốt khác")
    if row["series_break"] in REASONS:
        notes.append(f"{REASONS[row['series_break']][0]} so với năm trước, không tính tăng, giảm")
    return notes


def _national(row: Row, footnotes: Footnotes) -> Cell | None:
    if row["national_value"] is None:
        return None
    territory = footnotes.country_of(row)
    series = {name: row[name] for name in _KEY} | {"period": row["period"]}
    note = footnotes.cite_series(territory, row["national_value"], **series) if territory else None
    return Cell(number(row["national_value"]), note)


def _total(row: Row) -> str | None:
    """The sum of the provinces, only where every one of them has an exact figure; never of rates."""
    if row["provinces_sum"] is None or (row["provinces_expected"] or 0) < 2:
        return None
    return f"Cộng {row['provinces_expected']} tỉnh có số so sánh được: {number(row['provinces_sum'])}"


def _chart(cells: Sequence[Row]) -> str | None:
    """Bars of what compares, two at least; the country as a line only of rates, whose scale it shares."""
    bars = [
        Bar(row["area_name_vi"], row["value"], "flagged" in read_notes(row))
        for row in cells
        if is_comparable(row)
    ]
    if len(bars) < 2:
        return None
    first = cells[0]
    national = first["national_value"] if first["unit_kind"] == "ratio" else None
    return draw_bars(bars, first["unit_name_vi"], ("Cả nước", national) if national is not None else None)


def _notes(cells: Sequence[Row]) -> list[str]:
    notes = []
    if any(row["qualifier"] for row in cells):
        notes.append("Số kèm từ “trên”, “khoảng”… ghi như tỉnh báo cáo, không xếp hạng, không vẽ biểu đồ.")
    if any("flagged" in read_notes(row) for row in cells if is_comparable(row)):
        notes.append("Cột nhạt: số liệu có cảnh báo.")
    return notes


def read_notes(row: Row) -> dict[str, str]:
    """`made_from=06+19; flagged` → {"made_from": "06+19", "flagged": ""}."""
    parts = (note.partition("=") for note in (row["notes"] or "").split("; "))
    return {name: said for name, _, said in parts if name}


def _signed(value: Decimal | None, places: int, padded: int = 0) -> str:
    if value is None:
        return ""
    return ("+" if value > 0 else "") + number(value, places, padded)


def _percent(value: Decimal | None) -> str:
    return f"{number(value, 1)}%" if value is not None else ""
