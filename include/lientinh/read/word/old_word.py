"""What a .doc of Word 97 to 2003 is before anyone opens it: protected, with macros, or another program's file."""

from __future__ import annotations

import io

import olefile

from lientinh.documents import Remark
from lientinh.errors import BadInput

# [MS-DOC] 2.5.2 FibBase: the two bytes at 0x0A hold flags, of which 0x0100 is fEncrypted; wIdent opens the stream.
_FLAGS_AT = 0x0A
_ENCRYPTED = 0x0100
_WORD = (0xA5EC, 0xA5DC)
_OTHERS = {"Workbook": "Excel (.xls)", "Book": "Excel (.xls)", "PowerPoint Document": "PowerPoint (.ppt)"}
_MACROS = ("Macros", "_VBA_PROJECT_CUR")


def check_old_word(data: bytes, file_name: str) -> tuple[Remark, ...]:
    """What gate 1 should hear of it: `read.macro_not_run`.

    Findings: `read.truncated`, `read.password_protected`, `read.not_what_its_name_says`.
    """
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as package:
            streams = {path[0] for path in package.listdir(streams=True, storages=True)}
            head = package.openstream("WordDocument").read(32) if "WordDocument" in streams else b""
    except Exception as error:  # olefile raises whatever a damaged directory leads it to
        raise BadInput("read.truncated", file_name, detail=str(error)) from error
    if int.from_bytes(head[:2], "little") not in _WORD:
        found = next((name for stream, name in _OTHERS.items() if stream in streams), "ole2")
        raise BadInput("read.not_what_its_name_says", file_name, found=found)
    if int.from_bytes(head[_FLAGS_AT : _FLAGS_AT + 2], "little") & _ENCRYPTED:
        raise BadInput("read.password_protected", file_name)
    return (Remark("read.macro_not_run"),) if any(name in streams for name in _MACROS) else ()
