"""`lientinh calendar` as a person calls it."""

from __future__ import annotations

import json

import pytest

from lientinh.cli.main import main


@pytest.fixture(autouse=True)
def wide_screen(monkeypatch) -> None:
    """Cells of a table on one line each."""
    monkeypatch.setenv("COLUMNS", "200")


def run(capsys, *arguments: object) -> tuple[int, str, str]:
    capsys.readouterr()
    with pytest.raises(SystemExit) as ended:
        main([str(argument) for argument in arguments])
    out, err = capsys.readouterr()
    return int(ended.value.code or 0), out, err


def test_a_table_says_what_is_overdue_and_what_falls_due(capsys, tmp_path):
    code, out, _ = run(capsys, "calendar", "--on", "2017-01-10", "--area", "20", "--home", tmp_path)
    assert code == 0
    assert "Lịch báo cáo tính đến ngày 10/1/2017" in out
    assert "Quá hạn chưa gửi (overdue): 1; Sắp đến hạn (falls due): 1" in out
    assert "chậm 361 ngày (361 days late)" in out
    assert "còn 5 ngày (5 days left)" in out
    assert "Cao Bằng" not in out
    assert list(tmp_path.iterdir()) == [], "it only looks"


def test_json_has_a_line_a_duty_with_the_source_of_its_date(capsys, tmp_path):
    code, out, _ = run(capsys, "calendar", "--on", "2023-06-01", "--area", "14", "--json", "--home", tmp_path)
    rows = {(row["duty_code"], row["period"]): row for row in map(json.loads, out.splitlines())}
    assert code == 0
    inner = rows["son_la_113_half_year", "2023-S1"]
    assert (inner["state"], inner["due_on"], inner["cut_off_on"], inner["verified"]) == (
        "internal", "2023-06-09", "2023-06-14", True,
    )  # fmt: skip
    assert "113/KH-UBND" in inner["source"]
    assert rows["nd09_year", "2022"]["due_on"] is None


def test_what_nobody_knows_the_date_of_and_what_stays_in_the_province_stand_apart(capsys, tmp_path):
    _, out, _ = run(capsys, "calendar", "--on", "2023-06-01", "--area", "14", "--home", tmp_path)
    assert "chưa rõ hạn gửi" in out
    assert "Trong tỉnh, không theo dõi" in out
    assert "Các cơ quan trong tỉnh Sơn La" in out


@pytest.mark.parametrize("arguments", [("--on", "soon"), ("--area", "99")])
def test_wrong_usage(capsys, tmp_path, arguments):
    code, _, err = run(capsys, "calendar", *arguments, "--home", tmp_path)
    assert code == 2
    assert err


def test_a_day_before_anything_is_owed(capsys, tmp_path):
    code, out, _ = run(capsys, "calendar", "--on", "2001-01-01", "--home", tmp_path)
    assert (code, "Không có báo cáo nào phải gửi" in out) == (0, True)


def test_due_dates_that_documents_state_are_proposed(capsys, tmp_path, root_dir):
    plan = root_dir / "include" / "samples" / "14" / "ke-hoach-113-2023.txt"
    run(capsys, "ingest", plan, "--area", "14", "--home", tmp_path)
    code, out, _ = run(capsys, "calendar", "--proposals", "--home", tmp_path)
    assert code == 0
    assert "Hạn gửi nêu trong văn bản (due dates that documents state): 2" in out
    assert "gửi trước ngày 10/6 và 10/12" in out
    assert "Đã có trong lịch (in the calendar already): son_la_113_half_year" in out
    _, out, _ = run(capsys, "calendar", "--proposals", "--json", "--home", tmp_path)
    rows = [json.loads(line) for line in out.splitlines()]
    assert [(row["frequency"], row["due_rule"], row["due_day"]) for row in rows] == [
        ("S1", "before_day", 10), ("A", "before_day", 10),
    ]  # fmt: skip
    assert rows[0]["row"].startswith("14_113_2023_s1,half_year_report,others,")
    _, out, _ = run(capsys, "calendar", "--proposals", "--area", "20", "--home", tmp_path)
    assert "không nêu hạn gửi nào" in out
