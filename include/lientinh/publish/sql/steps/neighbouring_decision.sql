-- Decisions already in the warehouse on submissions.
select distinct decision_id
from dim_submission
where submission_id in (select submission_id from seed_submission)
