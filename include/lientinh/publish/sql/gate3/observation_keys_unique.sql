-- An observation has one id.
select observation_id, count(*) as copies
from stage_observation
group by observation_id
having count(*) > 1
