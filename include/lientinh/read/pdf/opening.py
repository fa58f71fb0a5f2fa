"""A PDF opened with care: bounded, whole, without a password, nothing in it run."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pdfplumber
from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect
from pdfminer.pdfexceptions import PDFException
from pdfminer.pdftypes import PDFStream, resolve1
from pdfminer.psexceptions import PSException
from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException

from lientinh.errors import BadInput
from lientinh.read.content import Limits
from lientinh.read.signatures import require

_TAIL = 2048  # bytes in which the end mark stands; mail gateways add blanks and lines behind it
_CHUNK = 1 << 20
# What pdfminer and pdfplumber raise on damaged files, by fuzzing: see tests/read/test_pdf_fuzz.py.
_DAMAGE = (
    PDFException,
    PSException,
    PdfminerException,
    MalformedPDFException,
    struct.error,
    zlib.error,
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    NotImplementedError,
    RecursionError,
    TypeError,
    ValueError,
)


@contextmanager
def refusing_damage(file_name: str) -> Iterator[None]:
    """Errors on a damaged file become `read.truncated`, on a protected one `read.password_protected`."""
    try:
        yield
    except BadInput:
        raise
    except _DAMAGE as error:
        causes = _causes(error)
        if any(isinstance(cause, PDFPasswordIncorrect | PDFEncryptionError) for cause in causes):
            raise BadInput("read.password_protected", file_name) from error
        raise BadInput("read.truncated", file_name) from error


def _causes(error: BaseException) -> list[BaseException]:
    """The error with what it wraps: pdfplumber puts pdfminer's errors into its own as their only argument."""
    causes: list[BaseException] = [error]
    inner = error.args[0] if error.args else None
    while isinstance(inner, BaseException) and len(causes) < 5:
        causes.append(inner)
        inner = inner.args[0] if inner.args else None
    return causes


def open_pdf(data: bytes, file_name: str, limits: Limits) -> pdfplumber.PDF:
    """The file opened with the empty password.

    Findings: `read.not_what_its_name_says`, `read.truncated`, `read.password_protected`, `read.too_large`,
    `read.empty` where it has no page.
    """
    require(data, file_name, "pdf")
    if b"%%EOF" not in data.rstrip(b"\x00\r\n\t ")[-_TAIL:]:
        raise BadInput("read.truncated", file_name)
    _require_bounded(data, file_name, limits)
    with refusing_damage(file_name):
        pdf = pdfplumber.PDF(io.BytesIO(data), password="", raise_unicode_errors=False)
        stated = _stated_pages(pdf)
        if stated == 0:
            raise BadInput("read.empty", file_name)
        if stated is not None and stated > limits.pages:
            raise BadInput("read.too_large", file_name, limit=limits.pages, unit="pages")
        _require_all_pages(pdf, stated, file_name, limits)
    return pdf


def _require_bounded(data: bytes, file_name: str, limits: Limits) -> None:
    """Refuse a file whose compressed streams together hold more than may be expanded, before anyone expands them."""
    total = 0
    view = memoryview(data)
    at = data.find(b"stream")
    while at >= 0:
        start = at + 6
        while data[start : start + 1] in (b"\r", b"\n") and start < at + 8:
            start += 1
        if data[at - 3 : at] != b"end" and data[start : start + 1] in (b"\x78", b"\x58", b"\x48", b"\x68"):
            total += _expanded(view[start:], limits.expanded_bytes - total)
            if total > limits.expanded_bytes:
                raise BadInput("read.too_large", file_name, limit=limits.expanded_bytes, unit="bytes")
        at = data.find(b"stream", start)


def _expanded(compressed: memoryview, most: int) -> int:
    """Bytes a stream expands to, counted no further than `most` and a little."""
    machine = zlib.decompressobj()
    total = 0
    try:
        for start in range(0, len(compressed), _CHUNK):
            pending: Any = compressed[start : start + _CHUNK]
            while pending and not machine.eof:
                total += len(machine.decompress(pending, _CHUNK))
                pending = machine.unconsumed_tail
                if total > most:
                    return total
            if machine.eof:
                break
    except zlib.error:
        pass
    return total


def _stated_pages(pdf: pdfplumber.PDF) -> int | None:
    tree = resolve1(pdf.doc.catalog.get("Pages"))
    count = resolve1(tree.get("Count")) if isinstance(tree, dict) else None
    return count if isinstance(count, int) else None


def _require_all_pages(pdf: pdfplumber.PDF, stated: int | None, file_name: str, limits: Limits) -> None:
    """Every page the file says it has is there, and what is drawn on each can be expanded whole.

    pdfminer itself passes over a page or a stream that is damaged, and that would be reading in part silently.
    """
    found = len(pdf.pages)
    if found > limits.pages:
        raise BadInput("read.too_large", file_name, limit=limits.pages, unit="pages")
    if found == 0:
        raise BadInput("read.empty", file_name)
    if stated is not None and stated != found:
        raise BadInput("read.truncated", file_name)
    chars = 0
    for page in pdf.pages:
        for stream in page.page_obj.contents:
            part = resolve1(stream)
            if not isinstance(part, PDFStream):
                raise BadInput("read.truncated", file_name)
            _require_sound(part, file_name)
            chars += len(part.get_data())
            if chars > limits.text_chars:
                raise BadInput("read.too_large", file_name, limit=limits.text_chars, unit="characters")


def _require_sound(stream: PDFStream, file_name: str) -> None:
    """A compressed stream must reach its end and its checksum; an encrypted one cannot be checked this way."""
    filters = stream.get_filters()
    raw = stream.rawdata
    if not filters or raw is None or stream.decipher is not None:
        return
    if getattr(filters[0][0], "name", "") in ("FlateDecode", "Fl"):
        machine = zlib.decompressobj()
        machine.decompress(raw)
        if not machine.eof:
            raise BadInput("read.truncated", file_name)
