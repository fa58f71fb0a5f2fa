-- One row per figure that a cell shows at a moment, or that must not take its place: its key and its id.
-- @as_of: parameter; a timestamp, or its text in ISO 8601
select evidence.observation_key, evidence.observation_id
from evidence
where evidence.observation_key in (select observation_key from comparison_cell_as_of(as_of))
