"""A lake of any size in the real layout and schema, for measuring: the same size and seed give the same bytes.

Reports are of one province, one field of 20 indicators and some months. Series of provinces are complete over
ten years where the size allows; communes, and breakdowns of theirs, fill up. Every twelfth report is corrected
in part. Readings and raw bytes are left out: publishing reads neither.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.large_catalogue import BREAKDOWNS, PER_FIELD, large_catalogue
from benchmarks.large_rows import MONTHS, PLAN, Cells, mix, names
from benchmarks.large_submission import Report, write_submission
from lientinh.lake import Lake
from lientinh.periods import period_window
from lientinh.settings import Settings
from lientinh.storage import LocalStorage
from lientinh.version import __version__

Json = dict[str, Any]
_CORRECTED_EVERY, _CORRECTED_PART = 12, 0.4
_MARKER = "large_lake.json"


@dataclass(frozen=True)
class LakeSize:
    """How large: `rows` observations, corrections included, within one per cent; about so many of them a file."""

    rows: int
    rows_per_submission: int = 2_500
    seed: int = 1

    @cached_property
    def base_rows(self) -> int:
        return round(self.rows / (1 + _CORRECTED_PART / _CORRECTED_EVERY))

    @cached_property
    def indicators(self) -> np.ndarray:
        """Numbers of the indicators reported: as many as leave room for complete series of all provinces."""
        all_of_them = np.arange(len(names().codes))
        in_turn = (21 * all_of_them + 1) % len(all_of_them)  # every field and every place of one, early
        needed = np.cumsum(_series_per_province(in_turn)) * names().province_count * MONTHS
        return np.sort(in_turn[: max(1, int(np.searchsorted(needed, self.base_rows, side="right")))])

    @cached_property
    def commune_rows(self) -> int:
        per_series = names().province_count * MONTHS
        return max(0, self.base_rows - per_series * int(_series_per_province(self.indicators).sum()))

    @cached_property
    def months_per_report(self) -> int:
        cells = names().province_count * MONTHS * len(self.indicators)
        per_month = (1 + self.commune_rows / cells) * min(PER_FIELD, len(self.indicators))
        report_count = max(1, round(MONTHS * per_month / self.rows_per_submission))
        return min(MONTHS, max(1, round(MONTHS / report_count)))


def _series_per_province(indicators: np.ndarray) -> np.ndarray:
    """Of every indicator: the actual figure, and the plan where it has one."""
    return 1 + names().planned[indicators].astype(int)


@dataclass
class Written:
    """What a lake was written with; kept beside it."""

    size: LakeSize
    submissions: int = 0
    observations: int = 0
    corrections: int = 0
    withheld: int = 0
    flagged: int = 0
    added: int = 0
    decided: dict[str, list[str]] = field(default_factory=dict)  # month of landing → decision ids

    def as_json(self) -> Json:
        content = asdict(self)
        del content["decided"]
        return content


class UnsyncedStorage(LocalStorage):
    """The lake's disk without fsync: a generated lake that a power cut takes is generated again."""

    def write_once(self, name: str, data: bytes) -> bool:
        target = self.root / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
        return True


def write_large_lake(home: Path, size: LakeSize) -> Written:
    """The lake of `home`, one submission at a time: memory does not grow with the size.

    The log has a publication a month; what landed in the last month waits to be published. A lake of the same
    size that is there is left as it is.
    """
    there = read_written(home)
    if there is not None and there.size == size:
        return there
    lake = Lake(UnsyncedStorage(Path(Settings(home=home).lake_root)))
    written = Written(size)
    for report in reports(size):
        cells = cells_of(report, size)
        _count(written, write_submission(lake, report, cells, version=0, seed=size.seed), len(cells))
        if _is_corrected(report, size):
            part = cells.take(np.arange(int(len(cells) * _CORRECTED_PART)))
            _count(written, write_submission(lake, report, part, version=1, seed=size.seed), len(part))
    _write_log(lake, written)
    _write_marker(home, written)
    return written


def read_written(home: Path) -> Written | None:
    """What the lake of `home` was written with; None where none was written to its end."""
    marker = home / _MARKER
    if not marker.is_file():
        return None
    content = json.loads(marker.read_text())
    return Written(**{**content, "size": LakeSize(**content["size"])})


