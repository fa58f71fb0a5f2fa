"""What the ministry's reader is told of a period, and what must never stand there as a figure."""

from __future__ import annotations

import re

import pytest

from lientinh.errors import UsageError
from lientinh.period_report import write_period_report
from lientinh.period_report.page import _join
from period_report.conftest import draw_lake, read_report, read_tables
from small_lakes import SmallLake


@pytest.fixture(scope="module")
def page(reported_lake):
    return read_report(reported_lake)


def test_a_figure_stands_with_its_rank_plan_and_year_before_and_a_missing_one_with_its_reason(page) -> None:
    jobs = read_tables(page)["jobs"]
    assert jobs["Cao Bằng"]["Số liệu"] == "12.345"
    assert jobs["Cao Bằng"]["Năm trước"] == "11.000"
    assert jobs["Cao Bằng"]["Tăng, giảm"] == "+1.345 (+12,2%)"
    assert jobs["Cao Bằng"]["Kế hoạch"] == "12.000 (được giao)"
    assert jobs["Cao Bằng"]["Đạt kế hoạch"] == "102,9%"
    assert jobs["Sơn La"]["Số liệu"] == "trên 11.000"
    assert jobs["Thái Nguyên"]["Số liệu"] == "chờ làm rõ"
    assert jobs["Lạng Sơn"]["Số liệu"] == "chưa báo cáo"
    assert "Hạng" not in jobs["Cao Bằng"], "one exact figure compares with nothing"


def test_a_withheld_figure_stands_nowhere_and_a_missing_one_is_no_zero(page) -> None:
    text = page.text_content()
    assert "98.765" not in text
    assert "98765" not in text
    cells = {cell for row in read_tables(page)["jobs"].values() for cell in row.values()}
    assert "0" not in cells


def test_rates_are_ranked_beside_the_country_and_never_added_or_averaged(page) -> None:
    rates = read_tables(page)["jobless_rate"]
    assert {area: row["Hạng"] for area, row in rates.items()} == {
        "Thái Nguyên": "1/3",
        "Cao Bằng": "2/3",
        "Sơn La": "3/3",
        "Lạng Sơn": "",
    }
    section = page.get_element_by_id("chi-tieu-jobless_rate").text_content()
    assert "Cả nước (số được báo cáo, không phải số cộng các tỉnh): 2,3" in section
    assert "Cộng" not in section
    assert "2,5" in section
    assert "Cột nhạt: số liệu có cảnh báo." in section


def test_bars_are_drawn_only_of_figures_that_compare(page) -> None:
    charts = {
        section.get("id"): section.xpath(".//figure")
        for section in page.xpath("//section[@class='indicator']")
    }
    assert charts["chi-tieu-jobs"] == [], "one exact figure, one bounded, one withheld"
    (chart,) = charts["chi-tieu-jobless_rate"]
    assert chart.findtext("figcaption") == "Tỷ lệ thất nghiệp (%)", (
        "a chart on the next page says what it is of"
    )
    labels = [text.text for text in chart.iter("{*}text", "text") if text.text]
    assert labels.count("Cao Bằng") == 1
    assert "Lạng Sơn" not in labels
    assert "Cả nước: 2,3" in labels
    assert {"1,9", "2,5", "3,1"} <= set(labels)


def test_every_figure_leads_to_its_words_and_its_document(page, reported_lake) -> None:
    cited = {link.get("href").removeprefix("#") for link in page.xpath("//sup/a")}
    listed = {item.get("id"): item.text_content() for item in page.xpath("//ol[@class='figures']/li")}
    assert cited == listed.keys()
    told = " ".join(listed.values())
    for name in ("jobs", "plan", "before", "unasked"):
        assert reported_lake.ids[name] in told
    assert "tạo việc làm cho 12345 người" in told
    documents = [item.text_content() for item in page.xpath("//ol[@class='documents']/li")]
    assert any("số 12/BC-SLĐTBXH, ngày 5/1/2023, Sở LĐTBXH, tệp a.txt" in one for one in documents)
    anchors = {item.get("id") for item in page.xpath("//*[@id]")}
    assert {link.get("href").removeprefix("#") for link in page.xpath("//a")} <= anchors
    figures = page.xpath("//td[@class='figure' or @class='bounded']")
    assert all(cell.xpath("./sup/a") for cell in figures)


def test_who_has_reported_stands_before_everything_else(page) -> None:
    rows = [
        [cell.text_content().strip() for cell in line] for line in page.xpath("(//section/table)[1]/tbody/tr")
    ]
    assert [row[0] for row in rows] == ["Lạng Sơn", "Sơn La", "Cao Bằng", "Thái Nguyên"]
    assert rows[0][4] == "chưa báo cáo"
    assert rows[1][2:6] == ["15/1/2023", "20/1/2023", "chậm", "5"]
    assert rows[3][3] == "không rõ (tiếp nhận 10/1/2023 07:00)"
    assert "3/4" in page.xpath("string(//section[@class='overview'])")


