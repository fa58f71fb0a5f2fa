"""Routes as data: what a file may say, and what it may not."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from lientinh.alerts.route_loading import load_routes
from lientinh.alerts.routes import AlertRoute
from lientinh.catalogue import Catalogue
from lientinh.catalogue.loading import digest_folder
from lientinh.errors import CatalogueError
from small_alerts import a_route, an_event

ROOT = Path(__file__).resolve().parents[2]
SHIPPED = ROOT / "include" / "catalogue" / "alert_routes.yaml"


def test_the_shipped_routes_need_no_service_and_hold_no_address(catalogue: Catalogue) -> None:
    routes = load_routes(SHIPPED, catalogue)
    assert {route.way for route in routes.file.routes} == {"file"}
    assert all(route.address is None for route in routes.file.routes)
    assert "@" not in SHIPPED.read_text(encoding="utf-8")
    assert routes.area_names["20"] == ("Lạng Sơn", "Lang Son")


def test_every_kind_of_event_reaches_somebody_as_shipped(catalogue: Catalogue) -> None:
    routes = load_routes(SHIPPED, catalogue).file.routes
    for kind in ("finding", "submission", "review", "calendar", "operation", "publication"):
        for severity in ("critical", "error"):
            event = an_event(kind=kind, severity=severity)
            assert [route.id for route in routes if route.how_often(event)], f"{kind} at {severity}"


def test_routes_do_not_change_what_figures_mean(tmp_path: Path) -> None:
    (tmp_path / "units.csv").write_text("unit_code\n", encoding="utf-8")
    before = digest_folder(tmp_path)
    (tmp_path / "alert_routes.yaml").write_text("routes: []", encoding="utf-8")
    assert digest_folder(tmp_path) == before


DESK = """
routes:
  - id: desk
    title_vi: Bộ phận
    title_en: Desk
    {more}
    takes:
      - {{kinds: [finding], severities: [error]{takes}}}
"""


@pytest.mark.parametrize(
    ("more", "takes", "problem"),
    [
        ("way: smtp", "", "3: routes.0.*needs either address or address_from"),
        ("way: pigeon", "", "6: routes.0.way: .*'apprise'"),
        ("secret_from: KEY", "", "only a webhook is signed"),
        ("address_from: a b", "", "6: routes.0.address_from"),
        ("colour: red", "", "6: routes.0.colour: Extra inputs"),
        ("way: file", ", areas: ['99']", "8: route desk: area '99' is not in areas.csv"),
        ("way: file", ", areas: [04]", "8: routes.0.takes.0.areas.0: .*string"),
        ("way: file", ", fields: [cooking]", "8: route desk: field 'cooking' is not in"),
        ("way: file", ", often: hourly", "8: routes.0.takes.0.often"),
        ("way: [", "", "not YAML"),
    ],
)
def test_a_wrong_file_is_refused_with_its_line(
    tmp_path: Path, catalogue: Catalogue, more: str, takes: str, problem: str
) -> None:
    path = tmp_path / "routes.yaml"
    path.write_text(DESK.format(more=more, takes=takes), encoding="utf-8")
    with pytest.raises(CatalogueError) as refused:
        load_routes(path, catalogue)
    assert len(refused.value.problems) == 1
    assert re.search(problem, str(refused.value)), str(refused.value)


@pytest.mark.parametrize(
    ("routes", "problem"),
    [
        ([a_route("desk"), a_route("desk")], "one id (desk)"),
        ([a_route(x, way="smtp", address_from="DESK") for x in ("a", "b")], "one address (smtp: DESK)"),
    ],
)
def test_one_person_is_one_route(
    tmp_path: Path, catalogue: Catalogue, routes: list[dict[str, object]], problem: str
) -> None:
    path = tmp_path / "routes.yaml"
    path.write_text(yaml.safe_dump({"routes": routes}), encoding="utf-8")
    with pytest.raises(CatalogueError, match=re.escape(problem)):
        load_routes(path, catalogue)


def test_a_file_that_is_not_there_or_not_text(tmp_path: Path, catalogue: Catalogue) -> None:
    with pytest.raises(CatalogueError, match="LIENTINH_ALERT_ROUTES names the file"):
        load_routes(tmp_path / "routes.yaml", catalogue)
    (tmp_path / "routes.yaml").write_bytes(b"routes: \xff")
    with pytest.raises(CatalogueError, match="not UTF-8"):
        load_routes(tmp_path / "routes.yaml", catalogue)


def test_critical_never_waits_for_a_digest() -> None:
    route = AlertRoute.model_validate(a_route(often="daily"))
    assert route.how_often(an_event(severity="critical")) == "at_once"
    assert route.how_often(an_event(severity="error")) == "daily"
    assert AlertRoute.model_validate(a_route(often="at_once")).how_often(an_event()) == "at_once"
