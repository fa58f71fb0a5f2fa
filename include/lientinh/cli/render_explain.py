"""A number's whole life for people: place, words, figure, document, doubts, decision, versions."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from lientinh.wording import (
    ACCUMULATIONS,
    CAUSES,
    PLAN_BASES,
    RELATIONS,
    SCENARIOS,
    SEVERITIES,
    both,
    clock,
    day,
    figure,
    measured,
)

Explanation = dict[str, Any]

_DECISIONS = {"accepted": ("tiếp nhận", "accepted"), "withheld": ("chờ làm rõ", "withheld")}
_DECIDERS = {"automatic": ("tự động", "automatic")}


def print_explanation(console: Console, explanation: Explanation) -> None:
    """The parts of an explanation, each under its heading; of a removed figure, that and when it was removed."""
    if "removed" in explanation:
        _print_removed(console, explanation["observation_id"], explanation["removed"])
        return
    shown = explanation["figure"]
    console.print(Text(f"{shown['indicator_name_vi']} ({shown['indicator_name_en']})", style="bold"))
    table = Table.grid(padding=(0, 2))
    for heading, text in (*_figure(explanation), *_source(explanation), *_handling(explanation)):
        table.add_row(Text(heading, style="dim"), Text(text))
    console.print(table)
    _print_findings(console, explanation["findings"])
    _print_versions(console, explanation["versions"])


def _print_removed(console: Console, observation_id: str, removed: Explanation) -> None:
    at = clock(datetime.fromisoformat(removed["purged_at"]))
    console.print(Text(f"Số liệu {observation_id} đã bị xóa theo yêu cầu lúc {at}.", style="bold"))
    console.print(Text(f"Hồ sơ {removed['submission_id']}; người thực hiện: {removed['purged_by']}."))
    console.print(Text(f"Lý do: {removed['reason']}"))
    console.print("(Removed on order, with its submission and everything made from it.)", style="dim")


def _figure(explanation: Explanation) -> list[tuple[str, str]]:
    shown = explanation["figure"]
    value = figure(shown["value"], shown["lower"], shown["upper"], shown["qualifier"])
    nature = both(SCENARIOS, shown["scenario"])
    if shown["plan_basis"]:
        nature += ", " + both(PLAN_BASES, shown["plan_basis"])
    window = f"{day(shown['period_start']) if shown['period_start'] else '…'} – {day(shown['period_end'])}"
    lines = [
        ("Số liệu (value)", measured(value, shown["unit_symbol"])),
        ("Địa bàn (area)", f"{shown['area_name_vi']} [{shown['territory']}]"),
        ("Kỳ (period)", f"{shown['period']} ({window}), {both(ACCUMULATIONS, shown['accumulation'])}"),
        ("Tính chất (scenario)", nature),
    ]
    if shown["breakdown"] != "_T":
        lines.insert(1, ("Phân tổ (breakdown)", f"{shown['breakdown_name_vi']} [{shown['breakdown']}]"))
    return lines


def _source(explanation: Explanation) -> list[tuple[str, str]]:
    document, words, place = explanation["document"], explanation["words"], explanation["place"]
    symbol = document["symbol"]
    if document["number"]:
        numbered = "số " + "/".join(part for part in (document["number"], symbol) if part)
    else:
        numbered = f"không ghi số, ký hiệu {symbol}" if symbol else "không ghi số"
    issued = f"ngày {day(document['issued_on'])}" if document["issued_on"] else document["issued_text"]
    kept = {None: "", True: "; còn lưu (kept)", False: "; KHÔNG còn trong kho gốc (bytes gone)"}
    line = f", dòng {place['line']}" if place["line"] else ""
    page = f", trang {place['page']}" if place["page"] else ""
    return [
        ("Nguyên văn (quote)", f"“{words['quote']}”"),
        ("Số trong văn bản (as written)", measured(words["value_text"], words["unit_text"] or "")),
        ("Vị trí (place)", f"{place['text']}{page}{line}"),
        ("Văn bản (document)", document["title"] or document["file"]),
        ("Nơi ban hành (issuer)", f"{document['agency_text'] or '–'}, {numbered}, {issued or day(None)}"),
        ("Tệp (file)", document["file"]),
        ("SHA-256", f"{document['sha256']}{kept[explanation['bytes_kept']]}"),
    ]


def _handling(explanation: Explanation) -> list[tuple[str, str]]:
    decision, known, submission = explanation["decision"], explanation["known"], explanation["submission"]
    arrived = f"đến ngày {day(submission['arrived_on'])}" if submission["arrived_on"] else "không rõ ngày đến"
    until = f", đến (until) {clock(known['known_to'])}" if known["known_to"] else ""
    flagged = ", kèm cảnh báo (flagged)" if decision["flagged"] else ""
    return [
        ("Hồ sơ (submission)", f"{submission['name']} [{submission['submission_id']}], {arrived}"),
        ("Quan hệ (relation)", both(RELATIONS, explanation["document"]["relation"])),
        (
            "Kết quả xử lý (decision)",
            f"{both(_DECISIONS, decision['figure'])}{flagged}, {both(_DECIDERS, decision['decided_by'])},"
            f" {clock(decision['decided_at'])}",
        ),
        ("Phiên bản xử lý (processing)", explanation["processing"]),
        (
            "Cập nhật kho (publication)",
            f"lần {known['publication']}, từ (known from) {clock(known['known_from'])}{until}",
        ),
    ]


def _print_findings(console: Console, findings: list[Explanation]) -> None:
    if not findings:
        console.print("Không có nội dung cần rà soát về số này. (No findings.)", style="green")
        return
    console.print(Text("Nội dung cần rà soát (findings)", style="bold"))
    for found in findings:
        console.print(
            Text(f"  {both(SEVERITIES, found['severity'])} {found['rule_id']}: {found['message_vi']}")
        )
        console.print(Text(f"    {found['message_en']}", style="dim"))


def _print_versions(console: Console, versions: list[Explanation]) -> None:
    console.print(Text("Các lần công bố của số liệu này (versions)", style="bold"))
    table = Table(
        "Số liệu (value)", "Từ (from)", "Đến (to)", "Lý do (cause)", "Văn bản (document)", "Mã (id)"
    )
    for version in versions:
        value = figure(version["value"], version["lower"], version["upper"], version["qualifier"])
        number = "/".join(part for part in (version["number"], version["symbol"]) if part) or version["file"]
        table.add_row(
            value if version["decision"] == "accepted" else f"{value} ({_DECISIONS['withheld'][0]})",
            clock(version["known_from"]),
            clock(version["known_to"]),
            f"{both(RELATIONS, version['relation'])}; {both(CAUSES, version['cause'])}",
            Text(number + ("" if version["leads"] else " (nguồn khác được ưu tiên)")),
            version["observation_id"],
        )
    console.print(table)