def test_doubts_are_counted_by_province_and_the_gravest_said_first(page) -> None:
    counts = [
        [cell.text_content().strip() for cell in line]
        for line in page.xpath("//table[@class='narrow'][preceding::h2[starts-with(., 'III')]]/tbody/tr")
    ]
    assert counts == [["Sơn La", "", "1"], ["Thái Nguyên", "1", ""]]
    said = [item.text_content() for item in page.xpath("//ol[@class='doubts']/li")]
    assert "Thái Nguyên" in said[0]
    assert "lỗi" in said[0]
    assert "91 + 55 = 146, báo cáo ghi 141" in said[0]
    assert "Đề nghị kiểm tra" in said[0]


def test_what_was_not_asked_but_reported_is_marked(page) -> None:
    assert "loại báo cáo này không yêu cầu" in page.get_element_by_id("chi-tieu-trained").text_content()
    assert (
        "loại báo cáo này không yêu cầu" not in page.get_element_by_id("chi-tieu-jobless_rate").text_content()
    )


def test_words_of_documents_and_catalogue_stay_words(page) -> None:
    assert not page.xpath("//script")
    assert (
        "Người <script>alert(1)</script> & việc làm" in page.get_element_by_id("chi-tieu-jobs").text_content()
    )


def test_the_page_needs_nothing_from_outside_and_prints_on_a4(reported_lake) -> None:
    text = write_period_report(reported_lake.settings, reported_lake.catalogue, "annual", "2022").read_text(
        "utf-8"
    )
    assert not re.findall(r"(?:src|href)=\"(?!#)|url\(|@import|<link|<img", text)
    assert set(re.findall(r"https?://[^\"' ]+", text)) <= {
        "http://www.w3.org/2000/svg",
        "http://www.w3.org/1999/xlink",
    }
    assert "size: A4" in text
    assert "@media print" in text


def test_the_same_publication_gives_the_same_bytes_even_after_another(tmp_path) -> None:
    lake = draw_lake(tmp_path)
    lake.publish("2023-01-25")
    file = write_period_report(lake.settings, lake.catalogue, "annual", "2022")
    before = file.read_bytes()
    correction = "period | area | value\n2022 | 04 | 22222"
    lake.submit(correction, name="d", report="a", relation="corrects", landed="2023-02-09")
    lake.publish("2023-02-10")
    assert write_period_report(lake.settings, lake.catalogue, "annual", "2022", 1) == file
    assert file.read_bytes() == before
    newest = write_period_report(lake.settings, lake.catalogue, "annual", "2022")
    assert newest.parent.name == "cap-nhat-2"
    assert read_tables(read_report(lake))["jobs"]["Cao Bằng"]["Số liệu"] == "22.222"


def test_both_engines_write_the_same_page_for_everybody_to_read(
    reported_lake, tmp_path, postgres_url, monkeypatch
) -> None:
    monkeypatch.setattr(SmallLake, "default_url", postgres_url)
    there = draw_lake(tmp_path)
    there.publish("2023-01-25")
    files = [
        write_period_report(lake.settings, lake.catalogue, "annual", "2022")
        for lake in (reported_lake, there)
    ]
    assert files[0].read_bytes() == files[1].read_bytes()
    assert files[0].stat().st_mode & 0o777 == 0o644


@pytest.mark.parametrize(
    ("report_type", "period", "as_of", "said"),
    [
        ("anual", "2022", None, "did you mean 'annual'"),
        ("annual", "2032", None, "2021, 2022"),
        ("annual", "2022", 7, "no publication 7"),
    ],
)
def test_a_period_nobody_owes_is_wrong_usage(reported_lake, report_type, period, as_of, said) -> None:
    with pytest.raises(UsageError, match=said):
        write_period_report(reported_lake.settings, reported_lake.catalogue, report_type, period, as_of)


@pytest.mark.parametrize(
    ("report_type", "period", "title"),
    [
        ("Báo cáo năm", "năm 2025", "Báo cáo năm 2025"),
        ("Biểu thống kê năm", "năm 2016", "Biểu thống kê năm 2016"),
        ("Báo cáo 6 tháng", "6 tháng đầu năm 2022", "Báo cáo 6 tháng đầu năm 2022"),
        ("Báo cáo quý", "quý II năm 2022", "Báo cáo quý II năm 2022"),
        ("Kế hoạch", "năm 2023", "Kế hoạch năm 2023"),
    ],
)
def test_the_title_says_year_or_quarter_once(report_type: str, period: str, title: str) -> None:
    assert _join(report_type, period) == title
