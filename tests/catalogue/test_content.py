"""What the tables hold: the provinces of both maps, ISO codes, the traps of the field kept apart."""

from __future__ import annotations

import csv
from collections import defaultdict
from datetime import date

import pytest

from lientinh.catalogue import match_key

BEFORE, AFTER = date(2025, 6, 30), date(2025, 7, 1)
GSO_CODES = (
    "population",
    "labour_force",
    "employed_share_of_population",
    "trained_employed_workers_rate",
    "poverty_rate",
)


@pytest.fixture
def provinces_2025(shared_dir) -> list[dict[str, str]]:
    with (shared_dir / "facts" / "provinces_2025.tsv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file, delimiter="\t"))


def test_sixty_three_provinces_became_thirty_four(catalogue) -> None:
    assert (len(catalogue.provinces(BEFORE)), len(catalogue.provinces(AFTER))) == (63, 34)


def test_the_provinces_are_those_of_the_fact_sheet(catalogue, provinces_2025) -> None:
    for row in provinces_2025:
        old, new = row["old_gso_code"], row["new_gso_code"]
        assert catalogue.match_area(row["old_name"], BEFORE).area_code == old
        assert catalogue.match_area(row["new_name"], AFTER).area_code == new
        assert catalogue.area(old, BEFORE).successor_code == (
            None if catalogue.area(new, AFTER).valid_from is None else new
        )
    assert {area.area_code for area in catalogue.provinces(BEFORE)} == {
        row["old_gso_code"] for row in provinces_2025
    }
    assert {area.area_code for area in catalogue.provinces(AFTER)} == {
        row["new_gso_code"] for row in provinces_2025
    }


def test_predecessors_are_those_of_the_fact_sheet(catalogue, provinces_2025) -> None:
    merged = defaultdict(set)
    for row in provinces_2025:
        merged[row["new_gso_code"]].add(row["old_gso_code"])
    for area in catalogue.provinces(AFTER):
        predecessors = set(area.predecessor_codes) or {area.area_code}
        assert predecessors == merged[area.area_code], area.name_vi


def test_eleven_provinces_are_one_row(catalogue) -> None:
    assert sum(area.valid_from is None for area in catalogue.provinces(AFTER)) == 11


def test_successors_and_predecessors_agree(catalogue) -> None:
    for old in catalogue.provinces(BEFORE):
        if old.successor_code:
            assert old.area_code in catalogue.area(old.successor_code, AFTER).predecessor_codes


@pytest.mark.parametrize(
    ("area_code", "iso_code"),
    [("04", "VN-04"), ("06", "VN-53"), ("14", "VN-05"), ("19", "VN-69"), ("20", "VN-09")],
)
def test_iso_codes_are_not_gso_codes(catalogue, area_code, iso_code) -> None:
    assert catalogue.area(area_code, BEFORE).iso_code == iso_code


def test_every_province_has_an_iso_code_of_its_own(catalogue) -> None:
    codes = [area.iso_code for area in catalogue.provinces(BEFORE)]
    assert None not in codes
    assert len(set(codes)) == 63


def test_every_province_of_the_old_map_lies_in_one_of_six_regions(catalogue) -> None:
    parents = defaultdict(int)
    for area in catalogue.provinces(BEFORE):
        parents[area.parent_code] += 1
    assert dict(sorted(parents.items())) == {"R1": 11, "R2": 14, "R3": 14, "R4": 5, "R5": 6, "R6": 13}


def test_gso_tables_name_areas_the_catalogue_knows(catalogue, shared_dir) -> None:
    lines = (shared_dir / "samples" / "trained_employed_workers_by_province.csv").read_text(
        encoding="utf-8-sig"
    )
    names = [line.split(";")[0].strip('"') for line in lines.splitlines()[3:]]
    assert len(names) == 70
    for name in names:
        assert catalogue.match_area(name, date(2016, 12, 31)) is not None, name


def test_every_indicator_is_named_and_defined_in_both_languages(catalogue) -> None:
    assert len(catalogue.indicators) >= 60
    for indicator in catalogue.indicators:
        texts = (indicator.name_vi, indicator.name_en, indicator.definition_vi, indicator.definition_en)
        assert all(texts), indicator.indicator_code
        assert indicator.name_vi != indicator.definition_vi
        assert len(set(indicator.definition_vi.split())) > 4, indicator.indicator_code


def test_no_two_indicators_have_one_name(catalogue) -> None:
    for names in ([i.name_vi for i in catalogue.indicators], [i.name_en for i in catalogue.indicators]):
        assert len({match_key(name) for name in names}) == len(names)


@pytest.mark.parametrize("code", GSO_CODES)
def test_the_indicators_of_gso(catalogue, code, shared_dir) -> None:
    with (shared_dir / "facts" / "gso_provinces.tsv").open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file, delimiter="\t") if row["indicator"] == code]
    indicator = catalogue.indicator(code)
    word = {entry.word: entry for entry in catalogue.unit_words}[rows[0]["unit"]]
    assert word.unit_code == indicator.unit_code
    years = {int(row["year"]) for row in rows}
    asked = {
        year
        for entry in catalogue.asked
        if entry.indicator_code == code
        for year in range(int(entry.period_from), int(entry.period_to or 0) + 1)
    }
    assert asked == years


