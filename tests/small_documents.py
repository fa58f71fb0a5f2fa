"""Documents written in a test, read as a file would be."""

from __future__ import annotations

from lientinh.documents import Document
from lientinh.read.content import Limits
from lientinh.read.text.plain_text import read_plain_text

REPORT_HEAD = """SỞ LAO ĐỘNG - THƯƠNG BINH VÀ XÃ HỘI TỈNH LẠNG SƠN

Số: 12/BC-SLĐTBXH

Lạng Sơn, ngày 05 tháng 7 năm 2022

BÁO CÁO
Kết quả công tác 6 tháng đầu năm 2022

I. KẾT QUẢ 6 THÁNG ĐẦU NĂM 2022

"""


def document_of(text: str, name: str = "small.txt") -> Document:
    """A text as the reader of plain text gives it."""
    content = read_plain_text(text.encode(), name, Limits())
    return Document("small", name, "0" * 64, content.media_type, content.blocks)
