"""Tables by their forms: what is read, what is drift, and that drift is never read."""
# ruff: noqa: E501 (the cases read as a table)

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from lientinh.documents import Cell, Document, Paragraph, Table
from lientinh.extract import extract_document
from lientinh.extract.forms import extract_forms
from lientinh.extract.forms.head import as_page
from lientinh.read import read_document
from lientinh.readings import DocumentHead

TITLE = "TỔNG HỢP SỐ LIỆU DÂN SỐ, LAO ĐỘNG VÀ GIẢM NGHÈO HẰNG NĂM"
HEADER = ["STT", "Chỉ tiêu", "Đơn vị tính", 2015, "Sơ bộ 2016", "Ghi chú"]
ROWS = [
    ["I", "Dân số"],
    ["1", "Dân số trung bình", "Nghìn người", Decimal("760.6"), Decimal("768.7")],
    ["2", "Lực lượng lao động từ 15 tuổi trở lên", "Nghìn người", Decimal("508.5"), Decimal("507.9")],
    ["3", "Tỷ lệ lao động từ 15 tuổi trở lên đang làm việc so với tổng dân số", "%", Decimal("65.9"), "64,9"],
    ["4", "Tỷ lệ lao động từ 15 tuổi trở lên đang làm việc đã qua đào tạo", "%", "…", Decimal("15.8")],
    ["5", "Tỷ lệ nghèo (điều tra mức sống dân cư)", "%", Decimal("16.2"), Decimal("14.5")],
]
FOOT = [["Nguồn số liệu: các bảng đã công bố"], ["", "Người lập biểu"], ["", "99", "99", Decimal(99)]]


def sheet(
    header=HEADER,
    rows=ROWS,
    title: str = TITLE,
    merged=(),
    hidden: bool = False,
    above=("TỈNH LẠNG SƠN",),
    name="Biểu",
) -> Table:
    """A filled-in form as a table: what stands above, the title, the header, the rows, the foot."""
    lines = [*([text] for text in above), [title], [], list(header), *rows, *FOOT]
    cells = [
        Cell(
            number, column, Decimal(value) if isinstance(value, int) else value, shown(value), formats(value)
        )
        for number, line in enumerate(lines, start=1)
        for column, value in enumerate(line, start=1)
        if value not in ("", None)
    ]
    return Table(1, name, tuple(cells), tuple(merged), hidden)


def shown(value) -> str:
    return str(value).replace(".", ",") if isinstance(value, Decimal) else str(value)


def formats(value) -> str | None:
    return "0.0" if isinstance(value, Decimal) else None


def document(*tables: Table) -> Document:
    return Document("d1", "bieu.xlsx", "0" * 64, "x", tables)


def head(area_code: str | None = None, issued_on: date | None = date(2017, 7, 14)) -> DocumentHead:
    return DocumentHead(
        kind="statistical_form", title="", agency_code=None, agency_text="", number=None, symbol=None,
        issued_on=issued_on, issued_text="", relation="initial", relation_to=None, area_code=area_code,
        report_type="annual_statistical_form", report_period="2016", period_basis="calendar", legal_state="unsigned",
    )  # fmt: skip


def extract(catalogue, *tables: Table, **given):
    return extract_forms(document(*tables), head(**given), catalogue)


def replaced(row: int, column: int, value, rows=ROWS) -> list:
    changed = [list(line) for line in rows]
    changed[row] += [""] * (column + 1 - len(changed[row]))
    changed[row][column] = value
    return changed


