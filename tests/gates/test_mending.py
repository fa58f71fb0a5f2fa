"""Which one number would mend what is broken: said where it is certain, and not where two could be the fault."""

from __future__ import annotations

import random
from collections.abc import Hashable, Sequence
from decimal import Decimal
from typing import Any

import pytest

from gates.builders import READING, check, reading
from lientinh.catalogue import Catalogue
from lientinh.documents import Locator
from lientinh.gates.equations import (
    AT_MOST,
    SAME,
    SHARE,
    SUM,
    WHOLES,
    Equation,
    Form,
    Term,
    change_of,
    count_of,
)
from lientinh.gates.intervals import Interval
from lientinh.gates.mending import Conflict, Mend, find_mends

ROUNDED = {"share"}  # figures of the little tables that are percentages with one decimal


def term(name: Hashable, value: Decimal | str, qualifier: Any = None) -> Term:
    share = str(name).startswith("share")
    return Term(
        key=name,
        value=Decimal(value),
        rounding=Decimal("0.1") if share else Decimal(0),
        step=Decimal("0.1") if share else Decimal(1),
        factor=Decimal(1),
        qualifier=qualifier,
        source=READING,
    )


def equation(form: Form, names: str, values: dict[str, str]) -> Equation:
    return Equation(form, tuple(term(name, values[name]) for name in names.split()), names)


def told(equations: Sequence[Equation]) -> dict[int, tuple[Hashable, Decimal, str]]:
    broken = [not one.form.holds([each.interval() for each in one.terms]) for one in equations]
    assert any(broken)
    return {
        index: (one.term.key, one.value, type(one).__name__)
        for index, one in find_mends(equations, broken).items()
    }


def drawn(values: str) -> dict[str, str]:
    return dict(pair.split("=") for pair in values.split())


UP = change_of("up", by_difference=False)
SEVEN = count_of(Interval(Decimal(7), Decimal(7)))
Case = tuple[str, str, list[tuple[Form, str]], str | None]
CASES: list[Case] = [
    ("a total and two parts: any of the three", "t=141 a=91 b=55", [(SUM, "t a b")], None),
    (
        "both parts are confirmed by parts of their own",
        "t=40 a=25 b=16 a1=20 a2=5 b1=9 b2=7",
        [(SUM, "t a b"), (SUM, "a a1 a2"), (SUM, "b b1 b2")],
        "t=41",
    ),
    (
        "one part is confirmed, the other is not",
        "t=40 a=25 b=16 a1=20 a2=5",
        [(SUM, "t a b"), (SUM, "a a1 a2")],
        None,
    ),
    (
        "total and one part are confirmed",
        "t=40 a=25 b=16 a1=20 a2=5 s=100 u=60",
        [(SUM, "t a b"), (SUM, "a a1 a2"), (SUM, "s t u")],
        "b=15",
    ),
    (
        "a part that stands in two broken sums, one each way",
        "t=40 a=26 b=15 a1=20 a2=5",
        [(SUM, "t a b"), (SUM, "a a1 a2")],
        "a=25",
    ),
    ("one part of two sums", "t=40 u=50 a=26 b=15 c=25", [(SUM, "t a b"), (SUM, "u a c")], "a=25"),
    ("one part, by two amounts", "t=40 u=48 a=26 b=15 c=25", [(SUM, "t a b"), (SUM, "u a c")], None),
    ("two faults", "t=40 a=26 b=15 a1=20 a2=9", [(SUM, "t a b"), (SUM, "a a1 a2")], None),
    ("a share says which", "t=640 a=537 b=78 share=87.3", [(SUM, "t a b"), (SHARE, "share a t")], "t=615"),
    (
        "a share cannot tell them apart",
        "t=619 a=537 b=78 share=87.3",  # 537/615 and 541/619
        [(SUM, "t a b"), (SHARE, "share a t")],
        None,
    ),
    ("stated twice, and once it adds up", "t=40 u=41 a=25 b=15", [(SUM, "t a b"), (SAME, "t u")], "u=40"),
    ("stated twice and nothing else", "t=40 u=41", [(SAME, "t u")], None),
    (
        "a total below its own part",
        "t=14 a=91 b=50 a1=41 a2=50 b1=30 b2=20",
        [(SUM, "t a b"), (AT_MOST, "t a"), (SUM, "a a1 a2"), (SUM, "b b1 b2")],
        "t=141",
    ),
    (
        "as many places as are named",
        "t=6 a=4 b=3 a1=1 a2=3",
        [(SUM, "t a b"), (SEVEN, "t"), (SUM, "a a1 a2")],
        "t=7",
    ),
    ("no part is less than nothing", "t=3 a=9 b=1 u=1 v=2", [(SUM, "t a b"), (SUM, "t u v")], "a=2"),
    (
        "two shares of one whole, each with a last place to spare",
        "share=12.2 p=500 other=21.1 q=600 p1=200 p2=300 q1=300 q2=300",
        [(WHOLES, "other p share q"), (SUM, "p p1 p2"), (SUM, "q q1 q2")],
        None,
    ),
    (
        "a change on the year before, both levels confirmed",
        "share=28.0 a=590 b=500 a1=500 a2=90 b1=300 b2=200",
        [(UP, "share a b"), (SUM, "a a1 a2"), (SUM, "b b1 b2")],
        None,  # the levels are left alone where nobody can say what they would have to be
    ),
]


