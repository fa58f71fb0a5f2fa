"""Global options anywhere, errors as exit codes, no traceback for what people do."""

from __future__ import annotations

from pathlib import Path

import pytest

from lientinh.cli import main as entry
from lientinh.cli.main import main, split_global_options
from lientinh.errors import CatalogueError, InfrastructureError, UsageError


@pytest.mark.parametrize(
    ("arguments", "rest", "home", "as_json"),
    [
        (["--json", "read", "a.txt"], ["read", "a.txt"], None, True),
        (["read", "a.txt", "--json"], ["read", "a.txt"], None, True),
        (["read", "--home", "h", "a.txt"], ["read", "a.txt"], Path("h"), False),
        (["--home=h", "publish"], ["publish"], Path("h"), False),
        (["read", "--", "--json"], ["read", "--", "--json"], None, False),
    ],
)
def test_global_options_stand_anywhere(arguments, rest, home, as_json):
    assert split_global_options(arguments) == (rest, home, as_json)


def run(capsys, *arguments: str) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as ended:
        main(list(arguments))
    out, err = capsys.readouterr()
    return int(ended.value.code or 0), out, err


@pytest.mark.parametrize(
    "arguments",
    [("--home",), ("nonsense",), ("read",), ("read", "no such file.txt"), ("publish", "--to", "x")],
)
def test_wrong_usage_is_two(capsys, tmp_path, monkeypatch, arguments):
    monkeypatch.chdir(tmp_path)
    code, _, err = run(capsys, *arguments)
    assert code == 2
    assert err.strip()
    assert "Traceback" not in err


def test_help_is_zero_and_names_every_command(capsys):
    code, out, _ = run(capsys, "--help")
    assert code == 0
    assert all(
        name in out for name in ("read", "check", "ingest", "reprocess", "publish", "compare", "explain")
    )


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (UsageError("which?"), 2),
        (CatalogueError(["areas.csv:3: no such unit"]), 2),
        (InfrastructureError("locked"), 3),
        (OSError(28, "No space left on device"), 3),
    ],
)
def test_errors_become_exit_codes(capsys, monkeypatch, error, code):
    def fail(*_args, **_kwargs):
        raise error

    monkeypatch.setattr(entry, "app", fail)
    found, _, err = run(capsys, "publish")
    assert found == code
    assert "Traceback" not in err


def test_a_home_that_is_no_folder_is_infrastructure(capsys, tmp_path):
    (tmp_path / "home").write_text("")
    code, _, err = run(capsys, "ingest", "--home", str(tmp_path / "home"))
    assert code == 3
    assert "is no folder" in err


def test_a_setting_that_is_no_number_is_wrong_usage(capsys, monkeypatch):
    monkeypatch.setenv("LIENTINH_REST_SECONDS", "soon")
    code, _, err = run(capsys, "ingest")
    assert code == 2
    assert "LIENTINH_REST_SECONDS" in err


def test_brackets_in_names_are_theirs_and_no_markup(capsys, tmp_path):
    report = tmp_path / "[b]số[x].txt"
    report.write_text("SỞ LAO ĐỘNG [/b]\nSố: 15/BC-SLĐTBXH\nNăm 2022 có 12 xã [/i].\n", encoding="utf-8")
    home = tmp_path / "home[bold]"
    assert run(capsys, "read", str(report))[0] == 0
    code, out, _ = run(capsys, "ingest", str(report), "--area", "[/x]", "--home", str(home))
    assert code == 1
    assert "[/x]" in out
    assert str(home) in run(capsys, "publish", "--home", str(home))[1]
