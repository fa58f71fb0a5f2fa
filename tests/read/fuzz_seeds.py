"""A small good file of every format that is read without another program, for damaging."""

from __future__ import annotations

import json
from pathlib import Path

from legacy_encoding import write_tcvn3
from small_binary_workbooks import binary_cell, binary_rows, record, xls_of, xlsb_of
from small_packages import zip_of
from small_pdfs import Page, pdf_of

_SAMPLES = Path(__file__).resolve().parents[2] / "include" / "samples"
_TEXT = "Trong năm 2022, tỉnh đã giải quyết việc làm cho 11.000 lao động, đạt 68,75% kế hoạch."
_CUBE = {
    "version": "2.0",
    "class": "dataset",
    "label": "Tỷ lệ nghèo phân theo địa phương",
    "id": ["area", "year"],
    "size": [2, 2],
    "dimension": {
        "area": {
            "label": "Tỉnh",
            "category": {"index": ["a", "b"], "label": {"a": "Cao Bằng", "b": "Sơn La"}},
        },
        "year": {"label": "Năm", "category": {"index": ["2015", "2016"]}},
    },
    "value": [1.5, 2.5, None, 4],
}
_ODT = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:text>'
    f"<text:p>{_TEXT}</text:p></office:text></office:body></office:document-content>"
)
_ODS = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>'
    '<table:table table:name="Biểu"><table:table-row><table:table-cell office:value-type="string"><text:p>Tỉnh</text:p>'
    '</table:table-cell><table:table-cell office:value-type="float" office:value="2.5"><text:p>2,5</text:p>'
    "</table:table-cell></table:table-row></table:table></office:spreadsheet></office:body></office:document-content>"
)


def seeds() -> dict[str, bytes]:
    """File name → bytes; the ending names the reader."""
    text = (_SAMPLES / "14" / "ke-hoach-113-2023.txt").read_text(encoding="utf-8")
    number = record(0x203, "HHHd", 0, 0, 0, 1.5) + record(0x203, "HHHd", 3, 2, 0, 20.0)
    cells = binary_rows({0: [binary_cell(5, 0, 0, "d", 1.5)], 4: [binary_cell(5, 2, 0, "d", 20.0)]})
    page = Page().lines(72, 100, _TEXT, _TEXT).grid((72, 200, 300), (200, 220, 240)).write(76, 214, "a")
    mimetypes = "application/vnd.oasis.opendocument."
    return {
        "a.txt": text[:4000].encode(),
        "tcvn3.txt": write_tcvn3(text[:4000]).encode("latin-1", "replace"),
        "utf16.txt": text[:4000].encode("utf-16"),
        "a.csv": "Tỉnh;2015;Sơ bộ 2016\nCao Bằng;16,2;14,5\nSơn La;1.234;…\n".encode("utf-8-sig"),
        "a.json": json.dumps(_CUBE, ensure_ascii=False).encode(),
        "a.html": (_SAMPLES / "19" / "tin-8-thang-2021.html").read_bytes(),
        "a.docx": (_SAMPLES / "20" / "ke-hoach-2023.docx").read_bytes(),
        "a.odt": zip_of({"mimetype": mimetypes + "text", "content.xml": _ODT}),
        "a.xlsx": (_SAMPLES / "04" / "so-lieu-hang-nam-2016.xlsx").read_bytes(),
        "a.ods": zip_of(
            {
                "mimetype": mimetypes + "spreadsheet",
                "META-INF/manifest.xml": '<manifest:manifest xmlns:manifest="urn:x"/>',
                "content.xml": _ODS,
            }
        ),
        "a.xls": xls_of(number),
        "a.xlsb": xlsb_of(cells),
        "a.pdf": pdf_of(page),
        "plain.pdf": pdf_of(page, compressed=False),
    }
