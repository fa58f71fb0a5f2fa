"""One table of a sheet: provinces × periods, figures as numbers, words where there is no exact figure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from xlsxwriter.worksheet import Worksheet

from lientinh.export.workbook_notes import name_period
from lientinh.export.workbook_styles import Styles
from lientinh.publish.reading_warehouse import Row
from lientinh.wording import REASONS, STATES, day, decimals, figure, number

TABLE_COLUMN = 2  # where periods begin, after code and name
_CODE_WIDTH, _NAME_WIDTH, _PERIOD_WIDTHS = 6, 24, (15, 26)  # characters
_NOT_ASKED = "·"


@dataclass(frozen=True)
class SeriesTable:
    """The cells of one table, its periods in order of time, its provinces by code."""

    cells: Sequence[Row]
    periods: Sequence[Row]  # of each period one cell that has it
    areas: Sequence[Row]  # of each territory one cell that has it
    decimals: int

    @staticmethod
    def of(cells: Sequence[Row]) -> SeriesTable:
        periods = {
            row["period"]: row for row in sorted(cells, key=lambda row: (row["period_end"], row["period"]))
        }
        areas = {row["territory"]: row for row in sorted(cells, key=lambda row: row["territory"])}
        exact = [row[name] for row in cells for name in ("value", "national_value", "provinces_sum")]
        return SeriesTable(cells, list(periods.values()), list(areas.values()), decimals(exact))


def column_widths(tables: Sequence[SeriesTable], last: int) -> list[float]:
    """Widths of all columns, so that no figure shows as #####."""
    widest = max((len(number(row["value"])) + 3 for table in tables for row in table.cells), default=0)
    least, most = _PERIOD_WIDTHS
    return [_CODE_WIDTH, _NAME_WIDTH, *[min(most, max(least, widest))] * (last - TABLE_COLUMN + 1)]


def write_table(sheet: Worksheet, styles: Styles, table: SeriesTable, row: int) -> int:
    """Header, provinces, totals; returns the next free row."""
    sheet.write_string(row, 0, "Mã", styles.get("header"))
    sheet.write_string(row, 1, "Tỉnh\nProvince", styles.get("header"))
    for column, period in enumerate(table.periods, start=TABLE_COLUMN):
        _write_period(sheet, styles, (row, column), period)
    in_words = any(not period["period"].isdigit() for period in table.periods)
    sheet.set_row(row, 62 if in_words else 32)
    cells = {(one["territory"], one["period"]): one for one in table.cells}
    for area in table.areas:
        row += 1
        sheet.write_string(row, 0, area["area_code"], styles.get("cell"))
        sheet.write_string(row, 1, _name(area, table.areas), styles.get("cell"))
        for column, period in enumerate(table.periods, start=TABLE_COLUMN):
            cell = cells.get((area["territory"], period["period"]))
            _write_cell(sheet, styles, (row, column), cell, table.decimals)
    for title, name in (
        ("Tổng các tỉnh được yêu cầu hoặc đã báo cáo\nSum of the provinces asked or heard", "provinces_sum"),
        ("Cả nước (theo báo cáo)\nWhole country (as reported)", "national_value"),
    ):
        row += _write_total(sheet, styles, table, (row + 1, title, name))
    return row + 1


def _write_period(sheet: Worksheet, styles: Styles, place: tuple[int, int], period: Row) -> None:
    """A year as a number, for charts; any other window in words."""
    if period["period"].isdigit():
        sheet.write_number(*place, int(period["period"]), styles.get("header"))
    else:
        sheet.write_string(*place, "\n".join(name_period(period)), styles.get("header"))


def _name(area: Row, areas: Sequence[Row]) -> str:
    """With its borders where the table has the province twice."""
    name, territory = area["area_name_vi"], area["territory"]
    if sum(one["area_code"] == area["area_code"] for one in areas) == 1:
        return str(name)
    since = territory.partition("@")[2]
    return f"{name} (từ {day(date.fromisoformat(since))})" if since else f"{name} (trước sắp xếp)"


def _write_cell(
    sheet: Worksheet, styles: Styles, place: tuple[int, int], cell: Row | None, places: int
) -> None:
    """An exact figure as a number; a bounded one with its word; otherwise the reason why there is none."""
    if cell is None:
        sheet.write_string(*place, _NOT_ASKED, styles.get("state"))
    elif cell["state"] != "reported":
        marks = [cell["state"]] if cell["state"] in ("withheld", "not_reported") else []
        sheet.write_string(*place, _say_state(cell), styles.get("state", *marks))
    else:
        marks = ["derived"] if cell["derived"] else []
        marks += ["flagged"] if "flagged" in (cell["notes"] or "") else []
        if cell["value"] is not None and cell["qualifier"] is None:
            sheet.write_number(*place, float(cell["value"]), styles.get("figure", *marks, decimals=places))
        else:
            words = figure(cell["value"], cell["lower"], cell["upper"], cell["qualifier"])
            sheet.write_string(*place, words, styles.get("figure", *marks))


def _say_state(cell: Row) -> str:
    words = STATES[cell["state"]][0]
    reason = REASONS.get(cell["reason"] or "")
    return f"{words}: {reason[0]}" if reason else words


def _write_total(sheet: Worksheet, styles: Styles, table: SeriesTable, line: tuple[int, str, str]) -> int:
    """One row of what the warehouse says of all provinces, if it says it; how many rows were written."""
    row, title, name = line
    totals: dict[str, Decimal] = {
        one["period"]: one[name]
        for one in table.cells
        if one[name] is not None and (name != "provinces_sum" or one["provinces_summed"] > 1)
    }
    if not totals:
        return 0
    sheet.write_string(row, 0, "", styles.get("total_name"))
    sheet.write_string(row, 1, title, styles.get("total_name"))
    for column, period in enumerate(table.periods, start=TABLE_COLUMN):
        if period["period"] in totals:
            value = float(totals[period["period"]])
            sheet.write_number(row, column, value, styles.get("total", decimals=table.decimals))
        else:
            sheet.write_blank(row, column, None, styles.get("total"))
    return 1
