"""Nothing that is written for a spreadsheet runs there: every writer of the package, with hostile words."""

from __future__ import annotations

import ast
import csv
import io
import json
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from lientinh.catalogue import Catalogue
from lientinh.documents import Cell, Document, Table
from lientinh.duties.proposing import propose, write_rows
from lientinh.export.exporting import export
from lientinh.export.formats import FORMATS
from lientinh.extract.head import extract_head
from lientinh.findings import Finding
from lientinh.quarantine import quarantine_submission
from lientinh.replies.passages import find_passages
from lientinh.replies.points import group_points, make_points
from lientinh.replies.workbook import annotate_workbook
from replies.books import WORDS, by_openpyxl, note
from small_documents import document_of
from small_lakes import SmallLake

HOSTILE = (
    "=cmd|' /C calc'!A0",
    '=HYPERLINK("http://example.org";"xem")',
    "+1+1",
    "-2+3",
    "@SUM(A1)",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    " =1+1",
    "'=1+1",
    "＝1+1",
)
_RUNS = re.compile(r"\s*[=+\-@＝＋－＠]")
_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?(?:E[+-]?\d+)?")

# Modules that write what a spreadsheet opens, each with the test below that looks at it; and those that only read
# such files, or write them for a database.
WRITERS = {
    "duties/proposing.py": "test_rows_to_paste",
    "export/data_package.py": "test_exports",
    "export/sdmx_csv.py": "test_exports",
    "export/workbook.py": "test_exports",
    "replies/review_sheet.py": "test_the_sheet_of_a_reply",
}
NO_WRITERS = {
    "catalogue/loading.py", "export/sdmx_structure.py", "publish/column_words.py", "publish/postgres_loading.py",
    "read/text/delimited.py",
}  # fmt: skip
_MARKS = {"csv", "xlsxwriter", "pyarrow.csv", "pysdmx.io"}


def test_every_writer_is_looked_at(root_dir: Path) -> None:
    folder = root_dir / "include" / "lientinh"
    found = {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*.py")
        if _MARKS & set(_imports(path)) or "inlineStr" in path.read_text(encoding="utf-8")
    }
    assert found - NO_WRITERS == set(WRITERS)
    assert set(WRITERS.values()) <= set(globals())


def _imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def formulas_in_csv(data: bytes) -> list[str]:
    rows = csv.reader(io.StringIO(data.decode("utf-8"), newline=""))
    return [text for row in rows for text in row if _RUNS.match(text) and not _NUMBER.fullmatch(text)]


def formulas_in_workbook(data: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        raw = [name for name in package.namelist() if re.search(rb"<(?:\w+:)?f[ >]", package.read(name))]
    book = openpyxl.load_workbook(io.BytesIO(data))
    return [name for name in raw if "worksheets/" in name] + [
        f"{sheet.title}!{cell.coordinate}"
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
    ]


_LOOK: dict[str, Callable[[bytes], list[str]]] = {".csv": formulas_in_csv, ".xlsx": formulas_in_workbook}


@pytest.mark.parametrize("name", FORMATS)
def test_exports(name: str, exported_lake: SmallLake, tmp_path: Path) -> None:
    """The lake of these tests holds an indicator and a submission with hostile names."""
    done = export(exported_lake.settings, name, out=tmp_path)
    looked_at = [done.folder / file.name for file in done.files if Path(file.name).suffix in _LOOK]
    assert looked_at
    assert {path.name: _LOOK[path.suffix](path.read_bytes()) for path in looked_at} == {
        path.name: [] for path in looked_at
    }


def test_the_looks_see_a_formula() -> None:
    for text in HOSTILE[:5]:
        out = io.StringIO()
        csv.writer(out).writerow(["a", text])
        assert formulas_in_csv(out.getvalue().encode()) == [text]
    book = openpyxl.Workbook()
    book.active["B2"] = "=1+1"
    saved = io.BytesIO()
    book.save(saved)
    assert "Sheet!B2" in formulas_in_workbook(saved.getvalue())


@pytest.mark.parametrize("text", HOSTILE)
def test_the_sheet_of_a_reply(text: str) -> None:
    notes = [note("B5", message_vi=text, message_en=text, action_vi=text)]
    data = annotate_workbook(by_openpyxl(), notes, replace(WORDS, report_name_vi=text, report_name_en=text))
    theirs = set(formulas_in_workbook(by_openpyxl()))  # the sender's own formulas stay the sender's
    assert set(formulas_in_workbook(data)) <= theirs


@pytest.mark.parametrize("text", HOSTILE)
def test_rows_to_paste(text: str, catalogue: Catalogue) -> None:
    """Of a plan whose title, number and symbol are hostile."""
    document = document_of("Sở Nội vụ báo cáo Bộ Nội vụ 6 tháng trước ngày 10/6.")
    head = extract_head(document_of("KẾ HOẠCH"), catalogue, "14")
    head = replace(head, area_code="14", issued_on=date(2026, 1, 5), title=text)
    for given in (replace(head, number=None, symbol=None), replace(head, number="1", symbol=text)):
        rows = list(write_rows(propose(document, given, catalogue)))
        assert rows
        assert formulas_in_csv("\n".join(rows).encode()) == []


@pytest.mark.parametrize("text", HOSTILE)
def test_excerpts_that_may_be_copied_out_of_a_page(text: str) -> None:
    document = Document("d", "a.ods", "0", "x", (Table(1, "Biểu 1", (Cell(1, 1, text, text),)),))
    finding = {
        "finding_id": "f", "rule_id": "arithmetic.sum_of_parts", "severity": "warning", "locator": "Biểu 1!A1",
        "quote": "", "message_vi": text, "message_en": text, "action_vi": text, "action_en": text, "subject": "x",
        "document_id": "d", "indicator_code": None, "reading_ordinals": [],
    }  # fmt: skip
    (request,), _ = group_points(make_points([finding], {"d": document}, [], {}, {}))
    (passage,) = find_passages(document, request.points)
    assert [segment.text for row in passage.rows for segment in row if _RUNS.match(segment.text)] == []


@pytest.mark.parametrize("text", HOSTILE)
def test_reasons_in_quarantine(text: str, tmp_path: Path) -> None:
    """A text and JSON, which a spreadsheet could be made to open: no line begins with the sender's words."""
    words = dict.fromkeys(("message_vi", "message_en", "action_vi", "action_en"), f"Tệp “{text.strip()}”.")
    columns = dict.fromkeys(Finding.__dataclass_fields__, None) | {
        "severity": "critical",
        "rule_id": "read.empty",
    }
    found = Finding(**columns | {"locator": text, "reading_ordinals": ()} | words)
    decision = {"submission_id": "s", "area_code": "04", "name": text, "files": [], "decided_at": "x"}
    folder = quarantine_submission(tmp_path, decision, [found])
    json.loads((folder / "reason.json").read_text(encoding="utf-8"))
    name = re.escape(text.strip())
    lines = (folder / "ly_do.txt").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if re.match(rf"\s*{name}", line)] == []
