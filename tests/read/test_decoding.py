"""Bytes into text: Unicode in all its forms, the legacy encodings of archives, and refusals."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from legacy_encoding import write_cp1258, write_tcvn3, write_vni
from lientinh.errors import BadInput
from lientinh.read.text.decoding import decode_text

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


def test_utf16_without_a_mark_whose_first_letter_has_no_zero_byte() -> None:
    for encoding in ("utf-16-le", "utf-16-be"):
        assert decode_text(f"Đạt {TEXT}".encode(encoding), "a.txt").text == f"Đạt {TEXT}"


def test_utf8_encoded_twice_is_decoded_twice() -> None:
    decoded = decode_text(TEXT.encode().decode("latin-1").encode(), "a.txt")
    assert (decoded.text, decoded.encoding) == (TEXT, "utf-8 as cp1252")


def test_legacy_letters_saved_as_unicode() -> None:
    decoded = decode_text(write_tcvn3(TEXT).encode(), "a.txt")
    assert (decoded.text, decoded.encoding) == (TEXT, "tcvn3")


def test_capitals_of_a_capital_font_are_capitals_again() -> None:
    data = write_tcvn3("UBND TỈNH THÁI NGUYÊN\nBÁO CÁO\n" + TEXT).encode("cp1252")
    assert decode_text(data, "a.txt").text == "UBND TỈNH THÁI NGUYÊN\nBÁO CÁO\n" + TEXT


# fmt: off
_WORDS = [
    "Ủy", "ban", "nhân", "dân", "tỉnh", "báo", "cáo", "kết", "quả", "giải", "quyết", "việc", "làm", "năm", "2021:",
    "tổng", "số", "lao", "động", "được", "đào", "tạo", "là", "12.350", "người,", "tỷ", "lệ", "hộ", "nghèo", "giảm",
    "còn", "4,35%;", "xuất", "khẩu", "thất", "nghiệp", "ở", "các", "huyện", "miền", "núi", "quý", "thuở", "hoà",
    "nguyễn", "khuỷu", "vẫn", "chỉ", "thị", "kỹ", "thuật", "bưởi", "rượu", "mẫu", "ẵm", "giữa", "nghĩa", "mỗi",
]
# fmt: on
_TEXTS = st.permutations(_WORDS).map(lambda words: " ".join(words[:25]))


@given(_TEXTS)
def test_what_tcvn3_writes_is_read_back(text: str) -> None:
    text = text.replace("Ủ", "ủ")  # capitals with a tone have no code of their own
    decoded = decode_text(write_tcvn3(text).encode("cp1252"), "a.txt")
    assert (decoded.text, decoded.encoding) == (text, "tcvn3")


@given(_TEXTS)
def test_what_vni_writes_is_read_back(text: str) -> None:
    decoded = decode_text(write_vni(text).encode("cp1252"), "a.txt")
    assert (decoded.text, decoded.encoding) == (text, "vni")


@given(_TEXTS)
def test_what_windows_writes_is_read_back(text: str) -> None:
    decoded = decode_text(write_cp1258(text), "a.txt")
    assert (decoded.text, decoded.encoding) == (text, "cp1258")


@given(_TEXTS, st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"]))
def test_what_unicode_writes_is_read_back(text: str, encoding: str) -> None:
    assert decode_text(text.encode(encoding), "a.txt").text == text


_FOREIGN = [
    "Le taux de chômage a été élevé : où sont les données de l'année dernière, déjà publiées à Noël ?",
    "Die Zahl der Beschäftigten fiel im März über fünf Prozent; größere Städte hörten früher auf",
    "El año pasado creció la población más rápido; así también él sé qué día empezó en España",
    "La disoccupazione è più alta perché c'è già meno attività; però può essere così",
    "A taxa de desocupação não é só questão de educação; há também condições à espera",
]


@pytest.mark.parametrize("text", _FOREIGN)
def test_another_language_is_refused_or_marked_as_a_guess(text: str) -> None:
    data = text.encode("cp1252")
    with pytest.raises(BadInput) as refusal:
        decode_text(data, "a.txt")
    assert refusal.value.rule_id == "read.encoding_unknown"
    assert decode_text(data, "a.csv", western=True).text == text
    assert decode_text(text.encode(), "a.txt").text == text
