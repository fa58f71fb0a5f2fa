-- The newest publication that knew something of one report type and period.
select max(known_from) as known_from
from dim_submission
where report_type = $report_type and report_period = $period