@pytest.mark.parametrize(("what", "values", "equations", "expected"), CASES, ids=[case[0] for case in CASES])
def test_which_number(
    what: str, values: str, equations: list[tuple[Form, str]], expected: str | None
) -> None:
    figures = drawn(values)
    found = told([equation(form, names, figures) for form, names in equations])
    mends = {f"{key}={value.normalize():f}" for key, value, kind in found.values() if kind == "Mend"}
    assert mends == ({expected} if expected else set())


def test_a_total_that_would_mend_the_sum_and_break_a_share_is_told_with_it() -> None:
    """The parts are confirmed, and the total by a share of it: no one number is the fault."""
    figures = drawn("t=615 a=537 b=82 a1=228 a2=309 b1=60 b2=22 share=87.3")
    forms = [(SUM, "t a b"), (SUM, "a a1 a2"), (SUM, "b b1 b2"), (SHARE, "share a t")]
    equations = [equation(form, names, figures) for form, names in forms]
    verdict = find_mends(equations, [True, False, False, False])[0]
    assert isinstance(verdict, Conflict)
    assert (verdict.term.key, verdict.value, verdict.breaks.quote, verdict.confirmed) == (
        "t", Decimal(619), "share a t", True,
    )  # fmt: skip


def test_a_number_under_a_word_can_be_anything() -> None:
    figures = drawn("t=40 a=25 b=16 a1=20 a2=5")
    sums = [equation(SUM, "t a b", figures), equation(SUM, "a a1 a2", figures)]
    about = Equation(SUM, (*sums[0].terms[:2], term("b", "16", "at_least")))
    assert find_mends([about, sums[1]], [True, False]) == {}


@pytest.mark.parametrize("seed", range(60))
def test_what_is_told_mends_all_and_only_one_number_does(seed: int) -> None:
    """Trees of sums with one figure changed: what is told is the changed figure or, of a tie, nothing."""
    dice = random.Random(seed)
    values: dict[str, int] = {}
    sums: list[list[str]] = []

    def grow(name: str, depth: int) -> int:
        if depth == 0 or (depth < 3 and dice.random() < 0.3):
            values[name] = dice.randint(0, 60)
        else:
            names = [f"{name}.{number}" for number in range(dice.randint(2, 3))]
            values[name] = sum(grow(one, depth - 1) for one in names)
            sums.append([name, *names])
        return values[name]

    grow("t", 3)
    changed = dice.choice(sorted(values))
    true = values[changed]
    values[changed] = true + dice.randint(1, 9)
    equations = [Equation(SUM, tuple(term(name, str(values[name])) for name in names)) for names in sums]
    broken = [not one.form.holds([each.interval() for each in one.terms]) for one in equations]
    verdicts = find_mends(equations, broken)
    inner = sum(changed in names for names in sums) == 2
    for index, verdict in verdicts.items():
        assert broken[index]
        assert isinstance(verdict, Mend)
        mended = [one.holds_with(verdict.term.key, verdict.value) for one in equations if
                  any(each.key == verdict.term.key for each in one.terms)]  # fmt: skip
        assert all(mended)
    told_of = {(one.term.key, one.value) for one in verdicts.values() if isinstance(one, Mend)}
    assert told_of <= {(changed, Decimal(true))} or not inner
    if inner:  # in two sums, one each way: no other figure stands in both
        assert told_of == {(changed, Decimal(true))}


# In words


def hints(catalogue: Catalogue, text: str, *readings: Any) -> list[str]:
    return [one.message_vi for one in check(catalogue, *readings, text=text) if one.rule_id[0] == "a"]


def test_the_message_says_which_number_and_what_it_should_be(catalogue: Catalogue) -> None:
    text = (
        "Đã sửa 40/60 hộ (30 mái, 10 tường), đang sửa 12 hộ (5 mái, 7 tường), chưa sửa 9 hộ (4 mái, 5 tường)."
    )
    (message,) = hints(catalogue, text)
    assert message.endswith("Nếu số 60 (“hộ”) là 61 thì mọi phép tính liên quan đều khớp.")
    (doubtful,) = hints(catalogue, text.replace("(4 mái, 5 tường)", ""))
    assert "Nếu số" not in doubtful


