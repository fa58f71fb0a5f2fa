"""What the same content is: the same text and cells, in whatever bytes."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from gates.builders import HEAD
from legacy_encoding import write_cp1258, write_tcvn3, write_vni
from lientinh.content_identity import hash_content
from lientinh.read import read_document
from lientinh.report_identity import report_of

_TEXT = (
    "UBND TỈNH THÁI NGUYÊN\n\nBÁO CÁO\nKết quả giải quyết việc làm năm 2021\n\n"
    "Toàn tỉnh đã giải quyết việc làm cho 12.350 lao động, đạt 68,75% kế hoạch; tỷ lệ hộ nghèo giảm còn 4,35%.\n"
)
_CSV = "Chỉ tiêu;Đơn vị;Năm 2021\nTỷ lệ thất nghiệp;%;2,35\nLao động có việc làm;người;12350\n"


@pytest.fixture
def hash_of(tmp_path: Path) -> Callable[[str, bytes], str]:
    def hash_bytes(name: str, data: bytes) -> str:
        path = tmp_path / name
        path.write_bytes(data)
        return hash_content(read_document(path))

    return hash_bytes


@pytest.mark.parametrize(
    "data",
    [
        _TEXT.encode("utf-8-sig"),
        _TEXT.encode("utf-16"),
        _TEXT.replace("\n", "\r\n").encode(),
        _TEXT.replace("\n", "\r").encode(),
        unicodedata.normalize("NFD", _TEXT).encode(),
        write_tcvn3(_TEXT).encode("cp1252"),
        write_vni(_TEXT).encode("cp1252"),
        write_cp1258(_TEXT),
    ],
    ids=["BOM", "UTF-16", "CRLF", "CR", "NFD", "TCVN3", "VNI", "cp1258"],
)
def test_the_same_text_in_other_bytes_is_the_same_content(
    hash_of: Callable[[str, bytes], str], data: bytes
) -> None:
    assert hash_of("a.txt", data) == hash_of("b.txt", _TEXT.encode())


@pytest.mark.parametrize(("old", "new"), [("12.350", "12.351"), ("giảm", "giám"), ("68,75%", "68,75")])
def test_a_figure_or_a_word_changed_is_another_content(
    hash_of: Callable[[str, bytes], str], old: str, new: str
) -> None:
    assert hash_of("a.txt", _TEXT.replace(old, new).encode()) != hash_of("a.txt", _TEXT.encode())


@pytest.mark.parametrize(
    "text",
    [_CSV.replace(";", "\t"), _CSV.replace(";", "|"), _CSV.replace("2,35", '"2,35"').replace(";", ",")],
)
def test_a_csv_with_another_delimiter_is_the_same_content(
    hash_of: Callable[[str, bytes], str], text: str
) -> None:
    assert hash_of("a.csv", text.encode()) == hash_of("b.csv", _CSV.encode())


def test_a_cell_in_another_place_is_another_content(hash_of: Callable[[str, bytes], str]) -> None:
    assert hash_of("a.csv", _CSV.replace("%;2,35", ";2,35").encode()) != hash_of("a.csv", _CSV.encode())
    assert hash_of("a.csv", ("\n" + _CSV).encode()) != hash_of("a.csv", _CSV.encode())


def test_a_report_without_number_type_or_title_is_known_by_its_content(tmp_path: Path) -> None:
    """The same notice in another encoding is no other report; another notice is one."""
    text = "Đã nhận đủ các biểu mẫu của quý trước và sẽ tổng hợp trong tuần này.\n"
    reports = []
    for number, data in enumerate(
        (text.encode(), write_tcvn3(text).encode("cp1252"), (text + "Xong.").encode())
    ):
        path = tmp_path / f"{number}.txt"
        path.write_bytes(data)
        reports.append(report_of(replace(HEAD, title="", number=None), read_document(path)))
    assert reports[0] == reports[1] != reports[2]
