"""Every error the package raises on purpose.

Bad data is a finding, not an exception: `BadInput` only carries a refusal from a reader up to the
place that turns it into a finding and a quarantine entry. What remains are programs misused
(`UsageError`), metadata that contradicts itself (`CatalogueError`) and machines that fail
(`InfrastructureError`). The command line maps them to exit codes 1, 2, 2 and 3.
"""

from __future__ import annotations

from typing import Any


class LienTinhError(Exception):
    """Base of all; `retriable` says whether the same call may go through later."""

    retriable = False


class BadInput(LienTinhError):
    """A file that cannot be read whole. `rule_id` names the rule of the catalogue whose message says why."""

    def __init__(self, rule_id: str, file_name: str, **details: Any) -> None:
        super().__init__(f"{rule_id}: {file_name}")
        self.rule_id = rule_id
        self.file_name = file_name
        self.details: dict[str, Any] = details


class UsageError(LienTinhError):
    """The caller asked for something that cannot be: an unknown indicator, a path that is not there."""


class CatalogueError(LienTinhError):
    """Metadata that is wrong; each problem is `file:line: what and how to mend it`."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


class InfrastructureError(LienTinhError):
    """A lock held by another, a server gone, a full disk."""

    retriable = True


class NotDelivered(InfrastructureError):
    """One alert message that its channel did not take. `permanent`: it would not take it later either."""

    def __init__(self, reason: str, *, permanent: bool = False) -> None:
        super().__init__(reason)
        self.permanent = permanent


class AlertsUndelivered(InfrastructureError):
    """Alert routes that have failed again and again; nothing is lost, each problem is a route and its reason.

    Not retriable: the ledger itself tries again, at its own pace.
    """

    retriable = False

    def __init__(self, problems: list[str]) -> None:
        super().__init__("alerts wait undelivered, they are tried again:\n" + "\n".join(problems))
        self.problems = problems


class PublicationStopped(InfrastructureError):
    """Gate 3 found the new warehouse not to be what the lake says; the old one stays. Each problem is a line."""

    retriable = False

    def __init__(self, problems: list[str]) -> None:
        super().__init__("publication stopped by gate 3, the warehouse is unchanged:\n" + "\n".join(problems))
        self.problems = problems
