"""Slips of the hand, and numbers that are only near."""

from __future__ import annotations

from decimal import Decimal

import pytest

from lientinh.gates.mistyping import is_mistyped

PAIRS = [
    # written, meant, a slip
    ("1601", "1061", True),
    ("1061", "1601", True),
    ("1160", "1601", False),  # two exchanges
    ("7.8", "67.8", True),
    ("107.8", "67.8", False),
    ("117.8", "17.8", True),
    ("10061", "1061", True),
    ("161", "1061", True),
    ("42", "4", False),  # too short to tell
    ("420", "42", True),
    ("50", "5", False),
    ("67800000", "67800000000", True),
    ("78000", "78", True),
    ("1061", "1061", False),
    ("-1061", "1061", False),
    ("1061", "0", False),
    ("1062", "1061", False),  # adding up wrongly is no slip of the hand
]


@pytest.mark.parametrize(("written", "meant", "expected"), PAIRS)
def test_is_mistyped(written: str, meant: str, expected: bool) -> None:
    assert is_mistyped(Decimal(written), Decimal(meant)) == expected
