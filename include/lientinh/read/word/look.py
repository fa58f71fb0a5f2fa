"""How the text of a Word document looks by its styles: hidden, raised; and paragraphs that look like headings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lxml import etree

from lientinh.read.archive import attribute, local_name
from lientinh.read.text.line_marks import may_be_heading

# Attributes of a run's element that keep what its styles say of it.
HIDDEN = "{urn:lientinh:read}hidden"
RAISED = "{urn:lientinh:read}raised"
_OFF = ("0", "false", "off", "none")
_Look = Mapping[str, str]  # names of run properties → their value


def note_styles(body: etree._Element, styles: etree._Element | None) -> dict[str, _Look]:
    """Mark the runs that a style hides or raises; give back how each style looks, for `is_heading_by_look`."""
    looks = {} if styles is None else _read_looks(styles)
    marked = {style for style, look in looks.items() if _is_on(look, "vanish") or _is_raised(look)}
    for run in body.iter("{*}r") if marked else ():
        for style in marked.intersection(_styles_of(run)):
            if _is_on(looks[style], "vanish"):
                run.set(HIDDEN, "1")
            if _is_raised(looks[style]):
                run.set(RAISED, "1")
    return looks


def is_heading_by_look(paragraph: etree._Element, text: str, looks: Mapping[str, _Look]) -> bool:
    """A short line that ends no sentence and states no figure, all of it bold or in capitals by its format."""
    if not may_be_heading(text):
        return False
    runs = [
        run
        for run in paragraph.iter("{*}r")
        if any(one.text and one.text.strip() for one in run.iter("{*}t"))
    ]
    return bool(runs) and (
        all(_looks(run, "b", looks) for run in runs) or all(_looks(run, "caps", looks) for run in runs)
    )


def _looks(run: etree._Element, name: str, looks: Mapping[str, _Look]) -> bool:
    own = next(run.iterchildren("{*}rPr"), None)
    look = {} if own is None else _look(own)
    if name in look:
        return _is_on(look, name)
    return any(_is_on(looks.get(style, {}), name) for style in _styles_of(run))


def _styles_of(run: etree._Element) -> Iterator[str]:
    paragraph = next(run.iterancestors("{*}p"), None)
    for element, properties, name in ((run, "{*}rPr", "rStyle"), (paragraph, "{*}pPr", "pStyle")):
        own = None if element is None else next(element.iterchildren(properties), None)
        if own is not None:
            yield from (attribute(one, "val") or "" for one in own if local_name(one) == name)


def _read_looks(styles: etree._Element) -> dict[str, _Look]:
    """Style id → its run properties, with those of the styles it is based on."""
    own: dict[str, _Look] = {}
    based_on: dict[str, str] = {}
    for style in styles.iterchildren("{*}style"):
        style_id = attribute(style, "styleId") or ""
        properties = next(style.iterchildren("{*}rPr"), None)
        own[style_id] = {} if properties is None else _look(properties)
        above = next(style.iterchildren("{*}basedOn"), None)
        based_on[style_id] = "" if above is None else attribute(above, "val") or ""
    looks: dict[str, _Look] = {}
    for style_id in own:
        look: dict[str, str] = {}
        above_id, seen = style_id, set[str]()
        while above_id in own and above_id not in seen:
            seen.add(above_id)
            look = {**own[above_id], **look}
            above_id = based_on[above_id]
        looks[style_id] = look
    return looks


def _look(properties: etree._Element) -> _Look:
    return {local_name(one): attribute(one, "val") or "true" for one in properties}


def _is_on(look: _Look, name: str) -> bool:
    return name in look and look[name].lower() not in _OFF


def _is_raised(look: _Look) -> bool:
    return look.get("vertAlign") == "superscript"
