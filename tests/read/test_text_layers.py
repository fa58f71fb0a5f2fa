from __future__ import annotations

import shutil
import subprocess
import time
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from legacy_encoding import write_tcvn3, write_vni
from lientinh.read.text.text_layers import mend_text, mend_texts

_SAMPLES = Path(__file__).parents[3] / "shared" / "samples"
_SENTENCE = "Toàn tỉnh giải quyết việc làm cho 12.350 lao động, đạt 68,75% kế hoạch năm."


@pytest.mark.parametrize(
    ("found", "meant", "encoding"),
    [
        ("C¶ n−íc", "Cả nước", "tcvn3"),
        ("C¶ n\u00adíc", "Cả nước", "tcvn3"),
        ("C¶ n-íc, tØnh B×nh D-¬ng, ®-îc giao", "Cả nước, tỉnh Bình Dương, được giao", "tcvn3"),
        ("d©n sè vµ lao ®éng", "dân số và lao động", "tcvn3"),
        ("kinh tÕ ®∙ qua ®μo t¹o", "kinh tế đã qua đào tạo", "tcvn3"),
        ("TæNG Sè LAO §éNG", "TỔNG SỐ LAO ĐỘNG", "tcvn3"),
        ("Sè: 12/2008/Q§-UBND ngµy 5 th¸ng 3", "Số: 12/2008/QĐ-UBND ngày 5 tháng 3", "tcvn3"),
        ("Gi¸ trÞ 20.000 ®, mua « t« t¹i §¾k L¾k", "Giá trị 20.000 đ, mua ô tô tại Đắk Lắk", "tcvn3"),
        ("lao ®éng ®i lµm ë n−íc ngoµi¹", "lao động đi làm ở nước ngoài¹", "tcvn3"),
        ("Daân soá vaø lao ñoäng", "Dân số và lao động", "vni"),
        ("UÛY BAN NHAÂN DAÂN TÆNH BÌNH ÑÒNH", "ỦY BAN NHÂN DÂN TỈNH BÌNH ĐỊNH", "vni"),
        ("Quyeát ñònh soá 5/QÑ-UBND cuûa tænh", "Quyết định số 5/QĐ-UBND của tỉnh", "vni"),
        ("Tá»‰nh ThÃ¡i NguyÃªn", "Tỉnh Thái Nguyên", "utf-8 as cp1252"),
    ],
)
def test_a_legacy_text_becomes_unicode(found: str, meant: str, encoding: str) -> None:
    assert mend_text(found) == (meant, encoding)


@pytest.mark.parametrize(
    "text",
    [
        _SENTENCE,
        "Hà Nam, Hoà Bình; tỉnh Đắk Lắk − hé mở³",
        "Bụi mịn 25 µm, 30 µg/m³; © 2021 Công ty ®",
        "(1) tại thu¹ nhập của người lao động² theo năm³",
        "Trained workers, rate 5.31 % − prel. (*)",
        "Où était le thé ? Là, près du café : la dernière année fut très déçue, même à Noël, août, naïf.",
        "Die größte Zahl der Übergänge für Männer über fünfzig, schön, Bevölkerung in Österreich",
        "El año pasado creció la población más rápido; así también él sé qué día",
        "25 µm",
        "sè",
        "",
    ],
)
def test_what_is_no_legacy_text_stays_letter_for_letter(text: str) -> None:
    assert mend_text(text) == (text, None)


def test_a_unicode_head_over_a_legacy_body() -> None:
    texts = [
        "Cộng hoà xã hội chủ nghĩa Việt Nam",
        "",
        "hé mở",
        "Tû lÖ thÊt nghiÖp",
        "bé",
        "cña lùc l−îng lao ®éng",
    ]
    mended, encoding = mend_texts(texts)
    assert encoding == "tcvn3"
    assert mended == [*texts[:3], "Tỷ lệ thất nghiệp", "bộ", "của lực lượng lao động"]


