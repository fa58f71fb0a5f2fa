-- The newest publication that knew something of a report type and period, one row each.
select report_type, report_period as period, max(known_from) as known_from
from dim_submission
where report_type is not null and report_period is not null
group by report_type, report_period
order by report_type, report_period
