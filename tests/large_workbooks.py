"""Workbooks of the sizes that benchmarks and limits speak of, written as XML: quicker than any library."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path

from lientinh.cells import column_letters

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_STYLES = (
    f'<styleSheet xmlns="{_MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="#,##0.0"/></numFmts>'
    '<cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="164"/></cellXfs></styleSheet>'
)


def write_large_workbook(path: Path, sheets: int, rows: int, columns: int) -> Path:
    """Years in the first row, a name in each other, figures of one decimal in the rest."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as package:
        listed = "".join(f'<sheet name="S{n}" sheetId="{n}" r:id="rId{n}"/>' for n in range(1, sheets + 1))
        package.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>{listed}</sheets></workbook>',
        )
        package.writestr("xl/styles.xml", _STYLES)
        package.writestr("_rels/.rels", _relations([("officeDocument", "xl/workbook.xml")]))
        parts = [("worksheet", f"worksheets/sheet{number}.xml") for number in range(1, sheets + 1)]
        package.writestr("xl/_rels/workbook.xml.rels", _relations([*parts, ("styles", "styles.xml")]))
        package.writestr("[Content_Types].xml", _content_types(sheets))
        for number in range(1, sheets + 1):
            with package.open(f"xl/worksheets/sheet{number}.xml", "w") as sheet:
                for piece in _sheet(rows, columns):
                    sheet.write(piece.encode())
    return path


def _sheet(rows: int, columns: int) -> Iterator[str]:
    letters = [column_letters(column) for column in range(1, columns + 1)]
    yield f'<worksheet xmlns="{_MAIN}"><sheetData><row r="1">{_text("A1", "Địa phương")}'
    yield "".join(f'<c r="{name}1"><v>{1980 + at}</v></c>' for at, name in enumerate(letters[1:]))
    yield "</row>"
    for row in range(2, rows + 1):
        figures = "".join(
            f'<c r="{name}{row}" s="1"><v>{(row * 37 + at * 11) % 9973 / 10}</v></c>'
            for at, name in enumerate(letters[1:])
        )
        yield f'<row r="{row}">{_text(f"A{row}", f"Xã số {row}")}{figures}</row>'
    yield "</sheetData></worksheet>"


def _text(address: str, text: str) -> str:
    return f'<c r="{address}" t="inlineStr"><is><t>{text}</t></is></c>'


def _relations(targets: list[tuple[str, str]]) -> str:
    relations = "".join(
        f'<Relationship Id="rId{number}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, start=1)
    )
    return f'<Relationships xmlns="{_RELATIONS}">{relations}</Relationships>'


def _content_types(sheets: int) -> str:
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    overrides = "".join(
        f'<Override PartName="/xl/worksheets/sheet{number}.xml" ContentType="{kind}.worksheet+xml"/>'
        for number in range(1, sheets + 1)
    )
    return (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{kind}.sheet.main+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{kind}.styles+xml"/>{overrides}</Types>'
    )
