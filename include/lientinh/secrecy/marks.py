"""The mark of a state secret as a line or a cell writes it: MẬT, TỐI MẬT, TUYỆT MẬT, and nothing else beside it.

A sentence that speaks of secrecy ("bảo mật", "bí mật nhà nước"), of density or of honey is no mark: a mark stands
alone, after the words that announce it ("Độ mật:"), or beside the furniture of a document's head (its number, its
date, the motto). Two errors weigh differently: a report stopped wrongly is handed in again, a secret once stored is
not forgotten; so a line that consists of the word counts in any case of letters.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

from lientinh.read.text.tcvn3 import TCVN3_TO_UNICODE

Row = Sequence[str]  # a paragraph is a row of one cell; a cell may hold several lines

_SPACED = re.compile(r"[\W_]+")
_URGENCY = r"(?:hỏatốc|hoảtốc|thượngkhẩn|khẩn)"
_DEGREE = r"(?:tuyệt|tối)?mật"
_MARK = re.compile(
    rf"{_URGENCY}?"
    r"(?:(?:dấuchỉ)?(?:mứcđộ|cấpđộ|mức|độ)(?:bảo)?mật(?:của(?:vănbản|tàiliệu))?|(?:tài|tư)liệu|vănbản|hồsơ)?"
    rf"{_DEGREE}(?:{_URGENCY})?"
)
# VNI writes a vowel and its marks as two characters; only the words of a mark are wanted here.
_VNI = (("maät", "mật"), ("toái", "tối"), ("tuyeät", "tuyệt"), ("ñoä", "độ"), ("möùc", "mức"))
_EDGE = re.compile(
    r"^\W*(?:TUYỆT MẬT|TỐI MẬT|MẬT)\W*\s+(?P<after>\S.*)$"
    r"|^(?P<before>.*\S)\s+\W*(?:TUYỆT MẬT|TỐI MẬT|MẬT)\W*$"
)
_FURNITURE = re.compile(
    r"số\s*[:.]|số\s+[\d….]*\s*/|cộng h[oò][àa] xã hội|độc lập\s*[-–]|.{2,40}, ngày [\d….\s]+tháng",
    re.IGNORECASE,
)
_WIDE_GAP = re.compile(r"\s{3,}|\t|\n|\v|\x0c|\|")
_NUMBER = re.compile(r"[\d.,%\s/-]*\d[\d.,%\s/-]*")
_SEEN_SECRET = re.compile(r"\bM[ẬẶẠÂĂAÁÃẢÀẤẦẨẪẮẰẲẴ]T\b")
_SEEN_DEGREE = re.compile(r"\b(?:T[ỐÔOÓỎÕÒỒỔỖỘỌỚ][IÍÌỈ]|TUY[ỆÊEẸẾỀỂỄÉÈ]T)\s+M[ẬẶẠÂĂAÁÃẢÀẤẦẨẪẮẰẲẴ]T\b")
_PAIR = 2  # a head set as a table has two columns: who writes, and the motto
_LONGEST = (
    60  # characters of a line that can be a mark: "Dấu chỉ mức độ mật của tài liệu: TUYỆT MẬT - HỎA TỐC"
)


def find_mark(rows: Iterable[Row]) -> bool:
    """Does any row bear the mark?"""
    return any(_is_marked(row) for row in rows)


def find_recognised_mark(lines: Iterable[str]) -> bool:
    """Does any line of a recognised page bear it? In capitals a stamp's accents are what recognition gets wrong."""
    return find_mark((_SEEN_SECRET.sub("MẬT", _SEEN_DEGREE.sub(_degree, line)),) for line in lines)


def _degree(found: re.Match[str]) -> str:
    return "TUYỆT MẬT" if found[0].startswith("TU") else "TỐI MẬT"


def _is_marked(row: Row) -> bool:
    cells = [cell for cell in map(_tidy, row) if cell]
    if not cells or any(_NUMBER.fullmatch(cell) for cell in cells):
        return False  # a row of figures is labelled, not marked: "Mật ong | 1.250", "Tối mật | 3"
    lines = [line.strip() for cell in cells for line in _WIDE_GAP.split(cell) if line.strip()]
    if len(cells) == 1:
        return any(map(_is_mark, lines)) or any(map(_is_beside_furniture, lines))
    if len(cells) > _PAIR and not any(_FURNITURE.match(line) for line in lines):
        return False
    announced = len(cells) == _PAIR and _is_mark(" ".join(cells)) and not _is_mark(cells[0])
    return announced or any(_is_mark(line) and _is_capital(line) for line in lines)


def _tidy(text: str) -> str:
    return unicodedata.normalize("NFC", text).strip()


def _is_mark(line: str) -> bool:
    return len(line) <= _LONGEST and any(_MARK.fullmatch(form) for form in _forms(line))


def _forms(line: str) -> list[str]:
    """Small letters without spaces and signs: as Unicode, and as the legacy encodings would have it."""
    plain = _compact(line)
    vni = plain
    for written, word in _VNI:
        vni = vni.replace(written, word)
    return [plain, _compact(line.translate(TCVN3_TO_UNICODE)), vni]


def _compact(line: str) -> str:
    return _SPACED.sub("", line.casefold())


def _is_capital(line: str) -> bool:
    """In capitals; a font of TCVN3 draws small letters as capitals, so legacy letters pass."""
    return line == line.upper() or not _MARK.fullmatch(_compact(line))


def _is_beside_furniture(line: str) -> bool:
    found = _EDGE.match(line)
    return found is not None and _FURNITURE.match(found["after"] or found["before"]) is not None
