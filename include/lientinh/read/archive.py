"""Zip packages (docx, xlsx): opened without trust, in memory only; nothing is ever extracted to disk."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Mapping

from lxml import etree

from lientinh.errors import BadInput
from lientinh.read.content import Limits
from lientinh.read.signatures import require

_RELATIONS = ".rels"
_DECLARATIONS = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_CHUNK = 1 << 20
_MACROS = ("vbaproject.bin", "xlmacrosheet", "macrosheets/")


def open_package(
    data: bytes, file_name: str, limits: Limits, *, macros: bool = False, records: bool = False
) -> dict[str, bytes]:
    """All XML parts of a package by name, checked. Other members are measured but not kept.

    With `macros` a package may hold them: for who only hands it back. With `records` binary parts are kept too.

    Findings: `read.not_what_its_name_says`, `read.password_protected`, `read.truncated`, `read.too_large`
    (members, expansion), `read.macro`, `read.unsafe` (document type declarations, doubled names).
    """
    require(data, file_name, "zip")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            _check_directory(package, file_name, limits, macros)
            return _read_parts(package, file_name, limits, (".bin",) if records else ())
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError) as error:
        raise BadInput("read.truncated", file_name, detail=str(error)) from error
    except RuntimeError as error:  # zipfile's word for an encrypted member
        raise BadInput("read.password_protected", file_name) from error


def _check_directory(package: zipfile.ZipFile, file_name: str, limits: Limits, macros: bool) -> None:
    members = package.infolist()
    if len(members) > limits.members:
        raise BadInput("read.too_large", file_name, limit=limits.members, unit="members")
    if sum(member.file_size for member in members) > limits.expanded_bytes:
        raise BadInput("read.too_large", file_name, limit=limits.expanded_bytes, unit="bytes")
    names = [member.filename.lower().replace("\\", "/") for member in members]
    if len(set(names)) < len(names):
        raise BadInput("read.unsafe", file_name, detail="two members of one name")
    if not macros and any(mark in name for name in names for mark in _MACROS):
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
                    raise BadInput("read.too_large", file_name, limit=limits.expanded_bytes, unit="bytes")
                if size > _CHUNK and size > limits.expansion_ratio * max(member.compress_size, 1):
                    raise BadInput("read.too_large", file_name, limit=limits.expansion_ratio, unit="times")
                chunks.append(chunk)
        name = member.filename.replace("\\", "/").lstrip("/")
        if name.lower().endswith(more):
            parts[name] = b"".join(chunks)
        elif name.lower().endswith((".xml", _RELATIONS)):
            parts[name] = b"".join(chunks)
            if _DECLARATIONS.search(parts[name].replace(b"\x00", b"")):  # UTF-16 parts too
                raise BadInput("read.unsafe", file_name, detail=f"document type declaration in {name}")
    return parts


def parse_xml(data: bytes, file_name: str) -> etree._Element:
    """Parse one part; no entities, no network, no external declarations. Finding: `read.truncated`."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise BadInput("read.truncated", file_name, detail=str(error)) from error


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
        if (attribute(element, "TargetMode") or "").lower() == "external":
            continue
        target = attribute(element, "Target") or ""
        relations[attribute(element, "Id") or ""] = (
            (attribute(element, "Type") or "").rpartition("/")[2],
            _resolve(folder, target),
        )
    return relations


def _resolve(folder: str, target: str) -> str:
    steps: list[str] = [] if target.startswith("/") else [step for step in folder.split("/") if step]
    for step in target.split("/"):
        if step == "..":
            steps = steps[:-1]
        elif step not in ("", "."):
            steps.append(step)
    return "/".join(steps)
