"""CSV: the dialect found, rows as a spreadsheet numbers them, numbers typed only without doubt."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest

from legacy_encoding import write_cp1258, write_tcvn3, write_vni
from lientinh.documents import Remark
from lientinh.errors import BadInput
from lientinh.read import read_document
from lientinh.read.content import Limits
from lientinh.read.text.delimited import read_csv


def grid(document) -> list[list[str]]:
    rows: dict[int, dict[int, str]] = {}
    for cell in document.tables[0].cells:
        rows.setdefault(cell.row, {})[cell.column] = cell.text
    width = max(max(row) for row in rows.values())
    return [[rows[number].get(column, "") for column in range(1, width + 1)] for number in sorted(rows)]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("a;b\n1;2\n", [["a", "b"], ["1", "2"]]),
        ("a\tb\n1\t2\n", [["a", "b"], ["1", "2"]]),
        ("a|b\n1|2\n", [["a", "b"], ["1", "2"]]),
        (
            "tỉnh;tỷ lệ\nSơn La;12,5\nLạng Sơn;13,1\n",
            [["tỉnh", "tỷ lệ"], ["Sơn La", "12,5"], ["Lạng Sơn", "13,1"]],
        ),
        ('a,b\n"x, y","z ""q"""\n', [["a", "b"], ["x, y", 'z "q"']]),
        ('a, "b"\n1, "2, 3"\n', [["a", "b"], ["1", "2, 3"]]),
        ("a,b\nx\\, y,2\nz,3\n", [["a", "b"], ["x, y", "2"], ["z", "3"]]),
        ("một cột\nx\n", [["một cột"], ["x"]]),
        ("sep=;\na;b,c\n1;2,5\n", [["a", "b,c"], ["1", "2,5"]]),
        ("\ufeffa;b\r1;2\r3;4", [["a", "b"], ["1", "2"], ["3", "4"]]),
        (
            "Biểu 01;;\nĐơn vị: người, hộ;;\n;;\na;b;c\n1;2;3\n",
            [
                ["Biểu 01", "", ""],
                ["Đơn vị: người, hộ", "", ""],
                ["a", "b", "c"],
                ["1", "2", "3"],
            ],
        ),
        (
            "Số người, số hộ, số xã của tỉnh\nNăm 2022, ước\na;b\n1,5;2\n2,5;3\n3,5;4\n",
            [
                ["Số người, số hộ, số xã của tỉnh", ""],
                ["Năm 2022, ước", ""],
                ["a", "b"],
                ["1,5", "2"],
                ["2,5", "3"],
                ["3,5", "4"],
            ],
        ),
    ],
)
def test_dialects(content: str, expected: list[list[str]], read) -> None:
    assert grid(read("a.csv", content)) == expected


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_a_spreadsheets_unicode_text(encoding: str, read) -> None:
    document = read("a.csv", "Tỉnh\tTỷ lệ\r\nSơn La\t12,5\r\n".encode(encoding))
    assert grid(document) == [["Tỉnh", "Tỷ lệ"], ["Sơn La", "12,5"]]
    assert document.tables[0].cell(2, 2).value == Decimal("12.5")


@pytest.mark.parametrize(
    ("write", "encoding"),
    [
        (lambda text: write_tcvn3(text).encode("cp1252"), "tcvn3"),
        (lambda text: write_vni(text).encode("cp1252"), "vni"),
        (write_cp1258, "cp1258"),
    ],
)
def test_a_legacy_file(write, encoding: str, read) -> None:
    text = "Địa phương;Tỷ lệ hộ nghèo;Số người thất nghiệp\nThái Nguyên;4,35;1.234\nLạng Sơn;7,5;15.018\n"
    document = read("a.csv", write(text))
    assert grid(document) == [line.split(";") for line in text.splitlines()]
    assert document.encoding == encoding
    assert f"encoding {encoding} converted" in document.notes


