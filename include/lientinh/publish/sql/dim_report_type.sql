-- One row per kind of report.
select report_type, name_vi, name_en, period_basis
from stage_report_type
order by report_type
