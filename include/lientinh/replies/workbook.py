"""A province's workbook with our notes in it: comments, fills and one added sheet; every other part as it was."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from lientinh.documents import Table
from lientinh.errors import BadInput
from lientinh.findings import SEVERITIES
from lientinh.read.content import DEFAULT_LIMITS
from lientinh.read.reply_marks import REPLY_TITLE
from lientinh.read.sheets.workbook import read_sheets
from lientinh.read.sheets.xlsx_parts import read_sheet_parts
from lientinh.replies.cell_styles import EMPTY_STYLES, CellStyles, colour_of_severity
from lientinh.replies.comments import Passage, refer_to
from lientinh.replies.earlier_reply import Colours, take_back_sheets
from lientinh.replies.notes import CellNote, ReplyWords, gravest
from lientinh.replies.package import Package
from lientinh.replies.package_parts import add_part, relate
from lientinh.replies.review_sheet import HEADER_ROW, Entry, write_review_sheet
from lientinh.replies.sheet_cells import read_styles, style_cells
from lientinh.replies.sheet_comments import CellComment, write_comments
from lientinh.replies.sheet_list import (
    SheetEntry,
    add_sheet,
    free_sheet_name,
    list_sheets,
    namespaces,
    plain_name,
    workbook_part,
)
from lientinh.replies.sheet_places import Address, address_text, find_places, parse_address
from lientinh.replies.splices import apply_edits
from lientinh.wording import SEVERITIES as SEVERITY_WORDS

_FILE = "workbook"  # in messages; the bytes come without a name
_STYLES = "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"
_MOST_COMMENTS = 2_000  # of one sheet; a program slows down long before; our sheet lists the rest
_LONGEST = 2_000  # characters of a note in a comment


@dataclass(slots=True)
class _Placed:
    """A note with the place it has in this workbook."""

    note: CellNote
    sheet: SheetEntry | None
    address: Address | None
    shown: str = ""
    colour: str = ""
    line: int = 0  # of our sheet


@dataclass(slots=True)
class _Book:
    """The workbook while notes are put into it."""

    package: Package
    styles: CellStyles
    sheets: list[SheetEntry]
    tables: Mapping[str, Table]
    earlier: Colours
    placed: list[_Placed] = field(default_factory=list)


def annotate_workbook(data: bytes, notes: Sequence[CellNote], words: ReplyWords) -> bytes:
    """The same package (.xlsx, .xlsm) back with the notes; notes of an earlier reply are replaced.

    Changed or added: comments and their drawings, styles of cells with a note, our sheet, and the lists that name
    parts. No value, formula, chart, macro or picture is touched. The same input gives the same bytes.

    Findings: `read.…` of a package that is no workbook or cannot be read; macros are not refused, and never run.
    """
    package = Package(data, _FILE)
    workbook = workbook_part(package)
    if workbook not in package.parts:
        raise BadInput("read.not_what_its_name_says", _FILE, found="zip")
    parts = read_sheet_parts(package.parts, _FILE, DEFAULT_LIMITS)
    tables = list(read_sheets(data, _FILE, parts))
    earlier = take_back_sheets(package, workbook, tables)
    sheets = list_sheets(package, workbook)
    styles_part = _styles_part(package, workbook)
    book = _Book(
        package=package,
        styles=CellStyles(package.get(styles_part) if styles_part else EMPTY_STYLES, _FILE),
        sheets=sheets,
        tables={table.sheet or "": table for table in tables},
        earlier=earlier,
    )
    book.placed = _place(book, notes)
    for sheet in sheets:
        if sheet.kind == "worksheet" and sheet.part in package:
            _mark_sheet(book, sheet)
    _add_review_sheet(book, workbook, styles_part, words)
    return package.to_bytes()


def _styles_part(package: Package, workbook: str) -> str | None:
    targets = (target for kind, target in package.relations(workbook).values() if kind == "styles")
    return next((target for target in targets if target in package), None)


def _place(book: _Book, notes: Sequence[CellNote]) -> list[_Placed]:
    """Notes with their places, the gravest first, then in the order of sheets and cells."""
    by_name = {plain_name(sheet.name): sheet for sheet in book.sheets}
    placed = []
    for note in notes:
        sheet = by_name.get(plain_name(note.sheet or ""))
        address = parse_address((note.cell or "").partition(":")[0].replace("$", "")) if sheet else None
        table = book.tables.get(plain_name(sheet.name)) if sheet else None
        if table is not None and address is not None:
            address = _merged_first(table, address)
        placed.append(_Placed(note, sheet, address))
    placed.sort(
        key=lambda one: (
            SEVERITIES.index(one.note.severity),
            one.sheet.index if one.sheet else -1,
            one.address or (0, 0),
            one.note.finding_id,
            one.note.message_vi,
        )
    )
    _show(book, placed)
    return placed


def _show(book: _Book, placed: Sequence[_Placed]) -> None:
    """Lines of our sheet numbered, and what the sheet shows in each cell."""
    wanted: dict[str, set[Address]] = {}
    for one in placed:
        if one.sheet and one.address:
            wanted.setdefault(plain_name(one.sheet.name), set()).add(one.address)
    texts = {
        (name, address): cell.text
        for name, addresses in wanted.items()
        for address in (addresses if name in book.tables else ())
        if (cell := book.tables[name].cell(*address)) is not None
    }
    for line, one in enumerate(placed, start=HEADER_ROW + 1):
        one.line = line
        if one.sheet and one.address:
            one.shown = texts.get((plain_name(one.sheet.name), one.address), "")


def _merged_first(table: Table, address: Address) -> Address:
    """The first cell of the merged range that an address lies in: only that one shows."""
    row, column = address
    for top, left, bottom, right in table.merged:
        if top <= row <= bottom and left <= column <= right:
            return top, left
    return address


def _mark_sheet(book: _Book, sheet: SheetEntry) -> None:
    """Fills and comments of one sheet; fills of an earlier reply that nothing is said about any more go back."""
    noted: dict[Address, list[_Placed]] = {}
    for one in book.placed:
        if one.sheet is sheet and one.address is not None:
            noted.setdefault(one.address, []).append(one)
    name = plain_name(sheet.name)
    coloured = {address: colour for (of, address), colour in book.earlier.items() if of == name}
    comment_kinds = {kind for kind, _ in book.package.relations(sheet.part).values()}
    if not noted and not coloured and "comments" not in comment_kinds:
        return
    data = book.package.get(sheet.part)
    places = find_places(data, _FILE)
    if not places.after_drawing:  # no sheetData: not a worksheet we know
        return
    styles = read_styles(places, {*noted, *coloured}, _FILE)
    wanted: dict[Address, int] = {}
    for address, style in styles.items():
        ours = book.styles.is_ours(style)
        before = coloured.get(address, "") if ours else book.styles.colour_of(style)
        for one in noted.get(address, ()):
            one.colour = before
        if address in noted:
            severity = gravest(one.note.severity for one in noted[address])
            wanted[address] = book.styles.with_colour(style, colour_of_severity(severity))
        elif ours:
            wanted[address] = book.styles.with_colour(style, before)
    edits = style_cells(places, wanted, _FILE)
    edits += write_comments(book.package, sheet.part, places, _comments(noted))
    book.package.put(sheet.part, apply_edits(data, edits))


def _comments(noted: Mapping[Address, Sequence[_Placed]]) -> dict[Address, CellComment]:
    comments: dict[Address, CellComment] = {}
    for address in list(noted)[:_MOST_COMMENTS]:  # the gravest come first
        passages: list[Passage] = []
        for one in noted[address]:
            label, message, action = (
                SEVERITY_WORDS[one.note.severity][0],
                one.note.message_vi,
                one.note.action_vi,
            )
            gap = "\n\n" if passages else ""
            asked = f"\nĐề nghị: {action[:_LONGEST]}" if action else ""
            passages.append(Passage(f"{gap}{label.capitalize()}: ", bold=True))
            passages.append(Passage(f"{message[:_LONGEST]}{asked}"))
        passages.append(Passage(refer_to([one.line - HEADER_ROW for one in noted[address]])))
        severity = gravest(one.note.severity for one in noted[address])
        comments[address] = CellComment(severity, passages)
    return comments


def _add_review_sheet(book: _Book, workbook: str, styles_part: str | None, words: ReplyWords) -> None:
    entries = [
        Entry(
            note=one.note,
            sheet=one.sheet.name if one.sheet and one.sheet.kind == "worksheet" else None,
            cell=address_text(one.address) if one.address else None,
            shown=one.shown,
            colour=one.colour,
        )
        for one in book.placed
    ]
    package = book.package
    main, relations = namespaces(package, workbook)
    content = write_review_sheet(entries, words, book.styles, main, relations)
    if styles_part:
        package.put(styles_part, book.styles.to_bytes())
    else:
        part = package.free_name("xl/styles{}.xml", "xl/styles.xml")
        add_part(package, part, book.styles.to_bytes(), _STYLES)
        relate(package, workbook, "styles", part)
    name = free_sheet_name(REPLY_TITLE, [sheet.name for sheet in book.sheets])
    add_sheet(package, workbook, name, content, f"${HEADER_ROW}:${HEADER_ROW}")
