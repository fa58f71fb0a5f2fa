-- One row per agency, report type and period that is owed to the ministry: by when, and by which row of the calendar.
-- @duty_code: the row of calendar.csv
-- @agency_code: who owes it; empty where the catalogue knows no agency of the province for the field
-- @cut_off_on: last day of the period the report is about
-- @due_on: last day on time; empty where no date is verified
-- @verified: whether the row of the calendar rests on a source that was read
-- @source: of the row of the calendar
select
    duty.duty_code,
    duty.agency_code,
    agency.name_vi as agency_name_vi,
    agency.name_en as agency_name_en,
    duty.area_code,
    duty.territory,
    duty.report_type,
    duty.period,
    duty.period_basis,
    duty.period_start,
    duty.period_end as cut_off_on,
    duty.due_on,
    duty.verified,
    duty.source
from stage_duty as duty
left join dim_agency as agency
    on agency.agency_code = duty.agency_code
    and (agency.valid_from is null or agency.valid_from <= coalesce(duty.due_on, duty.period_end))
    and (agency.valid_to is null or agency.valid_to > coalesce(duty.due_on, duty.period_end))
order by duty.report_type, duty.period_end, duty.area_code, duty.agency_code
