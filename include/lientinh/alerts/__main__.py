"""`python -m lientinh.alerts`: tell what is new and try again what failed, without a scheduler.

For cron beside Airflow: whoever watches a scheduler must not depend on it. Exit codes as of `lientinh`: 0 done,
2 wrong settings or routes, 3 infrastructure or a route that keeps failing.
"""

from __future__ import annotations

import os
import sys
from datetime import UTC, datetime

from lientinh.alerts.sending import local_channels, send_alerts
from lientinh.errors import InfrastructureError, LienTinhError
from lientinh.pipeline import Pipeline
from lientinh.settings import read_settings


def main() -> int:
    """One round; a line for each message that left."""
    try:
        settings = read_settings(os.environ)
        pipeline = Pipeline.open(settings)
        report = send_alerts(pipeline, datetime.now(UTC), local_channels(settings, os.environ))
    except LienTinhError as error:
        print(error, file=sys.stderr)
        return 3 if isinstance(error, InfrastructureError) else 2
    for sent in report.sent:
        print(f"{sent.route_id}: {sent.subject}")
    for route_id, reason in report.failed.items():
        print(f"{route_id}: {reason}", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
