"""Routes: who is told what, by which way and how often. Data of `alert_routes.yaml`, checked when loaded."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import time
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from lientinh.alerts.events import AlertEvent, AlertKind
from lientinh.findings import Severity

HowOften = Literal["at_once", "daily"]
Way = Literal["file", "smtp", "apprise", "webhook"]
Name = Annotated[str, Field(pattern=r"^[A-Za-z_][A-Za-z0-9_]{0,63}$")]
_Positive = Annotated[float, Field(gt=0)]


class _Entry(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


class Selection(_Entry):
    """What a route takes: these kinds at these severities; of all areas and fields unless some are named."""

    kinds: tuple[AlertKind, ...] = Field(min_length=1)
    severities: tuple[Severity, ...] = Field(min_length=1)
    areas: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    often: HowOften = "daily"

    def takes(self, event: AlertEvent) -> bool:
        """Whether an event is selected; one without an area or a field concerns all of them."""
        return (
            event.kind in self.kinds
            and event.severity in self.severities
            and (not self.areas or event.area_code is None or event.area_code in self.areas)
            and (not self.fields or event.field is None or event.field in self.fields)
        )


class AlertRoute(_Entry):
    """One person or desk, reached one way, by role and never by name.

    `address` (of the deployment's own file) or `address_from`: the name of an environment variable, or in Airflow
    of a connection, that holds it. `secret_from` names the key a webhook is signed with.
    """

    id: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,39}$")]
    title_vi: Annotated[str, Field(min_length=1)]
    title_en: Annotated[str, Field(min_length=1)]
    way: Way = "file"
    address: str | None = None
    address_from: Name | None = None
    secret_from: Name | None = None
    takes: tuple[Selection, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _can_be_reached(self) -> AlertRoute:
        if self.way != "file" and (self.address is None) == (self.address_from is None):
            raise ValueError(f"route {self.id} by {self.way} needs either address or address_from")
        if self.secret_from and self.way != "webhook":
            raise ValueError(f"route {self.id}: only a webhook is signed; leave secret_from out")
        return self

    def how_often(self, event: AlertEvent) -> HowOften | None:
        """How soon this route tells an event, None where it does not; what is critical never waits for a digest."""
        chosen = {selection.often for selection in self.takes if selection.takes(event)}
        if not chosen:
            return None
        return "at_once" if event.severity == "critical" or "at_once" in chosen else "daily"


class Watch(_Entry):
    """How long a thing may take before somebody hears of it."""

    pending_hours: _Positive = (
        6  # a file in the inbox, a submission without decision, a decision not published
    )
    schedules: tuple[Name, ...] = ("watch_calendar",)  # whose runs tell the alerts that they went well
    run_hours: _Positive = 26  # a schedule without a successful run
    publication_days: _Positive = 35  # the age of the last publication


class RouteFile(_Entry):
    """`alert_routes.yaml` as it is written. `digest_at` is by the ministry's clock."""

    digest_at: time = time(7, 0)
    watch: Watch = Watch()
    routes: tuple[AlertRoute, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _one_route_a_person(self) -> RouteFile:
        """Two routes to one address would be two digests a day."""
        ids = Counter(route.id for route in self.routes)
        addresses = Counter(
            f"{route.way}: {route.address or route.address_from}"
            for route in self.routes
            if route.way != "file"
        )
        for what, counts in (("id", ids), ("address", addresses)):
            twice = sorted(one for one, count in counts.items() if count > 1)
            if twice:
                raise ValueError(
                    f"two routes with one {what} ({', '.join(twice)}); write one with all it takes"
                )
        return self


@dataclass(frozen=True)
class Routes:
    """Routes with the names of the areas they speak of: code → (Vietnamese, English)."""

    file: RouteFile
    area_names: Mapping[str, tuple[str, str]]

    def route(self, route_id: str) -> AlertRoute | None:
        """None where a route has left the file since something was queued for it."""
        return next((route for route in self.file.routes if route.id == route_id), None)
