"""The table of readers, one a format, and the one way in."""

from __future__ import annotations

import hashlib
from pathlib import Path

from lientinh.documents import Document, Paragraph
from lientinh.errors import BadInput, UsageError
from lientinh.identity import identify_document
from lientinh.read.content import DEFAULT_LIMITS, Content, Limits, Reader
from lientinh.read.declarations import refuse_declarations
from lientinh.read.json_stat.reader import read_json_stat
from lientinh.read.sheets.workbook import read_ods, read_xls, read_xlsb, read_xlsx
from lientinh.read.text.delimited import read_csv
from lientinh.read.text.mended_content import mend_content
from lientinh.read.text.plain_text import read_plain_text
from lientinh.read.web.page import read_web_page
from lientinh.read.word.converted import read_old_word, read_rtf
from lientinh.read.word.open_text import read_open_text
from lientinh.read.word.reader import read_word


def _read_pdf(data: bytes, file_name: str, limits: Limits) -> Content:
    from lientinh.read.pdf.reader import read_pdf  # noqa: PLC0415 - a third of a second, and most files are none

    return read_pdf(data, file_name, limits)


def _read_picture(data: bytes, file_name: str, limits: Limits) -> Content:
    from lientinh.read.scans.reader import read_picture  # noqa: PLC0415 - as above

    return read_picture(data, file_name, limits)


READERS: dict[str, Reader] = {
    ".txt": read_plain_text,
    ".html": read_web_page,
    ".htm": read_web_page,
    ".docx": read_word,
    ".docm": read_word,
    ".doc": read_old_word,
    ".rtf": read_rtf,
    ".odt": read_open_text,
    ".pdf": _read_pdf,
    ".csv": read_csv,
    ".json": read_json_stat,
    ".xlsx": read_xlsx,
    ".xlsm": read_xlsx,
    ".xlsb": read_xlsb,
    ".xls": read_xls,
    ".ods": read_ods,
    ".png": _read_picture,
    ".jpg": _read_picture,
    ".jpeg": _read_picture,
    ".tif": _read_picture,
    ".tiff": _read_picture,
}

_XML = ".xml"
_ARCHIVES = frozenset({".zip", ".rar", ".7z", ".tar", ".gz", ".tgz"})
# Their reading process may start LibreOffice, which needs rights that the others do not get.
BY_LIBREOFFICE = frozenset({".doc", ".rtf"})


def read_document(path: Path, file_name: str | None = None, limits: Limits = DEFAULT_LIMITS) -> Document:
    """Read one file whole. `file_name` is its name in the submission, where the bytes lie under another.

    Raises BadInput with a `read.…` rule where it cannot be read whole, UsageError where there is no file.
    Senders' files are read by `read_in_child`, which does this in a process of its own.
    """
    name = file_name or path.name
    if not path.is_file():
        raise UsageError(f"{path}: no such file")
    check_name_and_size(name, path.stat().st_size, limits)
    return read_data(path.read_bytes(), name, limits)


def check_name_and_size(name: str, size: int, limits: Limits) -> None:
    """What can be told before it is opened.

    Findings: `read.unknown_format`, `read.archive`, `read.empty`, `read.too_large`.
    """
    ending = Path(name).suffix.lower()
    if ending in _ARCHIVES:
        raise BadInput("read.archive", name)
    if ending not in READERS and ending != _XML:
        raise _unknown(name)
    if size > limits.file_bytes:
        raise BadInput("read.too_large", name, limit=limits.file_bytes, unit="bytes")
    if not size:
        raise BadInput("read.empty", name)


def read_data(data: bytes, name: str, limits: Limits) -> Document:
    """The document in these bytes, by the reader of the name's ending. Raises BadInput with a `read.…` rule."""
    check_name_and_size(name, len(data), limits)
    ending = Path(name).suffix.lower()
    if ending == _XML:  # no format of reports, yet a way of attack that is told by its name
        refuse_declarations(data, name, name)
        raise _unknown(name)
    content = mend_content(READERS[ending](data, name, limits))
    _check_prose(content, name, limits)
    sha256 = hashlib.sha256(data).hexdigest()
    return Document(
        document_id=identify_document(name, sha256),
        file=name,
        sha256=sha256,
        media_type=content.media_type,
        blocks=content.blocks,
        encoding=content.encoding,
        notes=content.notes,
        remarks=content.remarks,
        signatures=content.signatures,
    )


def _check_prose(content: Content, name: str, limits: Limits) -> None:
    """Sentences are understood by their surroundings: the cost grows with the square of a paragraph's length."""
    lengths = [len(block.text) for block in content.blocks if isinstance(block, Paragraph)]
    for length, limit in (
        (max(lengths, default=0), limits.paragraph_chars),
        (sum(lengths), limits.prose_chars),
    ):
        if length > limit:
            raise BadInput("read.too_large", name, limit=limit, unit="characters")


def _unknown(name: str) -> BadInput:
    return BadInput("read.unknown_format", name, known=", ".join(sorted(READERS)))
