"""The page: the document's words with figures marked; hostile words stay words; looked at by a browser."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from lxml import html

from decided_reports import HEAD, NOW, SUMS, Ingest, Ingested
from lientinh.replies import write_replies


def page_of(ingested: Ingested) -> tuple[Path, html.HtmlElement]:
    (manifest,) = write_replies(*ingested, NOW)
    path = Path(manifest["folder"]) / "phan-hoi.html"
    return path, html.fromstring(path.read_bytes().decode("utf-8"))


def marks_of(page: html.HtmlElement) -> list[str]:
    return [" ".join(mark.text_content().split()) for mark in page.iter("mark")]


def test_the_figures_in_question_are_marked_in_the_document_s_words(decided: Ingested) -> None:
    _, page = page_of(decided)
    assert marks_of(page) == [
        *("140[1a]", "91[1a]", "55[1a]"),
        *("540[1b]", "620[1b]", "21[1b]", "50[1b]", "11[1b]"),
    ]
    quotes = [quote.text_content() for quote in page.iter("blockquote")]
    assert quotes[0].startswith("Trung tâm Điều dưỡng người có công đã đón")
    targets = {link.get("href") for link in page.iter("a")}
    assert targets == {"#p1a", "#p1b"}
    assert all(page.get_element_by_id(target[1:]) is not None for target in targets)


def test_it_says_what_is_wrong_the_arithmetic_and_what_to_do(decided: Ingested) -> None:
    _, page = page_of(decided)
    first = page.get_element_by_id("p1a").text_content()
    assert "91 + 55 = 146" in first
    assert "Đề nghị:" in first
    assert "Warning." in first, "English beside it"


def test_it_has_a_receipt_and_says_how_to_answer(decided: Ingested) -> None:
    _, page = page_of(decided)
    words = " ".join(page.text_content().split())
    assert "không thay thế văn bản gốc" in words
    assert "bao-cao.txt" in words
    assert "chậm nhất ngày 07/12/2026" in words
    assert re.search(r"Số liệu được tiếp nhận · figures accepted\s*\d+", words)
    assert "“đính chính”" in words


HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "{{ 7 * 7 }}{% raw %}",
    '=HYPERLINK("http://x.example","a")',
]


def test_hostile_words_stay_words(ingest: Ingest) -> None:
    """In the title, beside the figures, and in the names of files."""
    title = HEAD.replace("BÁO CÁO\n", f"BÁO CÁO\n{HOSTILE[0]} ")
    body = SUMS.replace("Hỗ trợ nhà ở:", f"Hỗ trợ nhà ở {HOSTILE[1]} {HOSTILE[2]} {HOSTILE[3]}:")
    path, page = page_of(ingest({"<script>alert(2)<_script>.txt": title + body}))
    text = path.read_text(encoding="utf-8")
    assert not list(page.iter("script", "img", "iframe", "object", "link", "form"))
    assert not re.search(r"\son\w+=", re.sub(r"&[a-z#0-9]+;", "", text).replace("src=x onerror=alert(1)", ""))
    assert "&lt;script&gt;alert(2)" in text
    assert "default-src &#39;none&#39;" in text or "default-src 'none'" in text
    shown = " ".join(quote.text_content() for quote in page.iter("blockquote"))
    assert all(words in shown for words in HOSTILE[1:]), "verbatim"


def test_nothing_comes_from_outside(decided: Ingested) -> None:
    path, _ = page_of(decided)
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"(src|href)=\"(?!#)", text)
    assert "url(" not in text
    assert "@import" not in text


@pytest.mark.skipif(shutil.which("chromium") is None, reason="no chromium on this machine to look with")
def test_a_browser_shows_it(decided: Ingested, tmp_path: Path) -> None:
    path, _ = page_of(decided)
    picture = tmp_path / "page.png"
    command = [
        "chromium",
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        f"--user-data-dir={tmp_path / 'profile'}",
    ]
    subprocess.run(
        [*command, "--window-size=900,1600", f"--screenshot={picture}", path.as_uri()],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    assert picture.stat().st_size > 20_000


@pytest.mark.parametrize("kind", ["letter", "receipt"])
def test_an_office_program_opens_it(decided: Ingested, ingest: Ingest, convert, kind: str) -> None:
    if kind == "receipt":
        decided = ingest(
            {"bao-cao.txt": HEAD + "1. Việc làm\n\nGiải quyết việc làm mới cho 5.300 lao động.\n"}
        )
    (manifest,) = write_replies(*decided, NOW)
    (word,) = (file["name"] for file in manifest["files"] if file["name"].endswith(".docx"))
    text = convert((Path(manifest["folder"]) / word).read_bytes(), word, "txt:Text (encoded):UTF8").decode(
        "utf-8"
    )
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in text
    assert "Nơi nhận:" in text
