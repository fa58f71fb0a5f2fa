-- One row per finding of the staged decisions.
select distinct finding_id
from stage_finding
