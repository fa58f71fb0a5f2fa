"""Questions as a person meets them: one request a submission for its figures, one a document for its relation.

Requests are small dicts that fit a message: identities, words, options. What documents say is escaped, since it
is shown as Markdown.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, get_args

from lientinh import wording
from lientinh.catalogue.catalogue import Catalogue
from lientinh.errors import UsageError
from lientinh.lake import Lake
from lientinh.period_wording import period_vi
from lientinh.readings import Relation
from lientinh.review.questions import Question, list_questions
from lientinh.review.reviewing import Said, answer_questions

Json = dict[str, Any]

ACCEPT = "Chấp nhận số liệu như báo cáo đã ghi"
REJECT = "Trả lại, đề nghị gửi lại"
ACCEPT_SOME = "Chỉ chấp nhận các nội dung có số thứ tự ghi bên dưới, trả lại phần còn lại"
_ANSWERABLE: tuple[Relation, ...] = tuple(one for one in get_args(Relation) if one != "withdraws")
_RELATION_OPTIONS = {wording.RELATIONS[one][0].capitalize(): one for one in _ANSWERABLE}
_FIGURES_SHOWN = 10  # a finding: an unclear relation holds a whole report
_FINDINGS_SHOWN = 30
_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>#|~$&])")


def list_requests(lake: Lake, catalogue: Catalogue, submission_id: str) -> list[Json]:
    """What a submission's reviewers are asked now; empty where nothing waits any more."""
    questions = list_questions(lake, catalogue, submission_id)
    figures = [one for one in questions if one.kind == "figures"]
    groups = [figures] if figures else []
    groups += [[one] for one in questions if one.kind == "relation"]
    return [_request(group, catalogue) for group in groups]


def answer_request(
    lake: Lake, catalogue: Catalogue, request: Mapping[str, Any], chosen: str, numbers: str, said: Said
) -> Json | None:
    """The decision that follows; None where somebody else has answered meanwhile.

    `numbers`: the places of the accepted findings ("1, 3") where only some are. Raises `UsageError` for an option
    that was not given and for a number that is none.
    """
    submission_id, asked = request["submission_id"], list(request["finding_ids"])
    waiting = {one.finding["finding_id"] for one in list_questions(lake, catalogue, submission_id)}
    open_ids = [one for one in asked if one in waiting]
    if not open_ids:
        return None
    if request["kind"] == "relation" and chosen in _RELATION_OPTIONS:
        relation = _RELATION_OPTIONS[chosen]
        return answer_questions(lake, catalogue, submission_id, "accepted", said, open_ids, relation)
    if chosen == ACCEPT:
        return answer_questions(lake, catalogue, submission_id, "accepted", said, open_ids)
    if chosen == REJECT:
        return answer_questions(lake, catalogue, submission_id, "rejected", said, open_ids)
    if chosen != ACCEPT_SOME:
        raise UsageError(f"{chosen!r}: không có lựa chọn này (no such option)")
    accepted = {asked[place - 1] for place in read_numbers(numbers, len(asked))}
    decision = None
    for kind, ids in (
        ("accepted", [one for one in open_ids if one in accepted]),
        ("rejected", [one for one in open_ids if one not in accepted]),
    ):
        if ids:
            decision = answer_questions(lake, catalogue, submission_id, kind, said, ids)  # type: ignore[arg-type]
    return decision


def read_numbers(text: str, most: int) -> list[int]:
    """ "1, 3" → [1, 3]; raises `UsageError` for anything but numbers from 1 to `most`."""
    parts = [part for part in re.split(r"[\s,;]+", text.strip()) if part]
    if not parts or not all(part.isascii() and part.isdecimal() and 1 <= int(part) <= most for part in parts):
        raise UsageError(
            f"{text!r}: ghi số thứ tự từ 1 đến {most}, cách nhau bằng dấu phẩy (numbers from 1 to {most})"
        )
    return [int(part) for part in parts]


def _request(group: Sequence[Question], catalogue: Catalogue) -> Json:
    first = group[0]
    is_relation = first.kind == "relation"
    area = catalogue.area(first.area_code).name_vi
    several = [ACCEPT_SOME] if len(group) > 1 else []
    what = "quan hệ với báo cáo trước" if is_relation else f"{_count(group)} số liệu chờ làm rõ"
    return {
        "kind": first.kind,
        "submission_id": first.submission_id,
        "area_code": first.area_code,
        "finding_ids": [one.finding["finding_id"] for one in group],
        "subject": f"{area}: {what} trong hồ sơ “{first.name}”",
        "body": _body(group, catalogue),
        "options": [*_RELATION_OPTIONS, REJECT] if is_relation else [ACCEPT, *several, REJECT],
        "reviewers": sorted(
            {name for one in group for name in (*one.assigned.reviewers, *one.assigned.escalates_to)}
        ),
    }


def _count(group: Sequence[Question]) -> int:
    return len({row["observation_id"] for one in group for row in one.figures})


def _body(group: Sequence[Question], catalogue: Catalogue) -> str:
    lines = [
        "Các số liệu dưới đây **chưa được công bố** vì hệ thống rà soát phát hiện nội dung chưa rõ. "
        "Đề nghị xem xét và chọn một phương án; số liệu khác của hồ sơ đã được công bố bình thường.",
        "",
    ]
    for number, one in enumerate(group[:_FINDINGS_SHOWN], 1):
        lines += [
            f"{number}. **{escape(one.finding['message_vi'])}**",
            f"   - Vị trí: {escape(one.finding['locator'])}",
        ]
        if one.finding["quote"]:
            lines.append(f"   - Báo cáo ghi: “{escape(one.finding['quote'])}”")
        lines += [f"   - Số liệu đang chờ: {_figure(row, catalogue)}" for row in one.figures[:_FIGURES_SHOWN]]
        if len(one.figures) > _FIGURES_SHOWN:
            lines.append(f"   - … và {len(one.figures) - _FIGURES_SHOWN} số liệu khác")
        lines += [f"   - {escape(one.finding['action_vi'])}", ""]
    if len(group) > _FINDINGS_SHOWN:
        lines += [f"… và {len(group) - _FINDINGS_SHOWN} nội dung khác, xem bằng `lientinh review`.", ""]
    lines += [
        f"*{len(group)} finding(s) hold {_count(group)} figure(s) back. Accept the figures as the report states them, "
        "or return them to the sender; all else of the submission is published.*"
    ]
    return "\n".join(lines)


def _figure(row: Json, catalogue: Catalogue) -> str:
    name = catalogue.indicator(row["indicator_code"]).name_vi
    told = wording.measured(row["value_text"], row["unit_text"] or "")
    return f"{escape(name)}, {period_vi(row)}: **{escape(told)}**"


def escape(text: str) -> str:
    """Words of a document as Markdown shows them, on one line."""
    return _MARKDOWN.sub(r"\\\1", " ".join(text.split()))
