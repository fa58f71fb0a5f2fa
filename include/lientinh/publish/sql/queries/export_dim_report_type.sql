-- All kinds of report.
select *
from dim_report_type
order by report_type
