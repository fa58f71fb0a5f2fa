"""The assets by which DAGs follow one another."""

from __future__ import annotations

from airflow.sdk import Asset, AssetWatcher

from lientinh_airflow.inbox_trigger import InboxTrigger


def inbox_asset(area_code: str) -> Asset:
    """`inbox_<area_code>`: changes when something has come to rest in the inbox of that sender."""
    watcher = AssetWatcher(name=f"inbox_{area_code}_watcher", trigger=InboxTrigger(area_code=area_code))
    return Asset(name=f"inbox_{area_code}", watchers=[watcher])


def lake_asset() -> Asset:
    """`lake`: changes when submissions have been decided."""
    return Asset(name="lake")
