"""Errors in reports in prose. What each error contradicts is worked out from the report's own links and its past."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from quality.case import NUMBER_ERRORS, Case, shown_by_past
from quality.figures import Figure, base_value
from quality.prose import Prose
from quality.world import draw

_UNIT_SLIPS = {"tỷ đồng": "triệu đồng", "triệu đồng": "tỷ đồng"}
_SWAPS = (
    ("jobs_m", "jobs_f"), ("jobs", "jobs_plan"), ("counsel", "counsel_before"), ("registered", "placed"),
    ("applicants", "decisions"), ("intake_mid", "intake_low"), ("intake", "intake_mid"), ("houses_doing", "houses_new"),
    ("poor", "near"), ("poor_rate", "near_rate"), ("on_file", "in_care"), ("karaoke", "premises"),
)  # fmt: skip


def inject_into_report(report: Prose, last: Prose, theirs: Prose) -> Iterator[Case]:
    """Every kind of error, each in one place; `last` is last year's report, `theirs` a neighbour's."""
    yield from inject_into_figures(report)
    yield from _swap_cases(report)
    yield from _world_cases(report)
    yield from _whole_cases(report, last, theirs)


def inject_into_figures(report: Prose) -> Iterator[Case]:
    """What can go wrong with a single figure of any text."""
    for name, figure in report.stated.items():
        yield from _number_cases(report, figure)
        yield from _kind_cases(report, figure, name)


def _case(
    kind: str, report: Prose, changed: Prose, names: tuple[str, ...], note: str, shown: str | None
) -> Case:
    """A case whose places are the lines of the changed figures and of those they are linked with."""
    linked = {one for link in report.links if set(names) & set(link.names) for one in link.names}
    lines = {changed.line_of(one) for one in {*names, *linked} & changed.stated.keys()}
    places = tuple(changed.line_text(number).removeprefix("- ") for number in sorted(lines))
    return Case(kind, report.key, note, changed.files, shown, paragraphs=places)


def _shown_by(report: Prose, changed: Prose, *names: str) -> str | None:
    """By which criterion the change of these figures can be seen, None where by none."""
    for name in names:
        figure = changed.figures[name]
        if figure.kind in ("count", "money") and figure.value < 0:
            return "impossible"
        if figure.kind == "rate" and not 0 <= figure.value <= 100:
            return "impossible"
        if figure.kind == "count" and figure.decimals:
            return "impossible"
    if any(not link.holds(changed.everything) for link in report.links):
        return "relation"
    for name in names:
        figure = changed.figures[name]
        if figure.series and shown_by_past(
            base_value(figure), report.past(name), is_rate=figure.kind == "rate"
        ):
            return "own past"
    return None


def _number_cases(report: Prose, figure: Figure) -> Iterator[Case]:
    for kind, spoil in NUMBER_ERRORS.items():
        if kind == "negative count" and figure.kind not in ("count", "money"):
            continue
        if kind.startswith("unit") and figure.kind not in ("count", "money"):
            continue
        value = spoil(figure.value, figure.decimals, draw(report.key, kind, figure.name))
        if value is None:
            continue
        changed = report.with_figure(figure.changed(value))
        note = f"{figure.name}: {figure.text} → {changed.figures[figure.name].text}"
        yield _case(kind, report, changed, (figure.name,), note, _shown_by(report, changed, figure.name))


def _kind_cases(report: Prose, figure: Figure, name: str) -> Iterator[Case]:
    """Errors that only some kinds of figure can have."""
    key = report.key
    if (unit := _UNIT_SLIPS.get(figure.unit)) is not None:
        changed = report.with_figure(replace(figure, unit=unit))
        yield _case(
            "unit word wrong", report, changed, (name,), f"{name} in {unit}", _shown_by(report, changed, name)
        )
    if figure.kind == "count" and figure.value >= 100:
        value = figure.value + Decimal(draw(key, "fraction", name).randint(1, 9)).scaleb(-1)
        changed = report.with_figure(figure.changed(value, decimals=1))
        shown = _shown_by(report, changed, name)
        yield _case("fraction of a person", report, changed, (name,), f"{name}: {value}", shown)
    if figure.kind == "rate":
        changed = report.with_figure(figure.changed(figure.value + 100))
        yield _case("percentage over 100", report, changed, (name,), name, _shown_by(report, changed, name))
    if figure.kind == "growth":
        changed = report.with_figure(figure.changed(-figure.value))
        yield _case("direction word", report, changed, (name,), name, _shown_by(report, changed, name))
    for link in report.links:
        if link.names[0] != name or any(one not in report.stated for one in link.names):
            continue
        yield from _link_cases(report, figure, link.kind, link.names)


def _link_cases(report: Prose, figure: Figure, kind: str, names: tuple[str, ...]) -> Iterator[Case]:
    """A relation broken by a little: a slip in adding up, a share of something else, a part above its whole."""
    chance = draw(report.key, "link", *names)
    if kind == "sum":
        step = Decimal(chance.randint(2, 9) * chance.choice((-1, 1))).scaleb(-figure.decimals)
        label, value = "sum broken", figure.value + step
    elif kind in ("ratio", "growth"):
        step = Decimal(chance.randint(20, 90) * chance.choice((-1, 1))).scaleb(-1)
        label, value = "share broken", figure.value + step
    elif kind in ("at_most", "step"):
        whole = report.figures[names[1]].value
        label, value = (
            "part above its whole",
            (whole * Decimal(str(round(chance.uniform(1.01, 1.2), 3)))).quantize(Decimal(1)) + 1,
        )
    else:
        step = Decimal(chance.randint(1, 99)).scaleb(-figure.decimals)
        label, value = "said twice differently", figure.value + step
    changed = report.with_figure(figure.changed(value))
    note = f"{figure.name}: {figure.text} → {changed.figures[figure.name].text}"
    yield _case(label, report, changed, names, note, _shown_by(report, changed, figure.name))


def _swap_cases(report: Prose) -> Iterator[Case]:
    """The numbers of two figures change places."""
    for one, other in _SWAPS:
        if not {one, other} <= report.stated.keys():
            continue
        first, second = report.figures[one], report.figures[other]
        changed = report.with_figure(first.changed(second.value)).with_figure(second.changed(first.value))
        note = f"{one} and {other}"
        yield _case(
            "figures swapped", report, changed, (one, other), note, _shown_by(report, changed, one, other)
        )


def _world_cases(report: Prose) -> Iterator[Case]:
    """Errors that only other reports of the lake show: half above whole, a cumulative figure that falls, last
    year's figures copied."""
    if "jobs@S1" in report.known:
        value = (report.known["jobs@S1"].value * Decimal("0.93")).quantize(Decimal(1))
        changed = _consistent(report, "jobs", value)
        yield _case("half-year above the year", report, changed, ("jobs",), f"jobs: {value}", "relation")
    if "covid@before" in report.known:
        figure = report.figures["covid"]
        value = (report.known["covid@before"].value * Decimal("0.95")).quantize(Decimal(1))
        changed = report.with_figure(figure.changed(value))
        yield _case("cumulative figure falls", report, changed, ("covid",), f"covid: {value}", "relation")


