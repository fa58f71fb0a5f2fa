-- All duties to report.
select *
from reporting_status
order by report_type, period, period_basis, area_code, agency_code
