-- Submissions already in the warehouse that are about reports.
select distinct submission_id
from dim_submission
where report_id in (select report_id from seed_report)
