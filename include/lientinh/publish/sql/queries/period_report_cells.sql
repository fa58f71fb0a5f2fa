-- Cells that the report of one report type and period shows, of who was asked or heard: the indicators asked in it,
-- then the others that the reports say of the period.
with wanted as (
    select indicator_code, breakdown, period_basis, scenario, plan_basis, accumulation
    from asked
    where report_type = $report_type and period = $period
    group by indicator_code, breakdown, period_basis, scenario, plan_basis, accumulation
),

told as (
    select distinct observation.indicator_code
    from observation_as_of(cast($as_of as timestamptz)) as observation
    join dim_submission as submission
        on submission.submission_id = observation.submission_id and submission.document_id = observation.document_id
    where
        submission.report_type = $report_type
        and submission.report_period = $period
        and observation.period = $period
        and observation.area_level = 'province'
)

select
    comparison.*,
    wanted.indicator_code is not null as is_asked,
    indicator.unit_name_vi,
    indicator.unit_name_en,
    indicator.unit_symbol,
    indicator.unit_kind,
    indicator.direction,
    breakdown.name_vi as breakdown_name_vi,
    breakdown.name_en as breakdown_name_en
from comparison_as_of(cast($as_of as timestamptz)) as comparison
join dim_indicator as indicator on indicator.indicator_code = comparison.indicator_code
left join dim_breakdown as breakdown
    on breakdown.indicator_code = comparison.indicator_code and breakdown.breakdown = comparison.breakdown
left join wanted
    on wanted.indicator_code = comparison.indicator_code
    and wanted.breakdown = comparison.breakdown
    and wanted.period_basis = comparison.period_basis
    and wanted.scenario = comparison.scenario
    and wanted.plan_basis is not distinct from comparison.plan_basis
    and wanted.accumulation = comparison.accumulation
where
    comparison.boundary = 'as_reported'
    and comparison.period = $period
    and comparison.state <> 'not_asked'
    and (
        comparison.indicator_code in (select indicator_code from wanted)
        or comparison.indicator_code in (select indicator_code from told)
    )
order by
    case when comparison.indicator_code in (select indicator_code from wanted) then 0 else 1 end,
    indicator.indicator_key,
    case when wanted.indicator_code is null then 1 else 0 end,
    comparison.breakdown,
    comparison.scenario,
    comparison.plan_basis,
    comparison.accumulation,
    comparison.period_basis,
    comparison.area_code,
    comparison.territory
