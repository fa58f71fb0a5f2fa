"""Whatever is sent, corrected, withdrawn and processed again: each publication knows what the model says it knows,
every vintage can be asked for ever after, and a warehouse made anew is the one that grew."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, Protocol

import psycopg
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from psycopg.rows import dict_row

from drawn import ask
from knowledge_model import Decided, Known, read_decided, what_is_known
from lientinh.review.redeciding import REVIEWED
from small_lakes import SmallLake, asked, small_catalogue

Row = dict[str, Any]

STEPS = 4  # publications of a history, at most
FIRST_YEAR = 2005
BEGIN = datetime(2023, 3, 1, 8)  # noqa: DTZ001 - `moment` of the lake makes it UTC
PROVINCES = ("04", "14", "19", "20")
RELATIONS = ("initial", "replaces", "corrects", "supplements", "withdraws")
FIGURES = (("jobs", "04"), ("jobs", "14"), ("labour", "04"))  # jobs are asked of everybody, labour of nobody

PEOPLE_SEE = ("observation", "comparison", "reporting_status", "finding", "publication")
KEYED = (
    "dim_area",
    "dim_agency",
    "dim_indicator",
    "dim_period",
    "dim_report",
    "dim_submission",
    "fact_observation",
)


class Warehouse(Protocol):
    """A lake that can be written and published, and its warehouse on one engine."""

    lake: SmallLake

    def publish(self, on: str, **more: Any) -> Any: ...

    def rows(self, relation: str) -> list[Row]: ...

    def delete(self) -> None: ...


class OnDuckDB:
    """The embedded warehouse, in a folder."""

    def __init__(self, folder: Path) -> None:
        self.lake = _open_lake(folder)
        self.publish = self.lake.publish

    def rows(self, relation: str) -> list[Row]:
        return ask(self.lake.file, f"select * from {relation}")

    def delete(self) -> None:
        shutil.rmtree(self.lake.file.parent)


class OnPostgres:
    """The warehouse on a server: the schema `lientinh` of a database, at first without it."""

    def __init__(self, folder: Path, url: str) -> None:
        self.lake = _open_lake(folder)
        self.lake.settings = replace(self.lake.settings, warehouse_url=url)
        self.publish = self.lake.publish
        self._url = url.replace("+psycopg", "")
        self.delete()

    def rows(self, relation: str) -> list[Row]:
        with self._connect() as connection:
            return connection.execute(f"select * from {relation}").fetchall()

    def delete(self) -> None:
        with self._connect() as connection:
            connection.execute("drop schema if exists lientinh cascade")

    def _connect(self) -> psycopg.Connection[Row]:
        return psycopg.connect(
            self._url, options="-c search_path=lientinh -c timezone=UTC", row_factory=dict_row
        )


def _open_lake(folder: Path) -> SmallLake:
    return SmallLake(folder, small_catalogue(asked("jobs", str(FIRST_YEAR), str(FIRST_YEAR + 15), PROVINCES)))


Open = Callable[[Path], Warehouse]


@pytest.fixture(params=["duckdb", "postgres"])
def open_warehouse(request: pytest.FixtureRequest) -> Open:
    """An empty lake in a folder, and its warehouse on each engine; the one before is gone."""
    if request.param == "duckdb":
        return OnDuckDB
    url = request.getfixturevalue("postgres_url")
    return lambda folder: OnPostgres(folder, url)


# What happens: histories that know nothing of one another share each publication, so that few publications try many.


@dataclass(frozen=True)
class Version:
    """What one processing makes of a submission, and in which step it is decided."""

    step: int
    figures: tuple[tuple[int, int, bool], ...]  # (of FIGURES, value, withheld)
    relation: str
    report: int
    is_accepted: bool
    answered: int | None = None  # the step in which a person lets everything go that it withholds


@dataclass(frozen=True)
class Sent:
    """A submission, processed once or more."""

    landed: int
    issued: date | None
    authority: int
    versions: tuple[Version, ...]


@dataclass(frozen=True)
class Step:
    """A publication: how long after the last one by the clock, and how many it then goes back for a while."""

    minutes: int
    back: int | None


def sent() -> st.SearchStrategy[Sent]:
    return st.integers(0, 2).flatmap(
        lambda report: st.builds(
            Sent,
            landed=st.integers(0, 3),
            issued=st.sampled_from([None, date(2022, 1, 1), date(2022, 6, 1)]),
            authority=st.sampled_from([2, 2, 2, 2, 1, 3]),
            versions=st.sampled_from(("initial", *RELATIONS)).flatmap(
                lambda relation: versions(report, relation)
            ),
        )
    )


def versions(report: int, relation: str) -> st.SearchStrategy[tuple[Version, ...]]:
    """Mostly of one report and relation; a better reading may find another."""
    said = st.tuples(st.sampled_from([0, 0, 1, 2]), st.integers(1, 3), st.sampled_from([False, False, True]))
    some = st.lists(said, min_size=1, max_size=3).map(tuple)
    version = st.builds(
        Version,
        step=st.integers(0, STEPS - 1),
        figures=st.one_of(some, some, some, st.just(())),
        relation=st.sampled_from([relation] * 5 + ["initial", "corrects"]),
        report=st.sampled_from([report] * 5 + [0, 1]),
        is_accepted=st.sampled_from([True, True, True, False]),
        answered=st.sampled_from([None, None, *range(STEPS)]),
    )
    return st.lists(version, min_size=1, max_size=3).map(
        lambda drawn: tuple(sorted(drawn, key=lambda one: one.step))
    )


def happenings() -> st.SearchStrategy[tuple[list[list[Sent]], list[Step]]]:
    histories = st.lists(st.lists(sent(), max_size=7), min_size=12, max_size=16)
    step = st.builds(
        Step,
        minutes=st.sampled_from([60, 60, 1, 0, -30]),  # a clock may stand still or go back
        back=st.sampled_from([*[None] * 5, 1, 2, 3]),
    )
    return st.tuples(histories, st.lists(step, min_size=STEPS, max_size=STEPS))


def decide_step(lake: SmallLake, histories: list[list[Sent]], step: int) -> list[Decided]:
    """Write what is decided in this step; in the order in which a publication lists it."""
    made = []
    for world, history in enumerate(histories):
        for place, one in enumerate(history):
            for number, version in enumerate(one.versions, start=1):
                if version.step == step:
                    decision = lake.submit(
                        [
                            {
                                "indicator": FIGURES[which][0], "area": FIGURES[which][1],
                                "period": str(FIRST_YEAR + world), "value": str(value),
                                "authority": str(one.authority), "withheld": "yes" if withheld else None,
                            }
                            for which, value, withheld in version.figures
                        ],
                        name=f"{world}-{place}", report=f"{world}-R{version.report}", relation=version.relation,
                        landed=f"2023-01-1{one.landed}", issued=one.issued.isoformat() if one.issued else None,
                        processing=f"p{number}", outcome="accepted" if version.is_accepted else "rejected",
                    )  # fmt: skip
                    made.append(read_decided(lake.lake, decision))
                if version.is_accepted and version.answered == step >= version.step:
                    made.append(read_decided(lake.lake, answer(lake, f"{world}-{place}", f"p{number}")))
    return sorted(made, key=lambda one: (one.landed_at, one.decision_id))


def answer(lake: SmallLake, name: str, processing: str) -> Row:
    """The further decision that follows from a person's answer: what was withheld goes, the rest stays as it is."""
    (given,) = (
        one for one in lake.lake.decisions() if (one["name"], one["processing"]) == (name, processing)
    )
    decision = {
        **given,
        "decision_id": f"{given['decision_id']}{REVIEWED}1",
        "withheld": [],
        "decided_by": "admin",
    }
    lake.lake.write_decision(decision)
    return decision


