"""Text of documents in CSV: no cell may run as a formula in a spreadsheet, and no word may get lost."""

from __future__ import annotations

import re

GUARD = "'"
_DANGEROUS = re.compile(r"[\s']*[=+\-@\t\r\n＝＋－＠]")

GUARD_VI = (
    "Trong tệp CSV, văn bản bắt đầu bằng =, +, -, @ (kể cả sau dấu cách hoặc dấu ') có thêm một dấu ' ở đầu để "
    "bảng tính không hiểu là công thức; bỏ đúng một dấu ' đó là được nguyên văn. Tệp Parquet giữ nguyên văn."
)
GUARD_EN = (
    "In CSV files, text that begins with =, +, - or @ (also after blanks or apostrophes) has one apostrophe put in "
    "front, so that no spreadsheet takes it for a formula; take exactly that one away and the text is verbatim. "
    "Parquet files hold it verbatim."
)


def guard_text(text: str) -> str:
    """The text, one apostrophe in front where a spreadsheet might take it for a formula. Reversible."""
    return GUARD + text if _DANGEROUS.match(text) else text


def unguard_text(text: str) -> str:
    """What `guard_text` was given."""
    return text[1:] if text.startswith(GUARD) and _DANGEROUS.match(text[1:]) else text
