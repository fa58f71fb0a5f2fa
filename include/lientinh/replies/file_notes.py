"""What was remarked while a file was read, in Vietnamese with the English beside it: its encoding first.

Readers note in English, in the forms below; the decision keeps the notes as they were written, so that receipts of
any age can be written again. A note in no known form is shown as it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from lientinh.replies.safe_text import printable, shorten
from lientinh.wording import ENCODINGS

_MOST_NOTES = 8  # of one file; a workbook can have a hundred hidden sheets
_LONGEST = 300
_ENCODING = re.compile(r"encoding (?:.+ converted|guessed: .+)|converted from .+")

# (what readers write, the same in Vietnamese)
_FORMS = tuple(
    (re.compile(pattern), words)
    for pattern, words in (
        (r"hidden sheet (.+): (\d+) cells, not read for figures", "Trang tính ẩn “{0}” có {1} ô, không trích số liệu"),
        (
            r"hidden rows of sheet (.+): (.+), (\d+) figures in them, read like the others",
            "Trang tính “{0}” có dòng ẩn ({1}); {2} số liệu ở đó vẫn được đọc như các số liệu khác",
        ),
        (
            r"hidden columns of sheet (.+): (.+), (\d+) figures in them, read like the others",
            "Trang tính “{0}” có cột ẩn ({1}); {2} số liệu ở đó vẫn được đọc như các số liệu khác",
        ),
        (
            r"sheet (.+): review notes of a reply, ignored; answers written in it: (\d+)",
            "Trang tính “{0}” là phần rà soát kèm phản hồi lần trước, được bỏ qua; số câu trả lời ghi trong đó: {1}",
        ),
        (r"pictures: (\d+), not read", "{0} hình ảnh, không đọc nội dung"),
        (r"comments: (\d+), not read", "{0} ghi chú (comment) của người soạn, không đọc"),
        (
            r"tracked changes: insertions read \((\d+)\), deletions left out \((\d+)\)",
            "Văn bản còn theo dõi sửa đổi: đọc {0} chỗ thêm, bỏ qua {1} chỗ xóa",
        ),
        (r"converted by LibreOffice ?(\S*)", "Tệp định dạng cũ, được chuyển đổi bằng LibreOffice {0} trước khi đọc"),
        (r"RTF under the name of a \.doc", "Tệp có tên .doc nhưng nội dung là RTF, được đọc theo nội dung"),
        (r"pages with pictures: (\d+), pictures not read", "{0} trang có hình ảnh, không đọc nội dung hình"),
        (r"recognised from pictures: page (.+)", "Trang {0} là ảnh quét, chữ được nhận dạng tự động"),
        (r"recognised by Tesseract (\S+): (\d+) pages", "Chữ được nhận dạng tự động bằng Tesseract {0}: {1} trang"),
        (r"text layer from recognition: page (.+)", "Lớp chữ của trang {0} do phần mềm nhận dạng tạo ra"),
        (
            r"page (\d+): a dense drawing, not searched for ruled tables",
            "Trang {0} có hình vẽ dày đặc, không tìm bảng kẻ khung trong đó",
        ),
        (
            r"digital signatures: (\d+)(?:, dated (.+))?, covering the whole file, not verified",
            "Có {0} chữ ký số, bao trùm toàn bộ tệp; hệ thống không xác minh hiệu lực chữ ký",
        ),
        (
            r"digital signatures: (\d+)(?:, dated (.+))?, covering not the whole file, not verified",
            "Có {0} chữ ký số, không bao trùm toàn bộ tệp; hệ thống không xác minh hiệu lực chữ ký",
        ),
        (r"hidden text: (\d+) characters, not read", "{0} ký tự bị ẩn trên trang, không đọc"),
        (r"embedded files: (\d+), not read", "{0} tệp nhúng bên trong, không đọc"),
        (r"form fields filled in: (\d+), not read", "{0} ô biểu mẫu điện tử đã điền, không đọc"),
        (r"scripts and actions: (\d+), not run", "{0} mã lệnh tự động, không chạy"),
        (r"source: (.+)", "Nguồn số liệu: {0}"),
        (
            r"figures with a status of their own, kept as text: (\d+)",
            "{0} số liệu mang ký hiệu riêng, giữ nguyên dạng chữ",
        ),
        (r"ragged rows: (.+) \((\d+) of (\d+)\)", "Số cột không đều ở dòng {0} ({1} trong {2} dòng)"),
        (r"doubled column names: (.+)", "Tên cột trùng nhau: {0}"),
    )
)  # fmt: skip


def note_rows(document: Mapping[str, Any], *, several: bool) -> Iterator[tuple[str, str, str]]:
    """(label, its English, words) for what the receipt says of one file of a decision.

    `several`: the submission has more files, so each row names its own.
    """
    of_file = f" (tệp “{shorten(printable(document['file']), 80)}”)" if several else ""
    encoding = document.get("encoding")
    notes = [printable(note) for note in document.get("notes") or ()]
    if encoding in ENCODINGS:
        vietnamese, english = ENCODINGS[encoding]
        yield f"Bảng mã{of_file}", f"encoding: {english}", vietnamese
    shown = [note for note in notes if not _ENCODING.fullmatch(note)]
    for note in shown[:_MOST_NOTES]:
        yield (
            f"Ghi chú khi đọc tệp{of_file}",
            shorten(note, _LONGEST),
            shorten(_in_vietnamese(note), _LONGEST),
        )
    if len(shown) > _MOST_NOTES:
        more = len(shown) - _MOST_NOTES
        yield f"Ghi chú khi đọc tệp{of_file}", f"and {more} more", f"và {more} ghi chú khác"


def _in_vietnamese(note: str) -> str:
    for form, words in _FORMS:
        if match := form.fullmatch(note):
            return words.format(*match.groups())
    return note
