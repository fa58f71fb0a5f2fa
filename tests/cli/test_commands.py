"""The commands as a person calls them, on the samples: exit codes, JSON, tables, refusals."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest

from lientinh.cli.main import main

READING_FIELDS = {
    *("indicator_code", "phrase", "breakdown", "measure", "value", "lower", "upper", "qualifier", "rounding"),
    *("unit_code", "value_text", "unit_text", "scenario", "plan_basis", "accumulation", "period"),
    *(
        "period_start",
        "period_end",
        "period_text",
        "area_code",
        "area_level",
        "territory",
        "quote",
        "locator",
    ),
}


@pytest.fixture(scope="module")
def samples(root_dir) -> Path:
    return root_dir / "include" / "samples"


@pytest.fixture(scope="module")
def home(tmp_path_factory, samples) -> Path:
    """A home that has ingested and published the samples, through the commands themselves."""
    folder = tmp_path_factory.mktemp("home")
    for command in (["ingest", str(samples)], ["publish"]):
        with pytest.raises(SystemExit) as ended:
            main([*command, "--home", str(folder), "--json"])
        assert ended.value.code in (0, 1)
    return folder


def run(capsys, *arguments: object) -> tuple[int, str, str]:
    capsys.readouterr()
    with pytest.raises(SystemExit) as ended:
        main([str(argument) for argument in arguments])
    out, err = capsys.readouterr()
    return int(ended.value.code or 0), out, err


def lines(out: str) -> list[dict]:
    return [json.loads(line) for line in out.splitlines()]


def test_read_prints_the_fields_of_the_contract(capsys, samples, tmp_path):
    code, out, _ = run(
        capsys, "read", samples / "04" / "de-xuat-chi-tieu-2021.docx", "--json", "--home", tmp_path
    )
    assert code == 0
    rows = lines(out)
    assert len(rows) >= 16
    assert all(set(row) == READING_FIELDS for row in rows)
    jobs = next(row for row in rows if row["indicator_code"] == "new_jobs")
    assert (jobs["value"], jobs["scenario"], jobs["area_code"]) == (12000, "plan", "04")
    assert list(tmp_path.iterdir()) == [], "read touches no lake"


def test_read_shows_a_table(capsys, samples):
    code, out, _ = run(capsys, "read", samples / "20" / "ke-hoach-2023.docx")
    assert code == 0
    assert "Lạng Sơn" in out or "LẠNG SƠN" in out
    assert "thuộc danh mục chỉ tiêu" in out


def test_a_document_without_figures_has_none(capsys, samples):
    for name in ("14/ke-hoach-113-2023.txt", "20/cong-van-chi-thi-16.txt"):
        code, out, _ = run(capsys, "read", samples / name, "--json")
        assert (code, out) == (0, "")


def test_check_finds_the_contradictions_and_shows_the_arithmetic(capsys, samples):
    code, out, _ = run(capsys, "--json", "check", samples / "20" / "ke-hoach-2023.docx")
    assert code == 0, "contradictions in prose are warnings"
    found = [row for row in lines(out) if row["rule_id"].startswith("arithmetic.")]
    assert len(found) == 6
    assert any("91 + 55 = 146, báo cáo ghi 141" in row["message_vi"] for row in found)
    assert all(
        row["state"] == "new" and row["locator"] and row["quote"] and row["action_vi"] for row in found
    )


def test_check_for_people(capsys, samples):
    code, out, _ = run(capsys, "check", samples / "20" / "ke-hoach-2023.docx")
    assert code == 0
    assert "Cảnh báo (warning)" in out
    code, out, _ = run(capsys, "check", samples / "14" / "ke-hoach-113-2023.txt")
    assert code == 0


@pytest.mark.parametrize("command", ["read", "check"])
def test_a_file_that_cannot_be_read_is_bad_input_not_a_crash(capsys, tmp_path, command):
    broken = tmp_path / "hong.xlsx"
    broken.write_bytes(b"PK\x03\x04 not a workbook at all")
    code, out, err = run(capsys, command, broken, "--json", "--area", "04")
    assert code == 1
    (finding,) = lines(out)
    assert finding["severity"] == "critical"
    assert finding["message_vi"] in err
    assert "Traceback" not in err


def test_ingest_again_finds_nothing_new_to_decide(capsys, home, samples):
    before = sorted((home / "lake" / "decisions").iterdir())
    code, out, _ = run(capsys, "ingest", samples / "14", "--home", home)
    assert code == 0
    assert "tiếp nhận" in out
    assert sorted((home / "lake" / "decisions").iterdir()) == before
    code, out, _ = run(capsys, "ingest", "--home", home)
    assert (code, "Nothing new" in out) == (0, True)


def test_ingest_puts_a_broken_file_into_quarantine_and_its_neighbour_into_the_lake(capsys, tmp_path, samples):
    broken = tmp_path / "hong.xlsx"
    broken.write_bytes(b"PK\x03\x04 not a workbook at all")
    good = samples / "04" / "de-xuat-chi-tieu-2021.docx"
    code, out, _ = run(capsys, "ingest", broken, good, "--area", "04", "--home", tmp_path / "home", "--json")
    assert code == 1
    assert sorted((row["name"], row["outcome"]) for row in lines(out)) == [
        ("de-xuat-chi-tieu-2021.docx", "accepted"),
        ("hong.xlsx", "rejected"),
    ]
    (reason,) = (tmp_path / "home" / "quarantine").glob("*/ly_do.txt")
    assert "hong.xlsx" in reason.read_text(encoding="utf-8")


def test_publish_says_that_nothing_is_new(capsys, home):
    code, out, _ = run(capsys, "publish", "--home", home)
    assert code == 0
    assert "warehouse.duckdb" in out
    code, out, _ = run(capsys, "publish", "--home", home, "--json")
    assert json.loads(out)["n"] == 1


def test_compare_and_explain_one_number(capsys, home):
    code, out, _ = run(capsys, "compare", "poverty_rate", "--period", "2015", "--home", home, "--json")
    assert code == 0
    reported = {row["area_code"]: row for row in lines(out) if row["state"] == "reported"}
    assert set(reported) == {"04", "06", "14", "19", "20"}
    assert [reported[code]["rank"] for code in ("19", "20", "06", "14", "04")] == [1, 2, 3, 4, 5]
    observation_id = reported["04"]["observation_id"]
    code, out, _ = run(capsys, "explain", observation_id, "--home", home, "--json")
    assert code == 0
    assert json.loads(out)["observation_id"] == observation_id
    code, out, _ = run(capsys, "explain", observation_id, "--home", home)
    assert (code, "so-lieu-hang-nam-2016.xlsx" in out) == (0, True)
    code, out, _ = run(capsys, "compare", "poverty_rate", "--home", home)
    assert (code, "Cao Bằng" in out) == (0, True)


def reported_figures(capsys, home, indicator, *more) -> dict[tuple[str, str], dict]:
    """Actual figures by period and area, of provinces only."""
    code, out, _ = run(capsys, "compare", indicator, "--scenario", "actual", *more, "--home", home, "--json")
    assert code == 0
    return {(row["period"], row["area_code"]): row for row in lines(out) if row["state"] == "reported"}


@pytest.mark.parametrize("indicator", ["population", "labour_force"])
def test_a_merged_province_counts_what_its_parts_did_and_nobody_is_lost(capsys, home, indicator):
    before = reported_figures(capsys, home, indicator)
    after = reported_figures(capsys, home, indicator, "--boundary", "2025-07-01")
    periods = {period for period, _ in before}
    assert len(periods) >= 11
    assert {area for _, area in before} == {"04", "06", "14", "19", "20"}
    assert {area for _, area in after} == {"04", "14", "19", "20"}
    for period in periods:
        merged = after[period, "19"]
        assert merged["value"] == before[period, "06"]["value"] + before[period, "19"]["value"]
        assert (merged["derived"], merged["territory"]) == (True, "19@2025-07-01")
        assert "made_from=06+19" in merged["notes"]
        totals = [sum(row["value"] for (at, _), row in of.items() if at == period) for of in (before, after)]
        assert totals[0] == totals[1]


# 319,000 and 1,227,400 people: (319.0 × 15.8 + 1227.4 × 7.1) / 1546.4, and the same of 71.2 and 58.5.
@pytest.mark.parametrize(
    ("indicator", "value"), [("poverty_rate", "8.894684"), ("employed_share_of_population", "61.119827")]
)
def test_a_rate_of_a_merged_province_is_weighted_by_what_it_is_a_share_of(capsys, home, indicator, value):
    merged = merged_cell(capsys, home, indicator)
    assert (merged["state"], merged["derived"], Decimal(str(merged["value"]))) == (
        "reported",
        True,
        Decimal(value),
    )
    assert merged["notes"].split("; ")[:2] == ["made_from=06+19", "weighted_by=population"]


def test_a_rate_whose_denominator_nobody_reports_is_refused_with_the_reason(capsys, home):
    merged = merged_cell(capsys, home, "trained_employed_workers_rate")
    assert (merged["state"], merged["reason"]) == ("not_comparable", "territory")
    assert (merged["value"], merged["rank"], merged["derived"]) == (None, None, False)


def merged_cell(capsys, home, indicator):
    code, out, _ = run(
        capsys, "compare", indicator, "--boundary", "2025-07-01", "--period", "2016", "--home", home, "--json"
    )
    assert code == 0
    return next(row for row in lines(out) if row["area_code"] == "19")


def test_a_merged_province_names_its_parts(capsys, home):
    code, out, _ = run(
        capsys, "compare", "population", "--period", "2016", "--boundary", "2025-07-01", "--home", home
    )
    assert code == 0
    assert "1.546.400*" in out
    assert "Thái Nguyên = 06 + 19" in " ".join(out.split())


def test_a_citation_is_one_line_with_the_cell_it_came_from(capsys, home):
    cell = reported_figures(capsys, home, "population", "--period", "2016")["2016", "06"]
    code, out, _ = run(capsys, "explain", cell["observation_id"], "--cite", "--home", home)
    assert (code, out.count("\n")) == (0, 1)
    assert "của Bắc Kạn năm 2016 là 319.000 người (thực hiện, số sơ bộ, địa giới trước ngày 1/7/2025)" in out
    assert "ngày 14/7/2017" in out and "trang tính “Biểu tổng hợp”, ô " in out
    code, out, _ = run(capsys, "explain", cell["observation_id"], "--cite", "--home", home, "--json")
    cited = json.loads(out)
    assert (code, list(cited)) == (0, ["observation_id", "citation_vi", "citation_en"])
    assert "of Bac Kan in 2016 is 319,000 persons" in cited["citation_en"]


def test_diff_from_nothing_to_the_first_publication_is_all_of_it(capsys, home):
    code, out, _ = run(capsys, "diff", "--from", "0", "--to", "1", "--home", home, "--json")
    rows = lines(out)
    assert code == 0
    assert {row["change"] for row in rows} == {"new"}
    assert {(row["cause"], row["publication"]) for row in rows} == {("submission", 1)}
    assert sum(row["sender_code"] == "06" for row in rows) == 51
    code, out, _ = run(capsys, "diff", "--from", "1", "--home", home)
    assert (code, "No figure changed" in out) == (0, True)
    code, _, err = run(capsys, "diff", "--from", "9", "--home", home)
    assert (code, "no publication 9" in err) == (2, True)


@pytest.mark.parametrize(
    "arguments", [("compare", "poverty_rat"), ("explain", "no-such-id"), ("reprocess", "--indicator", "x")]
)
def test_what_nobody_knows_is_wrong_usage(capsys, home, arguments):
    code, _, err = run(capsys, *arguments, "--home", home)
    assert code == 2
    assert err.strip()


def test_reprocess_has_nothing_to_do_with_the_same_processing(capsys, home):
    code, out, _ = run(capsys, "reprocess", "--dry-run", "--home", home)
    assert (code, "Nothing to reprocess" in out) == (0, True)
    code, out, _ = run(capsys, "reprocess", "--dry-run", "--json", "--home", home)
    assert (code, out) == (0, "")
    code, out, _ = run(capsys, "reprocess", "--home", home)
    assert (code, "Nothing new" in out) == (0, True)
