-- One row per boundary and series, without its area, that is asked of or reported by any province at a moment.
-- Later boundaries are of interest for the time before them only: from then on everything is as reported.
-- @as_of: parameter; a timestamp, or its text in ISO 8601
select
    boundary.boundary,
    boundary.boundary_on,
    series.indicator_code,
    series.breakdown,
    breakdown.scope,
    breakdown.definition,
    series.period,
    series.period_basis,
    period.period_start,
    period.period_end,
    period.frequency,
    period.period_year_before,
    series.scenario,
    series.plan_basis,
    series.accumulation
from (
    select indicator_code, breakdown, period, period_basis, scenario, coalesce(plan_basis, '') as plan_basis, accumulation
    from asked
    where period_start <= cast(cast(as_of as timestamptz) at time zone 'Asia/Ho_Chi_Minh' as date)
    union
    select indicator_code, breakdown, period, period_basis, scenario, plan_basis, accumulation
    from figure_as_of(as_of)
    where area_level = 'province'
) as series
join dim_period as period on period.period = series.period and period.period_basis = series.period_basis
join dim_breakdown as breakdown
    on breakdown.indicator_code = series.indicator_code and breakdown.breakdown = series.breakdown
join dim_boundary as boundary
    on boundary.boundary_on is null
    or (
        period.period_end < boundary.boundary_on
        and boundary.boundary_on <= cast(cast(as_of as timestamptz) at time zone 'Asia/Ho_Chi_Minh' as date)
    )
