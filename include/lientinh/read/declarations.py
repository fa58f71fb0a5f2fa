"""Document types and entities in XML: no report needs them, and they are means of attack.

They are refused before any parser sees them, in every part of every package and in pages and files of their own.
"""

from __future__ import annotations

import re

from lientinh.errors import BadInput

_ANY = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_EXTERNAL = re.compile(
    rb"<!ENTITY\s+(?:%\s+)?[^\s<>]+\s+(?:SYSTEM|PUBLIC)\b|<!DOCTYPE\s+[^\s<>\[]+\s+(?:SYSTEM|PUBLIC)\b",
    re.IGNORECASE,
)
_ENTITY = re.compile(rb"<!ENTITY", re.IGNORECASE)
# A page's own document type is ordinary ("<!DOCTYPE html PUBLIC …>"); declarations inside it are not.
_PAGE_SUBSET = re.compile(rb"<!DOCTYPE[^<>\[]{0,500}\[", re.IGNORECASE)
_PAGE_HEAD = 65_536


def refuse_declarations(data: bytes, file_name: str, part: str) -> None:
    """Findings: `read.external_entity`, `read.entity_bomb` (entities of its own), `read.unsafe` (a document type)."""
    plain = data.replace(b"\x00", b"") if b"\x00" in data else data  # UTF-16 too
    if not _ANY.search(plain):
        return
    if _EXTERNAL.search(plain):
        raise BadInput("read.external_entity", file_name, part=part)
    if _ENTITY.search(plain):
        raise BadInput("read.entity_bomb", file_name, part=part)
    raise BadInput("read.unsafe", file_name, detail=f"document type declaration in {part}")


def refuse_page_declarations(data: bytes, file_name: str) -> None:
    """Entities declared at the head of a web page; findings as above."""
    plain = data[:_PAGE_HEAD].replace(b"\x00", b"")
    if _PAGE_SUBSET.search(plain) and _ENTITY.search(plain):
        refuse_declarations(plain[plain.upper().index(b"<!ENTITY") :], file_name, file_name)
