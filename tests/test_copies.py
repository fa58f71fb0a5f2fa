"""Which files are copies of one report, and which of them leads."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from gates.builders import HEAD, document, reading
from lientinh.companions.copies import Figures, Version, figures_of, find_copies_here, rank_version
from lientinh.companions.earlier_versions import KnownVersions
from lientinh.documents import Document, Paragraph

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PDF, TEXT = "application/pdf", "text/plain"
VERSION = Version(
    submission_id="s1", document_id="d1", report_id="r", landed=(datetime(2022, 7, 1, tzinfo=UTC), "s1"),
    area_code="20", sha256="a", content_id="a", media_type=WORD, rank=11, is_annex=False, kind="report",
    title="Báo cáo 6 tháng đầu năm 2022", issuer="20-sldtbxh", number="15", symbol="BC-SLĐTBXH",
    issued_on=date(2022, 7, 5), relation=("initial", None), legal_state="unsigned", file="a.docx",
)  # fmt: skip
TEN = figures_of(reading(str(100 + year), period=str(2000 + year)) for year in range(10))
NINE = dict(list(TEN.items())[:9]) | {("new",): (1, None, None)}
EIGHT = dict(list(TEN.items())[:8]) | {("new",): (1, None, None), ("newer",): (1, None, None)}
BLANK: dict[str, Any] = {"number": None, "symbol": None, "issued_on": None}


def other(**changes: Any) -> Version:
    """A second file, of other bytes and content."""
    landed = (datetime(2022, 7, 9, tzinfo=UTC), "s2")
    given: dict[str, Any] = {"submission_id": "s2", "document_id": "d2", "landed": landed}
    return replace(VERSION, **given | {"sha256": "b", "content_id": "b", "media_type": PDF} | changes)


@pytest.mark.parametrize(
    ("changes", "figures", "is_copy"),
    [
        ({}, {}, True),  # number, symbol, date and issuer
        ({"issuer": None}, {}, True),
        ({"issuer": "20-snv"}, TEN, False),
        ({"number": "16"}, TEN, False),
        ({"symbol": "KH-SLĐTBXH"}, TEN, False),
        ({"symbol": "bc - slđtbxh"}, {}, True),
        ({"issued_on": date(2022, 7, 6)}, TEN, False),
        (BLANK, TEN, True),  # a draft, by its figures
        (BLANK, NINE, True),
        (BLANK, EIGHT, False),
        (BLANK | {"title": "Báo cáo khác"}, TEN, False),
        (BLANK | {"kind": "plan"}, TEN, False),
        (BLANK | {"content_id": "a"}, {}, True),
        ({"number": "16", "rank": 103, "title": "Báo cáo 6 tháng đầu năm 2O22"}, TEN, True),  # misread
        ({"number": "16", "rank": 103, "title": "Kế hoạch năm 2023"}, TEN, False),
        ({"is_annex": True}, TEN, False),  # an annex has its letter's number
    ],
)
def test_copies_in_one_submission(changes: dict[str, Any], figures: Figures, is_copy: bool) -> None:
    versions = [VERSION, other(**changes)]
    stated = {"d1": TEN, "d2": figures}
    found = find_copies_here(versions, lambda version: stated[version.document_id])
    assert bool(found) is is_copy


@pytest.mark.parametrize(
    ("changes", "figures", "is_copy"),
    [
        ({}, EIGHT, True),  # another kind of file of the same number
        ({"legal_state": "signed", "media_type": WORD}, EIGHT, True),
        ({"media_type": WORD}, TEN, True),
        ({"media_type": WORD}, NINE, False),  # the same kind of file, changed: a correction perhaps
        ({"media_type": WORD, "rank": 103}, EIGHT, True),
        ({"relation": ("corrects", None)}, TEN, False),
        ({"area_code": "04"}, TEN, False),
        ({"landed": (datetime(2022, 6, 1, tzinfo=UTC), "s0")}, TEN, False),  # landed before it
        (BLANK | {"media_type": WORD}, NINE, False),
    ],
)
def test_copies_of_an_earlier_submission(changes: dict[str, Any], figures: Figures, is_copy: bool) -> None:
    known = KnownVersions([VERSION], lambda _: TEN)
    assert bool(known.find_earlier(other(**changes), lambda: figures)) is is_copy


@pytest.mark.parametrize(
    ("changes", "figures", "is_copy"),
    [
        ({}, NINE, True),  # the annex as a PDF
        ({}, EIGHT, False),
        ({"media_type": WORD}, TEN, True),  # saved again
        ({"media_type": WORD}, NINE, False),
        ({"number": "16"}, TEN, False),
        ({"is_annex": False}, TEN, False),
    ],
)
def test_an_annex_that_comes_again(changes: dict[str, Any], figures: Figures, is_copy: bool) -> None:
    known = KnownVersions([replace(VERSION, is_annex=True)], lambda _: TEN)
    assert bool(known.find_earlier(other(**{"is_annex": True} | changes), lambda: figures)) is is_copy


def test_the_better_copy_takes_the_lead_and_the_worse_is_evidence() -> None:
    known = KnownVersions([VERSION])
    better, worse = (known.find_earlier(other(rank=rank), dict) for rank in (0, 103))
    assert better is not None
    assert worse is not None
    assert better.precedence < 0 == worse.precedence
    assert (better.version.document_id, better.kind) == ("d1", "copy")


def test_a_copy_is_of_the_first_and_not_of_another_copy() -> None:
    copy = other(is_first=False, landed=(datetime(2022, 7, 2, tzinfo=UTC), "s2"))
    third = other(submission_id="s3", landed=(datetime(2022, 8, 1, tzinfo=UTC), "s3"))
    found = KnownVersions([copy, VERSION]).find_earlier(third, dict)
    assert found is not None
    assert found.version.submission_id == "s1"


def test_an_annex_joins_a_letter_that_had_none() -> None:
    annex = other(is_annex=True)
    alone = KnownVersions([VERSION]).find_letter(annex, VERSION)
    assert alone is not None
    assert alone.kind == "annex"
    assert KnownVersions([VERSION, replace(VERSION, is_annex=True)]).find_letter(annex, VERSION) is None


def test_who_leads() -> None:
    text = document("Báo cáo")
    pictured = replace(text, blocks=(Paragraph(1, "Báo cáo", word_confidences=((0, 3, 96.0), (4, 7, 91.0))),))
    unsigned = replace(HEAD, legal_state="unsigned")

    def rank(one: Document, head: Any = HEAD, **changes: Any) -> int:
        return rank_version(replace(one, **changes), head)

    order = [
        rank(text, media_type=PDF),
        rank(text, media_type=WORD),
        rank(text, media_type="application/msword"),
        rank(text, media_type=TEXT),
        rank(text, unsigned, media_type=PDF),
        rank(text, unsigned, media_type=WORD),
        rank(pictured, media_type=PDF),
    ]
    assert order == sorted(set(order))
    assert rank(text, unsigned, media_type=PDF, signatures=1) == rank(text, media_type=PDF)
