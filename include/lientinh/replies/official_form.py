"""The form of an official letter as a Word file: page, head, body, signature, always the same bytes.

Verified (secondary source): Decree 30/2020/NĐ-CP asks for Times New Roman in Unicode. The rest (margins, places and
sizes of the parts, italics, the lines under agency and motto) is the layout generally known and in use; the annex
of the decree was not read.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Sequence
from datetime import datetime

import docx
from docx.document import Document as WordFile
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from lientinh.replies.safe_text import printable

CENTRE, LEFT, JUSTIFIED = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.LEFT, WD_ALIGN_PARAGRAPH.JUSTIFY
FONT = "Times New Roman"
BODY, HEAD, SMALL, LIST = 13, 13, 12, 11  # points: text; parts of the head; "Nơi nhận:"; the list under it
DOTS = "…"
_DAY_OF_ZIP = (1980, 1, 1, 0, 0, 0)
_DAY_OF_FILE = datetime(2000, 1, 1)  # noqa: DTZ001  the package's own properties want a day without a zone

Part = str | tuple[str, bool]  # words, or words and whether they are bold


def new_letter(title: str) -> WordFile:
    """An empty A4 page, margins 20 mm above and below, 30 left, 20 right; page numbers from the second page on."""
    file = docx.Document()
    section = file.sections[0]
    section.orientation = WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin = section.bottom_margin = section.right_margin = Mm(20)
    section.left_margin = Mm(30)
    section.header_distance = Mm(10)
    section.different_first_page_header_footer = True
    style = file.styles["Normal"]
    style.font.name, style.font.size = FONT, Pt(BODY)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for script in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
        fonts.set(qn(script), FONT)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "vi-VN")
    style.element.get_or_add_rPr().append(language)
    style.paragraph_format.space_before = style.paragraph_format.space_after = Pt(0)
    _number_pages(section.header.paragraphs[0])
    about = file.core_properties
    about.title, about.author, about.last_modified_by = printable(title)[:255], "Liên Tỉnh", "Liên Tỉnh"
    about.comments, about.content_status, about.language = "", "Dự thảo", "vi-VN"
    about.created = about.modified = _DAY_OF_FILE
    about.revision = 1
    return file


def _number_pages(paragraph: Paragraph) -> None:
    paragraph.alignment = CENTRE
    run = paragraph.add_run()
    for kind, text in (("begin", None), (None, "PAGE"), ("end", None)):
        if kind is None:
            code = OxmlElement("w:instrText")
            code.text = text
            run._r.append(code)
        else:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
            run._r.append(mark)


def add_head(file: WordFile, issuer: str, subject: str) -> None:
    """Issuing agency, number and subject on the left; the nation's name, motto, place and day on the right."""
    table = add_plain_table(file, 1, (64, 96))
    left, right = table.rows[0].cells
    write(left, (issuer.upper(), True), size=HEAD, align=CENTRE)
    _rule_under(left, 0.35)
    write(left, f"Số: {DOTS * 4}/{DOTS * 3}-{DOTS * 3}", size=HEAD, align=CENTRE, before=6)
    if subject:
        write(left, subject, size=SMALL, align=CENTRE, before=6)
    write(right, ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", True), size=SMALL, align=CENTRE)
    write(right, ("Độc lập - Tự do - Hạnh phúc", True), size=HEAD, align=CENTRE)
    _rule_under(right, 0.55)
    day = write(
        right, f"{DOTS * 4}, ngày {DOTS} tháng {DOTS} năm {DOTS * 2}", size=BODY, align=CENTRE, before=6
    )
    day.runs[0].italic = True


def _rule_under(cell: _Cell, share: float) -> None:
    """A line of a share of the cell's width under what stands in it."""
    paragraph = cell.add_paragraph()
    width = cell.width or 0
    indent = int(width * (1 - share) / 2)
    shape = paragraph.paragraph_format
    shape.left_indent = shape.right_indent = indent
    shape.line_spacing = Pt(4)
    edges = OxmlElement("w:pBdr")
    top = OxmlElement("w:top")
    for name, value in (("w:val", "single"), ("w:sz", "6"), ("w:space", "1"), ("w:color", "000000")):
        top.set(qn(name), value)
    edges.append(top)
    paragraph._p.get_or_add_pPr().insert_element_before(edges, "w:spacing", "w:ind", "w:jc")


def add_body(
    file: WordFile,
    *parts: Part,
    indent: float = 12.7,
    before: float = 6,
    align: WD_ALIGN_PARAGRAPH = JUSTIFIED,
) -> Paragraph:
    """A paragraph of the text; `indent` of its first line in millimetres."""
    paragraph = file.add_paragraph()
    _add_runs(paragraph, parts, BODY)
    paragraph.alignment = align
    shape = paragraph.paragraph_format
    shape.first_line_indent, shape.space_before, shape.line_spacing = Mm(indent), Pt(before), 1.1
    shape.widow_control = True
    return paragraph


def write(
    cell: _Cell, *parts: Part, size: float = BODY, align: WD_ALIGN_PARAGRAPH = LEFT, before: float = 0
) -> Paragraph:
    """A paragraph in a cell; the first takes the empty one every cell begins with."""
    first = cell.paragraphs[0]
    paragraph = first if len(cell.paragraphs) == 1 and not first.runs else cell.add_paragraph()
    _add_runs(paragraph, parts, size)
    paragraph.alignment = align
    paragraph.paragraph_format.space_before = Pt(before)
    return paragraph


def _add_runs(paragraph: Paragraph, parts: Iterable[Part], size: float) -> None:
    for part in parts:
        text, bold = (part, False) if isinstance(part, str) else part
        if not text:
            continue
        run = paragraph.add_run(printable(text))
        run.bold = bold
        run.font.size = Pt(size)


def add_plain_table(file: WordFile, rows: int, widths: Sequence[float]) -> Table:
    """A table without borders; widths in millimetres."""
    table = file.add_table(rows=rows, cols=len(widths))
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    for row in table.rows:
        whole = OxmlElement("w:cantSplit")
        row._tr.get_or_add_trPr().append(whole)
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Mm(width)
    return table


def add_signature(file: WordFile, receivers: Sequence[str], office: str = "") -> None:
    """Who gets it on the left, the place of the signature on the right, blank."""
    file.paragraphs[-1].paragraph_format.keep_with_next = True
    space = file.add_paragraph().paragraph_format
    space.line_spacing, space.keep_with_next = Pt(8), True
    left, right = add_plain_table(file, 1, (82, 78)).rows[0].cells
    title = write(left, ("Nơi nhận:", True), size=SMALL)
    title.runs[0].italic = True
    for receiver in receivers:
        write(left, receiver, size=LIST)
    write(right, (office or DOTS * 10, True), size=BODY, align=CENTRE)
    for _ in range(4):
        write(right, " ", size=BODY, align=CENTRE)
    write(right, DOTS * 10, size=BODY, align=CENTRE)


def save_letter(file: WordFile) -> bytes:
    """The file's bytes: the same content gives the same bytes, whenever and wherever it is written."""
    written = io.BytesIO()
    file.save(written)
    fixed = io.BytesIO()
    with zipfile.ZipFile(written) as source, zipfile.ZipFile(fixed, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, _DAY_OF_ZIP)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            target.writestr(entry, source.read(name))
    return fixed.getvalue()
