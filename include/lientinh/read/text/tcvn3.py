"""TCVN3 (ABC), the eight-bit encoding of Vietnamese files from before Unicode became mandatory.

Decision 72/2002/QĐ-TTg made TCVN 6909 (Unicode) mandatory between state bodies from 2003; archives are older.
Python has no codec for it. The table is TCVN 5712:1993, VN3, whose other bytes are those of cp1252; fonts of the
family ".VnTimeH" draw the small letters as capitals, which bytes cannot tell.
"""

from __future__ import annotations

_LETTERS = {
    0xA1: "ĂÂÊÔƠƯĐăâêôơưđ",  # A1 to AE
    0xB5: "àảãáạ",
    0xBB: "ằẳẵắ",
    0xC6: "ặầẩẫấậè",
    0xCE: "ẻẽéẹềểễếệìỉ",
    0xDC: "ĩíịò",
    0xE1: "ỏõóọồổỗốộờởỡớợù",
    0xF1: "ủũúụừửữứựỳỷỹýỵ",
}
TCVN3_TO_UNICODE: dict[int, str] = {
    start + offset: letter for start, letters in _LETTERS.items() for offset, letter in enumerate(letters)
}
