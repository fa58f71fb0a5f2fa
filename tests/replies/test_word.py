"""Notes as comments in a province's own Word document: on the very words, and no word changed."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from pathlib import Path

import pytest
from lxml import etree

from lientinh.documents import Paragraph
from lientinh.errors import BadInput
from lientinh.read.content import Limits
from lientinh.read.word.reader import read_word
from lientinh.replies.notes import ReplyWords, TextNote
from lientinh.replies.word import annotate_document
from replies.books import WORDS, by_openpyxl, members
from small_packages import docx_of, p, zip_of

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
NS = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
SAMPLES = Path(__file__).resolve().parents[2] / "include" / "samples"
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)


def docx(body: str, **parts: str) -> bytes:
    return zip_of({"[Content_Types].xml": TYPES, **members(docx_of(body, **parts))})


def note(paragraph, start=None, end=None, **other) -> TextNote:
    given = {
        "quote": "", "severity": "error", "message_vi": "91 + 55 = 146, báo cáo ghi 141", "message_en": "141, not 146",
        "action_vi": "Kiểm tra lại.", "finding_id": f"f-{paragraph}-{start}",
    }  # fmt: skip
    return TextNote(paragraph=paragraph, start=start, end=end, **(given | other))


def blocks_of(data: bytes):
    return read_word(data, "a.docx", Limits()).blocks


def covered(data: bytes) -> list[str]:
    """What each of our comments covers, by number: the text between its marks; the comments' order."""
    root = etree.fromstring(members(data)["word/document.xml"])
    texts: dict[str, str] = {}
    opened: set[str] = set()
    for element in root.iter():
        name, number = etree.QName(element).localname, element.get(f"{W}id")
        if name == "commentRangeStart":
            opened.add(number)
            texts[number] = ""
        elif name == "commentRangeEnd":
            opened.remove(number)
        elif name == "t":
            for one in opened:
                texts[one] += element.text or ""
    assert not opened
    references = [element.get(f"{W}id") for element in root.iter(f"{W}commentReference")]
    assert sorted(references) == sorted(texts)
    return [texts[number] for number in sorted(texts, key=int)]


def comments_of(data: bytes) -> list[str]:
    root = etree.fromstring(members(data)["word/comments.xml"])
    return ["\n".join("".join(p.itertext()) for p in one.iter("{*}p")) for one in root.iter("{*}comment")]


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


SENTENCE = "Giải quyết việc làm cho 11.000 người, đạt 68,75% kế hoạch"


@pytest.mark.parametrize(
    "inner",
    [
        run(SENTENCE),
        run("Giải quyết việc làm cho ") + run("11.000", "<w:b/>") + run(" người, đạt 68,75% kế hoạch"),
        run("Giải quyết việc làm cho 11.") + run("000 ng", "<w:b/>") + run("ười, đạt 68,75% kế hoạch"),
        "<w:r><w:t>  Giải quyết</w:t><w:tab/><w:t>việc làm cho 11.000 người, đạt 68,75% kế hoạch  </w:t></w:r>",
        run("Giải quyết việc làm cho ") + f'<w:ins w:id="9">{run("11.000")}</w:ins><w:del w:id="8"><w:r><w:delText>12'
        "</w:delText></w:r></w:del>" + run(" người, đạt 68,75% kế hoạch"),
        run("Giải quyết ") + f"<w:hyperlink>{run('việc làm cho 11.000 người')}</w:hyperlink>"
        + run(", đạt 68,75% kế hoạch"),
        run("Giải quyết việc làm cho ") + '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>REF x'
        '</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>' + run("11.000")
        + '<w:r><w:fldChar w:fldCharType="end"/></w:r>' + run(" người, đạt 68,75% kế hoạch"),
        run(unicodedata.normalize("NFD", SENTENCE)),
        run("Gi&#7843;i quy&#x1EBF;t vi&#7879;c làm\r\ncho 11.000 người, đạt 68,75% kế hoạch"),
        "<w:r><w:rPr><w:i/></w:rPr><w:t>Giải quyết việc làm cho 11.000</w:t><w:br/>"
        "<w:t>người, đạt 68,75% kế hoạch</w:t></w:r>",
    ],
)  # fmt: skip
def test_a_comment_covers_exactly_its_characters(inner) -> None:
    data = docx(p("Mở đầu") + f"<w:p>{inner}</w:p>" + p("Kết"))
    block = blocks_of(data)[1]
    assert block.text == SENTENCE
    start = block.text.index("11.000")
    first, second = note(2, start, start + 6), note(2, start, start + 12)
    after = annotate_document(data, [first, second], WORDS)
    said = [re.sub(r"\s", "", unicodedata.normalize("NFC", text)) for text in covered(after)]
    assert said == ["Mởđầu", "11.000", "11.000người"]
    assert blocks_of(after) == blocks_of(data)


