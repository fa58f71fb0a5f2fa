"""What a PDF carries besides its pages: signatures, embedded files, actions, form fields. Counted, never run."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pdfplumber
from pdfminer.pdftypes import PDFObjRef, resolve1
from pdfminer.psparser import PSLiteral

_MOST_OBJECTS = 20_000  # looked through before a tree is taken for endless
_DATE = re.compile(rb"D:(\d{4})(\d{2})(\d{2})")


@dataclass(slots=True)
class Extras:
    """`signed_on`: ISO days that the signatures state; `whole`: whether the last of them covers every byte."""

    signatures: int = 0
    signed_on: list[str] = field(default_factory=list)
    whole: bool = False
    embedded: int = 0
    actions: int = 0
    filled_fields: int = 0

    def notes(self) -> list[str]:
        """Notes for the receipt; nobody's name is among them."""
        notes = []
        if self.signatures:
            days = f", dated {', '.join(sorted(set(self.signed_on)))}" if self.signed_on else ""
            extent = "the whole file" if self.whole else "not the whole file"
            notes.append(f"digital signatures: {self.signatures}{days}, covering {extent}, not verified")
        if self.embedded:
            notes.append(f"embedded files: {self.embedded}, not read")
        if self.actions:
            notes.append(f"scripts and actions: {self.actions}, not run")
        if self.filled_fields:
            notes.append(f"form fields filled in: {self.filled_fields}, not read")
        return notes


def find_extras(pdf: pdfplumber.PDF, size: int) -> Extras:
    """What the catalogue of the file and the annotations of its pages hold."""
    extras = Extras()
    catalogue = pdf.doc.catalog
    names = _dict(catalogue.get("Names"))
    extras.embedded = sum(1 for _ in _leaves(names.get("EmbeddedFiles")))
    extras.actions = sum(1 for _ in _leaves(names.get("JavaScript")))
    extras.actions += sum(_is_action(_dict(catalogue.get(key))) for key in ("OpenAction", "AA"))
    for field_ in _fields(_dict(catalogue.get("AcroForm")).get("Fields")):
        _count_field(field_, extras, size)
    for page in pdf.pages:
        for annotation in _list(page.page_obj.annots):
            entry = _dict(annotation)
            extras.embedded += _name(entry.get("Subtype")) == "FileAttachment"
            extras.actions += _is_action(_dict(entry.get("A"))) or bool(_dict(entry.get("AA")))
    return extras


def _count_field(entry: dict[str, Any], extras: Extras, size: int) -> None:
    kind, value = _name(entry.get("FT")), resolve1(entry.get("V"))
    extras.actions += bool(_dict(entry.get("AA"))) or _is_action(_dict(entry.get("A")))
    if kind != "Sig":
        extras.filled_fields += kind in ("Tx", "Ch") and value not in (None, b"", "")
        return
    signature = _dict(value)
    if not signature:
        return
    extras.signatures += 1
    match = _DATE.search(bytes(stated)) if isinstance(stated := resolve1(signature.get("M")), bytes) else None
    if match is not None:
        extras.signed_on.append("-".join(part.decode() for part in match.groups()))
    extent = [resolve1(one) for one in _list(signature.get("ByteRange"))]
    if len(extent) == 4 and all(isinstance(one, int) for one in extent):
        start, _, second, length = extent
        extras.whole = extras.whole or (start == 0 and second + length >= size - 2)


def _is_action(entry: dict[str, Any]) -> bool:
    """An action that does more than show another place of the file or open a web address."""
    kind = _name(entry.get("S"))
    return bool(entry) and kind not in (None, "GoTo", "URI", "Named")


def _fields(root: Any) -> Iterator[dict[str, Any]]:
    """Form fields with what they inherit, a bounded number of them."""
    stack: list[tuple[Any, dict[str, Any]]] = [(entry, {}) for entry in _list(root)]
    for _ in range(_MOST_OBJECTS):
        if not stack:
            return
        raw, above = stack.pop()
        entry = _dict(raw)
        merged = dict(above)
        merged.update((key, entry[key]) for key in ("FT", "V") if key in entry)
        kids = _list(entry.get("Kids"))
        if kids and any("T" in _dict(kid) for kid in kids):
            stack.extend((kid, merged) for kid in kids)
        else:
            yield {**entry, **merged}


def _leaves(root: Any) -> Iterator[Any]:
    """Values of a name tree, a bounded number of them."""
    stack = [root]
    for _ in range(_MOST_OBJECTS):
        if not stack:
            return
        node = _dict(stack.pop())
        names = _list(node.get("Names"))
        yield from names[1::2]
        stack.extend(_list(node.get("Kids")))


def _dict(value: Any) -> dict[str, Any]:
    found = resolve1(value) if isinstance(value, PDFObjRef) else value
    return found if isinstance(found, dict) else {}


def _list(value: Any) -> list[Any]:
    found = resolve1(value) if isinstance(value, PDFObjRef) else value
    return found if isinstance(found, list) else []


def _name(value: Any) -> str | None:
    found = resolve1(value)
    return str(found.name) if isinstance(found, PSLiteral) else None
