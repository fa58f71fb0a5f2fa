"""PostgreSQL holds the rows DuckDB holds, and whoever reads sees the old warehouse or the new one, whole."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal

import psycopg
import pyarrow as pa
import pytest

from lientinh.errors import InfrastructureError, UsageError
from lientinh.publish.postgres_engine import PostgresEngine
from lientinh.settings import read_settings
from small_warehouses import build_nothing

TIME = pa.timestamp("us", tz="UTC")


@pytest.fixture
def engine(postgres_url) -> PostgresEngine:
    return PostgresEngine(postgres_url, patience_seconds=0)


@pytest.fixture
def connection(postgres_url) -> Iterator[psycopg.Connection]:
    """As an analyst's own client would connect."""
    with psycopg.connect(postgres_url.replace("+psycopg", ""), autocommit=True) as one:
        yield one


def build(engine: PostgresEngine, n: int, *, commit: bool = True) -> None:
    """The smallest warehouse with every relation: nothing but its log."""
    with engine.rebuild(n) as made:
        build_nothing(made, n)
        if commit:
            made.commit()


def log_of(engine: PostgresEngine) -> list[int]:
    with engine.read() as warehouse:
        return [row["n"] for row in warehouse.ask("publications")]


def schemas(connection: psycopg.Connection) -> list[str]:
    rows = connection.execute("select nspname from pg_namespace where nspname like 'lientinh%' order by 1")
    return [name for (name,) in rows]


def test_before_the_first_publication_there_is_nothing(engine):
    assert engine.publication_number() is None
    with pytest.raises(UsageError, match="lientinh publish"), engine.read():
        pass


def test_a_rebuild_takes_the_place_of_the_old_one_at_the_commit(engine, connection):
    build(engine, 1)
    with engine.rebuild(2) as made:
        build_nothing(made, 2)
        assert log_of(engine) == [1]
        made.commit()
    assert log_of(engine) == [2]
    assert engine.publication_number() == 2
    assert schemas(connection) == ["lientinh"]


def test_a_rebuild_that_is_left_has_not_happened(engine, connection):
    build(engine, 1)
    build(engine, 2, commit=False)
    with pytest.raises(ZeroDivisionError), engine.rebuild(3) as made:
        build_nothing(made, 3)
        raise ZeroDivisionError
    assert log_of(engine) == [1]
    assert schemas(connection) == ["lientinh"]


@pytest.mark.parametrize("what", ["rebuild", "change"])
def test_a_publisher_whose_connection_is_cut_leaves_nothing(engine, connection, what):
    build(engine, 1)
    with pytest.raises(InfrastructureError, match="terminating connection"), getattr(engine, what)(2) as made:
        if what == "rebuild":
            build_nothing(made, 2)
        made.execute("delete from publication")
        (row,) = made.ask("select pg_backend_pid() as pid")
        connection.execute("select pg_terminate_backend(%s)", [row["pid"]])
        made.commit()
    assert log_of(engine) == [1]
    assert schemas(connection) == ["lientinh"]
    build(engine, 2)
    assert log_of(engine) == [2]


def test_a_change_begins_as_what_people_read_and_they_keep_what_they_began_with(engine):
    build(engine, 1)
    with engine.read() as warehouse:
        assert len(warehouse.ask("publications")) == 1
        with engine.change(2) as made:
            sql = "insert into publication select 2, published_at, cause, package_version, $digest from publication"
            assert made.execute(sql, {"digest": "x"}) == 1
            assert log_of(engine) == [1]
            made.commit()
        assert len(warehouse.ask("publications")) == 1, (
            "the same warehouse from the first question to the last"
        )
    assert log_of(engine) == [1, 2]
    with engine.change(3) as made:
        made.execute("delete from publication")
    assert log_of(engine) == [1, 2]


def test_a_rebuild_waits_for_who_is_reading_and_then_says_so(engine):
    build(engine, 1)
    with engine.read() as warehouse:
        with pytest.raises(InfrastructureError, match=r"reading the old warehouse.*publish again"):
            build(engine, 2)
        assert [row["n"] for row in warehouse.ask("publications")] == [1]
    assert log_of(engine) == [1]
    build(engine, 2)
    assert log_of(engine) == [2]


def test_a_rebuild_goes_through_when_the_reader_has_come_to_an_end(engine, postgres_url):
    build(engine, 1)
    patient = PostgresEngine(postgres_url, patience_seconds=30)
    reading, done = threading.Event(), threading.Event()

    def read() -> None:
        with engine.read():
            reading.set()
            done.wait(1)

    reader = threading.Thread(target=read)
    reader.start()
    reading.wait()
    build(patient, 2)
    done.set()
    reader.join()
    assert log_of(engine) == [2]


