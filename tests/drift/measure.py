"""What becomes of mutated tables: never a wrong value, never a figure lost without a word.

`python -m drift.measure [docs/drift.md]` (with `include` and `tests` on the path) runs every mutation on every form and
prints the table of mutation × outcome; with a path it writes the page.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import lru_cache, partial
from multiprocessing import get_context
from pathlib import Path
from random import Random

from drift.corpus import SENDER, Base, sample_bases, small_bases
from drift.judging import FINE, OUTCOMES, Verdict, judge
from drift.mutations import MUTATIONS, PAIRS
from lientinh.catalogue import Catalogue, load_catalogue

ROOT = Path(__file__).resolve().parents[2]
WHOLE = 210  # mutations a form
_PAGE = """# Drift of forms, measured

Every form is taken, its table changed in one way, and extracted. The truth goes with each cell: what it is a figure of,
and its value. A reading of a cell must say exactly that; where the change leaves nobody able to tell (a heading
renamed, a label misspelt), any reading of it is WRONG; where the sheet itself says something else (two
headings swapped), the sheet's word counts. SILENT is a figure neither read nor told.

Written by `PYTHONPATH=include:tests python -m drift.measure docs/drift.md`, which runs at least 200 mutations of each
form; the suite runs forty of each, `make test-slow` all of them.

"""


@dataclass(frozen=True, slots=True)
class Trial:
    """One mutation of one table: its verdict, and the seed that makes it again."""

    base: str
    mutation: str
    seed: int
    verdict: Verdict


def run_trials(bases: Sequence[Base], catalogue: Catalogue, count: int, start: str = "") -> list[Trial]:
    """`count` mutations of each table, all kinds in turn; those that do not apply to it are passed over.

    With a `start` each table begins with other kinds, so that few tries of each still try all.
    """
    return [
        trial for number in range(len(bases)) for trial in _try_base(bases, number, catalogue, count, start)
    ]


def _try_base(
    bases: Sequence[Base], number: int, catalogue: Catalogue, count: int, start: str = ""
) -> Iterator[Trial]:
    base, other = bases[number], bases[(number + 1) % len(bases)]
    names = [*MUTATIONS, *PAIRS]
    if start:
        Random(f"{start}{number}").shuffle(names)
    done = seed = 0
    while done < count:
        for name in names:
            rng = Random(f"{base.name}|{name}|{seed}")
            if name in PAIRS:
                mutated = PAIRS[name](base.tagged, other.tagged) if seed == 0 else None
            else:
                mutated = MUTATIONS[name](base.tagged, rng)
            if mutated is not None and done < count:
                yield Trial(base.name, name, seed, judge(mutated, catalogue, SENDER))
                done += 1
        seed += 1


def tabulate(trials: Sequence[Trial]) -> str:
    """Mutation × outcome, and form × outcome, as Markdown."""
    kinds = [name for name in (*MUTATIONS, *PAIRS) if any(trial.mutation == name for trial in trials)]
    by_kind = Counter((trial.mutation, trial.verdict.outcome) for trial in trials)
    by_base = Counter((trial.base, trial.verdict.outcome) for trial in trials)
    bases = list(dict.fromkeys(trial.base for trial in trials))
    lines = [*_table("form", bases, by_base), "", *_table("mutation", kinds, by_kind)]
    return "\n".join(lines) + "\n"


def _table(what: str, names: Sequence[str], counts: Counter[tuple[str, str]]) -> Iterator[str]:
    yield f"| {what} | tries | " + " | ".join(OUTCOMES) + " |"
    yield "|---|" + "---:|" * (len(OUTCOMES) + 1)
    for name in names:
        cells = [counts[name, outcome] for outcome in OUTCOMES]
        yield f"| {name} | {sum(cells)} | " + " | ".join(str(count or "") for count in cells) + " |"


@lru_cache(maxsize=1)
def _catalogue() -> Catalogue:
    return load_catalogue(ROOT / "include" / "catalogue")


def all_bases(catalogue: Catalogue) -> list[Base]:
    """Small tables of every form, and the published samples where they are beside the checkout."""
    return [*small_bases(catalogue), *sample_bases(ROOT.parent / "shared" / "samples", catalogue)[1:]]


def _try_number(count: int, number: int) -> list[Trial]:
    return list(_try_base(all_bases(_catalogue()), number, _catalogue(), count))


def run_whole(count: int = WHOLE) -> list[Trial]:
    """Every table, two at a time."""
    numbers = range(len(all_bases(_catalogue())))
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        return [trial for trials in pool.map(partial(_try_number, count), numbers) for trial in trials]


def main() -> int:
    trials = run_whole()
    table = tabulate(trials)
    sys.stdout.write(table)
    bad = [trial for trial in trials if trial.verdict.outcome not in FINE]
    for trial in bad[:40]:
        sys.stdout.write(f"{trial.base} | {trial.mutation} | {trial.seed} | {trial.verdict}\n")
    if len(sys.argv) > 1:
        Path(sys.argv[1]).write_text(_PAGE + table, encoding="utf-8")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
