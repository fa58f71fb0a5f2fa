"""Tables that only arrange a page: the two columns of issuer and motto, the block of recipients and signature.

Decree 30/2020/NĐ-CP, annex I, puts both side by side, and every word processor does that with a table.
"""

from __future__ import annotations

import re

from lientinh.documents import Table

_FURNITURE = re.compile(
    r"cộng h(?:òa|oà) xã hội chủ nghĩa|độc lập - tự do|nơi nhận|^kính gửi|(?:^|\n)(?:tm|kt|tl|tuq)\.\s",
    re.IGNORECASE,
)
_ARRANGING_COLUMNS = 3


def is_layout(table: Table) -> bool:
    """One cell, or a few columns with the fixed words of an official page."""
    if len(table.cells) == 1:
        return True
    columns = {cell.column for cell in table.cells}
    return len(columns) <= _ARRANGING_COLUMNS and any(_FURNITURE.search(cell.text) for cell in table.cells)
