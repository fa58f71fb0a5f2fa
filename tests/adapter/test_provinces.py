"""DAGs follow the catalogue: another province there is another DAG here."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from lientinh_airflow.provinces import reporting_provinces, slug_of

ROOT = Path(__file__).resolve().parents[2]


def test_the_provinces_of_the_catalogue() -> None:
    assert [(one.area_code, one.slug, one.name_vi) for one in reporting_provinces()] == [
        ("04", "cao_bang", "Cao Bằng"),
        ("06", "bac_kan", "Bắc Kạn"),
        ("14", "son_la", "Sơn La"),
        ("19", "thai_nguyen", "Thái Nguyên"),
        ("20", "lang_son", "Lạng Sơn"),
    ]


def test_another_province_is_a_line_in_the_catalogue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    copy = tmp_path / "catalogue"
    shutil.copytree(ROOT / "include" / "catalogue", copy)
    asked = copy / "asked.csv"
    header, first, *_ = asked.read_text(encoding="utf-8").splitlines()
    columns = dict(zip(header.split(","), range(header.count(",") + 1), strict=True))
    cells = first.split(",")
    cells[columns["area_codes"]] = "02"
    lines = asked.read_text(encoding="utf-8").rstrip("\n") + "\n" + ",".join(cells) + "\n"
    asked.write_text(lines, encoding="utf-8")
    monkeypatch.setenv("LIENTINH_CATALOGUE", str(copy))
    assert ("02", "ha_giang") in [(one.area_code, one.slug) for one in reporting_provinces()]


@pytest.mark.parametrize(
    ("name_en", "slug"),
    [("Lang Son", "lang_son"), ("Ba Ria - Vung Tau", "ba_ria_vung_tau"), ("Ha Noi", "ha_noi")],
)
def test_a_slug_is_a_dag_id(name_en: str, slug: str) -> None:
    assert slug_of(name_en) == slug
