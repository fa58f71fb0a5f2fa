"""A table that departs from its form gives no wrong value, and loses no figure without a word."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from random import Random

import openpyxl
import pytest

from drift.columns import headings_shifted_right, unknown_column_inserted
from drift.corpus import SENDER, small_bases
from drift.figures import figures_as_text
from drift.judging import FINE, judge, tag
from drift.measure import PAIRS, Trial, all_bases, run_trials, run_whole, tabulate
from drift.mutations import MUTATIONS
from drift.rows import label_misspelt, labels_shifted_down
from drift.tagged import Tagged, Truth
from lientinh.read import read_document

QUICK, WHOLE = 40, 210


def worst(trials: list[Trial]) -> list[Trial]:
    return [trial for trial in trials if trial.verdict.outcome not in FINE]


def test_no_mutation_of_any_form_gives_a_wrong_value(catalogue) -> None:
    trials = run_trials(small_bases(catalogue), catalogue, QUICK, start="quick")
    assert len(trials) == QUICK * len({trial.base for trial in trials})
    assert worst(trials) == []


@pytest.mark.slow
def test_hundreds_of_mutations_of_every_form(catalogue) -> None:
    trials = run_whole(WHOLE)
    print("\n" + tabulate(trials))
    counts = {base.name: sum(trial.base == base.name for trial in trials) for base in all_bases(catalogue)}
    assert min(counts.values()) >= 200
    assert {trial.mutation for trial in trials} == {*MUTATIONS, *PAIRS}
    assert worst(trials) == []


def test_the_judge_sees_a_wrong_value(catalogue) -> None:
    """A form that read other than the truth would be seen, and so would one that kept silent."""
    base = small_bases(catalogue)[1].tagged
    place = sorted(base.truth)[0]
    other = base.told(
        lambda at, truth: Truth(truth.key, truth.value + 1) if at == place and truth.value else truth
    )
    assert judge(base, catalogue, SENDER).outcome == "read right"
    assert judge(other, catalogue, SENDER).outcome == "WRONG"
    more = Tagged(base.cells, {**base.truth, (1, 1): base.truth[place]}, base.merged)
    assert judge(more, catalogue, SENDER).outcome in ("SILENT", "read in part, the rest told")


def as_workbook(table: Tagged) -> bytes:
    book = openpyxl.Workbook()
    for place, cell in table.cells.items():
        book.active.cell(*place, float(cell.value) if not isinstance(cell.value, str) else cell.value)  # type: ignore[arg-type]
    for top, left, bottom, right in table.merged:
        book.active.merge_cells(start_row=top, start_column=left, end_row=bottom, end_column=right)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def as_csv(table: Tagged) -> bytes:
    out = io.StringIO()
    rows, columns = table.last
    lines = ([table.cells[row, column].text if (row, column) in table.cells else "" for column in range(1, columns + 1)]
             for row in range(1, rows + 1))  # fmt: skip
    csv.writer(out, delimiter=";").writerows(lines)
    return out.getvalue().encode("utf-8-sig")


@pytest.mark.parametrize(
    "mutation",
    [
        None,
        label_misspelt,
        unknown_column_inserted,
        headings_shifted_right,
        labels_shifted_down,
        figures_as_text,
    ],
)
@pytest.mark.parametrize("suffix", [".xlsx", ".csv"])
def test_the_same_through_real_files(catalogue, tmp_path: Path, mutation, suffix: str) -> None:
    """As bytes of a workbook and of a CSV file, what is read is as true as in memory."""
    base = next(base for base in small_bases(catalogue) if base.name == "areas by year, English").tagged
    mutated = mutation(base, Random(7)) if mutation else base
    path = tmp_path / f"table{suffix}"
    path.write_bytes(as_workbook(mutated) if suffix == ".xlsx" else as_csv(mutated))
    table = read_document(path).tables[0]
    read = tag(table, catalogue, SENDER).truth
    assert {place: truth for place, truth in read.items() if mutated.truth.get(place) != truth} == {}
    assert (read == mutated.truth) == (
        mutation in (None, label_misspelt, unknown_column_inserted, figures_as_text)
    )
