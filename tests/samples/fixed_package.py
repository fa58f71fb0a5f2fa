"""Office packages with the same bytes on every build: fixed times, fixed order, members stored as they are."""

from __future__ import annotations

import io
import re
import zipfile

_TIME = (2020, 1, 1, 0, 0, 0)
_STAMPS = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(</dcterms:)")


def fix_package(data: bytes) -> bytes:
    """The same package without the clock. Stored, not deflated: zlib's output differs between builds of it."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as package, zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as fixed:
        for name in sorted(package.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            content = package.read(name)
            if name == "docProps/core.xml":
                content = _STAMPS.sub(rb"\g<1>2020-01-01T00:00:00Z\g<2>", content)
            member = zipfile.ZipInfo(name, _TIME)
            member.external_attr = 0o644 << 16
            fixed.writestr(member, content)
    return out.getvalue()
