"""Alerts: what happened, who is told of it, by which way and how often; each thing once."""
