-- One row per figure that a cell shows, or that must not take its place: its key and its id.
select evidence.observation_key, evidence.observation_id
from evidence
where evidence.observation_key in (select observation_key from comparison_cell_now)
