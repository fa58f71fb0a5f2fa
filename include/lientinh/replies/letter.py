"""The draft letter as a Word file: text in the form of an official letter, the receipt as its annex."""

from __future__ import annotations

from collections.abc import Sequence

from docx.document import Document as WordFile
from docx.enum.text import WD_BREAK
from docx.shared import Mm

from lientinh.replies.cases import ReplyCase
from lientinh.replies.letter_text import LetterText, compose_letter
from lientinh.replies.official_form import (
    CENTRE,
    DOTS,
    HEAD,
    LEFT,
    add_body,
    add_head,
    add_plain_table,
    add_signature,
    new_letter,
    save_letter,
    write,
)
from lientinh.replies.receipt_facts import file_rows, receipt_rows

_COLUMN = 40  # millimetres left of the addressees, so that they stand towards the middle


def write_letter(case: ReplyCase, attached: Sequence[str]) -> bytes:
    """A draft about a submission with something to ask: number, place, day and signature are blank."""
    text = compose_letter(case, attached)
    file = new_letter(text.subject)
    add_head(file, text.issuer, text.subject)
    add_addressees(file, text.addressees)
    for parts in text.paragraphs:
        is_heading = all(not isinstance(part, str) and part[1] for part in parts)
        add_body(file, *parts).paragraph_format.keep_with_next = is_heading
    add_signature(file, text.receivers)
    _add_annex(file, case, text)
    return save_letter(file)


def add_addressees(file: WordFile, names: Sequence[str]) -> None:
    """`Kính gửi: Sở …`; several in a list."""
    if len(names) == 1:
        add_body(file, f"Kính gửi: {names[0]}.", indent=0, before=14, align=CENTRE)
        return
    add_body(file, "Kính gửi:", indent=_COLUMN, before=14, align=LEFT)
    for number, name in enumerate(names, start=1):
        line = add_body(
            file, f"- {name}{'.' if number == len(names) else ';'}", indent=0, before=0, align=LEFT
        )
        line.paragraph_format.left_indent = Mm(_COLUMN + 18)


def _add_annex(file: WordFile, case: ReplyCase, text: LetterText) -> None:
    page = file.add_paragraph()
    page.add_run().add_break(WD_BREAK.PAGE)
    add_body(file, ("PHỤ LỤC", True), indent=0, align=CENTRE, before=0)
    add_body(
        file,
        ("HỒ SƠ ĐÃ NHẬN" if case.is_rejected else "HỒ SƠ ĐÃ TIẾP NHẬN", True),
        indent=0,
        align=CENTRE,
        before=0,
    )
    words = (
        f"(Kèm theo Công văn số {DOTS}/{DOTS}-{DOTS} ngày {DOTS} tháng {DOTS} năm {DOTS} của {text.issuer})"
    )
    add_body(file, words, indent=0, align=CENTRE, before=0).runs[0].italic = True
    add_receipt_table(file, case)


def add_receipt_table(file: WordFile, case: ReplyCase) -> None:
    """What came and what became of it, then the files."""
    add_grid(file, [[label, words] for label, _, words in receipt_rows(case)], (95, 65), heads=())
    heads = ("Tên tệp", "Dung lượng (byte)", "SHA-256 (rút gọn)")
    add_grid(file, [list(row) for row in file_rows(case)], (80, 40, 40), heads)


def add_grid(file: WordFile, rows: list[list[str]], widths: Sequence[float], heads: Sequence[str]) -> None:
    """A table with borders; `heads` of its columns in bold, none where it has none."""
    add_body(file, "", before=0).paragraph_format.line_spacing = 0.6
    table = add_plain_table(file, len(rows) + bool(heads), widths)
    table.style = "Table Grid"
    shown: list[list[str]] = [list(heads), *rows] if heads else rows
    for number, (row, cells) in enumerate(zip(table.rows, shown, strict=True)):
        for cell, content in zip(row.cells, cells, strict=True):
            write(cell, (content, bool(heads) and number == 0), size=HEAD, before=2)
