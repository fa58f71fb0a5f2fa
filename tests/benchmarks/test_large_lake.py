"""The generated lake is a lake: it reads back in the schema, publishes, and compares as it was made to."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

import numpy as np
import pyarrow.parquet as pq
import pytest

from benchmarks.asking import ask_comparison, indicator_codes
from benchmarks.large_catalogue import COMMUNES, large_catalogue
from benchmarks.large_lake import LakeSize, add_correction, write_large_lake
from benchmarks.large_rows import MONTHS
from benchmarks.large_submission import PUBLISHED_ON
from benchmarks.pandas_comparison import compare_with_pandas, differing_cells, read_decided
from drawn import ask
from lientinh.lake import Lake
from lientinh.observations import OBSERVATIONS
from lientinh.publish import publish
from lientinh.publish.reading_warehouse import open_warehouse
from lientinh.settings import Settings

SIZE = LakeSize(10_000)
PROVINCES = 34


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    home = tmp_path_factory.mktemp("large")
    write_large_lake(home, SIZE)
    return home


@pytest.fixture(scope="module")
def published(home):
    """The home with its warehouse, and the publication that made it."""
    return home, publish_on(home, 0)


def publish_on(home, days: int):
    settings = Settings(home=home)
    now = PUBLISHED_ON + timedelta(days=days)
    return publish(Lake.open(settings.lake_root), settings, large_catalogue(), now=now)


def test_it_reads_back_in_the_schema(home):
    lake = Lake.open(Settings(home=home).lake_root)
    decisions = lake.decisions()
    table = lake.read_stage("observations", decisions)
    assert table.schema == OBSERVATIONS
    assert abs(table.num_rows - SIZE.rows) < 0.05 * SIZE.rows
    assert lake.read_stage("findings", decisions).num_rows > 0
    ids = table.column("observation_id").to_pylist()
    assert len(set(ids)) == len(ids)
    assert {len(one) for one in ids} == {16}
    assert set("".join(ids)) == set("0123456789abcdef")


def test_a_series_has_one_id_and_an_id_one_series(home):
    lake = Lake.open(Settings(home=home).lake_root)
    frame = lake.read_stage("observations", lake.decisions()).to_pandas()
    dimensions = ["area_code", "territory", "indicator_code", "breakdown", "period", "scenario"]
    assert frame.groupby("series_id")[dimensions].nunique(dropna=False).max().max() == 1
    assert frame.groupby(dimensions, dropna=False)["series_id"].nunique().max() == 1
    assert frame["series_id"].nunique() < len(frame), "corrections say series again"


def test_the_same_seed_gives_the_same_bytes_and_another_other_figures(tmp_path):
    small = {"rows": 1_000, "rows_per_submission": 500}
    bytes_of = {}
    for name, seed in (("a", 1), ("b", 1), ("c", 2)):
        write_large_lake(tmp_path / name, LakeSize(**small, seed=seed))
        lake = tmp_path / name / "lake"
        bytes_of[name] = {
            file.relative_to(lake): file.read_bytes() for file in lake.rglob("*") if file.is_file()
        }
    assert bytes_of["a"] == bytes_of["b"]
    assert bytes_of["a"] != bytes_of["c"]


def test_what_is_there_is_left_as_it_is(tmp_path):
    size = LakeSize(1_000)
    written = write_large_lake(tmp_path, size)
    before = {file: file.stat().st_mtime_ns for file in tmp_path.rglob("*.parquet")}
    again = write_large_lake(tmp_path, size)
    assert {file: file.stat().st_mtime_ns for file in tmp_path.rglob("*.parquet")} == before
    assert again.observations == written.observations


@pytest.mark.parametrize("rows", [1_000_000, 10_000_000, 100_000_000])
def test_large_sizes_have_every_indicator_and_files_of_the_size_asked_for(rows):
    size = LakeSize(rows)
    assert len(size.indicators) == 200
    per_report = size.base_rows * size.months_per_report / (PROVINCES * 10 * MONTHS)
    assert 1_000 <= per_report <= 10_000


def test_communes_belong_to_the_provinces_of_today():
    communes = [area for area in large_catalogue().areas if area.level == "commune"]
    counts = Counter(area.parent_code for area in communes)
    assert len(communes) == COMMUNES
    assert set(counts) == {area.area_code for area in large_catalogue().provinces()}
    assert set(counts.values()) == {97, 98}


def test_it_publishes_every_month_of_every_province(published):
    home, publication = published
    settings = Settings(home=home)
    assert publication.n > 1, "corrections are known later than what they correct"
    cells = ask(
        settings.warehouse_file,
        "select indicator_code, scenario, state, count(*) as cells, count(value) as figures from comparison "
        "where state in ('reported', 'withheld') and (boundary = '2025-07-01' or period_end >= date '2025-07-01') "
        "group by all",
    )
    found = Counter()
    for row in cells:
        found[row["indicator_code"]] += row["cells"]
        assert row["figures"] == (row["cells"] if row["state"] == "reported" else 0)
    codes = [large_catalogue().indicators[number].indicator_code for number in SIZE.indicators]
    assert found == dict.fromkeys(codes, PROVINCES * MONTHS)


def test_pandas_gives_the_answer_of_the_warehouse_and_a_difference_is_seen(published):
    home, _ = published
    decided = read_decided(home)
    for code in indicator_codes(SIZE):
        with open_warehouse(Settings(home=home)) as warehouse:
            rows = ask_comparison(warehouse, code)
        cells = compare_with_pandas(decided, code)
        assert len(rows) == len(cells) == PROVINCES * MONTHS
        assert differing_cells(cells, rows).empty
        exact = next(row for row in rows if row["gap_to_median"] is not None)
        for changed in ({"rank": 99}, {"value_year_before": -1}, {"state": "withheld"}):
            others = [row for row in rows if row is not exact]
            assert len(differing_cells(cells, [*others, {**exact, **changed}])) == 1


def test_one_more_correction_changes_what_it_says(tmp_path):
    write_large_lake(tmp_path, LakeSize(3_000))
    publish_on(tmp_path, 0)
    settings = Settings(home=tmp_path)
    shown = "select observation_id from comparison where state = 'reported' and boundary = '2025-07-01'"
    before = {row["observation_id"] for row in ask(settings.warehouse_file, shown)}
    decision = add_correction(tmp_path, rows=50)
    lake = Lake.open(settings.lake_root)
    file = settings.lake_root + "/" + lake.decided_path("observations", decision)
    corrected = pq.read_table(file).to_pydict()
    assert len(corrected["observation_id"]) == 50
    assert set(corrected["area_code"]) == {decision["area_code"]}, "figures of the province come first"
    publication = publish_on(tmp_path, 1)
    assert publication.decision_ids == (decision["decision_id"],)
    changed = {row["observation_id"] for row in ask(settings.warehouse_file, shown)} - before
    assert changed
    assert changed <= set(corrected["observation_id"])


def test_values_are_plausible(home):
    lake = Lake.open(Settings(home=home).lake_root)
    frame = lake.read_stage("observations", lake.decisions()).to_pandas()
    assert (frame["value"].astype(float) >= 0).all()
    rates = frame[frame["unit_code"] == "PERCENT"]["value"].astype(float)
    assert rates.between(0, 100).all()
    bounded = frame[frame["qualifier"].notna()]
    assert np.array_equal(bounded["value"], bounded["lower"])
    assert 0 < len(bounded) < 0.02 * len(frame)
