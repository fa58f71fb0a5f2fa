-- All reports.
select *
from dim_report
order by report_key
