-- One row per document of the staged decisions, by its key.
select submission.submission_key
from dim_submission as submission
join stage_decision as decision on decision.decision_id = submission.decision_id
