"""Links that lead out of a package: nothing is fetched, the stored values are read, and the sender is told.

Hyperlinks and the template a text was once written on are ordinary; pictures, objects and other workbooks are not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lientinh.documents import Remark
from lientinh.read.archive import Package, attribute, is_external, parse_xml, relations_of

_RULE = "read.external_link"
_ORDINARY = ("hyperlink", "attachedTemplate")
_LINKED_BOOK = re.compile(r"(?:^|/)externallinks/externallink\d+\.(?:xml|bin)$")
_FORMULA = re.compile(rb"<(?:\w+:)?c(?=\s)([^<>]*)>\s*<(?:\w+:)?f(?:\s[^<>]*)?>([^<]{1,8192})")
# "[1]Sheet1!A1" and "'[a.xlsx]Sheet1'!A1", and not "Table1[Column]"
_OTHER_BOOK = re.compile(rb"(?<![\w\]])\[[^\[\]]{1,200}\][^!\[]{0,200}!")
_ADDRESS = re.compile(rb"\br\s*=\s*[\"']([A-Z]{1,3}\d{1,7})[\"']")
_ODS_LINK = re.compile(rb"<table:table-source\b|table:formula=\"[^\"<>]*'(?:file|https?):")
_SHOWN_CELLS = 5


def find_links_of_text(package: Package, file_name: str) -> tuple[Remark, ...]:
    """Pictures, objects and parts of a text document that lie elsewhere."""
    count = sum(
        1
        for name, data in package.items()
        if name.endswith(".rels")
        for relation in parse_xml(data, file_name)
        if is_external(relation) and (attribute(relation, "Type") or "").rpartition("/")[2] not in _ORDINARY
    )
    return (_remark(count, ""),) if count else ()


def find_links_of_workbook(package: Package, file_name: str) -> tuple[Remark, ...]:
    """Other workbooks that this one takes values from, and the first cells that do (.xlsx only)."""
    count = sum(bool(_LINKED_BOOK.search(name)) for name in package.members)
    if not count:
        return ()
    cells = list(_linked_cells(package, file_name))
    shown = ", ".join(cells[:_SHOWN_CELLS]) + (" …" if len(cells) > _SHOWN_CELLS else "")
    return (_remark(count, shown),)


def find_links_of_ods(package: Package) -> tuple[Remark, ...]:
    """Sheets and formulas that take their values from another file."""
    count = len(_ODS_LINK.findall(package.get("content.xml", b"")))
    return (_remark(count, ""),) if count else ()


def _linked_cells(package: Package, file_name: str) -> Iterator[str]:
    """Sheet and cell of the formulas that name another workbook, in the order of the sheets."""
    books = [
        target for kind, target in relations_of(package, "", file_name).values() if kind == "officeDocument"
    ]
    if not books or books[0] not in package:
        return
    relations = relations_of(package, books[0], file_name)
    for sheet in parse_xml(package[books[0]], file_name).iter("{*}sheet"):
        key = next((str(value) for name, value in sheet.attrib.items() if str(name).endswith("}id")), "")
        data = package.get(relations.get(key, ("", ""))[1], b"")
        for match in _FORMULA.finditer(data):
            address = _ADDRESS.search(match[1])
            if address and _OTHER_BOOK.search(match[2]):
                yield f"{attribute(sheet, 'name')}!{address[1].decode()}"


def _remark(count: int, cells: str) -> Remark:
    shown_vi = f" Các ô lấy giá trị từ tệp khác: {cells}." if cells else ""
    shown_en = f" Cells that take their value from another file: {cells}." if cells else ""
    return Remark(_RULE, (("count", count), ("cells_vi", shown_vi), ("cells_en", shown_en)))
