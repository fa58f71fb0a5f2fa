"""Zip packages (docx, xlsx): opened without trust, in memory only; nothing is ever extracted to disk."""

from __future__ import annotations

import io
import stat
import zipfile
import zlib
from collections.abc import Iterator, Mapping

from lxml import etree

from lientinh.errors import BadInput
from lientinh.read.content import Limits
from lientinh.read.declarations import refuse_declarations
from lientinh.read.signatures import require

_RELATIONS = ".rels"
_CHUNK = 1 << 20
_PROGRAMS = ("vbaproject.bin",)
_MACRO_SHEETS = ("xlmacrosheet", "macrosheets/")  # Excel 4.0: formulas that are programs
_ARCHIVES = (".zip", ".rar", ".7z", ".gz", ".bz2", ".xz", ".tar", ".tgz", ".cab", ".iso")


class Package(dict[str, bytes]):
    """XML parts by name; `members` are the names of all, in small letters."""

    members: tuple[str, ...] = ()

    @property
    def holds_programs(self) -> bool:
        """Whether it holds VBA, which nobody here runs."""
        return any(mark in name for name in self.members for mark in _PROGRAMS)


def open_package(
    data: bytes, file_name: str, limits: Limits, *, macros: bool = False, records: bool = False
) -> Package:
    """All XML parts of a package by name, checked. Other members are measured but not kept.

    With `macros` a package may hold VBA: by its name it says so, or it is only handed back. With `records` binary
    parts are kept too.

    Findings: `read.not_what_its_name_says`, `read.password_protected`, `read.truncated`, `read.zip_bomb` (members,
    bytes, ratio), `read.zip_slip`, `read.doubled_members`, `read.nested_archive`, `read.macro` and those of
    `refuse_declarations`.
    """
    require(data, file_name, "zip")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            _check_directory(package, file_name, limits)
            members = tuple(_plain_name(member).lower() for member in package.infolist())
            _check_programs(members, file_name, macros)
            parts = Package(_read_parts(package, file_name, limits, (".bin",) if records else ()))
            parts.members = members
            return parts
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError) as error:
        raise BadInput("read.truncated", file_name, detail=str(error)) from error
    except RuntimeError as error:  # zipfile's word for an encrypted member
        raise BadInput("read.password_protected", file_name) from error


def _plain_name(member: zipfile.ZipInfo) -> str:
    return member.filename.replace("\\", "/")


def _check_directory(package: zipfile.ZipFile, file_name: str, limits: Limits) -> None:
    members = package.infolist()
    if len(members) > limits.members:
        raise BadInput("read.zip_bomb", file_name, limit=limits.members, unit="members")
    if sum(member.file_size for member in members) > limits.expanded_bytes:
        raise BadInput("read.zip_bomb", file_name, limit=limits.expanded_bytes, unit="bytes")
    names = [_plain_name(member).lower() for member in members]
    if len(set(names)) < len(names):
        raise BadInput("read.doubled_members", file_name, member=_first_doubled(names))
    for member, name in zip(members, names, strict=True):
        if name.startswith("/") or name[1:2] == ":" or ".." in name.split("/"):
            raise BadInput("read.zip_slip", file_name, member=member.filename)
        if stat.S_ISLNK(member.external_attr >> 16):
            raise BadInput("read.zip_slip", file_name, member=member.filename)
        if name.endswith(_ARCHIVES):
            raise BadInput("read.nested_archive", file_name, member=member.filename)


def _first_doubled(names: list[str]) -> str:
    return next(name for number, name in enumerate(names) if name in names[:number])


def _check_programs(members: tuple[str, ...], file_name: str, macros: bool) -> None:
    marks = _MACRO_SHEETS if macros else (*_PROGRAMS, *_MACRO_SHEETS)
    if any(mark in name for name in members for mark in marks):
        raise BadInput("read.macro", file_name)


