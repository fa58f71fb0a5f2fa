-- Report types and periods that are owed by anybody, by name.
select report_type, period, min(report_type_name_vi) as report_type_name_vi, min(report_type_name_en) as report_type_name_en
from reporting_status
group by report_type, period
order by report_type, period
