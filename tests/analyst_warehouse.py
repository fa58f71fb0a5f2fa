"""The warehouse that `docs/analyst.md` asks: the samples, then three waves of small reports, each wave published.

`python tests/analyst_warehouse.py HOME` makes it in a folder, to try the questions by hand.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

from lientinh.pipeline import Pipeline
from lientinh.publish import publish
from lientinh.settings import Settings

SAMPLES = Path(__file__).resolve().parents[1] / "include" / "samples"
REPORTS = Path(__file__).resolve().parent / "sql" / "analyst_reports"
WAVES = (
    (SAMPLES, datetime(2026, 1, 5, 2, tzinfo=UTC)),  # nine in the morning in Hà Nội
    (REPORTS / "2-bao-cao-nam-2024", datetime(2026, 1, 19, 2, tzinfo=UTC)),
    (REPORTS / "3-bao-cao-nam-2025", datetime(2026, 2, 2, 2, tzinfo=UTC)),
    (REPORTS / "4-dinh-chinh", datetime(2026, 3, 2, 2, tzinfo=UTC)),
)
# The samples do not say when they reached the ministry; of Sơn La's it stays unknown.
ARRIVED_ON = {
    "04/so-lieu-hang-nam-2016.xlsx": date(2017, 7, 17),
    "06/so-lieu-hang-nam-2016.xlsx": date(2017, 7, 20),
    "19/so-lieu-hang-nam-2016.xlsx": date(2017, 7, 14),
    "20/so-lieu-hang-nam-2016.xlsx": date(2017, 8, 2),
}


def build_analyst_warehouse(settings: Settings) -> None:
    """Every wave decided and published at its fixed time: the same rows every time."""
    for folder, at in WAVES:
        _publish_wave(settings, folder, at)


def _publish_wave(settings: Settings, folder: Path, at: datetime) -> None:
    pipeline = replace(Pipeline.open(settings), clock=lambda: at)
    landed = [
        one.submission_id
        for area in sorted(path for path in folder.iterdir() if path.is_dir())
        for path in sorted(area.iterdir())
        for one in pipeline.land(area.name, [path], ARRIVED_ON.get(f"{area.name}/{path.name}"))
    ]
    pipeline.check_and_decide(landed)
    publish(pipeline.lake, settings, pipeline.catalogue, now=at)


if __name__ == "__main__":
    build_analyst_warehouse(Settings(home=Path(sys.argv[1]).absolute()))
