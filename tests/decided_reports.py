"""Homes with submissions that have been decided, and the words of what was written about them."""

from __future__ import annotations

import io
import shutil
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from docx import Document

from lientinh.pipeline import Pipeline
from lientinh.settings import Settings
from small_documents import REPORT_HEAD

# Of no regular type: a half-year report would owe indicators that are not in question here.
HEAD = REPORT_HEAD.replace("Kết quả công tác 6 tháng đầu năm 2022", "Về chăm sóc người có công")
NOW = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)  # a Friday
SUMS = """1. Người có công

Trung tâm Điều dưỡng người có công đã đón 03 đợt với 140 đại biểu, trong đó: người có công 02 đợt, 91 đại biểu; \
cán bộ lãnh đạo 01 đợt, 55 đại biểu.

Hỗ trợ nhà ở: tỉnh đã thực hiện 540/620 hộ (xây mới 230 hộ, sửa chữa 310 hộ); đang thực hiện 21 hộ (xây mới 8 hộ, \
sửa chữa 13 hộ); chưa thực hiện 50 hộ (xây mới 28 hộ, sửa chữa 22 hộ); không thực hiện 11 hộ (xây mới 6 hộ, \
sửa chữa 5 hộ).

2. Việc làm

Giải quyết việc làm mới cho 5.300 lao động.
"""
SIGNED = """

GIÁM ĐỐC

Nguyễn Văn Thử
"""

Ingested = tuple[Pipeline, list[str]]
Ingest = Callable[..., Ingested]


def open_pipeline(home: Path) -> Pipeline:
    """The pipeline on a home, at a time that stands still."""
    opened = Pipeline.open(Settings(home=home))
    return Pipeline(opened.settings, opened.catalogue, opened.lake, clock=lambda: NOW)


@pytest.fixture
def ingest(tmp_path: Path) -> Ingest:
    """Files by name → a pipeline on a new home that has decided them, and the ids of the submissions."""

    def run(files: dict[str, str | bytes], area_code: str = "20", arrived_on: date | None = None) -> Ingested:
        given = tmp_path / "given"
        given.mkdir(exist_ok=True)
        paths = []
        for name, content in files.items():
            path = given / name
            path.write_bytes(content.encode() if isinstance(content, str) else content)
            paths.append(path)
        pipeline = open_pipeline(tmp_path / "home")
        landed = pipeline.land(area_code, paths, arrived_on)
        ids = [one.submission_id for one in landed]
        pipeline.check_and_decide(ids)
        return pipeline, ids

    return run


@pytest.fixture(scope="session")
def decided_home(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
    """A home that has decided the report, made once: the gates take seconds."""
    folder = tmp_path_factory.mktemp("decided")
    (folder / "bao-cao.txt").write_text(HEAD + SUMS + SIGNED, encoding="utf-8")
    pipeline = open_pipeline(folder / "home")
    ids = [one.submission_id for one in pipeline.land("20", [folder / "bao-cao.txt"])]
    pipeline.check_and_decide(ids)
    return folder / "home", ids


@pytest.fixture
def decided(decided_home: tuple[Path, list[str]], tmp_path: Path) -> Ingested:
    """A copy of that home for one test."""
    home, ids = decided_home
    shutil.copytree(home, tmp_path / "home")
    return open_pipeline(tmp_path / "home"), ids


@pytest.fixture
def report_text() -> str:
    """A report of the project's own with two sums that do not add up, signed by somebody."""
    return HEAD + SUMS + SIGNED


def words_of(path: Path) -> str:
    """All text of a Word file, tables included, in the order of the file."""
    body = Document(io.BytesIO(path.read_bytes())).element.body
    return "\n".join(
        "".join(text.text or "" for text in paragraph.iter("{*}t")) for paragraph in body.iter("{*}p")
    )
