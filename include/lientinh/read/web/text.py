"""Lines of a web page: what stands in one block element, without what a reader does not see."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import html

from lientinh.read.word.text import superscript

_DROPPED = {
    "script", "style", "noscript", "template", "nav", "aside", "form", "button", "select", "iframe", "svg", "head",
    "object", "video", "audio", "canvas", "dialog", "input", "textarea", "del", "s", "strike",
}  # fmt: skip
_BLOCKS = {
    "p", "div", "section", "article", "main", "header", "footer", "ul", "ol", "li", "dl", "dt", "dd", "blockquote",
    "figure", "figcaption", "pre", "address", "center", "h1", "h2", "h3", "h4", "h5", "h6", "body", "html", "hr",
    "fieldset", "details", "summary", "caption", "td", "th", "tr", "tbody", "thead", "tfoot",
}  # fmt: skip
_HIDDEN_STYLE = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|mso-hide\s*:\s*all|(?<![\w-])opacity\s*:\s*0(?![.\d])"
    r"|font-size\s*:\s*0(?![.\d])|text-decoration[\w-]*\s*:\s*line-through",
    re.IGNORECASE,
)
_RAISED_STYLE = re.compile(r"vertical-align\s*:\s*super", re.IGNORECASE)
_NOTE_LINK = re.compile(r"^[\[(]\d{1,3}[\])]$")
_FURNITURE_ROLES = {"navigation", "banner", "contentinfo", "search", "complementary", "menu", "menubar"}
# Words that themes give to menus, skip links, share bars and comment boxes.
_FURNITURE_NAMES = re.compile(
    r"(?:^|[\s_-])(?:nav|navbar|menu|breadcrumbs?|sidebar|skip(?:-?(?:link|to-?content|nav))?|share|social|comments?"
    r"|cookie|related|pagination|mw-editsection|sr-only|visually-hidden|noprint)(?:$|[\s_-])", re.IGNORECASE,
)  # fmt: skip
_PROSE_CELL = 400  # characters: a cell longer than that holds an article, not a datum


@dataclass(frozen=True, slots=True)
class Line:
    """The text of one block element up to the next, or a table in its place."""

    text: str
    tag: str = ""
    heading_level: int | None = None
    source_line: int | None = None
    table: html.HtmlElement | None = None


def hide_by_style_sheet(root: html.HtmlElement) -> None:
    """Marks as hidden the elements whose class or id the page's own style sheet does not display.

    Only plain selectors (".name", "#name") are followed; a page that hides by more than that is rare.
    """
    sheets = " ".join(style.text or "" for style in root.iter("style"))
    hidden = {
        selector.strip()
        for selectors, rules in re.findall(r"([^{}]+)\{([^{}]*)\}", sheets)
        if _HIDDEN_STYLE.search(rules)
        for selector in selectors.split(",")
    }
    for element in root.iter() if hidden else ():
        if not isinstance(element.tag, str):
            continue
        names = {f".{name}" for name in element.get("class", "").split()} | {f"#{element.get('id')}"}
        if names & hidden:
            element.set("hidden", "")


def is_furniture(element: html.HtmlElement) -> bool:
    """Is the element hidden, or part of the site rather than of the page?"""
    tag = element.tag
    if not isinstance(tag, str) or tag in _DROPPED:
        return True
    if "hidden" in element.attrib or element.get("aria-hidden") == "true":
        return True
    if _HIDDEN_STYLE.search(element.get("style", "")) or element.get("role", "") in _FURNITURE_ROLES:
        return True
    if tag in ("header", "footer"):
        return not any(ancestor.tag in ("article", "main", "section") for ancestor in element.iterancestors())
    names = f"{element.get('class', '')} {element.get('id', '')}"
    return tag not in ("body", "html", "main", "article") and bool(_FURNITURE_NAMES.search(names))


def is_table_of_data(table: html.HtmlElement) -> bool:
    """False for tables that lay out a page: they hold tables, or whole articles, or one column."""
    if next(table.iterdescendants("table"), None) is not None:
        return False
    rows = list(table.iter("tr"))
    widest = max((len(row.findall("td")) + len(row.findall("th")) for row in rows), default=0)
    longest = max((len(cell.text_content()) for cell in table.iter("td", "th")), default=0)
    return widest > 1 and longest <= _PROSE_CELL


def gather_lines(element: html.HtmlElement) -> Iterator[Line]:
    """Lines in reading order; white space collapses, <br> ends a line."""
    buffer: list[str] = []
    yield from _walk(element, element, buffer)
    yield from _flush(buffer, element)


def inline_text(element: html.HtmlElement) -> str:
    """All visible text of an element on one line per block."""
    return "\n".join(line.text for line in gather_lines(element) if line.text)


def _walk(element: html.HtmlElement, block: html.HtmlElement, buffer: list[str]) -> Iterator[Line]:
    buffer.append(element.text or "")
    for child in element:
        tag = child.tag
        if not isinstance(tag, str) or is_furniture(child):
            pass
        elif tag == "table":
            yield from _flush(buffer, block)
            yield Line("", "table", table=child, source_line=child.sourceline)
        elif tag in ("br", "hr"):
            yield from _flush(buffer, block)
        elif _is_mark(child):
            buffer.append(_raised("".join(buffer), child))
        elif tag in _BLOCKS:
            yield from _flush(buffer, block)
            yield from _walk(child, child, buffer)
            yield from _flush(buffer, child)
        else:
            yield from _walk(child, block, buffer)
        buffer.append(child.tail or "")


def _is_mark(element: html.HtmlElement) -> bool:
    """A raised number, or "[1]" that leads to a note of the page: it stands glued to the figure before it."""
    if element.tag == "sup" or _RAISED_STYLE.search(element.get("style", "")):
        return True
    leads_inside = element.tag == "a" and element.get("href", "").startswith("#")
    return leads_inside and bool(_NOTE_LINK.match("".join(element.text_content().split())))


def _raised(before: str, element: html.HtmlElement) -> str:
    """A note's mark as raised characters; brackets of the mark dropped."""
    text = "".join(element.text_content().split()).strip("[]()")
    if not text.isdecimal():
        return f" {text}" if text else ""
    return (" " if before[-1:].isdecimal() else "") + superscript(text)


def _flush(buffer: list[str], block: html.HtmlElement) -> Iterator[Line]:
    text = " ".join("".join(buffer).split())
    buffer.clear()
    if text:
        tag = str(block.tag)
        level = int(tag[1]) if re.fullmatch(r"h[1-6]", tag) else None
        in_item = tag != "li" and any(ancestor.tag == "li" for ancestor in block.iterancestors())
        yield Line(text, "li" if in_item and level is None else tag, level, block.sourceline)
