-- Ids of all observations.
select observation_id
from evidence
order by observation_id
