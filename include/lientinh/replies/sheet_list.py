"""The workbook part: which sheets there are, a sheet added as the last one, a sheet taken away."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from lientinh.replies.package import Package
from lientinh.replies.package_parts import add_part, relate, relation_namespace, remove_part, unrelate
from lientinh.replies.splices import (
    Edit,
    Element,
    append_to,
    apply_edits,
    attribute_text,
    find_elements,
    set_attribute,
    text_of,
    whole_number,
)

_WORKSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
_LONGEST_NAME = 31  # characters; Excel's limit


@dataclass(frozen=True, slots=True)
class SheetEntry:
    """One sheet of the workbook, of whatever kind, in the order of its tabs."""

    index: int
    name: str
    kind: str  # worksheet, chartsheet …
    part: str
    relation_id: str


def workbook_part(package: Package) -> str:
    """The name of the workbook part; empty where the package is no workbook."""
    targets = (target for kind, target in package.relations("").values() if kind == "officeDocument")
    return next((target for target in targets if target in package), "")


def list_sheets(package: Package, workbook: str) -> list[SheetEntry]:
    relations = package.relations(workbook)
    data = package.get(workbook)
    elements = [one for one in _top(package, data) if one.name == "sheet" and one.depth == 2]
    entries = []
    for index, element in enumerate(elements):
        relation = element.attributes.get("id", "")
        kind, part = relations.get(relation, ("", ""))
        entries.append(SheetEntry(index, element.attributes.get("name", ""), kind, part, relation))
    return entries


def add_sheet(package: Package, workbook: str, name: str, content: bytes, title_rows: str) -> None:
    """A worksheet behind the last one; `title_rows` ("$6:$6") are printed on every page of it."""
    folder = workbook.rpartition("/")[0]
    part = package.free_name(f"{folder}/worksheets/sheet{{}}.xml".lstrip("/"))
    add_part(package, part, content, _WORKSHEET)
    relation = relate(package, workbook, "worksheet", part)
    data = package.get(workbook)
    found = _top(package, data)
    sheets = next(one for one in found if one.name == "sheets")
    numbers = [whole_number(one.attributes.get("sheetId")) for one in found if one.name == "sheet"]
    entry = (
        f'<{sheets.prefix}sheet xmlns:r="{relation_namespace(package)}" name={attribute_text(name)}'
        f' sheetId="{max(numbers, default=0) + 1}" r:id="{relation}"/>'
    )
    rows = text_of("'" + name.replace("'", "''") + "'!" + title_rows)
    defined = (
        f'<{sheets.prefix}definedName name="_xlnm.Print_Titles" localSheetId="{len(numbers)}">{rows}'
        f"</{sheets.prefix}definedName>"
    )
    edits = [append_to(data, sheets, entry.encode())]
    names = next((one for one in found if one.name == "definedNames"), None)
    if names is not None:
        edits.append(append_to(data, names, defined.encode()))
    else:
        wrapped = f"<{sheets.prefix}definedNames>{defined}</{sheets.prefix}definedNames>"
        before = ("sheets", "functionGroups", "externalReferences")
        at = max(one.end for one in found if one.depth == 1 and one.name in before)
        edits.append(Edit(at, at, wrapped.encode()))
    package.put(workbook, apply_edits(data, edits))


def drop_sheet(package: Package, workbook: str, sheet: SheetEntry) -> None:
    """A sheet taken away with its part and its names; numbers that count sheets follow."""
    data = package.get(workbook)
    edits: list[Edit] = []
    names = [one for one in _top(package, data) if one.name in ("definedName", "definedNames")]
    for one in _top(package, data):
        tag = data[one.start : one.opened]
        local = one.attributes.get("localSheetId")
        if one.name == "sheet" and one.attributes.get("id") == sheet.relation_id:
            edits.append(Edit(one.start, one.end, b""))
        elif one.name == "definedName" and local is not None:
            if whole_number(local) == sheet.index:
                edits.append(Edit(one.start, one.end, b""))
            elif whole_number(local) > sheet.index:
                edits.append(
                    Edit(one.start, one.opened, set_attribute(tag, "localSheetId", whole_number(local) - 1))
                )
        elif one.name == "workbookView":
            edits.append(Edit(one.start, one.opened, _shifted(tag, one, sheet.index)))
    gone = sum(one.attributes.get("localSheetId") == str(sheet.index) for one in names)
    whole = next((one for one in names if one.name == "definedNames"), None)
    if whole is not None and gone and gone == len(names) - 1:  # an empty list is not allowed
        edits = [edit for edit in edits if not whole.start <= edit.start < whole.end]
        edits.append(Edit(whole.start, whole.end, b""))
    package.put(workbook, apply_edits(data, edits))
    unrelate(package, workbook, sheet.relation_id)
    remove_part(package, sheet.part)


def free_sheet_name(wanted: str, taken: list[str]) -> str:
    """The name, with a number where a sheet has it already; names are compared without case."""
    known = {plain_name(name).casefold() for name in taken}
    name, number = wanted, 1
    while name.casefold() in known:
        number += 1
        ending = f" ({number})"
        name = wanted[: _LONGEST_NAME - len(ending)] + ending
    return name


def plain_name(name: str) -> str:
    """A sheet's name as the reader gives it."""
    return unicodedata.normalize("NFC", name)


def namespaces(package: Package, workbook: str) -> tuple[str, str]:
    """Of sheets and of relation ids, in the workbook's dialect."""
    data = package.get(workbook)
    root = find_elements(data, package.file_name, lambda depth, name: depth == 0)[0]
    return root.namespace, relation_namespace(package)


def _top(package: Package, data: bytes) -> list[Element]:
    return find_elements(data, package.file_name, lambda depth, name: 1 <= depth <= 2)


def _shifted(tag: bytes, view: Element, index: int) -> bytes:
    for name in ("activeTab", "firstSheet"):
        number = whole_number(view.attributes.get(name))
        if number > index or (number == index and number > 0):
            tag = set_attribute(tag, name, number - 1)
    return tag
