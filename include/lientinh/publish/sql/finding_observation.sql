-- One row per finding and observation it concerns, in every submission and processing that showed it.
-- @decision_id: submission and processing that showed it
select reading.finding_id, reading.decision_id, observation.observation_id
from stage_finding_reading as reading
join dim_submission as submission
    on submission.decision_id = reading.decision_id and submission.document_id = reading.document_id
-- A key is ten million times the document's, and the place of the reading in it.
join stage_observation as observation
    on observation.observation_key = cast(submission.submission_key as bigint) * 10000000 + reading.ordinal
union
select finding_id, decision_id, observation_id
from stage_finding
where observation_id is not null
union
-- What an error holds back it concerns, although it names no figure: an unclear relation, all its document says.
select held.finding_id, held.decision_id, held.observation_id
from stage_held as held
order by finding_id, decision_id, observation_id
