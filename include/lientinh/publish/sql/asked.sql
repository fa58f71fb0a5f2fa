-- One row per figure that is asked of a province: series, province, report type and last day on time.
-- @due_on: last day on time; empty where no date is verified
select
    asked.indicator_code,
    asked.breakdown,
    asked.period,
    asked.period_basis,
    asked.period_start,
    asked.period_end,
    asked.scenario,
    asked.plan_basis,
    asked.accumulation,
    area.area_code,
    area.territory,
    asked.report_type,
    due.due_on
from stage_asked as asked
join dim_area as area
    on area.level = 'province'
    and (area.valid_from is null or area.valid_from <= asked.period_end)
    and (area.valid_to is null or area.valid_to > asked.period_end)
    and (asked.area_code = '*' or asked.area_code = area.area_code)
left join (
    select distinct report_type, period, period_basis, territory, due_on from stage_duty
) as due
    on due.report_type = asked.report_type
    and due.period = asked.period
    and due.period_basis = asked.period_basis
    and due.territory = area.territory
order by asked.indicator_code, asked.breakdown, asked.period_end, area.area_code
