-- Reports that submissions already in the warehouse are about.
select distinct report_id
from dim_submission
where report_id is not null and submission_id in (select submission_id from seed_submission)
