"""A period with everything its report must keep apart: exact, bounded, withheld and missing figures, plans, rates."""

from __future__ import annotations

import lxml.html
import pytest

from lientinh.period_report import write_period_report
from small_lakes import INDICATORS, SmallLake, asked, small_catalogue

HOSTILE = "Người <script>alert(1)</script> & việc làm"
ANNUAL = {"report_type": "annual", "report_period": "2022"}
CAO_BANG = """
    period | area | indicator    | scenario | value | flagged | id
    2022   | 04   | jobs         | actual   | 12345 |         | jobs
    2022   | 04   | jobs         | plan     | 12000 |         | plan
    2021   | 04   | jobs         | actual   | 11000 |         | before
    2022   | 04   | jobless_rate | actual   | 2.5   |         |
    2022   | 04   | trained      | actual   | 640   |         | unasked
    """
SON_LA = """
    period | area | indicator    | value | lower | qualifier | flagged
    2022   | 14   | jobs         | 11000 | 11000 | more_than |
    2022   | 14   | jobless_rate | 3.1   |       |           | yes
    """
THAI_NGUYEN = """
    period | area | indicator    | value | withheld
    2022   | 19   | jobs         | 98765 | yes
    2022   | 19   | jobless_rate | 1.9   |
    """


@pytest.fixture(scope="session")
def reported_lake(tmp_path_factory) -> SmallLake:
    """Three provinces have reported, Lạng Sơn has not; published once, for tests that only read."""
    lake = draw_lake(tmp_path_factory.mktemp("reported"))
    lake.publish("2023-01-25")
    return lake


def draw_lake(home) -> SmallLake:
    indicators = [
        one.model_copy(update={"name_vi": HOSTILE}) if one.indicator_code == "jobs" else one
        for one in INDICATORS
    ]
    rules = asked("jobs", "2021", "2022"), asked("jobless_rate", "2022", "2022")
    lake = SmallLake(home, small_catalogue(*rules, indicators=tuple(indicators)))
    doubted = [{"rule_id": "gate2.large", "severity": "error", "row": 1}]
    remarked = [{"rule_id": "gate1.sum", "severity": "warning", "row": 2}]
    lake.submit(CAO_BANG.strip(), name="a", area="04", arrived="2023-01-10", **ANNUAL)
    lake.submit(SON_LA.strip(), name="b", area="14", arrived="2023-01-20", findings=remarked, **ANNUAL)
    lake.submit(THAI_NGUYEN.strip(), name="c", area="19", arrived=None, findings=doubted, **ANNUAL)
    country = "period | area | territory | indicator    | value\n2022 | VN | VN | jobless_rate | 2.3"
    lake.submit(country, name="country", report="C", area="VN")
    return lake


def read_report(lake: SmallLake, as_of: int | None = None) -> lxml.html.HtmlElement:
    """The report of 2022, written and read as a browser would."""
    file = write_period_report(lake.settings, lake.catalogue, "annual", "2022", as_of)
    return lxml.html.fromstring(file.read_bytes().decode("utf-8"))


def read_tables(page: lxml.html.HtmlElement) -> dict[str, dict[str, dict[str, str]]]:
    """Of every indicator's actual figures: province → heading → text, footnote numbers left out."""
    tables = {}
    for section in page.xpath("//section[@class='indicator']"):
        code = section.get("id").removeprefix("chi-tieu-")
        tables[code] = _read_table(section.xpath(".//section[@class='series']//table")[0])
    return tables


def _read_table(drawn: lxml.html.HtmlElement) -> dict[str, dict[str, str]]:
    headings = [cell.text for cell in drawn.xpath("./thead//th")]
    rows = {}
    for line in drawn.xpath("./tbody/tr"):
        texts = ["".join(cell.xpath("./text()")).strip() for cell in line]
        rows[texts[0]] = dict(zip(headings, texts, strict=True))
    return rows
