"""The samples and the real documents in one lake: gate 2 tells of nothing; of a letter unlike its form it does."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from lientinh.catalogue import Catalogue
from lientinh.lake import Lake
from lientinh.pipeline import Pipeline
from lientinh.settings import Settings

SENDERS = {
    "000_lang_son_cong_van_2021.txt": "20",
    "001_cao_bang_de_xuat_chi_tieu_2021.txt": "04",
    "002_lang_son_ke_hoach_2023.txt": "20",
    "003_thai_nguyen_tin_8_thang_2021.txt": "19",
    "004_son_la_ke_hoach_113_2023.txt": "14",
}


@pytest.fixture
def pipeline(tmp_path: Path, catalogue: Catalogue) -> Pipeline:
    settings = Settings(home=tmp_path / "home")
    return Pipeline(settings, catalogue, Lake.open(settings.lake_root))


def told(pipeline: Pipeline, area_code: str, *paths: Path) -> list[dict[str, Any]]:
    """What gate 2 tells of these submissions of one sender, with what the lake knew before."""
    ids = [landed.submission_id for landed in pipeline.land(area_code, paths)]
    assert len(ids) == len(paths)
    pipeline.check_and_decide(ids)
    decisions = [pipeline.lake.find_decision(one, pipeline.processing) for one in ids]
    rows = pipeline.lake.read_stage("findings", [one for one in decisions if one]).to_pylist()
    # A sample in the project's own words is shorter than the real document of its number: that is told, and no doubt.
    return [
        row for row in rows if row["rule_id"].startswith("gate2.") and row["rule_id"] != "gate2.only_in_copy"
    ]


def test_samples_and_real_documents_one_sender_after_the_other(
    pipeline: Pipeline, root_dir: Path, shared_dir: Path
) -> None:
    senders = sorted(path for path in (root_dir / "include" / "samples").iterdir() if path.is_dir())
    for folder in senders:
        real = [shared_dir / "submissions" / name for name, area in SENDERS.items() if area == folder.name]
        assert told(pipeline, folder.name, *sorted(folder.iterdir()), *real) == []
    # Published tables restate one another's years by a tenth, and some of their series do jump: told, and no more.
    published = told(pipeline, "20", *sorted((shared_dir / "samples").iterdir()))
    assert {row["rule_id"] for row in published} <= {"gate2.restated", "gate2.jump_against_history"}
    assert {row["severity"] for row in published} <= {"warning"}
    restated = sorted(row["period"] for row in published if row["rule_id"] == "gate2.restated")
    assert restated == ["2012", "2014", "2015", "2016"]
    figures = pipeline.lake.read_stage("observations", pipeline.lake.decisions())
    assert figures.num_rows > 600, "there was something to compare"


def letter(root_dir: Path, folder: Path, *sentences: str) -> Path:
    """Sơn La's form with its covering letter, in which these sentences stand."""
    shutil.copytree(root_dir / "include" / "samples" / "14" / "thong-ke-nam-2016", folder)
    text = (folder / "cong-van.txt").read_text(encoding="utf-8")
    said = "".join(f"- {sentence}\n\n" for sentence in sentences)
    (folder / "cong-van.txt").write_text(text.replace("Nơi nhận:", f"{said}Nơi nhận:"), encoding="utf-8")
    return folder


def test_a_letter_unlike_the_form_it_comes_with(pipeline: Pipeline, root_dir: Path, tmp_path: Path) -> None:
    sentence = "Năm 2016, dân số trung bình của tỉnh là 1.308 nghìn người."
    (found,) = told(pipeline, "14", letter(root_dir, tmp_path / "thong-ke", sentence))
    assert (found["rule_id"], found["severity"]) == ("gate2.unequal_repeat", "warning")
    assert found["message_vi"] == (
        "Cùng một số liệu nhưng ghi khác nhau giữa các tệp trong hồ sơ (Dân số trung bình, năm 2016): "
        "phụ lục “so-lieu-hang-nam-2016.xlsx” ghi 1.208,0 Nghìn người (Biểu tổng hợp!O12); văn bản “cong-van.txt” "
        "ghi 1.308 nghìn người (đoạn 8); 1.208.000 - 1.308.000 = -100.000 (-7,65%). Trong khi chờ, kho số liệu dùng "
        "số trong phụ lục, kèm lưu ý."
    )
    assert found["locator"] == "Biểu tổng hợp!O12"
    (decision,) = pipeline.lake.decisions()
    assert (decision["withheld"], decision["flagged"]) == ([], [found["observation_id"]])


def test_a_letter_that_rounds_the_form_is_right(pipeline: Pipeline, root_dir: Path, tmp_path: Path) -> None:
    sentences = (
        "Năm 2016, dân số trung bình của tỉnh là 1.208 nghìn người.",
        "Năm 2016, lực lượng lao động từ 15 tuổi trở lên khoảng 750 nghìn người.",
    )
    assert told(pipeline, "14", letter(root_dir, tmp_path / "thong-ke", *sentences)) == []
