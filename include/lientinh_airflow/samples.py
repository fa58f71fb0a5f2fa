"""The sample submissions of `include/samples/`, laid into the inboxes as a sender would."""

from __future__ import annotations

import shutil
from pathlib import Path

from lientinh_airflow.environment import PROJECT

SAMPLES_DIR = PROJECT / "include" / "samples"


def lay_samples(inbox_dir: Path, samples_dir: Path = SAMPLES_DIR) -> dict[str, list[str]]:
    """Names laid, by area code. Each appears whole: copied under a dot name, renamed, then marked `_READY`."""
    laid: dict[str, list[str]] = {}
    for area_dir in sorted(path for path in samples_dir.iterdir() if path.name.isdigit()):
        for sample in sorted(path for path in area_dir.iterdir() if not path.name.startswith((".", "_"))):
            _lay(sample, inbox_dir / area_dir.name)
            laid.setdefault(area_dir.name, []).append(sample.name)
    return laid


def _lay(sample: Path, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    target, unseen = folder / sample.name, folder / f".{sample.name}.part"
    for leftover in (target, unseen):  # of a run that was killed: the sample is the same, so it is laid again
        shutil.rmtree(leftover) if leftover.is_dir() else leftover.unlink(missing_ok=True)
    if sample.is_dir():
        shutil.copytree(sample, unseen)
    else:
        shutil.copyfile(sample, unseen)
    unseen.rename(target)
    (folder / f"{sample.name}._READY").touch()