def test_both_in_one_paragraph() -> None:
    text = "Biểu số 01: Tû lÖ thÊt nghiÖp cña lao ®éng (Nguồn: Cục Thống kê)"
    assert mend_text(text)[0] == "Biểu số 01: Tỷ lệ thất nghiệp của lao động (Nguồn: Cục Thống kê)"


def test_english_beside_vietnamese_stays() -> None:
    mended, _ = mend_texts(["C¶ n−íc - Whole country − 2008", "Red River Delta", "−5,31"])
    assert mended == ["Cả nước - Whole country − 2008", "Red River Delta", "−5,31"]


# fmt: off
_WORDS = [
    "thực",
    "hiện",
    "kế",
    "hoạch",
    "phát",
    "triển",
    "kinh",
    "tế",
    "xã",
    "hội",
    "năm,",
    "tỉnh",
    "đã",
    "giải",
    "quyết",
    "việc",
    "làm",
    "cho",
    "người",
    "lao",
    "động;",
    "tỷ",
    "lệ",
    "hộ",
    "nghèo",
    "giảm",
    "được;",
    "đào",
    "tạo",
    "nghề,",
    "bảo",
    "hiểm",
    "thất",
    "nghiệp,",
    "xuất",
    "khẩu",
    "lao",
    "động",
    "ở",
    "nước",
    "ngoài",
]
# fmt: on


@given(st.permutations(_WORDS).map(lambda words: " ".join(words[:20])))
def test_twenty_words_are_enough(text: str) -> None:
    assert mend_text(text) == (text, None)
    assert mend_text(write_tcvn3(text)) == (text, "tcvn3")
    assert mend_text(write_vni(text)) == (text, "vni")
    assert mend_text(text.encode().decode("latin-1")) == (text, "utf-8 as cp1252")


_SOUP = st.text(alphabet="aeouyAEOU nghtcT§®µ·¶¹¸­−-ëèéùøïâäöôñÑáàÃ»‰º°«»×÷ộướ\n", max_size=80)


@given(st.lists(_SOUP, max_size=6))
def test_any_texts_stay_as_many_and_are_mended_once(texts: list[str]) -> None:
    mended, encoding = mend_texts(texts)
    assert len(mended) == len(texts)
    assert encoding is not None or mended == texts
    assert all(new == old for new, old in zip(mended, texts, strict=True) if old.isascii() and "-" not in old)


def test_a_long_mixed_text_takes_no_time() -> None:
    text = "Tỷ lệ thất nghiệp, cña lùc l−îng lao ®éng, hé bé " * 3_000
    began = time.process_time()
    mended, encoding = mend_text(text)
    assert (len(mended), encoding) == (len(text), "tcvn3")
    assert time.process_time() - began < 5


@pytest.mark.skipif(not _SAMPLES.is_dir(), reason="the sample files are not beside the project")
@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext is not installed")
@pytest.mark.parametrize("name", ["tcvn3_2008_unemployment_by_region", "tcvn3_2011_trained_unemployment"])
def test_the_text_layer_of_a_yearbook(name: str) -> None:
    run = subprocess.run(
        ["pdftotext", "-layout", str(_SAMPLES / f"{name}.pdf"), "-"],
        capture_output=True,
        check=True,
        timeout=30,
    )
    mended, encoding = mend_texts(run.stdout.decode().split("\n"))
    whole = "\n".join(mended)
    assert encoding == "tcvn3"
    assert {"Cả nước", "Đồng bằng sông Cửu Long", "Dân số và Lao động"} <= {
        phrase for phrase in ("Cả nước", "Đồng bằng sông Cửu Long", "Dân số và Lao động") if phrase in whole
    }
    letters = {char for char in whole if not char.isascii()}
    assert all(unicodedata.name(char).startswith("LATIN") for char in letters - {"\x0c"})
    assert mend_texts(mended) == (mended, None)