def _read_parts(
    package: zipfile.ZipFile, file_name: str, limits: Limits, more: tuple[str, ...]
) -> dict[str, bytes]:
    parts: dict[str, bytes] = {}
    total = 0
    for member in package.infolist():
        with package.open(member) as stream:
            chunks = []
            size = 0
            while chunk := stream.read(_CHUNK):  # counted as it comes: a directory may lie about sizes
                size += len(chunk)
                total += len(chunk)
                if total > limits.expanded_bytes:
                    raise BadInput("read.zip_bomb", file_name, limit=limits.expanded_bytes, unit="bytes")
                if size > _CHUNK and size > limits.expansion_ratio * max(member.compress_size, 1):
                    raise BadInput("read.zip_bomb", file_name, limit=limits.expansion_ratio, unit="times")
                chunks.append(chunk)
        name = _plain_name(member)
        if name.lower().endswith(more):
            parts[name] = b"".join(chunks)
        elif name.lower().endswith((".xml", _RELATIONS)):
            parts[name] = b"".join(chunks)
            refuse_declarations(parts[name], file_name, name)
    return parts


def parse_xml(data: bytes, file_name: str) -> etree._Element:
    """Parse one part; no entities, no network, no external declarations. Finding: `read.truncated`."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise BadInput("read.truncated", file_name, detail=str(error)) from error
    if root.getroottree().docinfo.internalDTD is not None:  # in an encoding that hid it
        raise BadInput("read.unsafe", file_name, detail="document type declaration")
    return root


def iterate_xml(data: bytes, file_name: str, tags: tuple[str, ...]) -> Iterator[etree._Element]:
    """Elements of these names as each ends, then forgotten: for parts too large to hold as a tree.

    Without trust as `parse_xml` is. Findings: `read.truncated`, `read.unsafe`.
    """
    context = etree.iterparse(
        io.BytesIO(data), events=("end",), tag=tags, resolve_entities=False, no_network=True, load_dtd=False,
        dtd_validation=False, huge_tree=False, remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        for _, element in context:
            yield element
            element.clear()
            while element.getprevious() is not None:
                del element.getparent()[0]
    except (etree.XMLSyntaxError, ValueError) as error:
        raise BadInput("read.truncated", file_name, detail=str(error)) from error
    if context.root.getroottree().docinfo.internalDTD is not None:
        raise BadInput("read.unsafe", file_name, detail="document type declaration")


def local_name(element: etree._Element) -> str:
    """Name without namespace: the transitional and the strict dialect of OOXML differ only in that."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: etree._Element, name: str) -> str | None:
    """An attribute by local name, in whatever namespace."""
    for key, value in element.attrib.items():
        if str(key).rpartition("}")[2] == name:
            return str(value)
    return None


def relations_of(parts: Mapping[str, bytes], part: str, file_name: str) -> dict[str, tuple[str, str]]:
    """Relations of a part ("" for the package): id to (last word of the type, target part). External ones left out."""
    folder, _, name = part.rpartition("/")
    data = parts.get(f"{folder}/_rels/{name}.rels".lstrip("/"))
    if data is None:
        return {}
    relations: dict[str, tuple[str, str]] = {}
    for element in parse_xml(data, file_name):
        if is_external(element):
            continue
        target = attribute(element, "Target") or ""
        relations[attribute(element, "Id") or ""] = (
            (attribute(element, "Type") or "").rpartition("/")[2],
            _resolve(folder, target),
        )
    return relations


def is_external(relation: etree._Element) -> bool:
    """Whether a relation names something outside its package."""
    return (attribute(relation, "TargetMode") or "").lower() == "external"


def _resolve(folder: str, target: str) -> str:
    steps: list[str] = [] if target.startswith("/") else [step for step in folder.split("/") if step]
    for step in target.split("/"):
        if step == "..":
            steps = steps[:-1]
        elif step not in ("", "."):
            steps.append(step)
    return "/".join(steps)
