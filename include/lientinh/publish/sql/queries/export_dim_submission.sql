-- All documents of submissions.
select *
from dim_submission
order by submission_key
