"""Who writes to whom, by field and date; tables a person can check against the catalogue."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from lientinh.catalogue import Catalogue
from lientinh.replies.parties import find_parties

BEFORE, TODAY = date(2022, 8, 1), date(2026, 11, 20)
ALL = Counter({"merit": 48, "employment": 29, "protection": 28, "vocational": 8})


@pytest.mark.parametrize(
    ("agency", "fields", "asked", "on", "issuer", "addressees", "copies"),
    [
        # while the labour departments and their ministry were there
        ("20-sldtbxh", ALL, ["merit"], BEFORE, "molisa", ["20-sldtbxh"], ["20-ubnd"]),
        # their successors, each for its field; the ministry of most figures writes
        ("20-sldtbxh", ALL, ["merit"], TODAY, "moha", ["20-snv"], ["20-ubnd"]),
        (
            "20-sldtbxh",
            ALL,
            ["merit", "protection", "vocational"],
            TODAY,
            "moha",
            ["20-snv", "20-syt", "20-sgddt"],
            ["moet", "moh", "20-ubnd"],
        ),
        ("20-sldtbxh", Counter({"vocational": 5}), ["vocational"], TODAY, "moet", ["20-sgddt"], ["20-ubnd"]),
        # nothing of a field is asked: whoever has most of the figures
        ("20-sldtbxh", ALL, [], TODAY, "moha", ["20-snv"], ["20-ubnd"]),
        # a province that became part of another
        ("06-sldtbxh", ALL, ["merit"], TODAY, "moha", ["19-snv"], ["19-ubnd"]),
        # the People's Committee itself, and a sender nobody can tell
        ("14-ubnd", ALL, ["merit"], TODAY, "moha", ["14-ubnd"], []),
        (None, Counter(), [], TODAY, "moha", ["04-ubnd"], []),
    ],
)
def test_who_writes_to_whom(
    catalogue: Catalogue, agency, fields, asked, on, issuer, addressees, copies
) -> None:
    area_code = agency[:2] if agency else "04"
    found = find_parties(catalogue, area_code, agency, fields, asked, on)
    assert found.issuer is not None
    assert found.issuer.agency_code == issuer
    assert [one.agency_code for one in found.addressees] == addressees
    assert [one.agency_code for one in found.copies] == copies


def test_each_field_has_one_who_mends_it(catalogue: Catalogue) -> None:
    found = find_parties(catalogue, "20", "20-sldtbxh", ALL, ["merit", "protection"], TODAY)
    assert {name: one.agency_code for name, one in found.in_charge.items()} == {
        "merit": "20-snv",
        "protection": "20-syt",
    }
    assert find_parties(catalogue, "20", "20-sldtbxh", ALL, ["merit"], TODAY).in_charge == {}


def test_what_is_not_verified_is_said_before_signing(catalogue: Catalogue) -> None:
    unsure = find_parties(catalogue, "20", "20-sldtbxh", ALL, ["protection"], TODAY).unsure
    assert any(remark.startswith("Sở Y tế tỉnh Lạng Sơn:") for remark in unsure)
    assert any(remark.startswith("Bộ Y tế:") for remark in unsure)
    assert find_parties(catalogue, "14", "14-ubnd", ALL, ["merit"], TODAY).unsure == ()
    assert "kiểm tra lại nơi nhận" in find_parties(catalogue, "04", None, Counter(), [], TODAY).unsure[0]


def test_an_area_nobody_knows_has_no_addressee(catalogue: Catalogue) -> None:
    found = find_parties(catalogue, "zz", None, Counter(), [], TODAY)
    assert (found.addressees, found.copies) == ((), ())