def test_a_form_filled_in(catalogue) -> None:
    found = extract(catalogue, sheet())
    assert found.form_id == "annual_labour_statistics"
    assert not found.drift
    assert not found.unmapped
    assert [
        (reading.indicator_code, reading.period, reading.value, reading.obs_status)
        for reading in found.readings
    ] == [
        ("population", "2015", Decimal("760600.0"), "A"),
        ("population", "2016", Decimal("768700.0"), "P"),
        ("labour_force", "2015", Decimal("508500.0"), "A"),
        ("labour_force", "2016", Decimal("507900.0"), "P"),
        ("employed_share_of_population", "2015", Decimal("65.9"), "A"),
        ("employed_share_of_population", "2016", Decimal("64.9"), "P"),
        ("trained_employed_workers_rate", "2016", Decimal("15.8"), "P"),
        ("poverty_rate", "2015", Decimal("16.2"), "A"),
        ("poverty_rate", "2016", Decimal("14.5"), "P"),
    ]
    assert [reading.ordinal for reading in found.readings] == list(range(1, 10))


def test_what_a_reading_of_a_cell_says(catalogue) -> None:
    reading = extract(catalogue, sheet()).readings[1]
    assert (reading.locator.sheet, reading.locator.cell, reading.value_text, reading.unit_text) == (
        "Biểu", "E6", "768,7", "Nghìn người",
    )  # fmt: skip
    assert (reading.unit_code, reading.rounding, reading.scenario, reading.measure) == (
        "PERSON",
        Decimal(50),
        "actual",
        "level",
    )
    assert (reading.period_start, reading.period_end) == (date(2016, 1, 1), date(2016, 12, 31))
    assert (reading.area_code, reading.area_level, reading.territory) == ("20", "province", "20")
    assert reading.accumulation == catalogue.indicator("population").accumulation
    assert reading.source_authority == 1
    assert reading.quote == "Dân số trung bình (Nghìn người), Sơ bộ 2016: 768,7"


def test_a_blank_is_missing_and_not_zero(catalogue) -> None:
    found = extract(catalogue, sheet())
    assert [
        (cell.indicator_code, cell.period, cell.meaning, cell.locator.cell) for cell in found.missing
    ] == [
        ("trained_employed_workers_rate", "2015", "not_reported", "D9"),
    ]


@pytest.mark.parametrize(
    ("above", "area_code", "expected"),
    [
        (("TỈNH CAO BẰNG",), "20", "04"),
        (("Sở LĐTBXH",), "20", "20"),
        (("Cao Bằng", "Sơn La"), "20", "20"),
        ((), None, None),
    ],
)
def test_the_area_is_the_sheets_own_else_the_senders(above, area_code, expected, catalogue) -> None:
    found = extract(catalogue, sheet(above=above), area_code=area_code)
    assert {reading.area_code for reading in found.readings} == {expected}


@pytest.mark.parametrize(
    ("issued_on", "territory"),
    [(date(2017, 7, 14), "19"), (date(2025, 8, 1), "19@2025-07-01"), (None, None)],
)
def test_territory_goes_by_the_documents_date(issued_on, territory, catalogue) -> None:
    found = extract(catalogue, sheet(above=("TỈNH THÁI NGUYÊN",)), issued_on=issued_on)
    assert {reading.territory for reading in found.readings} == {territory}


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("Năm 2016", ("A", "actual", None)),
        ("Sơ bộ 2016", ("P", "actual", None)),
        ("Ước 2016", ("E", "estimate", None)),
        ("Kế hoạch năm 2016", ("A", "plan", "unstated")),
    ],
)
def test_headings_say_what_a_figure_is(heading, expected, catalogue) -> None:
    found = extract(catalogue, sheet(header=[*HEADER[:4], heading, "Ghi chú"]))
    reading = next(reading for reading in found.readings if reading.period == "2016")
    assert (reading.obs_status, reading.scenario, reading.plan_basis) == expected


def drift(found) -> list[tuple[str, str | None, str, str | None]]:
    return [(item.kind, item.locator.cell, item.text, item.nearest) for item in found.drift]


