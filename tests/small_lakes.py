"""Small catalogues and lakes for tests of publish, compare and explain, drawn as tables."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from lientinh.catalogue.calendar_models import CalendarEntry
from lientinh.catalogue.catalogue import Catalogue
from lientinh.catalogue.models import (
    Agency,
    Area,
    Asked,
    Dimension,
    Indicator,
    ReportType,
    Unit,
)
from lientinh.findings import Finding
from lientinh.identity import hash_parts, identify_observation, identify_report, identify_series
from lientinh.lake import Lake
from lientinh.lake.findings_schema import findings_table
from lientinh.observations import observations_table
from lientinh.periods import period_window
from lientinh.publish import Publication, publish
from lientinh.settings import Settings

Row = dict[str, Any]
MERGER = date(2025, 7, 1)


def table(text: str) -> list[dict[str, str | None]]:
    """A table drawn with `|` → one dict a line; an empty cell is None."""
    lines = [[cell.strip() or None for cell in line.split("|")] for line in text.strip().splitlines()]
    return [dict(zip(lines[0], line, strict=True)) for line in lines[1:]]  # type: ignore[arg-type]


def _area(
    code: str, name_vi: str, name_en: str, since: date | None = None, until: date | None = None
) -> Area:
    level = "country" if code == "VN" else "province"
    return Area(
        area_code=code, level=level, name_vi=name_vi, name_en=name_en, iso_code=None, parent_code=None,
        valid_from=since, valid_to=until, source="test",
        predecessor_codes=("06", "19") if since else (), successor_code="19" if code == "06" else None,
    )  # fmt: skip


AREAS = (
    _area("VN", "Cả nước", "Viet Nam"),
    _area("04", "Cao Bằng", "Cao Bang"),
    _area("06", "Bắc Kạn", "Bac Kan", until=MERGER),
    _area("14", "Sơn La", "Son La"),
    _area("19", "Thái Nguyên", "Thai Nguyen", until=MERGER),
    _area("19", "Thái Nguyên", "Thai Nguyen", since=MERGER),
    _area("20", "Lạng Sơn", "Lang Son"),
)


def _indicator(code: str, name_vi: str, name_en: str, unit: str, direction: str, **more: Any) -> Indicator:
    base: Row = {
        "definition_vi": name_vi, "definition_en": name_en, "field": "employment", "area_aggregation": "sum",
        "time_aggregation": "sum", "accumulation": "period", "source": "test",
    }  # fmt: skip
    return Indicator(
        indicator_code=code,
        name_vi=name_vi,
        name_en=name_en,
        unit_code=unit,
        direction=direction,
        **{**base, **more},
    )


INDICATORS = (
    _indicator("jobs", "Số việc làm mới", "New jobs", "PERSON", "higher_better"),
    _indicator("jobless", "Số người thất nghiệp", "Unemployed people", "PERSON", "lower_better"),
    _indicator("labour", "Lực lượng lao động", "Labour force", "PERSON", "neutral"),
    _indicator(
        "jobless_rate", "Tỷ lệ thất nghiệp", "Unemployment rate", "PERCENT", "lower_better",
        area_aggregation="derive", numerator_code="jobless", denominator_code="labour",
    ),
    _indicator(
        "poor_rate", "Tỷ lệ hộ nghèo", "Poverty rate", "PERCENT", "lower_better", area_aggregation="none",
        definition_dimensions=("standard",), dimensions=("standard", "sex"),
    ),
    _indicator(
        "wage", "Tiền lương bình quân", "Average wage", "VND", "higher_better", area_aggregation="weighted_mean",
        denominator_code="labour",
    ),
    _indicator(
        "share", "Tỷ lệ tham gia", "Participation", "PERCENT", "higher_better", area_aggregation="weighted_mean",
        denominator_code="labour",
    ),
    _indicator("trained", "Số người được đào tạo", "People trained", "PERSON", "higher_better", dimensions=("sex",)),
)  # fmt: skip

UNITS = (
    Unit(unit_code="PERSON", name_vi="người", name_en="people", kind="count", decimals=0, symbol="người"),
    Unit(unit_code="PERCENT", name_vi="%", name_en="per cent", kind="ratio", decimals=2, symbol="%"),
    Unit(unit_code="VND", name_vi="đồng", name_en="dong", kind="money", decimals=0, symbol="đ"),
)

DIMENSIONS = (
    Dimension(dimension="sex", member="F", name_vi="Nữ", name_en="Female"),
    Dimension(
        dimension="standard", member="2016-2020", name_vi="Chuẩn 2016-2020", name_en="Standard 2016-2020"
    ),
    Dimension(
        dimension="standard", member="2021-2025", name_vi="Chuẩn 2021-2025", name_en="Standard 2021-2025"
    ),
)

REPORT_TYPES = (
    ReportType(
        report_type="annual", name_vi="Báo cáo năm", name_en="Annual report", document_kinds=("report",),
        authority_actual=2, authority_plan=3, period_basis="calendar",
    ),
)  # fmt: skip

AGENCIES = tuple(
    Agency(
        agency_code=f"{code}-so", name_vi="Sở LĐTBXH", name_en="Labour department", level="department",
        area_code=code, fields=("employment",), valid_from=None, valid_to=None, verified=True, source="test",
    )
    for code in ("04", "14", "19", "20")
)  # fmt: skip


def asked(
    indicator_code: str, period_from: str, period_to: str | None = None,
    areas: Sequence[str] = ("04", "14", "19", "20"), **more: Any,
) -> Asked:  # fmt: skip
    """A rule of what is asked: annual actual figures unless said otherwise."""
    base: Row = {
        "breakdown": "_T", "scenario": "actual", "accumulation": "period", "frequency": "A",
        "report_type": "annual", "basis": "calendar",
    }  # fmt: skip
    return Asked(
        indicator_code=indicator_code, period_from=period_from, period_to=period_to, area_codes=tuple(areas),
        **{**base, **more},
    )  # fmt: skip


def owed(duty_code: str = "year", **more: Any) -> CalendarEntry:
    """A row of the calendar: the annual report, by the department of what is asked, to 15 January of the next year."""
    base: Row = {
        "report_type": "annual", "owed_by": "department", "received_by": "ministry", "area_codes": ("*",),
        "frequency": "A", "basis": "calendar", "due_rule": "by_day", "due_months_after": 1, "due_day": 15,
        "valid_from": None, "valid_to": None, "verified": True, "source": "test",
    }  # fmt: skip
    return CalendarEntry(duty_code=duty_code, **{**base, **more})


UNDATED: Row = {"due_rule": "unknown", "due_months_after": None, "due_day": None}
CALENDAR = (owed(), *(owed(f"part {part}", frequency=part, **UNDATED) for part in ("S", "Q", "M")))


def small_catalogue(*rules: Asked, digest: str = "0123456789ab", **more: Any) -> Catalogue:
    """Four reporting provinces, Bắc Kạn until the merger, six indicators, and what is asked."""
    tables: Row = {
        "areas": AREAS, "agencies": AGENCIES, "units": UNITS, "indicators": INDICATORS, "dimensions": DIMENSIONS,
        "report_types": REPORT_TYPES, "asked": rules, "calendar": CALENDAR,
        "unit_words": (), "responsibilities": (), "phrases": (), "missing_marks": (), "rules": (),
    }  # fmt: skip
    return Catalogue(directory=Path("catalogue"), digest=digest, **{**tables, **more})


def moment(text: str) -> datetime:
    """ "2023-01-15" or "2023-01-15T08:00" → UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


