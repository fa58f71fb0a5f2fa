-- One row per agency, report type and period that is owed, as known at the latest publication.
-- @agency_code: who owes it; empty where the catalogue knows no agency of the province for the field
-- @cut_off_on: last day of the period the report is about
-- @due_on: last day on time; empty where no date is verified
-- @arrived_on: day it reached the ministry; lateness goes by it and is unknown without it
-- @landed_at: when it came to this warehouse (UTC)
-- @state: not_due, not_reported, returned, arrived (lateness unknown), on_time, late
-- @days_late: days after due_on; of what has not come, until the latest publication
-- @relation: of the newest submission to its report
-- @submission_id: of the first accepted submission
select *
from reporting_status_as_of((select max(published_at) from publication))
order by report_type, period, area_code, agency_code
