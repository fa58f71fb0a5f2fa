"""JSON-stat exports of statistics offices."""