class SmallLake:
    """A lake in a folder, written submission by submission, and published."""

    default_url: str | None = None  # the engine of all lakes that name none

    def __init__(self, home: Path, catalogue: Catalogue, warehouse_url: str | None = None) -> None:
        self.settings = Settings(home=home, warehouse_url=warehouse_url or self.default_url)
        self.lake = Lake.open(self.settings.lake_root)
        self.catalogue = catalogue
        self.ids: dict[str, str] = {}  # the row's `id` in a table → observation_id

    @property
    def file(self) -> Path:
        """The embedded warehouse."""
        return self.settings.warehouse_file

    @property
    def warehouse(self) -> Path | str:
        """Where the warehouse is, on either engine: what `drawn.ask` asks."""
        return self.settings.warehouse_url or self.file

    def publish(self, on: str, **more: Any) -> Publication:
        return publish(self.lake, self.settings, self.catalogue, now=moment(on), **more)

    def submit(
        self, rows: list[dict[str, str | None]] | str, *, name: str, report: str | None = None,
        relation: str = "initial", landed: str = "2023-01-10", area: str = "04", processing: str = "p1",
        outcome: str = "accepted", kind: str = "report", issued: str | None = "2023-01-05",
        arrived: str | None = None, report_type: str | None = None, report_period: str | None = None,
        findings: Sequence[Row] = (), **document: Any,
    ) -> Row:  # fmt: skip
        """Write a decided submission of one document; rows may say `id`, `withheld` and `flagged`.

        An error of `row` holds that figure back; one that `holds` "all", every figure. `document`: more of what the
        decision says of it.
        """
        rows = table(rows) if isinstance(rows, str) else rows
        submission_id = hash_parts("submission", area, name)
        document_id = hash_parts("document", name)
        report_id = identify_report("agency", report or name)
        landed_at = moment(landed)
        shared = {
            "submission_id": submission_id, "document_id": document_id, "report_id": report_id,
            "processing": processing, "landed_at": landed_at,
            "issued_on": date.fromisoformat(issued) if issued else None,
            "arrived_on": date.fromisoformat(arrived) if arrived else None,
        }  # fmt: skip
        observations = [
            observe(row, ordinal, area=area, **shared) for ordinal, row in enumerate(rows, start=1)
        ]
        seen: set[str] = set()
        for row, observation in zip(rows, observations, strict=True):
            observation["leads"] = observation["series_id"] not in seen
            seen.add(observation["series_id"])
            if row.get("id"):
                self.ids[str(row["id"])] = observation["observation_id"]
        marked = {
            mark: [
                one["observation_id"] for row, one in zip(rows, observations, strict=True) if row.get(mark)
            ]
            for mark in ("withheld", "flagged")
        }
        made = [
            _finding(found, observations, report_id, submission_id, document_id, area) for found in findings
        ]
        held = {
            one.finding_id: [one.observation_id]
            for one in made
            if one.severity == "error" and one.observation_id
        }
        held |= {
            one.finding_id: sorted(row["observation_id"] for row in observations)
            for one, found in zip(made, findings, strict=True)
            if found.get("holds") == "all"
        }
        marked["withheld"] += [id for ids in held.values() for id in ids if id not in marked["withheld"]]
        decision = {
            "schema_version": "1", "held": held, "without_territory": [], "returned": [],
            "answers": [], "decision_id": f"{submission_id}-{processing}", "submission_id": submission_id,
            "processing": processing, "area_code": area, "name": name,
            "files": [{"name": f"{name}.txt", "sha256": hash_parts("file", name), "bytes": 10}],
            "landed_at": landed_at.isoformat(), "received": f"{landed_at:%Y-%m}", "outcome": outcome,
            "refused": None, "findings": {}, "decided_at": landed_at.isoformat(), "decided_by": "automatic",
            "relation": relation, "counts": {}, **marked,
            "documents": [
                {
                    "document_id": document_id, "file": f"{name}.txt", "sha256": hash_parts("file", name),
                    "media_type": "text/plain", "encoding": "utf-8", "notes": [], "report_id": report_id,
                    "kind": kind, "title": f"Báo cáo {name}", "agency_code": f"{area}-so", "agency_text": "Sở LĐTBXH",
                    "number": "12", "symbol": "BC-SLĐTBXH", "issued_on": issued, "issued_text": "",
                    "relation": relation, "relation_to": None, "area_code": area, "report_type": report_type,
                    "report_period": report_period, "period_basis": "calendar", "legal_state": "signed",
                    **document,
                }
            ],
        }  # fmt: skip
        self._receive(decision, arrived)
        self.lake.write_table(
            self.lake.decided_path("observations", decision), observations_table(observations)
        )
        self.lake.write_table(self.lake.decided_path("findings", decision), findings_table(made))
        self.lake.write_decision(decision)
        return decision

    def _receive(self, decision: Row, arrived: str | None) -> None:
        self.lake.write_receipt(
            {
                "schema_version": "1", "receipt_id": hash_parts("receipt", decision["submission_id"]),
                "arrived_on": arrived,
                **{key: decision[key] for key in ("submission_id", "area_code", "name", "files", "landed_at")},
            }
        )  # fmt: skip


