"""The sheet a reply adds: every note once, with a link to its cell, the province's figure and room for an answer."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from lientinh.read.reply_marks import REPLY_MARK, REPLY_TITLE
from lientinh.replies.cell_styles import CellStyles, colour_of_severity
from lientinh.replies.notes import CellNote, ReplyWords
from lientinh.replies.report_names import write_day
from lientinh.replies.splices import attribute_text, string_text, text_of
from lientinh.wording import SEVERITIES as SEVERITY_WORDS

HEADER_ROW = 6
_WIDTHS = (5, 20, 12, 16, 50, 38, 30)
_HEADERS = (
    ("STT", "No."),
    ("Ô", "Cell"),
    ("Mức độ", "Severity"),
    ("Số liệu trong báo cáo", "Figure in the report"),
    ("Nội dung cần rà soát", "What is wrong"),
    ("Đề nghị", "What to do"),
    ("Trả lời của đơn vị báo cáo", "Answer"),
)
_HOW_VI = (
    "Bấm vào ô ở cột B để đến đúng chỗ cần rà soát. Số liệu cần sửa thì sửa trong bản gốc, ghi thêm “(Đính chính)” "
    "vào tiêu đề của biểu rồi gửi lại theo cách đã gửi; số liệu đúng thì ghi giải trình vào cột cuối và gửi kèm "
    "bản sao này."
)
_HOW_EN = (
    "Column B leads to each cell. Correct figures in the original, add “(Đính chính)” to its title and send it again "
    "the usual way; where a figure is right, say why in the last column and send this copy along."
)
_HIGHEST = 409.0  # points; Excel's limit on a row
_LONGEST = 30_000  # characters; a cell holds 32,767
_FONT = '<sz val="{size}"/><color rgb="FF{colour}"/><name val="Times New Roman"/><family val="1"/>'


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the sheet: a note, the cell's text as the sheet shows it, and what the hidden column keeps."""

    note: CellNote
    sheet: str | None  # as the workbook writes its name; None where the workbook has no such sheet
    cell: str | None
    shown: str
    colour: str  # of the cell before ours


def write_review_sheet(
    entries: Sequence[Entry], words: ReplyWords, styles: CellStyles, main: str, relations: str
) -> bytes:
    """The worksheet part. `main` and `relations` are the namespaces of the workbook's dialect.

    Text only: inline strings in cells marked as text, so nothing in it can run as a formula.
    """
    looks = _Looks(styles)
    rows = _head(words, looks)
    rows += [_line(number, entry, looks) for number, entry in enumerate(entries, start=1)]
    links = "".join(
        f'<hyperlink ref="B{HEADER_ROW + number}" location={attribute_text(_target(entry))}/>'
        for number, entry in enumerate(entries, start=1)
        if entry.sheet is not None
    )
    last = HEADER_ROW + len(entries)
    columns = "".join(
        f'<col min="{at}" max="{at}" width="{width}" customWidth="1"/>'
        for at, width in enumerate(_WIDTHS, start=1)
    )
    merged = "".join(f'<mergeCell ref="A{row}:G{row}"/>' for row in range(2, HEADER_ROW))
    footer = text_of(f'&L&"Times New Roman"&9{words.statement_vi.replace("&", "&&")}&R&9&P/&N')
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<worksheet xmlns="{main}" xmlns:r="{relations}">'
        '<sheetPr><tabColor rgb="FFC00000"/><pageSetUpPr fitToPage="1"/></sheetPr>'
        f'<dimension ref="A1:H{last}"/>'
        '<sheetViews><sheetView showGridLines="0" workbookViewId="0">'
        f'<pane ySplit="{HEADER_ROW}" topLeftCell="A{HEADER_ROW + 1}" activePane="bottomLeft" state="frozen"/>'
        f'<selection pane="bottomLeft" activeCell="A{HEADER_ROW + 1}" sqref="A{HEADER_ROW + 1}"/>'
        '</sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/>'
        f'<cols>{columns}<col min="8" max="8" width="10" hidden="1" customWidth="1"/></cols>'
        f'<sheetData>{"".join(rows)}</sheetData><mergeCells count="{HEADER_ROW - 2}">{merged}</mergeCells>'
        + (f"<hyperlinks>{links}</hyperlinks>" if links else "")
        + '<pageMargins left="0.4" right="0.4" top="0.5" bottom="0.6" header="0.3" footer="0.3"/>'
        '<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/>'
        f"<headerFooter><oddFooter>{footer}</oddFooter></headerFooter>"
        f'<ignoredErrors><ignoredError sqref="A1:G{last}" numberStoredAsText="1"/></ignoredErrors></worksheet>'
    ).encode()


class _Looks:
    """Styles of our sheet by name, made once."""

    def __init__(self, styles: CellStyles) -> None:
        plain = _FONT.format(size=11, colour="000000")
        bold = "<b/>" + plain
        top = 'vertical="top" wrapText="1"'
        self.title = styles.add_look("<b/>" + _FONT.format(size=16, colour="1F3864"), 'vertical="center"')
        self.statement = styles.add_look("<b/>" + _FONT.format(size=11, colour="C00000"), top)
        self.text = styles.add_look(plain, top)
        self.header = styles.add_look(
            bold, 'horizontal="center" vertical="center" wrapText="1"', border=True, colour='rgb="FFD9E2F3"'
        )
        self.cell = styles.add_look(plain, top, border=True)
        self.centred = styles.add_look(plain, f'horizontal="center" {top}', border=True)
        self.figure = styles.add_look(plain, f'horizontal="right" indent="1" {top}', border=True)
        self.link = styles.add_look(
            "<u/>" + _FONT.format(size=11, colour="0563C1"), f'horizontal="left" {top}', border=True
        )
        self.severity = {
            severity: styles.add_look(
                plain, f'horizontal="center" {top}', border=True, colour=colour_of_severity(severity)
            )
            for severity in ("critical", "error", "warning", "info")
        }