def test_rows_are_numbered_with_titles_and_blank_lines(read) -> None:
    document = read("a.csv", '"Bảng 1, theo tỉnh"\n\n"Tỉnh";"2016"\n"Sơn La";"5"\n')
    assert [(cell.address, cell.text) for cell in document.tables[0].cells] == [
        ("A1", "Bảng 1, theo tỉnh"), ("A3", "Tỉnh"), ("B3", "2016"), ("A4", "Sơn La"), ("B4", "5"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (["12", "0", "-5"], [Decimal(12), Decimal(0), Decimal(-5)]),
        (["007", "1.234", "1,234"], ["007", "1.234", "1,234"]),
        (["14.3", "1.234"], [Decimal("14.3"), "1.234"]),
        (["12,55", "-1.234", "1.234.567,8"], [Decimal("12.55"), "-1.234", Decimal("1234567.8")]),
        (["1.234.567", "1,234.5"], [Decimal(1234567), Decimal("1234.5")]),
        (["12,5", "14.3", "-1234,567"], [Decimal("12.5"), Decimal("14.3"), Decimal("-1234.567")]),
        (["12,5%", "18.044 người", "12,5,6"], ["12,5%", "18.044 người", "12,5,6"]),
        (["12.5", "abc", "1.2.3"], [Decimal("12.5"), "abc", "1.2.3"]),
        (["0.5", "00.5"], [Decimal("0.5"), "00.5"]),
    ],
)
def test_a_number_is_typed_where_it_can_be_nothing_else(values, expected, read) -> None:
    content = "tên;số\n" + "".join(f"x;{value}\n" for value in values)
    cells = [cell for cell in read("a.csv", content).tables[0].cells if cell.column == 2 and cell.row > 1]
    assert [cell.value for cell in cells] == expected
    assert [cell.text for cell in cells] == values


@pytest.mark.parametrize(
    ("content", "remark"),
    [
        ("a,b,c\n1,2,3\n1,2\n1,2,3\n1,2,3,4\n", Remark("read.ragged_rows", (("count", 2), ("rows", "3, 5")))),
        ("a,b,a\n1,2,3\n", Remark("read.doubled_headers", (("names", "a"),))),
    ],
)
def test_shapes_that_a_person_should_see_are_remarked(content: str, remark: Remark, read) -> None:
    assert remark in read("a.csv", content).remarks


def test_years_doubled_as_names_are_no_fault(read) -> None:
    assert read("a.csv", "2015,2016,2015\n1,2,3\n").remarks == ()


def test_a_quotation_never_closed_is_a_file_cut_short(read) -> None:
    with pytest.raises(BadInput) as refusal:
        read("a.csv", 'a,b\n1,"2\n3,4\n')
    assert refusal.value.rule_id == "read.truncated"


def test_too_many_cells() -> None:
    with pytest.raises(BadInput) as refusal:
        read_csv(b"a,b\n1,2\n", "a.csv", Limits(cells=3))
    assert refusal.value.rule_id == "read.too_many_cells"
    assert refusal.value.details["limit"] == 3


@pytest.mark.parametrize(
    "name", ["comma_in_quotes", "empty_crlf", "escaped_quotes", "json", "newlines", "utf8"]
)
def test_spectrum(name: str, shared_dir) -> None:
    folder = shared_dir / "hostile" / "csvspectrum"
    header, *rows = grid(read_document(folder / f"{name}.csv"))
    expected = json.loads((folder / f"{name}.expected.json").read_text(encoding="utf-8"))
    assert [dict(zip(header, row, strict=True)) for row in rows] == expected


@pytest.mark.parametrize(
    ("content", "cells"),
    [
        ("ma;so\n" + "a;1\n" * 30 + "b;5z\n", "B32"),
        ("ma;so;\n" + "a;1;\n" * 30 + "b;;7\n", "C32"),
        ("ma;so\n" + "a;1\n" * 30 + "b;..\n", None),  # a missing mark
        ("ma;so\n" + "a;1\n" * 5 + "b;5z\n", None),  # too few to say what the column is like
        ("ma;so\n" + "a;1\n" * 30 + "b;5z\n" * 20, None),
        ("ma;so;\n" + "a;1;2\n" * 30, None),  # a column that has no name throughout
    ],
)
def test_cells_unlike_their_column_are_remarked(content: str, cells: str | None, read) -> None:
    found = [
        dict(one.details)["cells"]
        for one in read("a.csv", content).remarks
        if one.rule_id == "read.odd_cells"
    ]
    assert found == ([cells] if cells else [])
