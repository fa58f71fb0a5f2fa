"""Reports of departments in prose, consistent in themselves and with one another; and their bytes."""

from __future__ import annotations

import html
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from functools import cache, partial

from word_document import build_word_document

from quality.figures import Figure, Link, base_value
from quality.prose import SLOT, Prose
from quality.topics import SECTIONS
from quality.world import PROVINCES, Part, draw

_NUMERALS = {"S1": "6 tháng đầu năm {}", "9M": "9 tháng năm {}", "Y": "năm {}"}
_ISSUED = {"S1": (7, 5), "9M": (10, 5), "Y": (12, 28)}
_COUNTED = {"S1": "30/6", "9M": "30/9", "Y": "15/12"}
_MONTHS = {"S1": "6", "9M": "9", "Y": "12"}
_NUMBERS = {"S1": 61, "9M": 102, "Y": 148}
_FORMATS = {"04": "docx", "06": "txt", "14": "html", "19": "txt", "20": "docx"}
PAST_YEARS = 5


@cache
def write_report(area_code: str, year: int, part: Part) -> Prose:
    """The good report of a province for a part of a year."""
    lines: list[str] = []
    figures: dict[str, Figure] = {}
    known: dict[str, Figure] = {}
    links: list[Link] = []
    words = {
        "year": str(year), "before": str(year - 1), "month": _MONTHS[part], "day": f"ngày {_COUNTED[part]}/{year}",
        "standard": "2021 - 2025" if year > 2020 else "2016 - 2020",
    }  # fmt: skip
    for heading, makers in SECTIONS.items():
        topics = [(maker.__name__, maker(area_code, year, part)) for maker in makers]
        lines.append(heading)
        for name, topic in topics:
            if topic.wordings:
                line = draw(area_code, name).choice(topic.wordings)
                lines.append(SLOT.sub(lambda slot: words.get(slot[1], slot[0]), line))
                figures |= topic.figures
                known |= topic.known
                links += topic.links
    month, day = _ISSUED[part]
    landed = datetime(year, month, day, int(area_code), tzinfo=UTC) + timedelta(days=2)
    report = Prose(
        key=f"prose {area_code} {year}-{part}",
        area_code=area_code,
        name=f"bao-cao-{part.lower()}-{year}.{_FORMATS[area_code]}",
        landed_at=landed,
        lines=tuple(lines),
        figures=figures,
        links=(),
        known=known,
        past=partial(_past_of, area_code, year, part),
        write=partial(_write, _head_of(area_code, year, part)),
    )
    usable = report.stated.keys() | known.keys()
    return replace(report, links=tuple(one for one in links if usable >= set(one.names)))


def _past_of(area_code: str, year: int, part: Part, name: str) -> list[Decimal]:
    earlier = range(year - PAST_YEARS, year)
    return [base_value(write_report(area_code, one, part).figures[name]) for one in earlier]


def _write(head: dict[str, str], report: Prose) -> bytes:
    """The report as a file of the province's format."""
    makers = {"docx": _as_word, "txt": _as_text, "html": _as_page}
    return makers[_FORMATS[report.area_code]](head, report.body())


def _head_of(area_code: str, year: int, part: Part) -> dict[str, str]:
    name = PROVINCES[area_code]
    period = _NUMERALS[part].format(year)
    month, day = _ISSUED[part]
    return {
        "above": f"UBND TỈNH {name.upper()}",
        "issuer": "SỞ LAO ĐỘNG - THƯƠNG BINH VÀ XÃ HỘI",
        "number": f"Số: {_NUMBERS[part]}/BC-SLĐTBXH",
        "place": f"{name}, ngày {day:02d} tháng {month} năm {year}",
        "title": "BÁO CÁO",
        "subject": f"Kết quả công tác lao động, người có công và xã hội {period} của tỉnh {name}",
        "heading": f"I. KẾT QUẢ THỰC HIỆN {period.upper()}",
    }


def _as_text(head: dict[str, str], body: list[str]) -> bytes:
    parts = [
        f"{head['above']}\n{head['issuer']}", head["number"],
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc", head["place"],
        f"{head['title']}\n{head['subject']}", head["heading"], *body, "Nơi nhận:\n- Như trên;\n- Lưu: VT.",
    ]  # fmt: skip
    return "\n\n".join(parts).encode()


def _as_word(head: dict[str, str], body: list[str]) -> bytes:
    lines = [f"## {line}" if line[0].isdigit() else line for line in body]
    text = "\n\n".join([
        f"@issuer {head['above']} | {head['issuer']}", f"@number {head['number']}", f"@place {head['place']}",
        f"@title {head['title']} | {head['subject']}", "@recipients Như trên; | Lưu: VT.", "@signature GIÁM ĐỐC",
        f"# {head['heading']}", *lines,
    ])  # fmt: skip
    return build_word_document(text)


def _as_page(head: dict[str, str], body: list[str]) -> bytes:
    order = ("above", "issuer", "number", "place", "title", "subject", "heading")
    lines = "\n".join(f"<p>{html.escape(line)}</p>" for line in (*(head[one] for one in order), *body))
    page = f'<!DOCTYPE html>\n<html lang="vi"><head><meta charset="utf-8"></head><body>\n{lines}\n</body></html>\n'
    return page.encode()