def _head(words: ReplyWords, looks: _Looks) -> list[str]:
    dates = [("Ngày tiếp nhận: ", "Received: ", words.received_on)]
    dates.append(("Đề nghị trả lời chậm nhất ngày ", "Please answer by ", words.answer_by))
    known = [(vi + write_day(day), en + day.isoformat()) for vi, en, day in dates if day is not None]
    lines = (
        (looks.statement, words.statement_vi + ".", words.statement_en + "."),
        (looks.text, f"Báo cáo: {words.report_name_vi}", words.report_name_en),
        (looks.text, ". ".join(vi for vi, _ in known), ". ".join(en for _, en in known)),
        (looks.text, _HOW_VI, _HOW_EN),
    )
    rows = [f'<row r="1" ht="26" customHeight="1">{_cell("A1", looks.title, REPLY_TITLE)}</row>']
    for row, (look, vietnamese, english) in enumerate(lines, start=2):
        height = _height(vietnamese, english, sum(_WIDTHS), between=" · ")
        cell = _cell(f"A{row}", look, vietnamese, english, between=" · ")
        rows.append(f'<row r="{row}" ht="{height}" customHeight="1">{cell}</row>')
    headers = "".join(
        _cell(f"{column}{HEADER_ROW}", looks.header, *header)
        for column, header in zip("ABCDEFG", _HEADERS, strict=True)
    )
    mark = _cell(f"H{HEADER_ROW}", looks.text, REPLY_MARK)
    return [*rows, f'<row r="{HEADER_ROW}" ht="32" customHeight="1">{headers}{mark}</row>']


def _line(number: int, entry: Entry, looks: _Looks) -> str:
    note, row = entry.note, HEADER_ROW + number
    vietnamese, english = SEVERITY_WORDS[note.severity]
    place = " – ".join(part for part in (note.sheet, entry.cell or note.cell) if part) or "Toàn bộ tệp"
    kept = {
        "finding_id": note.finding_id, "sheet": entry.sheet, "cell": entry.cell, "colour": entry.colour,
    }  # fmt: skip
    height = max(
        _height(place, "", _WIDTHS[1]),
        _height(vietnamese, english, _WIDTHS[2]),
        _height(entry.shown, "", _WIDTHS[3]),
        _height(note.message_vi, note.message_en, _WIDTHS[4]),
        _height(note.action_vi, "", _WIDTHS[5]),
    )
    cells = (
        _cell(f"A{row}", looks.centred, str(number)),
        _cell(f"B{row}", looks.link if entry.sheet else looks.cell, place),
        _cell(f"C{row}", looks.severity[note.severity], vietnamese.capitalize(), english),
        _cell(f"D{row}", looks.figure, entry.shown),
        _cell(f"E{row}", looks.cell, note.message_vi, note.message_en),
        _cell(f"F{row}", looks.cell, note.action_vi),
        _cell(f"G{row}", looks.cell, ""),
        _cell(f"H{row}", looks.text, json.dumps(kept, ensure_ascii=False, sort_keys=True)),
    )
    return f'<row r="{row}" ht="{height}">{"".join(cells)}</row>'


def _height(text: str, beside: str, width: int, *, between: str = "\n") -> float:
    """Points that wrapped text needs, about: not every program fits rows to their text when it opens a file."""
    if between != "\n":
        return 15.5 * -(-(len(text) + len(beside)) // int(width * 1.2))
    lines = sum(max(1, -(-len(line) // int(width * 1.25))) for line in text.split("\n")) if text else 0
    small = sum(max(1, -(-len(line) // int(width * 1.25))) for line in beside.split("\n")) if beside else 0
    return min(max(15.0 * lines + 12.0 * small + 3, 18.0), _HIGHEST)


def _cell(address: str, look: int, text: str, beside: str = "", *, between: str = "\n") -> str:
    """A cell with text, and smaller and grey behind it the same in English."""
    if not text and not beside:
        return f'<c r="{address}" s="{look}"/>'
    runs = f'<t xml:space="preserve">{string_text(text[:_LONGEST])}</t>'
    if beside:
        grey = '<rPr><i/><sz val="9"/><color rgb="FF595959"/><rFont val="Times New Roman"/><family val="1"/></rPr>'
        beside_text = string_text((between if text else "") + beside[: max(_LONGEST - len(text), 0)])
        runs = f'<r>{runs}</r><r>{grey}<t xml:space="preserve">{beside_text}</t></r>'
    return f'<c r="{address}" s="{look}" t="inlineStr"><is>{runs}</is></c>'


def _target(entry: Entry) -> str:
    name = (entry.sheet or "").replace("'", "''")
    return f"'{name}'!{entry.cell or 'A1'}"
