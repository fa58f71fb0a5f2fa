"""On which page a Word paragraph begins, where Word noted it when it last drew the document."""

from __future__ import annotations

from lxml import etree

from lientinh.read.archive import local_name


def number_pages(body: etree._Element) -> dict[etree._Element, int]:
    """Page, from 1, of every paragraph; empty where the file holds no `lastRenderedPageBreak`.

    A break before a paragraph's first word puts all of it on the next page (ECMA-376 part 1, 17.3.3.13). Text boxes
    stand on the page of the paragraph that holds them.
    """
    pages: dict[etree._Element, int] = {}
    page, paragraph, has_text = 1, None, False
    for element in body.iter():
        name = local_name(element)
        if name == "p":
            paragraph, has_text = element, False
            pages[element] = page
        elif name == "t" and element.text:
            has_text = True
        elif name == "lastRenderedPageBreak":
            page += 1
            if paragraph is not None and not has_text:
                pages[paragraph] = page
    return pages if page > 1 else {}
