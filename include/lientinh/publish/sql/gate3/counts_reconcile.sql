-- Every observation of an accepted submission is a fact or is explained, once.
select 'lake' as side, lake.observations, facts.observations as facts, explained.observations as explained
from (select count(*) as observations from stage_observation) as lake
cross join (select count(distinct observation_key) as observations from fact_observation) as facts
cross join (select count(*) as observations from unpublished_observation) as explained
where lake.observations <> facts.observations + explained.observations
