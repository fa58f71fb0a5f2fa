"""A province's Word document with our notes as comments on its sentences; every other part as it was."""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree

from lientinh.documents import Paragraph
from lientinh.read.archive import local_name
from lientinh.read.word.reader import Placed, WordPackage, open_word, read_blocks
from lientinh.read.word.tables import walk_cells
from lientinh.replies.notes import ReplyWords, TextNote
from lientinh.replies.package import Package
from lientinh.replies.package_parts import add_part, relate
from lientinh.replies.report_names import write_day
from lientinh.replies.sheet_places import parse_address
from lientinh.replies.word_comments import Line, WordComments
from lientinh.replies.word_marks import Anchor, DocumentMarks, remove_marks
from lientinh.replies.word_spans import find_span
from lientinh.wording import SEVERITIES as SEVERITY_WORDS

_FILE = "document"  # in messages; the bytes come without a name
_COMMENTS = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"


def annotate_document(data: bytes, notes: Sequence[TextNote], words: ReplyWords) -> bytes:
    """The same package (.docx) back with the notes as comments; comments of an earlier reply are replaced.

    A comment covers exactly the characters of its note; its whole paragraph where these cannot be found. The first
    paragraph bears one that says what the copy is. No text changes. The same input gives the same bytes.

    Findings: `read.…` of a package that is no document or cannot be read.
    """
    package = Package(data, _FILE)
    opened = open_word(package.parts, _FILE)
    main, namespace = opened.main, etree.QName(opened.body).namespace or ""
    part = next((target for kind, target in package.relations(main).values() if kind == "comments"), None)
    known = part is not None and part in package
    comments = WordComments(package.get(part) if part and known else None, namespace, _FILE)
    content = remove_marks(package.get(main), comments.ours, _FILE)
    package.put(main, content)
    document = open_word(package.parts, _FILE)
    placed = _place(document, notes, words)
    marks = DocumentMarks(content, document.body.getroottree().getroot(), _FILE)
    for number, (anchor, _) in enumerate(placed, start=comments.first_free):
        marks.add(number, anchor)
    package.put(main, marks.to_bytes())
    written = comments.replace_ours([lines for _, lines in placed], words.received_on)
    if part and known:
        package.put(part, written)
    elif placed:
        part = package.free_name("word/comments{}.xml", "word/comments.xml")
        add_part(package, part, written, _COMMENTS)
        relate(package, main, "comments", part)
    return package.to_bytes()


def _place(
    document: WordPackage, notes: Sequence[TextNote], words: ReplyWords
) -> list[tuple[Anchor, list[Line]]]:
    """What the copy is, what concerns the whole document, then the notes in reading order."""
    blocks = {block.number: (block, element) for block, element in read_blocks(document)}
    paragraphs = (element for element in document.body.iter() if _takes_comments(element))
    first = next(paragraphs, None)
    if first is None:
        return []
    beginning = Anchor(first, first)
    placed: list[tuple[Anchor, list[Line]]] = [(beginning, _statement(words))]
    ordered = sorted(
        notes,
        key=lambda one: (one.paragraph or 0, one.start or 0, one.end or 0, one.cell or "", one.finding_id),
    )
    for note in ordered:
        found = blocks.get(note.paragraph or 0)
        anchor = _anchor(note, found, document) if found else None
        placed.append((anchor or beginning, _lines(note, quoted=anchor is None or anchor.span is None)))
    return placed


def _anchor(note: TextNote, placed: Placed, document: WordPackage) -> Anchor | None:
    block, element = placed
    if not isinstance(block, Paragraph):
        return _cell_anchor(note, element)
    if block.kind != "footnote" and _takes_comments(element):
        start, end = note.start, note.end
        if start is None and note.quote and block.text.count(note.quote) == 1:
            start = block.text.index(note.quote)
            end = start + len(note.quote)
        if start is not None and end is not None:
            span = find_span(element, document.note_numbers, block.text, start, end)
            if span is not None:
                return Anchor(element, element, span)
    outer: etree._Element | None = element
    while outer is not None and not _takes_comments(outer):  # a text box holds none: where it is anchored
        outer = outer.getparent()
    return None if outer is None else Anchor(outer, outer)


def _cell_anchor(note: TextNote, table: etree._Element) -> Anchor | None:
    """All paragraphs of the cell, or the table's first one."""
    address = parse_address(note.cell or "")
    cell = next((one for row, column, one in walk_cells(table) if (row, column) == address), table)
    paragraphs = [element for element in cell.iter() if _takes_comments(element)]
    if not paragraphs:
        return None
    return Anchor(paragraphs[0], paragraphs[0] if cell is table else paragraphs[-1])


def _takes_comments(element: etree._Element) -> bool:
    if local_name(element) != "p" or etree.QName(element).namespace != etree.QName(_root(element)).namespace:
        return False
    above = {local_name(ancestor) for ancestor in element.iterancestors()}
    return not above & {"txbxContent", "drawing", "pict", "AlternateContent", "del", "moveFrom"}


def _root(element: etree._Element) -> etree._Element:
    return element.getroottree().getroot()


def _statement(words: ReplyWords) -> list[Line]:
    answer = f"Đề nghị trả lời chậm nhất ngày {write_day(words.answer_by)}." if words.answer_by else ""
    received = f"Ngày tiếp nhận: {write_day(words.received_on)}. " if words.received_on else ""
    lines = [
        Line(f"{words.statement_vi}.", ""),
        Line("", f"{words.statement_en}.", italic=True),
        Line("Báo cáo: ", words.report_name_vi),
        Line("", f"{received}{answer}".strip()),
        Line("", "Cần sửa thì sửa trong bản gốc rồi gửi lại theo cách đã gửi."),
    ]
    return [line for line in lines if line.label or line.words]


def _lines(note: TextNote, *, quoted: bool) -> list[Line]:
    label = f"{SEVERITY_WORDS[note.severity][0].capitalize()}: "
    lines = [Line(label, note.message_vi), Line("", note.message_en, italic=True)]
    if quoted and note.quote:
        lines.append(Line("", f"“{note.quote}”"))
    if note.action_vi:
        lines.append(Line("Đề nghị: ", note.action_vi))
    return [line for line in lines if line.words]
