"""Look at the head of a file, whatever it is, for the mark of a state secret. Nothing is written anywhere."""

from __future__ import annotations

import ctypes
import io
import re
import unicodedata
import zipfile
import zlib
from collections.abc import Callable, Iterator

import olefile
import pypdfium2
import pypdfium2.raw
from python_calamine import CalamineError, CalamineWorkbook

from lientinh.errors import BadInput
from lientinh.read.content import DEFAULT_LIMITS, Limits
from lientinh.read.scans.reader import recognise_first_page
from lientinh.read.signatures import sniff
from lientinh.secrecy.marks import Row, find_mark, find_recognised_mark
from lientinh.secrecy.package_heads import SHEET_ROWS, read_package_rows
from lientinh.secrecy.text_heads import (
    read_old_word_rows,
    read_page_rows,
    read_rtf_rows,
    read_text_rows,
)

_SHEETS = 64
_NOTES = 64  # of a page
_LETTERS = 20  # fewer on the first page, and the page is a picture
_PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*")
_BROKEN = (OSError, ValueError, KeyError, IndexError, TypeError, RuntimeError, NotImplementedError)
_ARCHIVED = 64  # files of an archive that are looked at
_ARCHIVED_BYTES = 1 << 25  # of one of them
_OFFICE_PARTS = ("[Content_Types].xml", "content.xml")
_NAME_PARTS = re.compile(r"[/_.()\[\]{}]+|\s+[-–]+\s+|[-–]{2,}")


def bears_mark(data: bytes, limits: Limits = DEFAULT_LIMITS) -> bool | None:
    """Whether the head of a file bears the mark of a state secret; None where nobody can look into it.

    A scan is recognised, its first page only, where Tesseract is there. Nobody looks into what has a password, is
    damaged, or is of a kind no reader knows.
    """
    kind = sniff(data)
    try:
        if find_mark(_rows(data)):
            return True
        if data.startswith(_PICTURES) or (kind == "pdf" and _is_scan(data)):
            return find_recognised_mark(recognise_first_page(data, "", limits))
    except (BadInput, zipfile.BadZipFile, zlib.error, CalamineError, pypdfium2.PdfiumError, *_BROKEN):
        return None
    return None if kind in ("encrypted", "binary") else False


def is_named_secret(file_name: str) -> bool:
    """Whether a part of a name bears the mark, in capitals and nothing else: "TỐI MẬT - báo cáo.docx"."""
    parts = _NAME_PARTS.split(unicodedata.normalize("NFC", file_name))
    return any(part == part.upper() and find_mark([(part,)]) for part in parts if part)


def _rows(data: bytes) -> Iterator[Row]:
    read = _LOOKS.get(sniff(data), read_text_rows)
    return read(data)


def _zip_rows(data: bytes) -> Iterator[Row]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        names = package.namelist()
        is_office = any(name in names for name in _OFFICE_PARTS)
        if "xl/workbook.bin" in names:
            yield from _sheet_rows(data)
        if not is_office:
            yield from _archived_rows(package)
    if is_office:
        yield from read_package_rows(data)


def _archived_rows(package: zipfile.ZipFile) -> Iterator[Row]:
    """The heads of the files of an archive; an archive within it is for nobody."""
    for member in package.infolist()[:_ARCHIVED]:
        if member.is_dir() or member.file_size > _ARCHIVED_BYTES or member.flag_bits & 1:
            continue
        with package.open(member) as stream:
            data = stream.read(_ARCHIVED_BYTES)
        if sniff(data) != "zip" or any(name.encode() in data for name in _OFFICE_PARTS):
            yield from _rows(data)


def _ole_rows(data: bytes) -> Iterator[Row]:
    with olefile.OleFileIO(io.BytesIO(data)) as package:
        if package.exists("WordDocument"):
            yield from read_old_word_rows(package.openstream("WordDocument").read())
            return
    yield from _sheet_rows(data)


def _sheet_rows(data: bytes) -> Iterator[Row]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    for name in book.sheet_names[:_SHEETS]:
        yield (name,)
        rows = book.get_sheet_by_name(name).to_python(skip_empty_area=True, nrows=SHEET_ROWS)
        yield from ([str(cell) for cell in row] for row in rows)


def _pdf_rows(data: bytes) -> Iterator[Row]:
    document = pypdfium2.PdfDocument(data)
    try:
        if len(document):
            page = document[0]
            text = page.get_textpage().get_text_bounded()
            yield from ((line,) for line in [*text.splitlines(), *_read_notes(page)])
        yield from ((str(title),) for title in document.get_metadata_dict().values())
    finally:
        document.close()


def _read_notes(page: pypdfium2.PdfPage) -> Iterator[str]:
    """The words of stamps and notes laid over a page: they are no part of its text."""
    for place in range(min(pypdfium2.raw.FPDFPage_GetAnnotCount(page), _NOTES)):
        note = pypdfium2.raw.FPDFPage_GetAnnot(page, place)
        size = pypdfium2.raw.FPDFAnnot_GetStringValue(note, b"Contents", None, 0)
        buffer = ctypes.create_string_buffer(size)
        pypdfium2.raw.FPDFAnnot_GetStringValue(
            note, b"Contents", ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), size
        )
        pypdfium2.raw.FPDFPage_CloseAnnot(note)
        yield buffer.raw.decode("utf-16-le", "replace").rstrip("\x00")


def _is_scan(data: bytes) -> bool:
    document = pypdfium2.PdfDocument(data)
    try:
        return len(document) > 0 and len(document[0].get_textpage().get_text_bounded().strip()) < _LETTERS
    finally:
        document.close()


def _nothing(data: bytes) -> Iterator[Row]:
    return iter(())


_LOOKS: dict[str, Callable[[bytes], Iterator[Row]]] = {
    "zip": _zip_rows,
    "ole2": _ole_rows,
    "encrypted": _nothing,
    "binary": _nothing,
    "pdf": _pdf_rows,
    "rtf": read_rtf_rows,
    "html": read_page_rows,
    "xml": read_page_rows,
}