def test_four_kinds_of_trained_labour_are_four_indicators(catalogue) -> None:
    codes = (
        "trained_labour_rate",
        "vocationally_trained_labour_rate",
        "certified_trained_labour_rate",
        "trained_employed_workers_rate",
    )
    assert len({catalogue.indicator(code).definition_vi for code in codes}) == 4


def test_poverty_is_kept_apart(catalogue) -> None:
    assert catalogue.indicator("poverty_reduction_points").unit_code == "PERCENTAGE_POINT"
    assert catalogue.indicator("poor_household_rate").unit_code == "PERCENT"
    assert catalogue.indicator("poor_household_rate").definition_dimensions == ("standard",)
    assert catalogue.indicator("poor_household_rate").area_aggregation == "derive"
    assert catalogue.indicator("poverty_rate").definition_dimensions == ()


def test_percentages_are_never_summed(catalogue) -> None:
    for indicator in catalogue.indicators:
        if catalogue.unit(indicator.unit_code).kind == "ratio":
            assert indicator.area_aggregation != "sum"
            assert indicator.time_aggregation != "sum"
            assert indicator.max_value is not None


def test_turns_are_not_persons(catalogue) -> None:
    words = {match_key(entry.word): entry.unit_code for entry in catalogue.unit_words}
    assert words["người"] == "PERSON"
    assert words["lượt người"] == "PERSON_TURN"
    assert catalogue.unit("PERSON_TURN").kind == "events"


@pytest.mark.parametrize(
    ("word", "factor"),
    [("đồng", 1), ("nghìn đồng", 1000), ("triệu đồng", 10**6), ("tỷ đồng", 10**9), ("tấn", 1000)],
)
def test_scales(catalogue, word, factor) -> None:
    assert {entry.word: entry.factor for entry in catalogue.unit_words}[word] == factor


def test_every_indicator_that_is_asked_or_headline_has_a_phrase(catalogue) -> None:
    named = {phrase.indicator_code for phrase in catalogue.phrases}
    wanted = {entry.indicator_code for entry in catalogue.asked}
    wanted |= {indicator.indicator_code for indicator in catalogue.indicators if indicator.headline}
    assert wanted <= named


def test_only_verified_due_dates_are_stated(catalogue) -> None:
    """15 January for annual forms since Circular 11/2015 came into force; within Sơn La the dates of its plan."""
    stated = {
        (entry.report_type, entry.received_by, entry.due_rule, entry.due_months_after, entry.due_day)
        for entry in catalogue.calendar
        if entry.due_rule != "unknown"
    }
    assert stated == {
        ("annual_statistical_form", "ministry", "by_day", 1, 15),
        ("half_year_report", "province_government", "before_day", 0, 10),
        ("annual_report", "province_government", "before_day", 0, 10),
    }
    assert all(entry.verified == (entry.due_rule != "unknown") for entry in catalogue.calendar)
    assert min(entry.valid_from for entry in catalogue.calendar) == date(2015, 4, 25)


def test_whose_rule_is_known_only_of_another_province_is_not_taken_for_ours(catalogue) -> None:
    """Khánh Hòa's two working days after the cut-off bind Khánh Hòa."""
    assert not any(entry.due_rule == "working_days_after" for entry in catalogue.calendar)


def test_every_kind_of_administrative_window_is_in_the_calendar(catalogue) -> None:
    windows = {entry.frequency for entry in catalogue.calendar if entry.duty_code.startswith("nd09")}
    assert windows == {"M", "Q", "S1", "9M", "A"}


def test_every_report_is_asked_on_the_basis_of_its_type(catalogue) -> None:
    bases = {entry.report_type: entry.period_basis for entry in catalogue.report_types}
    assert all(entry.basis == bases[entry.report_type] for entry in catalogue.asked)


def test_five_ministries_follow_one(catalogue) -> None:
    molisa = catalogue.agency("molisa")
    assert set(molisa.successor_codes) == {"moha", "moet", "mae", "moh", "mps"}
    assert [code for code in molisa.successor_codes if not catalogue.agency(code).verified] == ["moh"]
    after = {entry.field: entry.agency_code for entry in catalogue.responsibilities if entry.valid_from}
    assert (after["poverty"], after["vocational"], after["drugs"], after["merit"]) == (
        "mae",
        "moet",
        "mps",
        "moha",
    )
