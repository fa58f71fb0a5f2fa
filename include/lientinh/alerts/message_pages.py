"""What a message says: plain text and a simple page, Vietnamese first, English below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from html import escape

from lientinh.alerts.messages import Form, Line, Section
from lientinh.alerts.routes import AlertRoute
from lientinh.wording import clock

_MOST_DETAILS = 8  # of one line; the link shows the rest
_MOST_LINKS = 5


@dataclass(frozen=True, slots=True)
class _Words:
    to: str
    forms: dict[Form, str]
    more: str
    more_links: str
    look: str
    footer: str


_WORDS = (
    _Words(
        to="Kính gửi: {title}",
        forms={
            "at_once": "Thông báo lúc {at}",
            "daily": "Tổng hợp đến {at} (mỗi ngày một thư, chỉ gửi khi có nội dung mới)",
        },
        more="và {n} mục khác",
        more_links="và {n} đường dẫn khác",
        look="Xem",
        footer="Thư do hệ thống Liên Tỉnh gửi tự động, đề nghị không trả lời thư này. Thư không nêu số liệu báo cáo và"
        " họ tên; nội dung cụ thể xem theo đường dẫn.",
    ),
    _Words(
        to="To: {title}",
        forms={
            "at_once": "Notice of {at}",
            "daily": "Digest up to {at} (one a day, only if there is something new)",
        },
        more="and {n} more",
        more_links="and {n} more links",
        look="See",
        footer="Sent automatically by Liên Tỉnh; please do not answer. No figures of reports and no names of persons"
        " are in this message; the links lead to them.",
    ),
)


def write_text(route: AlertRoute, form: Form, at: datetime, sections: Sequence[Section]) -> str:
    """The message as plain text, both languages."""
    parts = ["\n".join(_text_lines(route, form, at, sections, language)) for language in (0, 1)]
    return f"\n\n{'-' * 64}\n\n".join(parts) + "\n"


def _text_lines(
    route: AlertRoute, form: Form, at: datetime, sections: Sequence[Section], language: int
) -> list[str]:
    words = _WORDS[language]
    lines = [
        words.to.format(title=(route.title_vi, route.title_en)[language]),
        words.forms[form].format(at=clock(at)),
    ]
    for section in sections:
        lines += ["", section.name[language].upper()]
        for line in section.lines:
            lines.append(f"- {line.title[language]}")
            lines += [f"    + {detail}" for detail in _details(line, language)]
            lines += [f"    {words.look}: {link}" for link in line.links[:_MOST_LINKS]]
            if len(line.links) > _MOST_LINKS:
                lines.append(f"    {words.more_links.format(n=len(line.links) - _MOST_LINKS)}")
    return [*lines, "", words.footer]


def _details(line: Line, language: int) -> list[str]:
    shown = [detail[language] for detail in line.details[:_MOST_DETAILS]]
    more = len(line.details) - len(shown)
    return [*shown, _WORDS[language].more.format(n=more)] if more else shown


def write_page(route: AlertRoute, form: Form, at: datetime, sections: Sequence[Section]) -> str:
    """The same as HTML; every text escaped, links only to pages and files."""
    parts = [
        f'<div lang="{code}">{_page_part(route, form, at, sections, language)}</div>'
        for language, code in enumerate(("vi", "en"))
    ]
    return (
        '<!DOCTYPE html>\n<html lang="vi"><head><meta charset="utf-8"></head>\n'
        '<body style="font-family: sans-serif; max-width: 42em">\n'
        + "\n<hr>\n".join(parts)
        + "\n</body></html>\n"
    )


def _page_part(
    route: AlertRoute, form: Form, at: datetime, sections: Sequence[Section], language: int
) -> str:
    words = _WORDS[language]
    to = words.to.format(title=(route.title_vi, route.title_en)[language])
    parts = [f"<p>{escape(to)}<br>{escape(words.forms[form].format(at=clock(at)))}</p>"]
    for section in sections:
        parts.append(f"<h3>{escape(section.name[language])}</h3>\n<ul>")
        for line in section.lines:
            details = "".join(f"<li>{escape(detail)}</li>" for detail in _details(line, language))
            links = "".join(f"<br>{words.look}: {_link(link)}" for link in line.links[:_MOST_LINKS])
            if len(line.links) > _MOST_LINKS:
                links += f"<br>{words.more_links.format(n=len(line.links) - _MOST_LINKS)}"
            inner = f"<ul>{details}</ul>" if details else ""
            parts.append(f"<li><b>{escape(line.title[language])}</b>{inner}{links}</li>")
        parts.append("</ul>")
    return "\n".join([*parts, f"<p><small>{escape(words.footer)}</small></p>"])


def _link(link: str) -> str:
    if link.startswith(("https://", "http://", "file://")):
        return f'<a href="{escape(link)}">{escape(link)}</a>'
    return escape(link)
