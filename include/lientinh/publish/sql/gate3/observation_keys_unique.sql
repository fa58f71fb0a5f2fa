-- An id is one reading of one submission and processing; decided again after a person's answer, it stands once a decision.
with repeated as (
    select observation_id
    from stage_observation
    group by observation_id
    having count(*) > 1
)

select repeated.observation_id, count(*) as copies
from repeated
join stage_observation as observation on observation.observation_id = repeated.observation_id
join dim_submission as submission on submission.submission_key = observation.submission_key
group by repeated.observation_id
having
    count(*) > count(distinct submission.decision_id)
    or min(submission.submission_id) <> max(submission.submission_id)
    or min(submission.processing) <> max(submission.processing)
    or min(submission.document_id) <> max(submission.document_id)
    or min(observation.observation_key % 10000000) <> max(observation.observation_key % 10000000)
