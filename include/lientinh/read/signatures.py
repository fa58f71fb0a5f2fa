"""What a file is by its first bytes, whatever its name says."""

from __future__ import annotations

from lientinh.errors import BadInput

_OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_STREAM = "EncryptedPackage".encode(
    "utf-16-le"
)  # [MS-OFFCRYPTO] 2.3.4: the whole package in one stream


# [MS-XLS] 2.4.21 BOF of BIFF8 and BIFF5, and 2.4.117 FilePass, which follows it in any protected workbook
_BOF = (b"\x09\x08\x10\x00", b"\x09\x08\x08\x00")
_FILE_PASS = 0x2F


# What a message calls them; the others have their own words in the messages' table.
_NAMES = {"ole2": "Office 97-2003", "pdf": "PDF", "rtf": "RTF", "xml": "XML"}
# Formats that a wrong ending often hides, by their first bytes.
_FIRST_BYTES = {
    b"\x89PNG\r\n\x1a\n": "PNG",
    b"\xff\xd8\xff": "JPEG",
    b"GIF8": "GIF",
    b"II*\x00": "TIFF",
    b"MM\x00*": "TIFF",
    b"Rar!\x1a\x07": "RAR",
    b"7z\xbc\xaf\x27\x1c": "7z",
    b"\x1f\x8b": "gzip",
    b"MZ": "EXE",
    b"\x7fELF": "ELF",
}
# Parts that tell which program's package a zip is; their names stand uncompressed in it.
_PACKAGES = {
    b"xl/workbook.xml": "Excel (.xlsx)",
    b"xl/workbook.bin": "Excel (.xlsb)",
    b"word/document.xml": "Word (.docx)",
    b"ppt/presentation.xml": "PowerPoint (.pptx)",
    b"application/vnd.oasis.opendocument.spreadsheet": "OpenDocument (.ods)",
    b"application/vnd.oasis.opendocument.text": "OpenDocument (.odt)",
}


def sniff(data: bytes) -> str:  # noqa: PLR0911
    """`zip`, `ole2`, `encrypted`, `pdf`, `rtf`, `html`, `xml`, `binary` or `text`."""
    if data.startswith(b"PK\x03\x04") or data.startswith(b"PK\x05\x06"):
        return "zip"
    if data.startswith(_OLE2):
        return "encrypted" if _ENCRYPTED_STREAM in data else "ole2"
    if data.startswith(b"%PDF-"):
        return "pdf"
    if data.startswith(b"{\\rtf"):
        return "rtf"
    head = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith((b"<!doctype html", b"<html")) or b"<table" in head or b"<html" in head:
        return "html"
    if head.startswith(b"<?xml"):
        return "xml"
    utf16 = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    return (
        "binary"
        if b"\x00" in data[:1024] and not utf16 and data[:200].count(0) * 3 <= len(data[:200])
        else "text"
    )


def require(data: bytes, file_name: str, *expected: str) -> None:
    """Refuse bytes that are not what the file's name says."""
    found = sniff(data)
    if found in expected:
        return
    if found == "encrypted":
        raise BadInput("read.password_protected", file_name)
    raise BadInput("read.not_what_its_name_says", file_name, found=_name_of(data, found))


def _name_of(data: bytes, found: str) -> str:
    """What a message calls it, as closely as its bytes tell."""
    if found == "zip":
        return next((name for mark, name in _PACKAGES.items() if mark in data), found)
    if found in ("binary", "text"):
        return next((name for first, name in _FIRST_BYTES.items() if data.startswith(first)), found)
    return _NAMES.get(found, found)


def is_protected_xls(data: bytes) -> bool:
    """Does the workbook stream of an .xls begin with a FilePass record? Whatever the cipher: XOR, RC4, CryptoAPI."""
    starts = [data.find(mark) for mark in _BOF if mark in data]
    if not starts:
        return False
    at, end = min(starts), min(starts) + 512  # one sector: FilePass comes within the first few records
    while at + 4 <= min(end, len(data)):
        kind = int.from_bytes(data[at : at + 2], "little")
        if kind == _FILE_PASS:
            return True
        at += 4 + int.from_bytes(data[at + 2 : at + 4], "little")
    return False
