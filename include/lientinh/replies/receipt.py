"""The receipt of a submission that asks for no answer: a short Word file, so that an office files it like a letter."""

from __future__ import annotations

from lientinh.replies.cases import ReplyCase
from lientinh.replies.letter import add_receipt_table
from lientinh.replies.letter_text import NOBODY, name_others
from lientinh.replies.official_form import CENTRE, add_body, add_head, add_signature, new_letter, save_letter
from lientinh.replies.page import name_case

_MOST_NOTES = 8


def write_receipt(case: ReplyCase) -> bytes:
    """What was received, how many figures were read and accepted, and that nothing is asked."""
    issuer = case.parties.issuer.name_vi if case.parties.issuer else NOBODY
    file = new_letter("Phiếu tiếp nhận báo cáo")
    add_head(file, issuer, "")
    add_body(file, ("PHIẾU TIẾP NHẬN BÁO CÁO", True), indent=0, before=16, align=CENTRE)
    add_body(file, f"{issuer} xác nhận đã tiếp nhận {name_case(case)[0]}{name_others(case)}.", before=12)
    add_receipt_table(file, case)
    add_body(file, "Qua rà soát, không có nội dung cần trả lời.", before=12)
    if case.notes:
        add_body(file, "Lưu ý cho các lần báo cáo sau:")
    for note in case.notes[:_MOST_NOTES]:
        add_body(file, f"- {note.message_vi} {note.action_vi}", before=3)
    receivers = [f"- {one.name_vi};" for one in case.parties.addressees]
    add_signature(file, [*receivers, "- Lưu: VT, ……"], "BỘ PHẬN TIẾP NHẬN")
    return save_letter(file)
