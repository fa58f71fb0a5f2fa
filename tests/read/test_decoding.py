"""Bytes into text: Unicode in all its forms, the legacy encodings of archives, and refusals."""

from __future__ import annotations

import pytest

from lientinh.errors import BadInput
from lientinh.read.decoding import decode_text

TEXT = "Tỷ lệ lao động qua đào tạo của tỉnh đạt 57,72%, số người có việc làm là 448 người."


@pytest.mark.parametrize(
    ("encoding", "named", "noted"),
    [
        ("utf-8", "utf-8", False),
        ("utf-8-sig", "utf-8", False),
        ("utf-16", "utf-16", True),
        ("utf-16-le", "utf-16-le", True),
        ("utf-16-be", "utf-16-be", True),
    ],
)
def test_unicode(encoding: str, named: str, noted: bool) -> None:
    decoded = decode_text(TEXT.encode(encoding), "a.txt")
    assert decoded.text == TEXT
    assert decoded.encoding == named
    assert bool(decoded.notes) is noted


def test_cp1258_writes_tones_as_marks_of_their_own() -> None:
    # "tỷ lệ" and "của tỉnh" with combining marks, as the code page has it
    data = "Ty\u0309 lê\u0323 lao đô\u0323ng cu\u0309a ti\u0309nh đa\u0323t 57%".encode("cp1258")
    decoded = decode_text(data, "a.txt")
    assert decoded.text == "Tỷ lệ lao động của tỉnh đạt 57%"
    assert decoded.encoding == "cp1258"


def test_tcvn3_is_told_by_its_words(shared_dir) -> None:
    data = (shared_dir / "samples" / "tcvn3_2008_unemployment_by_region.tcvn3-bytes.txt").read_bytes()
    decoded = decode_text(data, "a.txt")
    assert decoded.encoding == "tcvn3"
    assert decoded.text.startswith("Tỷ lệ thất nghiệp của lực lượng lao động trong độ tuổi")


def test_tcvn3_letters() -> None:
    raw = bytes([0x54, 0xFB, 0x20, 0x6C, 0xD6, 0x20, 0x6C, 0x61, 0x6F, 0x20, 0xAE, 0xE9, 0x6E, 0x67])
    assert decode_text(raw + b" c\xf1a t\xd8nh", "a.txt").text == "Tỷ lệ lao động của tỉnh"


@pytest.mark.parametrize(
    ("data", "rule_id"),
    [
        (b"", "read.empty"),
        (b" \n\t\r\n", "read.empty"),
        (b"\xef\xbb\xbf", "read.empty"),
        (b"\xef\xbb\xbf \xc2\xa0\n", "read.empty"),
        (b"\xff\xfe", "read.empty"),
        (b"caf\xe9 et th\xe9 sans mots connus", "read.encoding_unknown"),
        (b"\x81\x8d\x8f\xd2\xff", "read.encoding_unknown"),
        (b"bin\x01ary \x02 text", "read.not_what_its_name_says"),
    ],
)
def test_refused(data: bytes, rule_id: str) -> None:
    with pytest.raises(BadInput) as refusal:
        decode_text(data, "a.txt")
    assert refusal.value.rule_id == rule_id
    assert refusal.value.file_name == "a.txt"


def test_western_bytes_pass_as_a_guess_only_where_asked() -> None:
    decoded = decode_text(b"Descripci\xf3n", "a.csv", western=True)
    assert decoded.text == "Descripción"
    assert decoded.notes == ("encoding guessed: cp1252",)


def test_line_ends_become_one() -> None:
    assert decode_text(b"a\r\nb\rc\x0cd", "a.txt").text == "a\nb\nc\nd"
