-- One row per document of the staged decisions, with its key; a submission that could not be read has no document.
select submission.decision_id, submission.document_id, submission.submission_key
from dim_submission as submission
join touched_decision as touched on touched.decision_id = submission.decision_id
order by submission.submission_key