def add_correction(home: Path, rows: int = 1_000) -> Json:
    """One more submission that corrects `rows` figures of a report: its decision, written and not yet published.

    Figures of the province first, so that the comparison of all 20 indicators of the field changes. To be
    published after `PUBLISHED_ON`.
    """
    written = read_written(home)
    if written is None:
        raise ValueError(f"{home} holds no generated lake")
    size = written.size
    report = next(
        one for one in reports(size) if one.number >= 5 + written.added and not _is_corrected(one, size)
    )
    cells = cells_of(report, size)
    order = np.argsort(cells.area >= names().province_count, kind="stable")[:rows]
    lake = Lake.open(Settings(home=home).lake_root)
    decision = write_submission(
        lake, report, cells.take(np.sort(order)), version=2 + written.added, seed=size.seed
    )
    written.added += 1
    _write_marker(home, written)
    return decision


def _is_corrected(report: Report, size: LakeSize) -> bool:
    return bool(mix(np.array([report.number]), size.seed + 5)[0] % np.uint64(_CORRECTED_EVERY) == 0)


def reports(size: LakeSize) -> Iterator[Report]:
    """All reports, province by province, field by field, in order of months."""
    number = 0
    for province in range(names().province_count):
        for one_field in sorted({int(indicator) // PER_FIELD for indicator in size.indicators}):
            for start in range(0, MONTHS, size.months_per_report):
                yield Report(
                    number, province, one_field, range(start, min(MONTHS, start + size.months_per_report))
                )
                number += 1


def cells_of(report: Report, size: LakeSize) -> Cells:
    """What a report speaks of, month by month: the province, its plan where it has one, then communes."""
    words = names()
    places = np.flatnonzero(size.indicators // PER_FIELD == report.field)
    month, place = (grid.ravel() for grid in np.meshgrid(np.array(report.months), places, indexing="ij"))
    indicator = size.indicators[place]
    ahead = (report.province * MONTHS + month) * len(size.indicators) + place
    total = words.province_count * MONTHS * len(size.indicators)
    # Even over all cells to a row, whatever the size.
    commune_count = (ahead + 1) * size.commune_rows // total - ahead * size.commune_rows // total
    head = 1 + words.planned[indicator].astype(np.int64)
    count = head + commune_count
    row = np.repeat(np.arange(len(count)), count)
    slot = np.arange(len(row)) - np.repeat(np.cumsum(count) - count, count)
    return _place_slots(report.province, indicator[row], month[row], slot, slot - head[row])


def _place_slots(
    province: int, indicator: np.ndarray, month: np.ndarray, slot: np.ndarray, commune_slot: np.ndarray
) -> Cells:
    """Slots of a cell → areas and variants: all communes for the total, then for the first breakdown, and on."""
    words = names()
    communes = np.arange(words.province_count + province, len(words.areas), words.province_count)
    is_commune = commune_slot >= 0
    breakdown, standing = np.divmod(np.maximum(commune_slot, 0), len(communes))
    if breakdown.max(initial=0) >= len(BREAKDOWNS):
        raise ValueError("more rows than communes, indicators, months and breakdowns have room for")
    return Cells(
        indicator=indicator.astype(np.int32),
        month=month.astype(np.int32),
        area=np.where(is_commune, communes[(standing + 7 * indicator) % len(communes)], province).astype(
            np.int32
        ),
        variant=np.where(is_commune, breakdown, np.where(slot == 1, PLAN, 0)).astype(np.int32),
    )


def _count(written: Written, decision: Json, rows: int) -> None:
    written.submissions += 1
    written.observations += rows
    written.corrections += decision["relation"] == "corrects"
    written.withheld += len(decision["withheld"])
    written.flagged += len(decision["flagged"])
    written.decided.setdefault(decision["received"], []).append(decision["decision_id"])


def _write_log(lake: Lake, written: Written) -> None:
    """A publication at the end of every month in which something landed; the last month's is left to be made."""
    for n, month in enumerate(sorted(written.decided)[:-1], start=1):
        last_day = period_window(month.replace("-", "-M"))[1]
        lake.write_publication(
            {
                "schema_version": "1", "n": n, "published_at": f"{last_day}T23:00:00.000000+00:00",
                "cause": "submissions", "decision_ids": sorted(written.decided[month]),
                "package_version": __version__, "catalogue_digest": large_catalogue().digest,
            }
        )  # fmt: skip


def _write_marker(home: Path, written: Written) -> None:
    (home / _MARKER).write_text(json.dumps(written.as_json(), indent=1))
