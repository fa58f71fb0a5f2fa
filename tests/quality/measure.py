"""How many injected errors the gates find, by kind and rule, and how often they alarm where nothing is wrong.

`python -m quality.measure [--quick] [--misses]` (or `make quality`) prints the tables; `--misses` lists the errors that
were not found and every false alarm with its message.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from itertools import repeat
from multiprocessing import get_context
from pathlib import Path

from lientinh.catalogue import load_catalogue
from quality.corpus import Corpus, published_corpus, written_corpus
from quality.judging import Verdict, alarmed_rows, alarms, is_known_truth, judge, rows_of
from quality.scene import Scene
from quality.world import PROVINCES

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Measured:
    """Verdicts of all cases; rows, and rows that a rule casts doubt on, of the good submissions."""

    verdicts: list[Verdict]
    rows: int
    alarms: Counter[str]
    messages: list[str]

    @property
    def detectable(self) -> list[Verdict]:
        return [one for one in self.verdicts if one.case.shown_by]

    @property
    def recall(self) -> float:
        """Of the errors that are detectable in principle."""
        return recall_of(self.detectable)

    @property
    def false_alarms(self) -> float:
        """Share of the clean rows."""
        return sum(self.alarms.values()) / self.rows


def recall_of(verdicts: list[Verdict]) -> float:
    return sum(one.found for one in verdicts) / len(verdicts) if verdicts else 1.0


_EVERYWHERE = tuple(PROVINCES)
# By size: what the ordinary tests measure (few errors of every kind), and what `make quality` does.
CORPORA: dict[str, tuple[Callable[[], Corpus], ...]] = {
    "quick": (
        partial(published_corpus, (2016,), ("20",), 1, 0),
        partial(written_corpus, ("S1", "Y"), ("20",), 1),
    ),
    "whole": (
        partial(published_corpus, (2014, 2015, 2016), _EVERYWHERE, 12, 12),
        partial(written_corpus, ("S1", "9M", "Y"), _EVERYWHERE, 20),
    ),
}


def measure(size: str, home: Path) -> Measured:
    """Each corpus in a process of its own: they share no lake."""
    numbers = range(len(CORPORA[size]))
    with ProcessPoolExecutor(max_workers=len(numbers), mp_context=get_context("spawn")) as pool:
        parts = list(pool.map(measure_corpus, repeat(size), numbers, repeat(home)))
    return Measured(
        [verdict for part in parts for verdict in part.verdicts],
        sum(part.rows for part in parts),
        sum((part.alarms for part in parts), Counter[str]()),
        [message for part in parts for message in part.messages],
    )


def measure_corpus(size: str, number: int, home: Path) -> Measured:
    """Everything good through the gates in order, then every case in place of its good submission."""
    corpus = CORPORA[size][number]()
    scene = Scene(home / str(number), load_catalogue(ROOT / "include" / "catalogue"))
    scene.receive(corpus.good)
    verdicts = [judge(case, scene.check(case), scene.check_clean(case.base)) for case in corpus.cases]
    rows, found, messages = 0, Counter[str](), list[str]()
    for key in corpus.clean:
        checked = scene.check_clean(key)
        rows += rows_of(checked)
        found.update(alarmed_rows(checked))
        false = [one for one in alarms(checked) if not is_known_truth(one)]
        messages += [f"{key} {one.rule_id} {one.locator}: {one.message_vi}" for one in false]
    return Measured(verdicts, rows, found, messages)


def print_tables(measured: Measured) -> None:
    columns = f"{'injected':>8} {'found':>6} {'recall':>7} {'detectable':>11} {'found':>6} {'recall':>7}"
    print(f"{'kind of error':26} {columns}  rules")
    kinds = sorted({one.case.kind for one in measured.verdicts})
    for kind in kinds:
        mine = [one for one in measured.verdicts if one.case.kind == kind]
        shown = [one for one in mine if one.case.shown_by]
        rules = Counter(rule for one in mine for rule in one.rules)
        by = ", ".join(f"{rule} {count}" for rule, count in rules.most_common(4))
        print(_line(kind, mine, shown) + f"  {by}")
    print(_line("all", measured.verdicts, measured.detectable))
    print(f"\n{'by what shows the error':26}")
    for reason in sorted({one.case.shown_by or "" for one in measured.verdicts}):
        mine = [one for one in measured.verdicts if (one.case.shown_by or "") == reason]
        print(_line(reason or "(nothing)", mine, [one for one in mine if reason]))
    print(f"\n{'rule':36} {'errors found':>12} {'alone':>6} {'clean rows':>11} {'share':>8}")
    rules = Counter(rule for one in measured.verdicts for rule in one.rules)
    alone = Counter(one.rules[0] for one in measured.verdicts if len(one.rules) == 1)
    for rule in sorted(rules.keys() | measured.alarms.keys()):
        share = measured.alarms[rule] / measured.rows
        print(f"{rule:36} {rules[rule]:>12} {alone[rule]:>6} {measured.alarms[rule]:>11} {share:>8.2%}")
    total = sum(measured.alarms.values())
    print(
        f"{'all':36} {'':>12} {'':>6} {total:>11} {measured.false_alarms:>8.2%}  of {measured.rows} clean rows"
    )


def _line(label: str, mine: list[Verdict], shown: list[Verdict]) -> str:
    return (
        f"{label:26} {len(mine):>8} {sum(one.found for one in mine):>6} {recall_of(mine):>7.1%} "
        f"{len(shown):>11} {sum(one.found for one in shown):>6} {recall_of(shown) if shown else 0:>7.1%}"
    )


def print_misses(measured: Measured) -> None:
    for one in measured.detectable:
        if not one.found:
            case = one.case
            print(
                f"MISSED {case.base} | {case.kind} | {case.note} | {case.shown_by} | elsewhere {one.elsewhere}"
            )
    for message in measured.messages:
        print(f"ALARM {message}")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="the small corpus of the ordinary tests")
    parser.add_argument("--misses", action="store_true", help="list what was missed, and every false alarm")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="lientinh-quality-") as home:
        measured = measure("quick" if options.quick else "whole", Path(home))
    print_tables(measured)
    if options.misses:
        print_misses(measured)
    return 0


if __name__ == "__main__":
    sys.exit(main())