# What must hold.


@dataclass(frozen=True)
class Vintage:
    """What a publication showed when it was the latest."""

    n: int
    published_at: str
    observation: list[Row]
    comparison: list[Row]


def test_each_publication_knows_what_the_model_knows(
    tmp_path_factory: pytest.TempPathFactory, open_warehouse: Open
) -> None:
    check_many(
        tmp_path_factory, open_warehouse, examples=2, phases=[Phase.generate]
    )  # `slow` finds the smallest


@pytest.mark.slow
def test_each_publication_knows_what_the_model_knows_in_many_more(
    tmp_path_factory: pytest.TempPathFactory, open_warehouse: Open
) -> None:
    check_many(tmp_path_factory, open_warehouse, examples=40)


def check_many(
    folders: pytest.TempPathFactory,
    open_warehouse: Open,
    examples: int,
    phases: Sequence[Phase] = (Phase.generate, Phase.shrink),
) -> None:
    @settings(
        max_examples=examples, phases=phases, derandomize=True, deadline=None, database=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )  # fmt: skip
    @given(happenings())
    def check_one(happening: tuple[list[list[Sent]], list[Step]]) -> None:
        folder = folders.mktemp("history")
        check_history(open_warehouse(folder), *happening)
        shutil.rmtree(folder)

    check_one()


def check_history(warehouse: Warehouse, histories: list[list[Sent]], steps: list[Step]) -> None:
    """Publish step by step, and hold every publication, vintage and rebuild against the model and one another."""
    log: list[list[Decided]] = []
    vintages: list[Vintage] = []
    minutes = 0
    for number, step in enumerate(steps):
        decided = decide_step(warehouse.lake, histories, number)
        minutes += step.minutes
        publication = warehouse.publish(_at(minutes))
        if publication.new:
            assert sorted(publication.decision_ids) == sorted(one.decision_id for one in decided)
            log.append(decided)
            vintages.append(_see(warehouse, publication))
        check_current(warehouse, what_is_known(log), histories)
        if step.back is not None and len(vintages) > 1:
            then = vintages[max(0, len(vintages) - 1 - step.back)]
            go_back_and_forth(warehouse, then, vintages[-1], _at(minutes))
    check_vintages(warehouse, vintages)
    check_rebuilt(warehouse, vintages, _at(minutes))


