"""What the letter says: which report came, what was accepted, what is asked, by when and how to answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from lientinh.catalogue.models import Agency
from lientinh.replies.cases import ReplyCase
from lientinh.replies.points import Point, Request
from lientinh.replies.quotes import Part, quote_parts
from lientinh.replies.receipt_facts import count_figures, number_of
from lientinh.replies.report_names import name_kind, name_number, name_report, name_title, write_day
from lientinh.replies.safe_text import printable, shorten

Json = dict[str, Any]
_MOST_REQUESTS, _MOST_POINTS = 12, 5  # a letter is read by people; the file that goes with it has every one
_LONGEST_SUBJECT = 110
NOBODY = "……………………"


@dataclass(frozen=True, slots=True)
class LetterText:
    """A letter without its form. Each paragraph is its parts; `receivers`: the lines of "Nơi nhận"."""

    issuer: str
    subject: str
    addressees: tuple[str, ...]
    paragraphs: tuple[tuple[Part, ...], ...]
    receivers: tuple[str, ...]


def compose_letter(case: ReplyCase, attached: Sequence[str]) -> LetterText:
    """The letter about a submission with something to ask; `attached`: names of the files that go with it."""
    issuer = case.parties.issuer.name_vi if case.parties.issuer else NOBODY
    paragraphs = [
        *(_open_rejected(case, issuer) if case.is_rejected else _open_accepted(case, issuer)),
        *_write_requests(case),
        *_close(case, issuer, attached),
    ]
    return LetterText(
        issuer=issuer,
        subject=_name_subject(case),
        addressees=tuple(one.name_vi for one in case.parties.addressees) or (NOBODY,),
        paragraphs=tuple(tuple(paragraph) for paragraph in paragraphs),
        receivers=tuple(_list_receivers(case)),
    )


def _name_subject(case: ReplyCase) -> str:
    leading = case.leading
    if case.is_unwanted:
        return "V/v không tiếp nhận hồ sơ"
    if case.is_rejected or leading is None:
        return f"V/v đề nghị gửi lại hồ sơ “{shorten(printable(case.decision['name']), 60)}”"
    called = name_number(leading) or f"“{shorten(name_title(leading) or printable(leading['file']), 60)}”"
    asks_figures = any(point.marks or point.field for point in case.points)
    what = "rà soát, đính chính số liệu tại" if asks_figures else "hoàn thiện"
    kind = name_kind(leading).replace(" ", "\N{NO-BREAK SPACE}")
    return shorten(f"V/v {what} {kind} {called}", _LONGEST_SUBJECT)


def _you(case: ReplyCase) -> str:
    names = [one.name_vi for one in case.parties.addressees]
    return "quý Sở" if names and all(name.startswith("Sở ") for name in names) else "quý cơ quan"


def _open_accepted(case: ReplyCase, issuer: str) -> list[list[Part]]:
    leading = case.leading
    if leading is None:
        return []
    title = name_title(leading) if leading["number"] else ""
    received = f"{issuer} đã nhận được {name_report(leading, case.catalogue)}"
    received += f" (“{title}”)" if title else ""
    received += name_others(case)
    paragraphs: list[list[Part]] = [[f"{received}. {_count_in_words(case)}{_say_mended(case)}"]]
    paragraphs.append([f"{_why_you(case, leading)} {issuer} đề nghị {_you(case)} {_what_to_do(case)}:"])
    return paragraphs


def name_others(case: ReplyCase) -> str:
    """` cùng 02 tài liệu kèm theo`: what came beside the leading document."""
    others = len(case.decision["documents"]) - 1
    return f" cùng {others:02} tài liệu kèm theo" if others > 0 else ""


def _why_you(case: ReplyCase, leading: Json) -> str:
    """Why this letter comes to whoever did not write the report."""
    code = leading["agency_code"]
    if code is None or code in {one.agency_code for one in case.parties.addressees}:
        return "Qua rà soát,"
    before = _short_name(case.catalogue.agency(code))
    return f"Nhiệm vụ của {before} nay do {_you(case)} đảm nhiệm theo lĩnh vực; qua rà soát,"


def _count_in_words(case: ReplyCase) -> str:
    counts = count_figures(case)
    said = f"Trong {number_of(counts.read)} số liệu đọc được, {number_of(counts.accepted)} số liệu đã được tiếp nhận"
    if counts.doubted:
        said += f", trong đó {number_of(counts.doubted)} số liệu kèm lưu ý đang rà soát"
    rest = [
        (counts.waiting, "số liệu chờ làm rõ, chưa đưa vào tổng hợp"),
        (counts.unknown, "số liệu thuộc chỉ tiêu chưa có trong danh mục nên được lưu để tra cứu"),
        (counts.checking, "tỷ lệ chỉ dùng để đối chiếu"),
        (counts.other, "số liệu khác được lưu để tra cứu"),
    ]
    return "; ".join([said, *(f"{number_of(count)} {words}" for count, words in rest if count)]) + "."


def _say_mended(case: ReplyCase) -> str:
    if case.mended is None:
        return ""
    return f" Trong {case.mended.asked:02} nội dung đã nêu lần trước, {case.mended.gone:02} nội dung đã được khắc phục."


def _what_to_do(case: ReplyCase) -> str:
    count = len(case.requests)
    if count == 1:
        return "xem xét, xử lý nội dung sau"
    return f"kiểm tra và xác nhận, đính chính hoặc bổ sung {count:02} nội dung sau"


def _open_rejected(case: ReplyCase, issuer: str) -> list[list[Part]]:
    name = printable(case.decision["name"])
    reasons = "lý do sau" if len(case.requests) == 1 else f"{len(case.requests):02} lý do sau"
    return [[f"{issuer} đã nhận được hồ sơ “{name}” nhưng chưa tiếp nhận được vì {reasons}:"]]


def _write_requests(case: ReplyCase) -> list[list[Part]]:
    shown = case.requests[:_MOST_REQUESTS]
    paragraphs = [paragraph for request in shown for paragraph in _write_request(case, request)]
    hidden = sum(len(request.points) for request in case.requests[_MOST_REQUESTS:])
    if hidden:
        paragraphs.append([f"Còn {hidden} nội dung khác được đánh dấu và nêu cách xử lý trong tệp gửi kèm."])
    return paragraphs


def _write_request(case: ReplyCase, request: Request) -> list[list[Part]]:
    """The place in bold; each point with what is written and why it does not hold; what to do, once where it is one."""
    points = request.points[:_MOST_POINTS]
    same_action = len({point.action_vi for point in points}) == 1
    heading = _head_request(case, request)
    paragraphs: list[list[Part]] = [[(f"{request.number}. {heading}", True)]] if heading else []
    for point, mark in zip(points, _letters(request), strict=False):
        lead = mark if heading else f"{request.number}. {mark}"
        said = [(lead, not heading), *_say_point(case, point)]
        paragraphs.append(said if same_action else [*said, f" {_ask(point)}"])
    hidden = len(request.points) - len(points)
    if hidden:
        paragraphs.append([f"Còn {hidden} chỗ khác trong phần này được đánh dấu trong tệp gửi kèm."])
    if same_action and len(points) == 1:
        paragraphs[-1].append(f" {_ask(points[0])}")
    elif same_action:
        paragraphs.append([_ask(points[0])])
    return paragraphs


def _letters(request: Request) -> list[str]:
    if len(request.points) == 1:
        return [""]
    return [f"{point.label.removeprefix(str(request.number))}) " for point in request.points]


def _head_request(case: ReplyCase, request: Request) -> str:
    point = request.points[0]
    document = case.documents.get(point.document_id or "")
    of_file = f"tệp “{printable(document.file)}”" if document and len(case.documents) > 1 else ""
    agencies = (case.parties.in_charge.get(one.field or "") for one in request.points)
    in_charge = sorted({_short_name(agency) for agency in agencies if agency})
    where = ", ".join(part for part in (request.section_vi, of_file) if part)
    where = where[:1].upper() + where[1:]
    return f"{where} ({', '.join(in_charge)})" if where and in_charge else where


def _short_name(agency: Agency) -> str:
    """`Sở Nội vụ`: all receivers are of one province."""
    return agency.name_vi.split(" tỉnh ")[0]


def _say_point(case: ReplyCase, point: Point) -> list[Part]:
    spot = f"{point.place.spot_vi[:1].upper()}{point.place.spot_vi[1:]}: " if point.place.spot_vi else ""
    if not point.quote or point.quote in point.message_vi:
        return [spot + point.message_vi]
    document = case.documents.get(point.document_id or "")
    described = [one for one in case.decision["documents"] if one["document_id"] == point.document_id]
    kind = name_kind(described[0]) if described else "Văn bản"
    message = point.message_vi.replace("báo cáo ghi", f"{kind} ghi")
    return [f"{spot}{kind} ghi: “", *quote_parts(point, document), f"”. {message}"]


def _ask(point: Point) -> str:
    return f"Đề nghị {point.action_vi[:1].lower()}{point.action_vi[1:]}"


def _close(case: ReplyCase, issuer: str, attached: Sequence[str]) -> list[list[Part]]:
    you, leading = _you(case), case.leading
    paragraphs: list[list[Part]] = []
    if attached and not case.is_rejected:
        files = ", ".join(f"“{name}”" for name in attached)
        paragraphs.append(
            [
                f"Các chỗ trên được đánh dấu trong tệp phản hồi gửi kèm {files}; tệp này không thay thế văn bản gốc."
            ]
        )
    by = write_day(case.answer_by) if case.answer_by else NOBODY
    if case.is_unwanted:
        paragraphs.append(
            [f"Đề nghị {you} thực hiện và báo lại kết quả ", (f"chậm nhất ngày {by}", True), "."]
        )
    elif case.is_rejected or leading is None:
        paragraphs.append([f"Đề nghị {you} gửi lại hồ sơ ", (f"chậm nhất ngày {by}", True), "."])
    else:
        called = " ".join(part for part in (name_kind(leading), name_number(leading)) if part)
        first, *others = [_short_name(one) for one in case.parties.addressees] or [you]
        who = f"{first} làm đầu mối, phối hợp với {', '.join(others)}" if others else you
        paragraphs.append(
            [
                f"Đề nghị {who} trả lời bằng văn bản, kèm tệp đã sửa, ",
                (f"chậm nhất ngày {by}", True),
                f"; văn bản ghi rõ “đính chính” (chỉ sửa số sai) hoặc “thay thế” (gửi lại toàn bộ) {called}. "
                f"Trường hợp số liệu đã ghi là đúng, đề nghị nêu rõ căn cứ để {issuer} ghi nhận.",
            ]
        )
    paragraphs.append([f"{issuer} trân trọng cảm ơn sự phối hợp của {you}./."])
    return paragraphs


def _list_receivers(case: ReplyCase) -> list[str]:
    ministries = [one.name_vi for one in case.parties.copies if one.level != "province_government"]
    governments = [one.name_vi for one in case.parties.copies if one.level == "province_government"]
    named = f"Các {ministries[0]}" if len(ministries) > 1 else "".join(ministries)
    for name in ministries[1:]:
        named += f", {name.removeprefix('Bộ ')}"
    return [
        "- Như trên;",
        *(f"- {name} (để phối hợp chỉ đạo);" for name in governments),
        *([f"- {named} (để phối hợp);"] if named else []),
        "- Lưu: VT, ……",
    ]
