-- Who owes one report type for one period, and what has come, as known at a moment.
select *
from reporting_status_as_of(cast($as_of as timestamptz))
where report_type = $report_type and period = $period
order by area_code, agency_code
