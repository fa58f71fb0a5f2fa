"""An Office package in memory: some parts changed, added or taken away, every other member's content as it was."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

from lientinh.errors import BadInput
from lientinh.read.archive import open_package, relations_of
from lientinh.read.content import DEFAULT_LIMITS, Limits
from lientinh.replies.splices import as_utf8

_DATE = (1980, 1, 1, 0, 0, 0)  # of parts we add: the same input gives the same bytes


class Package:
    """Parts by name, as in the zip but for `\\` and a leading `/`."""

    def __init__(self, data: bytes, file_name: str, limits: Limits = DEFAULT_LIMITS) -> None:
        """Opened without trust, as the readers do; macros are carried along, never run.

        Findings: those of `open_package` but `read.macro`.
        """
        self.file_name = file_name
        self._xml = open_package(data, file_name, limits, macros=True)
        self._zip = zipfile.ZipFile(io.BytesIO(data))
        self._members = {_normal(info.filename): info for info in self._zip.infolist()}
        self._changed: dict[str, bytes] = {}
        self._removed: set[str] = set()

    @property
    def parts(self) -> Mapping[str, bytes]:
        """XML parts as they stand now."""
        kept = {name: data for name, data in self._xml.items() if name not in self._removed}
        return kept | self._changed

    def __contains__(self, name: str) -> bool:
        return name in self._changed or (name in self._members and name not in self._removed)

    def get(self, name: str) -> bytes:
        """A part's content; XML in UTF-8. Finding: `read.truncated` where there is none."""
        if name in self._changed:
            return self._changed[name]
        if name not in self:
            raise BadInput("read.truncated", self.file_name, detail=f"no part {name}")
        if name in self._xml:
            return as_utf8(self._xml[name], self.file_name)
        return self._zip.read(self._members[name])

    def put(self, name: str, content: bytes) -> None:
        """Change a part or add one."""
        if name in self and self.get(name) == content:
            return
        self._changed[name] = content

    def remove(self, name: str) -> None:
        self._changed.pop(name, None)
        if name in self._members:
            self._removed.add(name)

    def free_name(self, pattern: str, first: str | None = None) -> str:
        """`first`, or the first of a pattern ("xl/comments{}.xml"), that no part has; compared without case."""
        taken = {name.lower() for name in (*self._members, *self._changed)}
        taken -= {name.lower() for name in self._removed - self._changed.keys()}
        if first is not None and first.lower() not in taken:
            return first
        number = 1
        while pattern.format(number).lower() in taken:
            number += 1
        return pattern.format(number)

    def relations(self, part: str) -> dict[str, tuple[str, str]]:
        """As `relations_of`: id to (last word of the type, target part)."""
        return relations_of(self.parts, part, self.file_name)

    def to_bytes(self) -> bytes:
        """The package: members in their order, new ones behind."""
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
            for name, info in self._members.items():
                if name in self._changed or name not in self._removed:
                    content = self._changed.get(name)
                    content = self._zip.read(info) if content is None else content
                    package.writestr(_header(info.filename, info), content)
            for name, content in self._changed.items():
                if name not in self._members:
                    package.writestr(_header(name, None), content)
        return out.getvalue()


def _normal(name: str) -> str:
    return name.replace("\\", "/").lstrip("/")


def _header(name: str, like: zipfile.ZipInfo | None) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, _DATE if like is None else like.date_time)
    stored = like is not None and like.compress_type == zipfile.ZIP_STORED
    info.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
    info.external_attr = 0o600 << 16 if like is None else like.external_attr
    info.create_system = 0 if like is None else like.create_system
    return info
