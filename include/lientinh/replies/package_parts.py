"""Parts made known to an Office package: content types and relations."""

from __future__ import annotations

from lientinh.read.archive import attribute, local_name, parse_xml
from lientinh.replies.package import Package
from lientinh.replies.splices import Edit, append_to, apply_edits, attribute_text, find_elements

_TYPES = "[Content_Types].xml"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TRANSITIONAL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STRICT = "http://purl.oclc.org/ooxml/officeDocument/relationships"


def relation_namespace(package: Package) -> str:
    """Of `r:id` and of the types of relations; the strict dialect has its own."""
    relations = parse_xml(package.get("_rels/.rels"), package.file_name)
    strict = any((attribute(element, "Type") or "").startswith(_STRICT) for element in relations)
    return _STRICT if strict else _TRANSITIONAL


def add_part(package: Package, name: str, content: bytes, content_type: str) -> None:
    """A new part, with its content type."""
    package.put(name, content)
    _put_types(package, f"Override PartName={attribute_text('/' + name)}", content_type)


def add_extension(package: Package, extension: str, content_type: str) -> bool:
    """The content type of all parts of an extension; False where it stands for something else already."""
    for element in parse_xml(package.get(_TYPES), package.file_name):
        if local_name(element) == "Default" and (attribute(element, "Extension") or "").lower() == extension:
            return attribute(element, "ContentType") == content_type
    _put_types(package, f"Default Extension={attribute_text(extension)}", content_type)
    return True


def _put_types(package: Package, head: str, content_type: str) -> None:
    data = package.get(_TYPES)
    root = find_elements(data, package.file_name, lambda depth, name: depth == 0)[0]
    entry = f"<{root.prefix}{head} ContentType={attribute_text(content_type)}/>"
    package.put(_TYPES, apply_edits(data, [append_to(data, root, entry.encode())]))


def remove_part(package: Package, name: str) -> None:
    """A part taken away with its own relations and its content type."""
    package.remove(name)
    package.remove(relations_name(name))
    data = package.get(_TYPES)
    edits = [
        Edit(element.start, element.end, b"")
        for element in find_elements(data, package.file_name, lambda depth, name: depth == 1)
        if element.attributes.get("PartName", "").lstrip("/").lower() == name.lower()
    ]
    package.put(_TYPES, apply_edits(data, edits))


def relate(package: Package, source: str, kind: str, target: str) -> str:
    """A relation from one part to another; its id. `kind` is the last word of the type."""
    name = relations_name(source)
    if name not in package:
        package.put(name, f'<Relationships xmlns="{_RELATIONS}"></Relationships>'.encode())
    data = package.get(name)
    root, *entries = find_elements(data, package.file_name, lambda depth, name: depth <= 1)
    taken = {entry.attributes.get("Id") for entry in entries}
    number = len(entries) + 1
    while f"rId{number}" in taken:
        number += 1
    kind_text = attribute_text(f"{relation_namespace(package)}/{kind}")
    entry = f'<{root.prefix}Relationship Id="rId{number}" Type={kind_text} Target={attribute_text("/" + target)}/>'
    package.put(name, apply_edits(data, [append_to(data, root, entry.encode())]))
    return f"rId{number}"


def unrelate(package: Package, source: str, relation_id: str) -> None:
    """One relation taken away."""
    name = relations_name(source)
    data = package.get(name)
    edits = [
        Edit(element.start, element.end, b"")
        for element in find_elements(data, package.file_name, lambda depth, name: depth == 1)
        if element.attributes.get("Id") == relation_id
    ]
    package.put(name, apply_edits(data, edits))


def relations_name(part: str) -> str:
    folder, _, name = part.rpartition("/")
    return f"{folder}/_rels/{name}.rels".lstrip("/")
