"""The corpus: good submissions in the order they landed, and errors put into some of them, drawn evenly over kinds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from quality.case import Case, Delivery
from quality.form_cases import Workbook, inject_into_folder, inject_into_workbook
from quality.prose import Prose
from quality.prose_cases import inject_into_figures, inject_into_report
from quality.reports import PAST_YEARS, write_report
from quality.sample_prose import read_sample_prose
from quality.world import LAST_YEAR, PROVINCES, Part, draw

SAMPLES = Path(__file__).resolve().parents[2] / "include" / "samples"
_AREAS = tuple(PROVINCES)
_SENT = datetime(2023, 5, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Corpus:
    """`good`: all that lands in one lake; `clean`: keys of those whose alarms are counted; `cases`: one error each."""

    good: list[Delivery]
    clean: list[str]
    cases: list[Case]


def published_corpus(
    years: Sequence[int], areas: Sequence[str], per_kind: int, per_kind_of_samples: int
) -> Corpus:
    """Real figures: the workbooks of these years, and the samples; errors in those of these provinces."""
    books = [Workbook(area, year) for year in years for area in _AREAS]
    before = [Workbook(area, min(years) - 1) for area in _AREAS]
    samples = list(_deliver_samples())
    good = [one.deliver() for one in (*before, *books)] + samples
    chosen = [book for book in books if book.area_code in areas]
    forms = [case for book in chosen for case in inject_into_workbook(book, _next(book.area_code))]
    texts = [case for sample in read_sample_prose() for case in inject_into_figures(sample)]
    letters = [case for book in chosen for case in inject_into_folder(book)]
    clean = [book.key for book in books] + [sample.key for sample in samples]
    cases = [case for source in (forms, letters) for case in _draw_evenly(source, per_kind)]
    cases += _draw_evenly(texts, per_kind_of_samples)
    return Corpus(good, clean, cases)


def written_corpus(parts: Sequence[Part], areas: Sequence[str], per_kind: int) -> Corpus:
    """Made-up figures: reports in prose of the last year of the world and of the years before it.

    The parts of that year follow one another: the half-year is in the lake when the year arrives.
    """
    reports = [write_report(area, LAST_YEAR, part) for part in parts for area in _AREAS]
    earlier = range(LAST_YEAR - PAST_YEARS, LAST_YEAR)
    past = [write_report(area, year, part) for year in earlier for part in parts for area in areas]
    cases = [case for one in reports if one.area_code in areas for case in _inject(one)]
    good = [one.deliver() for one in (*past, *reports)]
    clean = [one.key for one in reports if one.area_code in areas]
    return Corpus(good, clean, _draw_evenly(cases, per_kind))


def _inject(report: Prose) -> Iterator[Case]:
    part = report.key.rpartition("-")[2]
    last = write_report(report.area_code, LAST_YEAR - 1, part)  # type: ignore[arg-type]
    theirs = write_report(_next(report.area_code), LAST_YEAR, part)  # type: ignore[arg-type]
    return inject_into_report(report, last, theirs)


def _next(area_code: str) -> str:
    """A neighbour to copy from."""
    return _AREAS[(_AREAS.index(area_code) + 1) % len(_AREAS)]


def _deliver_samples() -> Iterator[Delivery]:
    """The sample submissions as they are handed in, but for the workbooks, which stand among the others."""
    written = {sample.name: sample for sample in read_sample_prose()}
    for path in sorted(SAMPLES.glob("*/*")):
        area_code = path.parent.name
        if path.name in written:
            yield written[path.name].deliver()
        elif path.is_file() and path.suffix != ".xlsx":
            files = ((path.name, path.read_bytes()),)
            yield Delivery(f"sample {area_code} {path.name}", area_code, path.name, files, _SENT)


def _draw_evenly(cases: Iterable[Case], per_kind: int) -> list[Case]:
    """So many of each kind, drawn by lot, the same at every run."""
    kinds: dict[str, list[Case]] = {}
    for case in cases:
        kinds.setdefault(case.kind, []).append(case)
    return [
        case
        for kind, all_of in sorted(kinds.items())
        for case in draw("corpus", kind).sample(all_of, min(per_kind, len(all_of)))
    ]
