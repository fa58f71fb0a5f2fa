"""The comparison, kept up: the SELECTs of `comparison_as_of`, each evaluated once, for what changed.

What a relation `<name>_as_of` says of any moment, the scratch table `<name>_now` holds for the publication being
made, from the same file; a change makes it for the indicators and periods that changed.
"""

from __future__ import annotations

from datetime import datetime

from lientinh.publish.engine import Build
from lientinh.publish.keeping import put_in_place
from lientinh.publish.relations import RELATION, RELATIONS, read_relation, read_step, select_now

# Where a change narrows what is compared: figures and series to those the cells made again rest on, then to these.
_NEEDED = "(indicator_key, period_key) in (select indicator_key, period_key from comparison_need)"
_NARROWED = {
    "leading_fact": _NEEDED,
    "comparison_series": _NEEDED,
    "comparison": "(indicator_code, period) in (select indicator_code, period from comparison_scope)",
}
_COMPARING = [
    relation.name.removesuffix("_as_of")
    for relation in RELATIONS
    if relation.name.endswith("_as_of")
    and relation.name not in ("observation_as_of", "reporting_status_as_of")
]


def keep_comparison(build: Build, moment: datetime, *, whole: bool) -> None:
    """`comparison` as of a publication's moment; afterwards `checked_cell` holds the cells made now."""
    if not whole:
        for step in ("comparison_change", "comparison_scope", "comparison_need"):
            build.scratch(step, read_step(step))
    for name in _COMPARING:
        select = select_now(name, moment)
        if not whole and name in _NARROWED:
            select = f"select * from (\n{select}\n) as narrowed where {_NARROWED[name]}"  # noqa: S608 - our own SQL
        build.scratch(f"{name}_now", select)
    ordered = read_relation("comparison").select.replace(
        "comparison_as_of((select max(published_at) from publication))", "comparison_now"
    )
    if whole:
        build.create(RELATION["comparison"], ordered)
    else:
        put_in_place(build, RELATION["comparison"], "comparison_now")
    cells = "comparison" if whole else "comparison_now"
    build.scratch_view("checked_cell", f"select * from {cells}")  # noqa: S608