def _consistent(report: Prose, name: str, value: Decimal) -> Prose:
    """The figure changed wherever this report leans on it: parts, shares and repeats follow; other reports do not."""
    figures = dict(report.figures)
    ratio = value / figures[name].value
    figures[name] = figures[name].changed(value)
    women = (figures["jobs_f"].value * ratio).quantize(Decimal(1))
    figures["jobs_f"] = figures["jobs_f"].changed(women)
    figures["jobs_m"] = figures["jobs_m"].changed(value - women)
    figures["jobs_again"] = figures["jobs_again"].changed(value)
    share = (100 * value / figures["jobs_plan"].value).quantize(Decimal("0.1"))
    figures["jobs_share"] = figures["jobs_share"].changed(share)
    figures.pop("jobs_half", None)
    lines = tuple(line for line in report.lines if "{jobs_half}" not in line)
    return replace(report, figures=figures, lines=lines)


def _whole_cases(report: Prose, last: Prose, theirs: Prose) -> Iterator[Case]:
    """Errors of the submission as a whole."""
    stale = {name: last.figures[name] for name in report.figures.keys() & last.figures.keys()}
    changed = replace(report, figures=report.figures | stale)
    yield Case("stale copy", report.key, f"figures of {last.key}", changed.files, "copy")
    same = {name: theirs.figures[name] for name in report.figures.keys() & theirs.figures.keys()}
    changed = replace(report, figures=report.figures | same)
    yield Case("copied from a neighbour", report.key, f"figures of {theirs.key}", changed.files, "copy")
    year = report.landed_at.year
    dated = f"/{year}, toàn tỉnh có {{on_file}}"
    if dated in "".join(report.lines):
        lines = tuple(line.replace(dated, dated.replace(str(year), str(year + 1))) for line in report.lines)
        changed = replace(report, lines=lines)
        yield _case("date after the report", report, changed, ("on_file",), f"on_file in {year + 1}", "dates")
    annex = "(Biểu số liệu chi tiết gửi kèm theo)"
    changed = replace(report, lines=(*report.lines, annex))
    yield Case("annex missing", report.key, annex, changed.files, "form", paragraphs=(annex,))
