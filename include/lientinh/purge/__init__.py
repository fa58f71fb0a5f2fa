"""Purge: a submission removed on order, with everything made from it; a tombstone is what is left."""