def observe(row: dict[str, str | None], ordinal: int, *, area: str, **shared: Any) -> Row:
    """A row of a table → an observation; what it does not say is an exact annual actual figure."""
    given = {key: item for key, item in row.items() if item is not None}
    period, basis = str(given.get("period", "2022")), str(given.get("period_basis", "calendar"))
    start, end = period_window(period, basis)
    scenario = str(given.get("scenario", "actual"))
    area_code = str(given.get("area", area))
    dimensions: Row = {
        "area_code": area_code, "territory": given.get("territory", area_code),
        "indicator_code": given.get("indicator", "jobs"), "breakdown": given.get("breakdown", "_T"),
        "period": period, "period_basis": basis, "scenario": scenario,
        "plan_basis": given.get("plan_basis", "assigned" if scenario == "plan" else None),
        "accumulation": given.get("accumulation", "period"),
    }  # fmt: skip
    series_id = identify_series(dimensions)
    value = given.get("value")
    unit = "PERCENT" if str(dimensions["indicator_code"]).endswith("rate") else "PERSON"
    return {
        **dimensions, **shared, "series_id": series_id, "period_start": start, "period_end": end,
        "value": Decimal(value) if value else None,
        "lower": Decimal(given["lower"]) if "lower" in given else None,
        "upper": Decimal(given["upper"]) if "upper" in given else None,
        "qualifier": given.get("qualifier"), "rounding": Decimal("0.5"), "unit_code": unit,
        "value_text": f"{value}", "unit_text": "người", "phrase": "việc làm",
        "quote": given.get("quote", f"tạo việc làm cho {value} người"),
        "locator": {
            "file": "a.txt", "page": None, "paragraph": ordinal, "start": 3, "end": 9, "line": 7, "sheet": None,
            "cell": None,
        },
        "obs_status": given.get("obs_status", "A"), "source_authority": int(given.get("authority", 2)),
        "ordinal": ordinal, "schema_version": "1",
        "observation_id": identify_observation(
            series_id, shared["submission_id"], shared["processing"], shared["document_id"], ordinal
        ),
    }  # fmt: skip


def _finding(
    found: Row, observations: list[Row], report_id: str, submission_id: str, document_id: str, area: str
) -> Finding:
    """A finding; `row` (1-based) ties it to an observation of the submission."""
    tied = observations[found["row"] - 1] if "row" in found else None
    subject = found.get("subject", "subject")
    return Finding(
        finding_id=hash_parts("finding", found["rule_id"], report_id, subject), rule_id=found["rule_id"],
        severity=found.get("severity", "warning"), area_code=area, report_id=report_id, submission_id=submission_id,
        document_id=document_id, observation_id=tied["observation_id"] if tied else None,
        indicator_code=tied["indicator_code"] if tied else None, period=tied["period"] if tied else None,
        locator="a.txt:1:3-9", quote=found.get("quote", "91 + 55 = 146"), message_vi="91 + 55 = 146, báo cáo ghi 141",
        message_en="91 + 55 = 146, the report says 141", action_vi="Đề nghị kiểm tra", action_en="Please check",
        subject=subject,
    )  # fmt: skip
