"""A small warehouse with everything an export must keep apart: plans, bounds, windows, doubts, sources, borders."""

from __future__ import annotations

import pytest

from small_lakes import INDICATORS, SmallLake, asked, small_catalogue, table

HOSTILE = '=HYPERLINK("http://example.org";"xem")'
FIGURES = """
    period | area | scenario | value   | lower | qualifier | withheld | flagged
    2021   | 04   | actual   | 90      |       |           |          |
    2022   | 04   | actual   | 12345.5 |       |           |          | yes
    2022   | 14   | actual   | 11000   | 11000 | more_than |          |
    2022   | 19   | actual   | 150     |       |           |          |
    2022   | 06   | actual   | 30      |       |           |          |
    2022   | 20   | actual   | 777     |       |           | yes      |
    2022   | 20   | plan     | 120     |       |           |          |
    """
WINDOWS = """
    period          | area | indicator | value               | accumulation | period_basis
    2022-S1         | 20   | jobs      | 50                  | period       | nd09
    2021-01-01--P8M | 19   | jobs      | 70                  | period       | calendar
    ..--2022-06-30  | 19   | jobs      | 700                 | itd          | calendar
    2022-06-30      | 19   | labour    | 123456789012.123456 | stock        | calendar
    """
RATES = """
    period | area | indicator | breakdown                | value | lower | upper | qualifier
    2022   | 04   | poor_rate | sex=F;standard=2016-2020 | -1.25 |       |       |
    2022   | 20   | poor_rate | _T                       |       | 1     | 1.5   | between
    2022   | 04   | jobless   | _T                       | 5     |       |       |
    2022   | 14   | jobless   | _T                       | 7     |       |       |
    """


@pytest.fixture(scope="session")
def exported_lake(tmp_path_factory) -> SmallLake:
    """Published once for all tests of exports, which only read it."""
    indicators = [
        one.model_copy(update={"name_vi": HOSTILE}) if one.indicator_code == "labour" else one
        for one in INDICATORS
    ]
    catalogue = small_catalogue(asked("jobs", "2021", "2022"), indicators=tuple(indicators))
    lake = SmallLake(tmp_path_factory.mktemp("exported"), catalogue)
    found = {"rule_id": "gate1.sum", "severity": "warning", "row": 2}
    rows = [row for drawn in (FIGURES, WINDOWS, RATES) for row in table(drawn)]
    lake.submit(rows, name="=1+1", report="R", landed="2025-12-01", findings=[found])
    weaker = """
        period | area | value | authority
        2022   | 04   | 999   | 3
        """
    lake.submit(weaker.strip(), name="weaker", report="S", landed="2025-12-02", kind="plan")
    country = "period | area | territory | value\n2022 | VN | VN | 60000"
    lake.submit(country, name="country", report="C", landed="2025-12-02", area="VN")
    lake.submit("period | area | value\n2020 | 04 | 555", name="bad", outcome="rejected", landed="2025-12-03")
    lake.publish("2025-12-10T01:30")
    return lake
