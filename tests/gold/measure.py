"""How well the extractor reads the labelled documents: recall, scenario, period, precision, span round trip.

`python tests/gold/measure.py [--shared DIR] [--misses] [--extra]` prints a table per document; `--misses` lists labels
without a reading and wrong scenarios or periods, `--extra` readings without a label.
"""

from __future__ import annotations

import argparse
import csv
import sys
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "include"))

from lientinh.catalogue import Catalogue, load_catalogue  # noqa: E402
from lientinh.documents import Document  # noqa: E402
from lientinh.extract import extract_document  # noqa: E402
from lientinh.extract.numbers import parse_number  # noqa: E402
from lientinh.read import read_document  # noqa: E402
from lientinh.readings import Reading  # noqa: E402

_SCALES = {"tỷ đồng": 10**9, "triệu đồng": 10**6, "nghìn đồng": 10**3}
_SCENARIOS = {"kế hoạch": "plan", "thực hiện": "actual", "lũy kế": "actual", "ước/dự báo": "estimate"}
_SHARED_WORDS = 12  # characters two quotes must have in common where neither contains the other


@dataclass(frozen=True)
class Label:
    """One labelled quantity."""

    label_id: str
    file: str
    line: int
    value: Decimal
    scenario: str
    period_end: str
    quote: str
    name: str


@dataclass
class Score:
    """What was found of one document's labels, and what was read beside them."""

    file: str
    labels: int = 0
    found: list[tuple[Label, Reading]] = field(default_factory=list)
    missed: list[Label] = field(default_factory=list)
    extra: list[Reading] = field(default_factory=list)
    broken_spans: int = 0
    head_area: str | None = None

    @property
    def wrong_scenario(self) -> list[tuple[Label, Reading]]:
        return [(label, reading) for label, reading in self.found if reading.scenario != label.scenario]

    @property
    def wrong_period(self) -> list[tuple[Label, Reading]]:
        return [
            (label, reading)
            for label, reading in self.found
            if label.period_end and str(reading.period_end) != label.period_end
        ]


def read_labels(shared: Path) -> list[Label]:
    """The labels of the reference folder, values in base units."""
    with (shared / "gold" / "seed_observations.tsv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    return [
        Label(
            row["obs_id"], row["file"], int(row["line"]), Decimal(row["value"]) * _SCALES.get(row["unit"], 1),
            _SCENARIOS[row["nature"]], row["period_end"], _plain(row["quote"]), row["indicator_vi"],
        )
        for row in rows
    ]  # fmt: skip


def score_documents(shared: Path, catalogue: Catalogue) -> Iterator[Score]:
    """A score for each document of the submissions folder."""
    labels = read_labels(shared)
    for path in sorted((shared / "submissions").glob("*.txt")):
        document = read_document(path)
        extraction = extract_document(document, catalogue)
        yield _score(
            path.name, document, extraction.readings, [one for one in labels if one.file == path.name]
        )


def _score(name: str, document: Document, readings: tuple[Reading, ...], labels: list[Label]) -> Score:
    score = Score(name, len(labels))
    free = list(readings)
    for label in labels:
        fitting = [one for one in free if one.value == label.value and _share(label.quote, _plain(one.quote))]
        fitting.sort(key=lambda one, label=label: _distance(label, one))
        if not fitting:
            score.missed.append(label)
            continue
        free.remove(fitting[0])
        score.found.append((label, fitting[0]))
    score.extra = free
    score.broken_spans = sum(not _reads_again(document, reading) for reading in readings)
    return score


def _distance(label: Label, reading: Reading) -> tuple[bool, bool, bool]:
    """Of several equal numbers the one in the label's own words, scenario and period was meant."""
    quote = _plain(reading.quote)
    apart = quote not in label.quote and label.quote not in quote
    return apart, reading.scenario != label.scenario, str(reading.period_end) != label.period_end


def _reads_again(document: Document, reading: Reading) -> bool:
    """Does the reading's place give its text again, and its text its value?"""
    locator = reading.locator
    paragraph = next(one for one in document.paragraphs if one.number == locator.paragraph)
    text = paragraph.text[locator.start : locator.end]
    if text != reading.value_text or reading.quote not in paragraph.text:
        return False
    if reading.value is None or not text[:1].isdigit():
        return reading.value in (None, 0)
    numbers = [parse_number(text, kind) for kind in ("count", "percent", "scaled")]
    return any(
        number is not None and number.value and reading.value % number.value == 0 for number in numbers
    ) or (reading.value == 0 and set(text) == {"0"})


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())


def _share(first: str, second: str) -> bool:
    if first in second or second in first:
        return True
    shorter, longer = sorted((first, second), key=len)
    starts = range(max(1, len(shorter) - _SHARED_WORDS + 1))
    return any(shorter[start : start + _SHARED_WORDS] in longer for start in starts)


def print_scores(scores: list[Score], *, misses: bool, extra: bool) -> None:
    """The table, and the lists asked for."""
    print(f"{'document':44} found/labels scenario period  extra coded broken")
    for score in scores:
        found = len(score.found)
        coded = sum(reading.indicator_code is not None for reading in score.extra)
        print(
            f"{score.file:44} {found:5}/{score.labels:<6} {found - len(score.wrong_scenario):8} "
            f"{found - len(score.wrong_period):6} {len(score.extra):6} {coded:5} {score.broken_spans:6}"
        )
    for score in scores:
        if misses:
            for label in score.missed:
                print(
                    f"MISSED {label.label_id} line {label.line}: {label.value} {label.name} | {label.quote}"
                )
            for label, reading in score.wrong_scenario:
                print(
                    f"SCENARIO {label.label_id}: {label.scenario} read as {reading.scenario} | {reading.quote}"
                )
            for label, reading in score.wrong_period:
                print(
                    f"PERIOD {label.label_id}: {label.period_end} read as {reading.period_end} | {reading.quote}"
                )
        if extra:
            for reading in score.extra:
                print(f"EXTRA {score.file}: {reading.value} {reading.indicator_code} | {reading.quote}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--misses", action="store_true")
    parser.add_argument("--extra", action="store_true")
    options = parser.parse_args()
    catalogue = load_catalogue(ROOT / "include" / "catalogue")
    print_scores(list(score_documents(options.shared, catalogue)), misses=options.misses, extra=options.extra)


if __name__ == "__main__":
    main()
