-- One row per finding and observation it concerns, in every submission and processing that showed it.
-- @decision_id: submission and processing that showed it
select reading.finding_id, reading.decision_id, observation.observation_id
from stage_finding_reading as reading
join stage_observation as observation
    on observation.decision_id = reading.decision_id
    and observation.document_id = reading.document_id
    and observation.ordinal = reading.ordinal
union
select finding_id, decision_id, observation_id
from stage_finding
where observation_id is not null
order by finding_id, decision_id, observation_id