def test_one_publisher_at_a_time(engine, postgres_url):
    with (
        engine.lock(),
        pytest.raises(InfrastructureError, match="under way"),
        PostgresEngine(postgres_url).lock(),
    ):
        pass
    with engine.lock():
        pass


@pytest.mark.parametrize(
    "loss",
    [
        "drop table lientinh.comparison",
        "drop function lientinh.comparison_as_of",
        "delete from lientinh.publication",
    ],
)
def test_a_warehouse_that_is_not_whole_has_no_number(engine, connection, loss):
    build(engine, 1)
    assert engine.publication_number() == 1
    connection.execute(loss)
    assert engine.publication_number() is None


ROWS = pa.table(
    {
        "text": pa.array(["", None, 'a "quoted"; line\nbreak\\N', "Đà Nẵng", "NUL\0"]),
        "number": pa.array([Decimal("0.000001"), None, Decimal("-1"), Decimal("999999999999999999.999999"), Decimal(0)],
                           pa.decimal128(24, 6)),
        "day": pa.array([date(1, 1, 1), None, date(2025, 7, 1), date(9999, 12, 31), date(2024, 2, 29)]),
        "at": pa.array([datetime(1, 1, 1, tzinfo=UTC), None, datetime(2025, 7, 1, 1, 2, 3, 456789, tzinfo=UTC),
                        datetime(9999, 12, 31, tzinfo=UTC), None], TIME),
        "yes": pa.array([True, None, False, True, False]),
        "small": pa.array([1, None, -3, 4, 5], pa.int16()),
        "large": pa.array([2**62, None, -(2**62), 0, 1]),
        "word": pa.array(["a", None, "b", "a", "b"]).dictionary_encode(),
    }
)  # fmt: skip


@pytest.mark.parametrize("as_stream", [False, True], ids=["table", "stream"])
def test_rows_are_loaded_as_they_are(engine, as_stream):
    with engine.rebuild(1) as made:
        made.load("stage", pa.table({"other": [1]}))
        made.load("stage", ROWS.to_reader(max_chunksize=2) if as_stream else ROWS)
        expected = ROWS.to_pylist()
        expected[4]["text"] = "NUL\N{REPLACEMENT CHARACTER}"
        assert made.ask("select * from stage") == expected
        assert made.ask("select text from stage where text < 'Đ' order by text desc limit 1") == [
            {"text": 'a "quoted"; line\nbreak\\N'}
        ]


def test_parameters_are_what_they_are_and_text_is_left_alone(engine):
    with engine.rebuild(1) as made:
        select = """
        select '$name' as "$text", $text as text, $none is null or $none = 'x' as none, -- it's $name
            $day as day, $at as at, $number + 1 as number, '%;' like '%;' as percent
        """
        at = datetime(2025, 7, 1, 7, tzinfo=UTC)
        given = {
            "text": "it's 100% $1",
            "none": None,
            "day": date(2025, 7, 1),
            "at": at,
            "number": Decimal("1.5"),
        }
        assert made.ask(select, given) == [
            {"$text": "$name", "text": "it's 100% $1", "none": True, "day": date(2025, 7, 1), "at": at,
             "number": Decimal("2.5"), "percent": True}
        ]  # fmt: skip


def test_a_scratch_table_and_a_staging_table_go_with_the_build(engine, connection):
    with engine.rebuild(1) as made:
        made.load("stage", ROWS)
        made.scratch("half", "select text, count(*) as copies from stage group by text")
        made.scratch("half", "select text from stage")
        assert made.execute("delete from half where text is null") == 1
        build_nothing(made, 1)
        made.commit()
    found = connection.execute("select relname from pg_class where relname in ('stage', 'half')").fetchall()
    assert found == []
    assert schemas(connection) == ["lientinh"]


def test_evidence_is_only_ever_appended_to(engine):
    def rows(*keys: int) -> pa.Table:
        return pa.table({"observation_key": list(keys), "observation_id": [f"o{key}" for key in keys],
                         "series_id": ["s" for _ in keys], "quote": ["91 + 55" for _ in keys]})  # fmt: skip

    with engine.rebuild(1) as made:
        made.append_evidence(rows(1, 2).to_batches(), rows(1).schema, 1)
        assert made.ask("select count(*) as n from evidence") == [{"n": 2}]
        made.append_evidence(rows(3).to_batches(), rows(3).schema, 1)
        assert [row["observation_id"] for row in made.ask("select * from evidence order by 1")] == [
            "o1",
            "o2",
            "o3",
        ]
        with pytest.raises(Exception, match="unique"):
            made.append_evidence(rows(3).to_batches(), rows(3).schema, 1)