def test_one_wrong_part_of_two_sums_is_named_in_both_findings(catalogue: Catalogue) -> None:
    text = (
        "Đã sửa 40/60 hộ (31 mái, 10 tường), đang sửa 12 hộ (5 mái, 7 tường), chưa sửa 7 hộ (2 mái, 5 tường)."
    )
    messages = hints(catalogue, text)
    assert len(messages) == 2
    assert all("Nếu số 40 (“Đã sửa”) là 41 thì mọi phép tính" in one for one in messages)


def test_cells_are_named_by_their_address(catalogue: Catalogue) -> None:
    def cell(value: str, address: str, breakdown: str) -> Any:
        place = Locator("a.xlsx", sheet="Biểu", cell=address)
        return reading(value, locator=place, breakdown=breakdown, indicator_code="overseas_workers")

    def form(japan: str) -> list[Any]:
        shares = {"JP": japan, "KR": "20", "TW": "20", "DE": "10", "other": "10"}
        return [
            cell("100", "C7", "_T"),
            *(
                cell(value, f"C{row}", f"destination={name}")
                for row, (name, value) in enumerate(shares.items(), start=8)
            ),
            cell("15", "C13", "destination=JP;sex=F"),
            cell("25", "C14", "destination=JP;sex=M"),
        ]

    assert check(catalogue, *form("40")) == []
    found = check(catalogue, *form("41"))
    assert [(one.rule_id, one.locator) for one in found] == [
        ("arithmetic.sum_of_parts", "Biểu!C7"),
        ("arithmetic.sum_of_parts", "Biểu!C8"),
    ]
    assert all(
        one.message_vi.endswith("Nếu số 41 (ô Biểu!C8) là 40 thì mọi phép tính liên quan đều khớp.")
        for one in found
    )
    (tie,) = check(catalogue, *form("41")[:6])
    assert "Nếu số" not in tie.message_vi


REPEATED = "Tuyển 500 người, gồm: trung cấp 100 người, sơ cấp 400 người. Đã tuyển 510 người."


def repeated(catalogue: Catalogue, text: str) -> str:
    def at(value: str) -> Any:
        start = text.index(value)
        place = Locator("a.txt", paragraph=1, start=start, end=start + 3)
        return reading(value, locator=place, indicator_code="vocational_intake")

    found = check(catalogue, at("500"), at("510"), text=text)
    (message,) = [one.message_vi for one in found if one.rule_id == "gate1.unequal_repeat"]
    return message


def test_a_repeat_that_fits_no_sum_is_the_wrong_one(catalogue: Catalogue) -> None:
    assert "Nếu số 510 (" in repeated(catalogue, REPEATED)
    assert ") là 500 thì mọi phép tính" in repeated(catalogue, REPEATED)
    assert "Nếu số" not in repeated(catalogue, "Tuyển 500 người. Đã tuyển 510 người.")


def test_the_message_is_in_english_too(catalogue: Catalogue) -> None:
    text = (
        "Đã sửa 40/60 hộ (30 mái, 10 tường), đang sửa 12 hộ (5 mái, 7 tường), chưa sửa 9 hộ (4 mái, 5 tường)."
    )
    (found,) = [one for one in check(catalogue, text=text) if one.rule_id[0] == "a"]
    assert found.message_en.endswith("If 60 (“hộ”) were 61, every calculation it stands in would hold.")


def test_of_the_reference_kind_a_total_confirmed_by_a_share_is_told_with_what_would_break(
    catalogue: Catalogue,
) -> None:
    text = (
        "Đã sửa 537/615 hộ (228 mái, 309 tường), đang sửa 21 hộ (8 mái, 13 tường), chưa sửa 61 hộ (40 mái, 21 tường). "
        "Như vậy đã sửa 537/615 hộ, đạt 87,3%."
    )
    places = [place for place in range(len(text)) if text.startswith("615", place)]
    whole = [
        reading(
            "615", locator=Locator("a.txt", paragraph=1, start=place, end=place + 3), scenario="plan",
            indicator_code="merit_housing_households", unit_code="HOUSEHOLD", quote="615 hộ",
        )
        for place in places
    ]  # fmt: skip
    (found,) = [one for one in check(catalogue, *whole, text=text) if one.rule_id[0] == "a"]
    assert "537 + 21 + 61 = 619, báo cáo ghi 615" in found.message_vi
    assert (
        "Các thành phần đều khớp với số chi tiết của chúng; nếu số tổng là 619 thì phép cộng này khớp, nhưng khi đó"
        in found.message_vi
    )
    assert "đạt 87,3%” không còn khớp." in found.message_vi
