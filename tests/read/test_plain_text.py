"""Plain text: paragraphs as they were before lines were wrapped and pages broken."""
# ruff: noqa: E501 (the cases read as a table)

from __future__ import annotations

import pytest

from lientinh.errors import BadInput


def blocks(document) -> list[tuple[int | None, str, str]]:
    return [(block.line, block.kind, block.text) for block in document.paragraphs]


CASES = {
    "blank line parts": ("Một.\n\nHai.\n", [(1, "paragraph", "Một."), (3, "paragraph", "Hai.")]),
    "list marks part": (
        "1. Tạo việc làm cho 16.000 lao động.\n2. Tỷ lệ đạt 62%.\n- Như trên;\n+ Sửa chữa 5 hộ\na) Điểm a",
        [
            (1, "list_item", "1. Tạo việc làm cho 16.000 lao động."),
            (2, "list_item", "2. Tỷ lệ đạt 62%."),
            (3, "list_item", "- Như trên;"),
            (4, "list_item", "+ Sửa chữa 5 hộ"),
            (5, "list_item", "a) Điểm a"),
        ],
    ),
    "headings": (
        "I. CHỈ TIÊU\n\n1.1. Lĩnh vực việc làm năm 2022\n\nPhần thứ hai\n\nII. Dự kiến các chỉ tiêu\n",
        [
            (1, "heading", "I. CHỈ TIÊU"),
            (3, "heading", "1.1. Lĩnh vực việc làm năm 2022"),
            (5, "heading", "Phần thứ hai"),
            (7, "heading", "II. Dự kiến các chỉ tiêu"),
        ],
    ),
    "a numbered line with a figure is an item": ("1. Hỗ trợ 615 hộ\n", [(1, "list_item", "1. Hỗ trợ 615 hộ")]),
    "wrapped lines join with one space": (
        "Cả tỉnh giúp được hơn 11.000 người có chỗ làm mới ở các\nhuyện, bằng 68,75% chỉ tiêu, trong đó có 50 người đi\nlàm việc ở nước ngoài.\n",
        [
            (
                1,
                "paragraph",
                "Cả tỉnh giúp được hơn 11.000 người có chỗ làm mới ở các huyện, bằng 68,75% chỉ tiêu, trong đó có 50 người đi"
                " làm việc ở nước ngoài.",
            )
        ],
    ),
    "a short line that ends a sentence ends its paragraph": (
        "Kết quả chung của cả tỉnh là tốt trong quý này.\nXong.\nNăm sau sẽ tiếp tục thực hiện nhiệm vụ đã giao.\n",
        [
            (1, "paragraph", "Kết quả chung của cả tỉnh là tốt trong quý này. Xong."),
            (3, "paragraph", "Năm sau sẽ tiếp tục thực hiện nhiệm vụ đã giao."),
        ],
    ),
    "a title in capitals parts from the text under it": (
        "KẾ HOẠCH\nPhát triển lĩnh vực lao động\ntỉnh năm 2023\n",
        [(1, "heading", "KẾ HOẠCH"), (2, "paragraph", "Phát triển lĩnh vực lao động tỉnh năm 2023")],
    ),
    "capitals wrapped over two lines are one heading": (
        "I. MỤC ĐÍCH,\nYÊU CẦU\n", [(1, "heading", "I. MỤC ĐÍCH, YÊU CẦU")],
    ),
    "a numbered heading alone on its line in a narrow column": (
        "2. Yêu cầu\nCăn cứ Chỉ thị và Kế hoạch này, các cấp chỉ đạo thực hiện đồng bộ\nvà chặt chẽ.\n",
        [
            (1, "heading", "2. Yêu cầu"),
            (2, "paragraph", "Căn cứ Chỉ thị và Kế hoạch này, các cấp chỉ đạo thực hiện đồng bộ và chặt chẽ."),
        ],
    ),
    "a dash between words may begin a wrapped line": (
        "Huy động thêm vốn cho các dự án phát triển kinh tế\n- xã hội trên địa bàn.\n",
        [(1, "paragraph", "Huy động thêm vốn cho các dự án phát triển kinh tế - xã hội trên địa bàn.")],
    ),
    "layout bars, rules and emphasis are no text": (
        "**UBND TỈNH**\n-------\n|\n| Số: 1/KH-UBND |\n---------------\n", [(1, "heading", "UBND TỈNH"), (4, "paragraph", "Số: 1/KH-UBND")],
    ),
    "a page break in a sentence is undone, its footnote stays a block": (
        "Thông báo nhu cầu tuyển dụng nguồn\n\n¹ Tám doanh nghiệp.\n\nlao động đi làm việc.\n",
        [(1, "paragraph", "Thông báo nhu cầu tuyển dụng nguồn lao động đi làm việc."), (3, "footnote", "¹ Tám doanh nghiệp.")],
    ),
    "a date cut from its word": (
        "Triển khai Thông tư số 19 ngày\n\n15/12/2021 của Bộ.\n", [(1, "paragraph", "Triển khai Thông tư số 19 ngày 15/12/2021 của Bộ.")],
    ),
    "a heading is never continued": (
        "1.3. Lĩnh vực an toàn\n\nTrình UBND tỉnh.\n", [(1, "heading", "1.3. Lĩnh vực an toàn"), (3, "paragraph", "Trình UBND tỉnh.")],
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=str)
def test_paragraphs(case: str, read) -> None:
    content, expected = CASES[case]
    assert blocks(read("a.txt", content)) == expected


def test_blocks_are_numbered_from_one(read) -> None:
    assert [block.number for block in read("a.txt", "Một.\n\nHai.\n\nBa.").blocks] == [1, 2, 3]


def test_text_is_nfc_whatever_the_file_has(read) -> None:
    import unicodedata

    assert (
        read("a.txt", unicodedata.normalize("NFD", "Hỗ trợ người nghèo")).paragraphs[0].text
        == "Hỗ trợ người nghèo"
    )


def test_only_rules_and_bars_are_an_empty_file(read) -> None:
    with pytest.raises(BadInput) as refusal:
        read("a.txt", "-----\n|\n")
    assert refusal.value.rule_id == "read.empty"


def test_reference_reports_keep_every_quote(read, shared_dir) -> None:
    """Each labelled quote is found whole in one paragraph of its document."""
    import csv

    from lientinh.read import read_document

    with (shared_dir / "gold" / "seed_observations.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    texts = {
        name: [block.text for block in read_document(shared_dir / "submissions" / name).paragraphs]
        for name in {row["file"] for row in rows}
    }
    lost = [
        row["obs_id"]
        for row in rows
        if not any(" ".join(row["quote"].split()) in text for text in texts[row["file"]])
    ]
    assert lost == []