def test_two_figures_of_one_run() -> None:
    data = docx(p("nam 91, nữ 55, tổng 141") + p("khác"))
    notes = [note(1, 4, 6), note(1, 11, 13), note(1, 0, 23), note(1, 5, 12)]
    after = annotate_document(data, notes, WORDS)
    whole = "nam 91, nữ 55, tổng 141"
    assert sorted(covered(after)) == sorted([whole, "91", "55", whole, "1, nữ 5"])
    assert blocks_of(after) == blocks_of(data)
    assert annotate_document(data, notes[::-1], WORDS) == after


def test_a_raised_number_and_a_footnote() -> None:
    body = (
        '<w:p><w:r><w:t>có 35</w:t></w:r><w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
        '<w:footnoteReference w:id="2"/></w:r><w:r><w:t xml:space="preserve"> hộ nghèo</w:t></w:r></w:p>'
    )
    data = docx(body, footnotes=f'<w:footnote w:id="2">{p("Nguồn: sở 12")}</w:footnote>')
    text = blocks_of(data)[0].text
    assert text == "có 35 ¹ hộ nghèo"
    after = annotate_document(
        data, [note(1, text.index("hộ"), len(text)), note(2, 2, 4, quote="Nguồn: sở 12")], WORDS
    )
    assert covered(after) == ["có 35 hộ nghèo", "hộ nghèo", "có 35 hộ nghèo"]
    assert "“Nguồn: sở 12”" in comments_of(after)[2]
    assert blocks_of(after) == blocks_of(data)


def test_tables_text_boxes_and_empty_paragraphs() -> None:
    cells = "".join(f"<w:tc>{p(text)}<w:p/></w:tc>" for text in ("a", "1"))
    table = f"<w:tbl><w:tr>{cells}</w:tr><w:tr>{cells}</w:tr><w:tr>{cells}</w:tr></w:tbl>"
    inside = f"<w:pict><w:txbxContent>{p('trong khung 5')}</w:txbxContent></w:pict>"
    box = f"<w:p><w:r><w:t>trước</w:t></w:r><w:r>{inside}</w:r></w:p>"
    data = docx("<w:p/>" + p("đầu") + table + box)
    kinds = [(block.number, type(block).__name__) for block in blocks_of(data)]
    assert kinds == [(1, "Paragraph"), (2, "Table"), (3, "Paragraph"), (4, "Paragraph")]
    after = annotate_document(data, [note(2, cell="B2"), note(2), note(4, 0, 5), note(None), note(99)], WORDS)
    assert covered(after) == ["", "", "a", "1", "trướctrong khung 5", ""]
    assert blocks_of(after) == blocks_of(data)


def test_the_first_paragraph_says_what_the_copy_is() -> None:
    words = ReplyWords("Kế hoạch 2023", "Plan", date(2023, 1, 31), date(2023, 2, 10))
    data = annotate_document(docx(p("Số: 12") + p("b")), [], words)
    (said,) = comments_of(data)
    assert said.startswith("Bản sao có ghi chú rà soát, không thay thế bản gốc.\n")
    assert "chậm nhất ngày 10/02/2023" in said
    comment = next(etree.fromstring(members(data)["word/comments.xml"]).iter(f"{W}comment"))
    assert comment.get(f"{W}author") == "Liên Tỉnh"
    assert comment.get(f"{W}date") == "2023-01-31T00:00:00Z"


def test_comments_of_others_are_kept_and_ours_replaced() -> None:
    other = f'<w:comments {NS}><w:comment w:id="4" w:author="Phòng">{p("xem lại")}</w:comment></w:comments>'
    end = '<w:commentRangeEnd w:id="4"/><w:r><w:commentReference w:id="4"/></w:r>'
    inner = f'<w:p><w:commentRangeStart w:id="4"/>{run("nam 91 nữ 55")}{end}</w:p>'
    parts = members(docx(inner + p("sau")))
    relations = (
        parts["word/_rels/document.xml.rels"]
        .decode()
        .replace(
            "</Relationships>",
            '<Relationship Id="c" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"'
            ' Target="comments.xml"/></Relationships>',
        )
    )
    data = zip_of({**parts, "word/comments.xml": other, "word/_rels/document.xml.rels": relations})
    once = annotate_document(data, [note(1, 4, 6)], WORDS)
    assert covered(once) == ["nam 91 nữ 55", "nam 91 nữ 55", "91"]
    assert comments_of(once)[0] == "xem lại"
    assert annotate_document(once, [note(1, 4, 6)], WORDS) == once
    twice = annotate_document(once, [note(1, 10, 12)], WORDS)
    assert covered(twice) == ["nam 91 nữ 55", "nam 91 nữ 55", "55"]
    assert len(comments_of(twice)) == 3


