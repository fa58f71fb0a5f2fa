"""Codes that only exports put into words, beside those of `wording`: Vietnamese first, English beside."""

from __future__ import annotations

from lientinh.wording import (
    ACCUMULATIONS,
    BASES,
    CAUSES,
    FINDING_STATES,
    PLAN_BASES,
    QUALIFIERS,
    REASONS,
    RELATIONS,
    SCENARIOS,
    SEVERITIES,
    STATES,
    Words,
)

# SDMX CL_OBS_STATUS 2.2, the codes the schema uses.
OBS_STATUSES: Words = {
    "A": ("bình thường", "normal value"),
    "B": ("ngắt chuỗi số liệu", "time series break"),
    "E": ("ước tính", "estimated value"),
    "F": ("dự báo", "forecast value"),
    "P": ("sơ bộ", "provisional value"),
    "U": ("độ tin cậy thấp", "low reliability"),
}
# SDMX CL_FREQ 2.1; a window without a calendar is other, a single day has no frequency.
FREQUENCIES: Words = {
    "A": ("năm", "annual"),
    "S": ("sáu tháng", "half-yearly"),
    "Q": ("quý", "quarterly"),
    "M": ("tháng", "monthly"),
    "_O": ("khoảng thời gian khác", "other"),
    "_Z": ("một ngày, không có tần suất", "not applicable: a single day"),
}
NO_PLAN = "_Z"
SDMX_PLAN_BASES: Words = {NO_PLAN: ("không phải kế hoạch", "not applicable: no plan"), **PLAN_BASES}
REPORTING_STATES: Words = {
    "not_due": ("chưa đến hạn", "not due"),
    "not_reported": ("chưa báo cáo", "not reported"),
    "returned": ("trả lại, đề nghị gửi lại", "returned"),
    "arrived": ("đã đến, không rõ có đúng hạn không", "arrived, lateness unknown"),
    "on_time": ("đúng hạn", "on time"),
    "late": ("chậm", "late"),
}
LEGAL_STATES: Words = {
    "signed": ("đã ký", "signed"),
    "unsigned": ("chưa ký", "unsigned"),
    "draft": ("dự thảo", "draft"),
    "unknown": ("không rõ", "unknown"),
}
DIRECTIONS: Words = {
    "higher_better": ("càng cao càng tốt", "higher is better"),
    "lower_better": ("càng thấp càng tốt", "lower is better"),
    "neutral": ("không xếp hạng", "never ranked"),
}

# What the dictionary lists: title in Vietnamese and English, the column the codes stand in, the codes.
CODE_LISTS: tuple[tuple[str, str, str, Words], ...] = (
    ("Trạng thái của ô so sánh", "States of a cell", "comparison.state", STATES),
    ("Lý do không so sánh được", "Reasons a cell is not comparable", "comparison.reason", REASONS),
    ("Tính chất số liệu", "Scenarios", "scenario", SCENARIOS),
    ("Căn cứ kế hoạch", "Plan bases", "plan_basis", PLAN_BASES),
    ("Cách tính theo thời gian", "Accumulations", "accumulation", ACCUMULATIONS),
    ("Cách chốt kỳ", "Period bases", "period_basis", BASES),
    ("Từ giới hạn", "Qualifiers", "qualifier", QUALIFIERS),
    ("Tình trạng số liệu (SDMX)", "Observation status (SDMX)", "obs_status", OBS_STATUSES),
    ("Chiều tốt của chỉ tiêu", "Directions", "dim_indicator.direction", DIRECTIONS),
    ("Tình trạng báo cáo", "States of a duty to report", "reporting_status.state", REPORTING_STATES),
    ("Quan hệ với báo cáo trước", "Relations to the report", "relation", RELATIONS),
    ("Tình trạng pháp lý của văn bản", "Legal states", "legal_state", LEGAL_STATES),
    ("Mức độ của nội dung cần rà soát", "Severities", "finding.severity", SEVERITIES),
    ("Tình trạng của nội dung cần rà soát", "States of a finding", "finding.state", FINDING_STATES),
    ("Lý do cập nhật kho số liệu", "Causes of a publication", "publication.cause", CAUSES),
)
