"""Comments of one sheet into its parts: the comments, their drawing, and the relations between them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lientinh.findings import Severity
from lientinh.replies.comment_shapes import draw_comments
from lientinh.replies.comments import Comments, Passage
from lientinh.replies.package import Package
from lientinh.replies.package_parts import add_extension, add_part, relate, relation_namespace
from lientinh.replies.sheet_places import Address, SheetPlaces
from lientinh.replies.splices import Edit

_COMMENTS = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_DRAWING = "application/vnd.openxmlformats-officedocument.vmlDrawing"


@dataclass(frozen=True, slots=True)
class CellComment:
    """What we say at one cell."""

    severity: Severity
    passages: Sequence[Passage]

    @property
    def text(self) -> str:
        return "".join(passage.text for passage in self.passages)


def write_comments(
    package: Package, sheet_part: str, sheet: SheetPlaces, comments: Mapping[Address, CellComment]
) -> list[Edit]:
    """Puts the parts in place, ours of an earlier reply replaced; returns what the sheet itself needs for them.

    A sheet whose drawing is none that offices write keeps what it has and gets no comments: never a broken file.
    """
    relations = package.relations(sheet_part)
    part = next((target for kind, target in relations.values() if kind == "comments"), None)
    drawing = relations.get(sheet.legacy_drawing or "", ("", ""))[1] or None
    if (part is None and not comments) or (sheet.legacy_drawing and (drawing or "") not in package):
        return []
    namespace = relation_namespace(package)
    known = part is not None and part in package
    strict = "purl.oclc.org" in namespace
    book = Comments(package.get(part) if part and known else None, package.file_name, strict=strict)
    boxes = {
        address: (comment.severity, comment.text)
        for address, comment in comments.items()
        if address not in book.addresses()
    }
    vml = draw_comments(package.get(drawing) if drawing else None, sheet, boxes, book.written_by_us())
    if vml is None or not book.is_usable:
        return []
    content = book.replace_ours({address: comment.passages for address, comment in comments.items()})
    if part and known:
        package.put(part, content)
    else:
        part = package.free_name("xl/comments{}.xml")
        add_part(package, part, content, _COMMENTS)
        relate(package, sheet_part, "comments", part)
    if drawing:
        package.put(drawing, vml)
        return []
    return _add_drawing(package, sheet_part, sheet, vml, namespace) if boxes else []


def _add_drawing(
    package: Package, sheet_part: str, sheet: SheetPlaces, vml: bytes, namespace: str
) -> list[Edit]:
    drawing = package.free_name("xl/drawings/vmlDrawing{}.vml")
    if add_extension(package, "vml", _DRAWING):
        package.put(drawing, vml)
    else:
        add_part(package, drawing, vml, _DRAWING)
    relation = relate(package, sheet_part, "vmlDrawing", drawing)
    element = f'<{sheet.prefix}legacyDrawing xmlns:r="{namespace}" r:id="{relation}"/>'
    return [Edit(sheet.after_drawing, sheet.after_drawing, element.encode())]
