-- An observation has one key, one id and no two facts from the same moment.
select 'fact' as relation, cast(observation_key as varchar) as key, count(*) as copies
from fact_observation
group by observation_key, known_from
having count(*) > 1
union all
select 'evidence' as relation, observation_id as key, count(*) as copies
from evidence
group by observation_id
having count(*) > 1