def test_a_second_reply_to_new_comments_is_the_same() -> None:
    data = docx(p("nam 91, nữ 55, tổng 141") + "<w:p/>" + p("khác"))
    notes = [note(1, 4, 6), note(1, 11, 13), note(2)]
    once = annotate_document(data, notes, WORDS)
    assert members(annotate_document(once, notes, WORDS)) == members(once)


@pytest.mark.parametrize("sample", sorted(SAMPLES.glob("*/*.docx")), ids=lambda path: path.name)
def test_samples_keep_every_other_part_and_every_block(sample) -> None:
    data = sample.read_bytes()
    notes = [
        note(block.number, match.start(), match.end())
        for block in blocks_of(data)
        if isinstance(block, Paragraph)
        for match in re.finditer(r"\d[\d.,]*", block.text)
    ]
    assert len(notes) > 10
    after = annotate_document(data, notes, WORDS)
    assert blocks_of(after) == blocks_of(data)
    before, now = members(data), members(after)
    changed = {name for name in before if before[name] != now.get(name)}
    assert changed <= {
        "[Content_Types].xml",
        "word/document.xml",
        "word/_rels/document.xml.rels",
        "word/comments.xml",
    }
    blocks = {block.number: block for block in blocks_of(data) if isinstance(block, Paragraph)}
    for one, found in zip(notes, covered(after)[1:], strict=True):
        block = blocks[one.paragraph]
        if block.kind != "footnote":  # no comment stands in a footnote: it is at the sentence that calls it
            assert found == block.text[one.start : one.end]


@pytest.mark.parametrize(
    "data",
    [b"", b"PK\x03\x04", by_openpyxl(), zip_of({"a.xml": "<a/>"}), docx(p("x"))[:300]],
    ids=["empty", "cut", "workbook", "zip", "truncated"],
)
def test_what_is_no_document_is_refused(data) -> None:
    with pytest.raises(BadInput):
        annotate_document(data, [note(1)], WORDS)


def test_words_are_escaped() -> None:
    data = annotate_document(docx(p("x")), [note(1, message_vi="<w:p/> & \x01]]>")], WORDS)
    assert "Lỗi: <w:p/> & ]]>" in comments_of(data)[1]


def test_strange_documents_keep_their_blocks_or_are_refused(shared_dir) -> None:
    annotated = 0
    for path in sorted((shared_dir / "hostile" / "docx").glob("*.docx")):
        data = path.read_bytes()
        try:
            blocks = blocks_of(data)
        except BadInput:
            continue
        notes = [note(block.number, 0, 4) for block in blocks]
        after = annotate_document(data, notes, WORDS)
        assert blocks_of(after) == blocks, path.name
        assert len(comments_of(after)) >= len(notes) + 1, path.name
        assert annotate_document(after, notes, WORDS) == after, path.name
        annotated += 1
    assert annotated >= 5


def test_libreoffice_keeps_the_comments(convert) -> None:
    data = (SAMPLES / "20" / "ke-hoach-2023.docx").read_bytes()
    numbered = [
        block for block in blocks_of(data) if isinstance(block, Paragraph) and block.kind != "footnote"
    ]
    notes = [note(block.number, 0, 5, message_vi=f"thử {block.number}") for block in numbered[10:14]]
    saved = convert(annotate_document(data, notes, WORDS), "a.docx", "docx")
    kept = comments_of(saved)
    assert [f"thử {block.number}" in text for block, text in zip(numbered[10:14], kept[1:], strict=True)] == [
        True
    ] * 4
    assert "không thay thế bản gốc" in kept[0]
    again = annotate_document(saved, notes[:1], WORDS)
    assert len(comments_of(again)) == 2


def test_what_cannot_be_told_exactly_is_said_at_the_whole_paragraph() -> None:
    raised = '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>2</w:t></w:r>'
    strange = f"<w:p>{run('có ')}<w:bdo>{run('35')}</w:bdo>{run(' hộ')}</w:p>"
    data = docx(f"<w:p>{run('rộng 5 km')}{raised}{run(' đất')}</w:p>" + strange + p("sau"))
    texts = [block.text for block in blocks_of(data)]
    assert texts == ["rộng 5 km² đất", "có 35 hộ", "sau"]
    notes = [
        note(1, 5, 10),
        note(2, 3, 5),
        note(3, 0, 99),
        note(3, 2, 1),
        note(3, quote="au"),
        note(3, quote="vắng"),
    ]
    after = annotate_document(data, notes, WORDS)
    assert sorted(covered(after)) == sorted(
        ["rộng 5 km2 đất", "5 km2", "có 35 hộ", "sau", "sau", "au", "sau"]
    )
    assert [block.text for block in blocks_of(after)] == texts


def test_a_document_without_a_paragraph_is_handed_back() -> None:
    data = docx("<w:r><w:drawing/></w:r>")
    assert members(annotate_document(data, [note(1)], WORDS)) == members(data)
