-- The warehouse holds the publication it was made for, and every decision known by it.
select 'publication' as what, cast(max(n) as varchar) as found
from publication
having max(n) <> $n
union all
select 'decision' as what, decision_id as found
from stage_decision
where decision_id not in (select decision_id from dim_submission)
union all
select 'comparison' as what, cell.observation_id as found
from comparison as cell
left join evidence on evidence.observation_id = cell.observation_id
left join fact_observation as fact
    on fact.observation_key = evidence.observation_key and fact.known_to is null and fact.leads
where cell.observation_id is not null and fact.observation_key is null