def test_every_relation_and_function_says_what_it_is(engine, connection):
    build(engine, 1)
    uncommented = """
        select relname from pg_class where relnamespace = 'lientinh'::regnamespace and relkind in ('r', 'v')
            and obj_description(oid, 'pg_class') is null
        union all
        select proname from pg_proc where pronamespace = 'lientinh'::regnamespace
            and obj_description(oid, 'pg_proc') is null
    """
    assert connection.execute(uncommented).fetchall() == []
    (said,) = connection.execute("select col_description('lientinh.comparison'::regclass, 17)").fetchone()
    assert "reported, not_reported" in said
    (said,) = connection.execute("select obj_description('lientinh'::regnamespace)").fetchone()
    assert said == "Liên Tỉnh, publication 1"


def test_text_is_in_the_order_of_its_code_points_whatever_the_locale(engine, connection):
    build(engine, 1)
    other = """
        select attrelid::regclass::text, attname from pg_attribute
        join pg_class on pg_class.oid = attrelid
        join pg_collation on pg_collation.oid = attcollation
        where relnamespace = 'lientinh'::regnamespace and relkind in ('r', 'v', 'c') and collname <> 'pg_c_utf8'
            and attname in ('area_code', 'indicator_code', 'period', 'territory', 'breakdown', 'observation_id')
    """
    assert connection.execute(other).fetchall() == []


@pytest.mark.parametrize("relation", ["comparison", "comparison_as_of('infinity')", "observation", "finding"])
def test_an_analyst_reads_what_people_read_and_changes_nothing(engine, connection, relation):
    build(engine, 1)
    connection.execute("set role lientinh_analyst")
    connection.execute(f"set search_path to lientinh; select * from {relation}")
    for forbidden in (
        "delete from lientinh.finding",
        "create table lientinh.mine (n int)",
        "create table public.mine (n int)",
        "drop view lientinh.observation",
    ):
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute(forbidden)


def test_an_account_that_may_make_no_role_publishes_all_the_same(engine, connection, postgres_url, caplog):
    connection.execute("create role plain login")
    try:
        connection.execute("grant create on database " + connection.info.dbname + " to plain")
        connection.execute("alter role lientinh_analyst rename to elsewhere")
        plain = PostgresEngine(postgres_url.replace("postgres@", "plain@"))
        build(plain, 1)
        assert plain.publication_number() == 1
        assert "lientinh_analyst" in caplog.text
    finally:
        connection.execute("drop owned by plain cascade; drop role plain")
        connection.execute("alter role elsewhere rename to lientinh_analyst")


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (("/test_", "/nowhere_"), "nowhere_.*does not exist"),
        (("host=", "host=/nowhere"), "No such file"),
        (("postgres@", "nobody:secret@"), 'role "nobody" does not exist'),
    ],
)
def test_a_server_that_is_not_there_is_infrastructure_and_no_secret_is_told(postgres_url, change, message):
    engine = PostgresEngine(postgres_url.replace(*change))
    for act in (
        engine.publication_number,
        lambda: engine.lock().__enter__(),
        lambda: engine.read().__enter__(),
    ):
        with pytest.raises(InfrastructureError, match=f"PostgreSQL .*{message}") as caught:
            act()
        assert "secret" not in str(caught.value)


def test_a_full_disk_is_infrastructure(engine):
    with pytest.raises(InfrastructureError, match=r"PostgreSQL .*No space left"), engine.rebuild(1) as made:
        made.execute("""
            do $$ begin
                raise exception 'could not extend file: No space left on device' using errcode = 'disk_full';
            end $$
        """)


def test_our_own_mistakes_are_not_blamed_on_the_machine(engine):
    with pytest.raises(Exception, match="no_such_column"), engine.rebuild(1) as made:
        made.ask("select no_such_column")


@pytest.mark.parametrize(
    "url", ["mysql://u:secret@h/d", "sqlite:///x", "postgresql+asyncpg://u:secret@h/d", "secret"]
)
def test_an_engine_that_is_not_known_is_refused_without_repeating_the_url(url):
    with pytest.raises(UsageError, match=r"postgresql\+psycopg://") as caught:
        read_settings({"LIENTINH_WAREHOUSE_URL": url})
    assert "secret" not in str(caught.value)


def test_the_settings_say_which_engine_keeps_the_warehouse():
    assert not read_settings({"LIENTINH_WAREHOUSE_URL": ""}).warehouse_is_postgres
    assert read_settings({"LIENTINH_WAREHOUSE_URL": "postgresql://h/d"}).warehouse_is_postgres
