"""Topics: events that are told by their count, in the words of a subject line."""

from __future__ import annotations

from collections.abc import Mapping

from lientinh.findings import Severity
from lientinh.wording import SEVERITIES

# topic → (Vietnamese, English for one, English for several). {n}: how many; {severity}: the word for how grave.
TOPICS: dict[str, tuple[str, str, str]] = {
    "finding_opened": (
        "{n} nội dung cần rà soát mới ở mức {severity}",
        "{n} new finding at level {severity}",
        "{n} new findings at level {severity}",
    ),
    "finding_reopened": (
        "{n} nội dung cần rà soát xuất hiện lại ở mức {severity}",
        "{n} finding at level {severity} is back",
        "{n} findings at level {severity} are back",
    ),
    "finding_resolved": (
        "{n} nội dung cần rà soát đã được giải quyết",
        "{n} finding resolved",
        "{n} findings resolved",
    ),
    "submission_rejected": (
        "{n} hồ sơ trả lại, đề nghị gửi lại",
        "{n} submission sent back",
        "{n} submissions sent back",
    ),
    "state_secret": (
        "{n} hồ sơ có tài liệu bí mật nhà nước, không được lưu",
        "{n} submission with a state secret, not kept",
        "{n} submissions with a state secret, not kept",
    ),
    "review_asked": (
        "{n} đề nghị rà soát số liệu đang chờ trả lời",
        "{n} request for a review waits for an answer",
        "{n} requests for a review wait for an answer",
    ),
    "review_unanswered": (
        "{n} đề nghị rà soát số liệu đã quá hạn trả lời",
        "{n} request for a review not answered in time",
        "{n} requests for a review not answered in time",
    ),
    "task_failed": (
        "{n} bước xử lý không hoàn thành",
        "{n} task failed",
        "{n} tasks failed",
    ),
}


def count_title(topic: str, severity: Severity, n: int) -> tuple[str, str]:
    """What happened n times, in Vietnamese and English."""
    vietnamese, one, several = TOPICS[topic]
    word_vi, word_en = SEVERITIES[severity]
    return (
        vietnamese.format(n=n, severity=word_vi),
        (one if n == 1 else several).format(n=n, severity=word_en),
    )


def title_of(
    topic: str, severity: Severity, area_code: str | None, names: Mapping[str, tuple[str, str]]
) -> tuple[str, str]:
    """The title of one event: `Lạng Sơn: 1 nội dung cần rà soát mới ở mức lỗi`, and the same in English."""
    title_vi, title_en = count_title(topic, severity, 1)
    if area_code is None:
        return title_vi, title_en
    name_vi, name_en = names.get(area_code, (area_code, area_code))
    return f"{name_vi}: {title_vi}", f"{name_en}: {title_en}"