DRIFTS = {
    "an unknown row": (
        {"rows": replaced(1, 1, "Dân số trung bình năm")},
        [("unknown_label", "B6", "Dân số trung bình năm", "Dân số trung bình"), ("row_missing", None, "Dân số trung bình", None)],
        "population",
    ),
    "a row twice": (
        {"rows": [*ROWS, ["6", "Dân số trung bình", "Nghìn người", Decimal(1), Decimal(2)]]},
        [("repeated_label", "B11", "Dân số trung bình", None)],
        None,
    ),
    "a row without a label": (
        {"rows": replaced(1, 1, "")},
        [("unknown_label", "A6", "1", None), ("row_missing", None, "Dân số trung bình", None)],
        "population",
    ),
    "an unknown unit": (
        {"rows": replaced(1, 2, "Triệu đồng")}, [("unit_unlike", "C6", "Triệu đồng", None)], "population",
    ),
    "no unit": ({"rows": replaced(1, 2, "")}, [("unit_unlike", "B6", "", None)], "population"),
    "words for a figure": (
        {"rows": replaced(5, 3, "khoảng 16")}, [("cell_not_numeric", "D10", "khoảng 16", None)], None,
    ),
    "a date for a figure": (
        {"rows": replaced(5, 3, date(2016, 1, 1))}, [("cell_not_numeric", "D10", "2016-01-01", None)], None,
    ),
    "an unknown column": (
        {"header": [*HEADER[:5], "Ghi chu them"], "rows": replaced(1, 5, Decimal(3))},
        [("unknown_label", "F4", "Ghi chu them", "Ghi chú")],
        None,
    ),
    "a column twice": (
        {"header": [*HEADER[:3], 2016, 2016, "Ghi chú"]},
        [("repeated_label", "D4", "2016", None), ("repeated_label", "E4", "2016", None)],
        "population",
    ),
    "a figure outside the columns": (
        {"rows": replaced(1, 7, Decimal(5))}, [("value_outside", "H6", "5", None)], None,
    ),
    "no unit column": (
        {"header": ["STT", "Chỉ tiêu", "", 2015, "Sơ bộ 2016"]}, [("header_missing", None, "Đơn vị tính", None)], "population",
    ),
    "no header at all": ({"header": []}, [("header_missing", None, "Chỉ tiêu", None)], "population"),
}  # fmt: skip


@pytest.mark.parametrize("case", DRIFTS, ids=str)
def test_drift_is_told_and_not_read(case: str, catalogue) -> None:
    given, expected, unread = DRIFTS[case]
    found = extract(catalogue, sheet(**given))
    assert [
        item for item in drift(found) if item[0] != "row_missing" or case != "no header at all"
    ] == expected
    if unread:
        assert unread not in {reading.indicator_code for reading in found.readings}


def test_shifted_columns_do_not_shift_figures(catalogue) -> None:
    """A column put in before the years: the years still stand over their own figures, the new one is drift."""
    header = [*HEADER[:3], "Mã số", *HEADER[3:]]
    rows = [[*row[:3], Decimal(7), *row[3:]] if len(row) > 2 else row for row in ROWS]
    found = extract(catalogue, sheet(header=header, rows=rows))
    assert [(item.kind, item.text) for item in found.drift] == [("unknown_label", "Mã số")]
    assert found.readings[0].value == Decimal("760600.0")


def test_a_header_of_two_rows_with_merges_and_numbered_columns(catalogue) -> None:
    above = [["TỈNH LẠNG SƠN"], [TITLE], []]
    head_rows = [["STT", "Chỉ tiêu", "Đơn vị tính", "Năm", "", "Ghi chú"], ["", "", "", 2015, "Sơ bộ 2016"]]
    numbering = [["A", "B", "C", 1, 2, "D"]]
    lines = [*above, *head_rows, *numbering, *ROWS, *FOOT]
    cells = tuple(
        Cell(row, column, Decimal(value) if isinstance(value, int) else value, shown(value), formats(value))
        for row, line in enumerate(lines, start=1)
        for column, value in enumerate(line, start=1)
        if value != ""
    )
    merged = ((4, 1, 5, 1), (4, 2, 5, 2), (4, 3, 5, 3), (4, 4, 4, 5), (4, 6, 5, 6), (9, 9, 9, 10))
    found = extract(catalogue, Table(1, "Biểu", cells, merged))
    assert not found.drift
    assert len(found.readings) == 9


