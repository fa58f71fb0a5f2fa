"""Workbooks of a few binary records, for tests: an .xls in its container, an .xlsb in its package."""

from __future__ import annotations

import struct
from collections.abc import Sequence

from small_packages import zip_of

_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SECTOR = 512
_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def container_of(stream: bytes, name: str = "Workbook") -> bytes:
    """A compound file with one stream, [MS-CFB]; the FAT is one sector, so at most 60 kB."""
    stream = stream.ljust(4096, b"\0")
    count = -(-len(stream) // _SECTOR)
    header = struct.pack(
        "<8s16sHHHHH6sIIIIIIIIII", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", bytes(16), 0x3E, 3, 0xFFFE, 9, 6, bytes(6),
        0, 1, 1, 0, 4096, _END, 0, _END, 0, 0,
    )  # fmt: skip
    header += b"\xff" * (_SECTOR - len(header))
    chain = [_FAT, _END, *range(3, count + 2), _END]
    fat = struct.pack(f"<{len(chain)}I", *chain).ljust(_SECTOR, b"\xff")
    root = _entry("Root Entry", 5, child=1, start=_END, size=0)
    directory = (
        root + _entry(name, 2, child=_FREE, start=2, size=len(stream)) + 2 * _entry("", 0, _FREE, 0, 0)
    )
    return header + fat + directory + stream.ljust(count * _SECTOR, b"\0")


def _entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    text = name.encode("utf-16-le")
    length = len(text) + 2 if name else 0
    return struct.pack(
        "<64sHBBIII16sIQQIQ", text, length, kind, 1, _FREE, _FREE, child, bytes(16), 0, 0, 0, start, size
    )


def record(kind: int, layout: str = "", *values: object) -> bytes:
    """A record of an .xls: `record(0x203, "HHHd", row, column, style, 1.5)`."""
    body = struct.pack("<" + layout, *values)
    return struct.pack("<HH", kind, len(body)) + body


def xls_of(
    sheet: bytes, formats: Sequence[str] = ("General",), *, calculated: bool = True, name: str = "Biểu"
) -> bytes:
    """An .xls with one sheet of these records; style n shows by the n-th format."""
    head = record(0x809, "HHHHII", 0x600, 5, 0, 0, 0, 0) + record(0x42, "H", 1200)
    for number, code in enumerate(formats):
        text = code.encode("utf-16-le")
        head += record(0x41E, f"HHB{len(text)}s", 164 + number, len(code), 1, text)
        head += record(0xE0, "HH16s", 0, 164 + number, bytes(16))
    if calculated:
        head += record(0x1C1, "II", 0x1C1, 0)
    text = name.encode("utf-16-le")
    layout = f"IBBBB{len(text)}s"
    offset = len(head) + 4 + struct.calcsize("<" + layout) + 4
    head += record(0x85, layout, offset, 0, 0, len(name), 1, text) + record(0x0A)
    body = record(0x809, "HHHHII", 0x600, 0x10, 0, 0, 0, 0) + sheet + record(0x0A)
    return container_of(head + body)


def binary_record(kind: int, layout: str = "", *values: object) -> bytes:
    """A record of an .xlsb: kind and size in bytes of seven bits."""
    body = struct.pack("<" + layout, *values)
    size, sized = len(body), b""
    while True:
        size, rest = size >> 7, size & 0x7F
        sized += bytes([rest | 0x80 if size else rest])
        if not size:
            break
    named = bytes([kind]) if kind < 0x80 else bytes([kind & 0x7F | 0x80, kind >> 7])
    return named + sized + body


def wide(text: str) -> bytes:
    """A text of an .xlsb: its length and its letters."""
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def xlsb_of(
    sheet: bytes,
    formats: Sequence[str] = ("General",),
    *,
    name: str = "Biểu",
    state: int = 0,
    epoch_1904: bool = False,
) -> bytes:
    """An .xlsb with one sheet; `sheet` holds the records before (columns) and inside its data, and after it."""
    bundle = struct.pack("<II", state, 1) + wide("rId1") + wide(name)
    book = (
        binary_record(131)
        + binary_record(153, "II4s", int(epoch_1904), 0, wide(""))
        + binary_record(143)
        + binary_record(156, f"{len(bundle)}s", bundle)
        + binary_record(144)
        + binary_record(132)
    )
    styles = binary_record(278) + binary_record(615, "I", len(formats))
    for number, code in enumerate(formats):
        text = wide(code)
        styles += binary_record(44, f"H{len(text)}s", 164 + number, text)
    styles += binary_record(616) + binary_record(617, "I", len(formats))
    for number in range(len(formats)):
        styles += binary_record(47, "HH12s", 0xFFFF, 164 + number, bytes(12))
    styles += binary_record(618) + binary_record(279)
    relation = f'<Relationship Id="%s" Type="{_OFFICE}/%s" Target="%s"/>'
    return zip_of(
        {
            "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="bin" ContentType="application/vnd.ms-excel.sheet.binary.macroEnabled.main"/>'
            '<Override PartName="/xl/worksheets/sheet1.bin" ContentType="application/vnd.ms-excel.worksheet"/>'
            '<Override PartName="/xl/styles.bin" ContentType="application/vnd.ms-excel.styles"/></Types>',
            "_rels/.rels": f'<Relationships xmlns="{_RELATIONS}">'
            + relation % ("rId1", "officeDocument", "xl/workbook.bin")
            + "</Relationships>",
            "xl/workbook.bin": book,
            "xl/_rels/workbook.bin.rels": f'<Relationships xmlns="{_RELATIONS}">'
            + relation % ("rId1", "worksheet", "worksheets/sheet1.bin")
            + relation % ("rId2", "styles", "styles.bin")
            + "</Relationships>",
            "xl/worksheets/sheet1.bin": binary_record(129) + sheet + binary_record(130),
            "xl/styles.bin": styles,
        }
    )


def binary_rows(rows: dict[int, Sequence[bytes]], hidden: Sequence[int] = ()) -> bytes:
    """Sheet data of an .xlsb: rows (from 0) of cell records."""
    last = max(rows, default=0)
    data = binary_record(148, "IIII", 0, last, 0, 20) + binary_record(145)
    for number, cells in rows.items():
        flags = 0x10 if number in hidden else 0
        data += binary_record(0, "IIHBBBI", number, 0, 300, 0, flags, 0, 0) + b"".join(cells)
    return data + binary_record(146)


def binary_cell(kind: int, column: int, style: int, layout: str = "", *values: object) -> bytes:
    return binary_record(kind, "I3sB" + layout, column, style.to_bytes(3, "little"), 0, *values)