def _at(minutes: int) -> str:
    return (BEGIN + timedelta(minutes=minutes)).isoformat()


def _see(warehouse: Warehouse, publication: Any) -> Vintage:
    return Vintage(
        publication.n,
        publication.published_at.isoformat(timespec="microseconds"),
        _unclosed(warehouse.rows("observation")),
        in_order(warehouse.rows("comparison")),
    )


def _unclosed(rows: list[Row]) -> list[Row]:
    """Without the end of knowledge: at the time nobody knew it."""
    return in_order([{name: row[name] for name in row if name != "known_to"} for row in rows])


def in_order(rows: list[Row]) -> list[Row]:
    return sorted(rows, key=repr)


def check_current(warehouse: Warehouse, known: Known, histories: list[list[Sent]]) -> None:
    """The latest publication shows the model's figures, each with its leader, and the cells that follow from them."""
    facts = warehouse.rows(
        "(select evidence.observation_id, evidence.series_id, fact.value, fact.decision, fact.leads"
        " from fact_observation as fact join evidence on evidence.observation_key = fact.observation_key"
        " where fact.known_to is null) as current_fact"
    )
    expected = {
        (name, one.figure.value, "withheld" if one.figure.is_withheld else "accepted")
        for name, one in known.standing.items()
    }
    assert {(row["observation_id"], row["value"], row["decision"]) for row in facts} == expected
    assert len(facts) == len(expected)
    leaders = {row["series_id"]: row["observation_id"] for row in facts if row["leads"]}
    assert len(leaders) == sum(row["leads"] for row in facts) == len(known.may_lead)
    for series_id, may_lead in known.may_lead.items():
        assert leaders[series_id] in may_lead
    shown = {(row["observation_id"], row["leads"]) for row in warehouse.rows("observation")}
    assert shown == {(row["observation_id"], row["leads"]) for row in facts if row["decision"] == "accepted"}
    check_cells(warehouse, known, leaders, len(histories))


def check_cells(warehouse: Warehouse, known: Known, leaders: dict[str, str], worlds: int) -> None:
    """Every cell that is asked, by its state and value; all are long due."""
    places = {
        row["observation_id"]: (row["area_code"], row["period"], row["indicator_code"])
        for row in warehouse.rows(
            "(select evidence.observation_id, area.area_code, period.period, indicator.indicator_code"
            " from fact_observation as fact join evidence on evidence.observation_key = fact.observation_key"
            " join dim_area as area on area.area_key = fact.area_key"
            " join dim_period as period on period.period_key = fact.period_key"
            " join dim_indicator as indicator on indicator.indicator_key = fact.indicator_key) as placed"
        )
    }
    expected: dict[tuple[str, str], tuple[str, Any]] = {
        (area, str(FIRST_YEAR + world)): ("not_reported", None)
        for area in PROVINCES
        for world in range(worlds)
    }
    for name in leaders.values():
        figure = known.standing[name].figure
        area, period, indicator = places[name]
        if indicator == "jobs":
            expected[area, period] = ("withheld", None) if figure.is_withheld else ("reported", figure.value)
    cells = {
        (row["area_code"], row["period"]): (row["state"], row["value"])
        for row in warehouse.rows("comparison")
        if row["indicator_code"] == "jobs" and row["boundary"] == "as_reported"
    }
    assert {key: cells[key] for key in expected} == expected


def go_back_and_forth(warehouse: Warehouse, then: Vintage, now: Vintage, on: str) -> None:
    """Back to an earlier publication, as it was; and forward again, as it is."""
    warehouse.publish(on, to=then.n)
    assert _unclosed(warehouse.rows("observation")) == then.observation
    assert in_order(warehouse.rows("comparison")) == then.comparison
    publication = warehouse.publish(on)
    assert (publication.n, publication.new) == (now.n, False)
    assert _unclosed(warehouse.rows("observation")) == now.observation
    assert in_order(warehouse.rows("comparison")) == now.comparison


def check_vintages(warehouse: Warehouse, vintages: list[Vintage]) -> None:
    """Asked as of a publication's time, the warehouse says what that publication showed; each has its own time."""
    times = [vintage.published_at for vintage in vintages]
    assert times == sorted(set(times))
    for vintage in vintages:
        at = vintage.published_at
        assert _unclosed(warehouse.rows(f"observation_as_of('{at}')")) == vintage.observation
        assert in_order(warehouse.rows(f"comparison_as_of('{at}')")) == vintage.comparison


def check_rebuilt(warehouse: Warehouse, vintages: list[Vintage], on: str) -> None:
    """Deleted and published again: the same rows, keys and vintages."""
    before = {relation: in_order(warehouse.rows(relation)) for relation in (*PEOPLE_SEE, *KEYED)}
    warehouse.delete()
    assert not warehouse.publish(on).new
    for relation, rows in before.items():
        assert in_order(warehouse.rows(relation)) == rows, relation
    check_vintages(warehouse, vintages)