def test_labels_bear_order_and_footnote_marks(catalogue) -> None:
    rows = replaced(1, 1, "1. Dân số trung bình (*)")
    rows = replaced(2, 1, "- Lực lượng lao động từ 15 tuổi trở lên¹", rows)
    found = extract(catalogue, sheet(rows=rows))
    assert not found.drift
    assert {"population", "labour_force"} <= {reading.indicator_code for reading in found.readings}


@pytest.mark.parametrize(
    ("value", "number_format", "expected", "rounding"),
    [
        ("1.234.567", None, Decimal(1234567000), Decimal(500)),
        ("1.234,5", None, Decimal(1234500), Decimal(50)),
        ("-5,0", None, Decimal(-5000), Decimal(50)),
        (Decimal("1.234"), None, Decimal(1234), Decimal("0.5")),
        (Decimal("1234.5"), "#,##0.0", Decimal(1234500), Decimal(50)),
        ("không phát sinh", None, Decimal(0), Decimal(500)),
    ],
)
def test_typed_text_goes_through_the_number_parser_and_numbers_never(
    value, number_format, expected, rounding, catalogue
) -> None:
    table = sheet()
    cells = tuple(
        Cell(cell.row, cell.column, value, shown(value), number_format) if cell.address == "D6" else cell
        for cell in table.cells
    )
    reading = extract(catalogue, Table(1, "Biểu", cells)).readings[0]
    assert (reading.value, reading.rounding) == (expected, rounding)


def test_a_number_that_can_be_read_in_two_ways_is_not_read(catalogue) -> None:
    found = extract(catalogue, sheet(rows=replaced(1, 3, "1.234", replaced(3, 4, Decimal("64.9")))))
    assert [(one.kind, one.locator.cell) for one in found.drift] == [("number_doubtful", "D6")]
    assert "D6" not in {one.locator.cell for one in found.readings}


@pytest.mark.parametrize(
    ("beside", "elsewhere", "expected"),
    [
        (Decimal("760.6"), "64,9", 1234000),  # the table writes decimals with a comma
        ("760,6", "64.9", 1234000),  # the row itself does
        ("760.6", "64,9", 1234),  # the row's own word goes before the table's
        (Decimal("760.6"), "64.9", None),  # a percentage with a point proves nothing for an amount
    ],
)
def test_what_the_figures_around_prove_settles_a_number(beside, elsewhere, expected, catalogue) -> None:
    rows = replaced(1, 3, "1.234", replaced(1, 4, beside, replaced(3, 4, elsewhere)))
    found = extract(catalogue, sheet(rows=rows))
    values = {one.locator.cell: one.value for one in found.readings}
    assert values.get("D6") == expected
    assert bool(found.drift) is (expected is None)


def test_a_csv_file_of_mixed_number_styles(tmp_path, catalogue) -> None:
    """Each number by its own unit: a rate has decimals whatever its mark, thousands of people need a proof."""
    path = tmp_path / "bieu.csv"
    rows = [
        f"TỈNH LẠNG SƠN\n{TITLE}\n",
        "STT;Chỉ tiêu;Đơn vị tính;2015;Sơ bộ 2016;Ghi chú",
        "1;Dân số trung bình;Nghìn người;1.760,6 nghìn người;1.768",
        "2;Lực lượng lao động từ 15 tuổi trở lên;Nghìn người;508.500 người;1.508",
        "3;Tỷ lệ lao động từ 15 tuổi trở lên đang làm việc so với tổng dân số;%;66,72%;55.34%",
        "4;Tỷ lệ lao động từ 15 tuổi trở lên đang làm việc đã qua đào tạo;%;…;1.234",
        "5;Tỷ lệ nghèo (điều tra mức sống dân cư);%;16.2;14,5",
    ]
    path.write_text("\n".join(rows), encoding="utf-8-sig")
    found = extract(catalogue, *read_document(path).tables)
    assert {one.locator.cell: one.value for one in found.readings} == {
        "D5": Decimal(1760600), "E5": Decimal(1768000), "D6": Decimal(508500),
        "D7": Decimal("66.72"), "E7": Decimal("55.34"), "D9": Decimal("16.2"), "E9": Decimal("14.5"),
    }  # fmt: skip
    assert drift(found) == [
        ("number_doubtful", "E6", "1.508", None),  # its row proves nothing, the table both marks
        ("number_doubtful", "E8", "1.234", None),
    ]


