"""Diff: which figures are not what they were between two vintages, by how much, and because of what."""

from __future__ import annotations

from datetime import UTC, datetime

from lientinh.errors import UsageError
from lientinh.publish.reading_warehouse import Row, open_warehouse
from lientinh.settings import Settings

_BEFORE_ALL = datetime(1, 1, 1, tzinfo=UTC)


def diff(settings: Settings, from_vintage: str, to_vintage: str | None = None) -> list[Row]:
    """Changed figures between two vintages, one row a series, in the order in which they became known.

    A vintage is the number of a publication (0: before the first) or a time in ISO 8601, UTC where it names no
    zone; no `to_vintage` is the newest publication. `change` is `new`, `changed`, `gone`, or `withheld`: a figure
    that waits for a person hides the one before;
    `cause` is `submission` (with its `relation`) or `reprocessing` of one known before. Raises `UsageError` for
    a vintage that cannot be, or two in the wrong order.
    """
    with open_warehouse(settings) as warehouse:
        log = warehouse.ask("publications")
        to_vintage = to_vintage or str(max((one["n"] for one in log), default=0))
        from_at, to_at = _find_moment(from_vintage, log), _find_moment(to_vintage, log)
        if from_at > to_at:
            raise UsageError(
                f"--from {from_vintage} is after --to {to_vintage}; what changed is asked forwards:"
                f" --from {to_vintage} --to {from_vintage}"
            )
        return warehouse.ask("diff", from_at=from_at, to_at=to_at)


def _find_moment(vintage: str, log: list[Row]) -> datetime:
    """When a vintage is: of publication n, the moment from which it was known."""
    if vintage.isascii() and vintage.isdigit():
        return _find_publication(vintage, log)
    try:
        moment = datetime.fromisoformat(vintage)
    except ValueError as error:
        raise UsageError(
            f"{vintage!r} is no vintage; write the number of a publication ({_known(log)})"
            " or a time such as 2026-01-31 or 2026-01-31T17:00+07:00"
        ) from error
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _find_publication(number: str, log: list[Row]) -> datetime:
    if int(number) == 0:
        return _BEFORE_ALL
    for publication in log:
        if publication["n"] == int(number):
            moment: datetime = publication["published_at"]
            return moment
    raise UsageError(f"no publication {number}; the warehouse knows {_known(log)}")


def _known(log: list[Row]) -> str:
    return f"{log[0]['n']} to {log[-1]['n']}" if log else "none yet"
