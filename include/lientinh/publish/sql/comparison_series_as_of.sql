-- One row per series, without its area, that is asked of any province or that anybody has a figure of at a moment.
-- @as_of: parameter; a timestamp, or its text in ISO 8601
-- @series_key: by content within the indicator; other relations of the comparison at that moment join by it
-- @is_compared: asked of or reported by a province; others are the country's alone
with said as (
    select
        indicator_key,
        breakdown_key,
        period_key,
        scenario,
        plan_basis,
        accumulation,
        max(case when area_level = 'province' then 1 else 0 end) as is_compared
    from figure_as_of(as_of)
    group by indicator_key, breakdown_key, period_key, scenario, plan_basis, accumulation
),

due as (
    select distinct
        indicator_code,
        breakdown,
        period,
        period_basis,
        scenario,
        coalesce(plan_basis, '') as plan_basis,
        accumulation
    from asked
    where period_start <= cast(cast(as_of as timestamptz) at time zone 'Asia/Ho_Chi_Minh' as date)
),

found as (
    select breakdown_key, period_key, scenario, plan_basis, accumulation, is_compared
    from said
    union all
    select
        breakdown.breakdown_key,
        period.period_key,
        due.scenario,
        due.plan_basis,
        due.accumulation,
        1 as is_compared
    from due
    join dim_breakdown as breakdown
        on breakdown.indicator_code = due.indicator_code and breakdown.breakdown = due.breakdown
    join dim_period as period on period.period = due.period and period.period_basis = due.period_basis
),

series as (
    select breakdown_key, period_key, scenario, plan_basis, accumulation, max(is_compared) = 1 as is_compared
    from found
    group by breakdown_key, period_key, scenario, plan_basis, accumulation
)

select
    cast(indicator.indicator_key as bigint) * 10000000
    + row_number() over (
        partition by indicator.indicator_key
        order by
            breakdown.breakdown,
            period.period,
            period.period_basis,
            series.scenario,
            series.plan_basis,
            series.accumulation
    ) as series_key,
    series.is_compared,
    indicator.indicator_key,
    series.breakdown_key,
    series.period_key,
    indicator.indicator_code,
    indicator.area_aggregation,
    indicator.numerator_code,
    indicator.denominator_code,
    indicator.accumulation as usual_accumulation,
    indicator.definition_dimensions,
    breakdown.breakdown,
    breakdown.scope,
    breakdown.definition,
    breakdown.definition_reason,
    period.period,
    period.period_basis,
    period.period_start,
    period.period_end,
    period.frequency,
    period.period_year_before,
    series.scenario,
    series.plan_basis,
    series.accumulation
from series
join dim_breakdown as breakdown on breakdown.breakdown_key = series.breakdown_key
join dim_indicator as indicator on indicator.indicator_code = breakdown.indicator_code
join dim_period as period on period.period_key = series.period_key