@pytest.mark.parametrize(
    ("number_format", "expected"), [("0.0%", Decimal("12.5")), ("0.000", Decimal("0.125"))]
)
def test_a_percent_format_holds_a_fraction(number_format, expected, catalogue) -> None:
    table = sheet()
    cells = tuple(
        Cell(10, 4, Decimal("0.125"), "12,5%", number_format) if cell.address == "D10" else cell
        for cell in table.cells
    )
    found = extract(catalogue, Table(1, "Biểu", cells))
    assert (
        next(reading for reading in found.readings if reading.indicator_code == "poverty_rate").value
        == expected
    )


def test_sheets_no_form_fits_and_hidden_sheets(catalogue) -> None:
    other = Table(2, "Khác", (Cell(1, 1, "Danh sách", "Danh sách"), Cell(1, 2, Decimal(5), "5")))
    bare = Table(3, None, (Cell(1, 1, "Bảng", "Bảng"),))
    found = extract(catalogue, sheet(), other, bare, sheet(hidden=True), Table(5, "Trống", ()))
    assert found.unmapped == ("Khác", "table 3")
    assert len(found.readings) == 9


def test_a_table_inside_a_document_is_located_by_its_block(catalogue) -> None:
    reading = extract(catalogue, sheet(name=None)).readings[0]
    assert (reading.locator.sheet, reading.locator.paragraph, reading.locator.cell) == (None, 1, "D6")


def test_two_sheets_of_one_form_are_numbered_through(catalogue) -> None:
    found = extract(catalogue, sheet(), sheet(above=("TỈNH SƠN LA",), name="Biểu 2"))
    assert [reading.ordinal for reading in found.readings] == list(range(1, 19))
    assert {reading.area_code for reading in found.readings} == {"20", "14"}


def test_the_head_of_a_workbook(catalogue) -> None:
    above = (
        "SỞ LAO ĐỘNG - THƯƠNG BINH VÀ XÃ HỘI TỈNH SƠN LA",
        "Sơn La, ngày 14 tháng 7 năm 2017",
        "Kỳ báo cáo: năm 2016 (kèm số liệu từ 2015)",
    )
    extraction = extract_document(document(sheet(above=above)), catalogue, "14")
    found = extraction.head
    assert (found.kind, found.report_type, found.report_period) == (
        "statistical_form",
        "annual_statistical_form",
        "2016",
    )
    assert (found.agency_code, found.area_code, found.issued_on) == ("14-sldtbxh", "14", date(2017, 7, 14))
    assert (found.title, found.legal_state) == (TITLE, "unsigned")
    assert extraction.form_id == "annual_labour_statistics"


def test_a_workbook_of_no_form_keeps_the_head_it_has(catalogue) -> None:
    table = Table(1, "S", (Cell(1, 1, "Báo cáo khác", "Báo cáo khác"), Cell(2, 1, Decimal(5), "5")))
    assert extract_document(document(table), catalogue, "14").head.kind != "statistical_form"


def test_only_a_document_without_text_is_seen_as_a_page() -> None:
    prose = Document("d", "a.docx", "0" * 64, "x", (Paragraph(1, "Chữ"), sheet()))
    assert as_page(prose) is prose
    empty = document(Table(1, "S", (), hidden=True))
    assert as_page(empty) is empty
