"""One indicator's sheet: what it is, a table for each kind of figure, what to know, where it comes from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from xlsxwriter.worksheet import Worksheet

from lientinh.export.source import Vintage
from lientinh.export.workbook_notes import describe_sources, note_series
from lientinh.export.workbook_styles import Styles, set_up_print, write_block
from lientinh.export.workbook_table import TABLE_COLUMN, SeriesTable, column_widths, write_table
from lientinh.publish.reading_warehouse import Row
from lientinh.wording import ACCUMULATIONS, BASES, PLAN_BASES, SCENARIOS, day

_LAST_COLUMN = 7  # notes and sources run over at least as many columns, however few periods there are
_FROZEN_ROWS = 3
_LINK_COLUMN = 5
_WIDEST_PAGE = 18  # columns a page still shows in letters that can be read
CONTENTS = "Mục lục"


@dataclass(frozen=True)
class IndicatorSheet:
    """Its name, its row of `dim_indicator`, its rows of `export_cells` and of `export_national`."""

    name: str
    indicator: Row
    cells: Sequence[Row]
    national: Sequence[Row]


def write_indicator(sheet: Worksheet, styles: Styles, content: IndicatorSheet, vintage: Vintage) -> None:
    """Write the whole sheet, top-down."""
    tables = [SeriesTable.of(list(rows)) for rows in _series(content.cells)]
    last = max([_LAST_COLUMN, *(TABLE_COLUMN + len(table.periods) - 1 for table in tables)])
    widths = column_widths(tables, last)
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)
    text_width = int(sum(widths[1:]))
    row = _write_head(sheet, styles, content.indicator, vintage, (last, text_width))
    for table in tables:
        title_vi, title_en = _title(table.cells[0])
        sheet.write_string(row, 0, title_vi, styles.get("heading"))
        sheet.write_string(row + 1, 0, title_en, styles.get("title_en"))
        row = write_table(sheet, styles, table, row + 2)
        for note in note_series(table.cells):
            write_block(sheet, row, (1, last), note, styles.get("small"), text_width)
            row += 1
        row += 1
    sheet.write_string(row, 0, "Nguồn · Sources", styles.get("heading"))
    for number, source in enumerate(describe_sources(_with_source(content)), start=1):
        sheet.write_number(row + number, 0, number, styles.get("small"))
        write_block(sheet, row + number, (1, last), source, styles.get("small"), text_width)
    sheet.freeze_panes(_FROZEN_ROWS, TABLE_COLUMN)
    sheet.repeat_rows(0, _FROZEN_ROWS - 1)
    sheet.repeat_columns(0, TABLE_COLUMN - 1)
    set_up_print(sheet, vintage.title_vi, fit=last <= _WIDEST_PAGE)


def _write_head(
    sheet: Worksheet, styles: Styles, indicator: Row, vintage: Vintage, extent: tuple[int, int]
) -> int:
    """Names and unit, which stay in sight; vintage and definition. Returns the next free row."""
    last, text_width = extent
    unit = f"Đơn vị tính (unit): {indicator['unit_name_vi']} ({indicator['unit_name_en']})"
    sheet.write_string(0, 0, indicator["name_vi"], styles.get("title"))
    sheet.write_string(1, 0, indicator["name_en"], styles.get("title_en"))
    sheet.write_string(2, 0, unit, styles.get("text"))
    sheet.write_url(
        2, _LINK_COLUMN, f"internal:'{CONTENTS}'!A1", styles.get("text_link"), string="← Mục lục · Contents"
    )
    sheet.write_string(3, 0, f"{vintage.title_vi} · {vintage.title_en}", styles.get("text"))
    definition = f"{indicator['definition_vi']}\n{indicator['definition_en']}"
    write_block(sheet, 4, (0, last), definition, styles.get("small"), text_width)
    return 6


def _with_source(content: IndicatorSheet) -> list[Row]:
    """Every figure the sheet shows; of the whole country those that stand below a table."""
    shown = {row["period"] for row in content.cells if row["national_value"] is not None}
    return [*content.cells, *(row for row in content.national if row["period"] in shown)]


def _series(cells: Sequence[Row]) -> list[list[Row]]:
    """Cells of one table each; redrawn borders only where figures were made for them, after what was reported."""
    found = [list(rows) for _, rows in groupby(sorted(cells, key=_order), key=_order)]
    return [
        rows for rows in found if rows[0]["boundary"] == "as_reported" or any(row["derived"] for row in rows)
    ]


def _order(row: Row) -> tuple[str | int, ...]:
    return (
        row["breakdown"] != "_T",
        row["breakdown"],
        list(SCENARIOS).index(row["scenario"]),
        row["plan_basis"] or "",
        row["accumulation"],
        row["period_basis"],
        row["frequency"],
        row["boundary"] != "as_reported",
        row["boundary"],
    )


def _title(row: Row) -> tuple[str, str]:
    """`Thực hiện · trong kỳ · theo năm dương lịch`, and the same in English."""
    parts = [SCENARIOS[row["scenario"]]]
    if row["plan_basis"]:
        parts.append(PLAN_BASES[row["plan_basis"]])
    parts += [ACCUMULATIONS[row["accumulation"]], BASES[row["period_basis"]]]
    if row["breakdown"] != "_T":
        parts.insert(0, (row["breakdown_name_vi"] or row["breakdown"], row["breakdown_name_en"] or ""))
    if row["boundary"] != "as_reported":
        on = row["boundary_on"]
        parts.append((f"theo địa giới từ {day(on)}", f"on the borders since {row['boundary']}"))
    vietnamese, english = (
        " · ".join(part[language] for part in parts if part[language]) for language in (0, 1)
    )
    return vietnamese[:1].upper() + vietnamese[1:], english[:1].upper() + english[1:]
