"""Error codes of newer Excel (#SPILL!, #CALC!) that calamine does not know and would refuse the whole workbook for."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping

# Of a cell's stored result; ECMA-376 part 1, 18.18.11 has these and no others.
_KNOWN = frozenset({b"#DIV/0!", b"#N/A", b"#NAME?", b"#NULL!", b"#NUM!", b"#REF!", b"#VALUE!"})
_RESULT = re.compile(rb"<((?:\w+:)?v)>(#[A-Z/0-9_]{2,20}[!?]?)</\1>")
_SHEETS = "xl/worksheets/"


def with_known_errors(data: bytes, parts: Mapping[str, bytes]) -> bytes:
    """The workbook with codes nobody knows stored as #VALUE!; itself where it has none.

    Only what calamine is given: what a cell shows is read from the parts as they came.
    """
    changed = {
        name: _RESULT.sub(_known, part)
        for name, part in parts.items()
        if name.startswith(_SHEETS) and any(code[2] not in _KNOWN for code in _RESULT.finditer(part))
    }
    if not changed:
        return data
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as package:
        for name, part in {**parts, **changed}.items():
            package.writestr(name, part)
    return packed.getvalue()


def _known(found: re.Match[bytes]) -> bytes:
    return found[0] if found[2] in _KNOWN else found[0].replace(found[2], b"#VALUE!")
