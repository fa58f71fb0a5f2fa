"""The assets by which DAGs follow one another."""

from __future__ import annotations

from airflow.sdk import Asset, AssetWatcher

from lientinh_airflow.inbox_trigger import InboxTrigger


def inbox_asset(area_code: str) -> Asset:
    """`inbox_<area_code>`: changes when something has come to rest in the inbox of that sender."""
    watcher = AssetWatcher(name=f"inbox_{area_code}_watcher", trigger=InboxTrigger(area_code=area_code))
    return Asset(name=f"inbox_{area_code}", watchers=[watcher])


def review_asset() -> Asset:
    """`review`: a partition for each submission about which a person is asked; its key is the submission's id."""
    return Asset(name="review")


def reports_asset() -> Asset:
    """`reports`: a partition for each report that was accepted: `<report_type>|<report_period>|<area>`."""
    return Asset(name="reports")


def lake_asset() -> Asset:
    """`lake`: changes when submissions have been decided."""
    return Asset(name="lake")


def warehouse_asset() -> Asset:
    """`warehouse`: changes when a publication may have been made."""
    return Asset(name="warehouse")
