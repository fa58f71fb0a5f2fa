-- One row per series and province valid at the period's end: what state the cell is in, and why.
-- @as_of: parameter; a timestamp, or its text in ISO 8601
with series as (
    select * from comparison_series_as_of(as_of)
),

duty as (
    select
        indicator_code,
        breakdown,
        period,
        period_basis,
        scenario,
        coalesce(plan_basis, '') as plan_basis,
        accumulation,
        area_code,
        min(coalesce(due_on, period_end)) as due_on
    from asked
    group by indicator_code, breakdown, period, period_basis, scenario, coalesce(plan_basis, ''), accumulation, area_code
),

cell as (
    select
        series.*,
        area.area_code,
        area.name_vi as area_name_vi,
        area.name_en as area_name_en,
        area.territory,
        figure.observation_key,
        figure.decision,
        coalesce(figure.flagged, false) as flagged,
        figure.value,
        figure.lower,
        figure.upper,
        figure.qualifier,
        coalesce(figure.is_exact, false) as is_exact,
        figure.obs_status,
        stand_in.reason as stand_in_reason,
        stand_in.observation_key as stand_in_key,
        duty.due_on,
        cast(cast(as_of as timestamptz) at time zone 'Asia/Ho_Chi_Minh' as date) as today
    from series
    join dim_area as area
        on area.level = 'province'
        and (area.valid_from is null or area.valid_from <= series.period_end)
        and (area.valid_to is null or area.valid_to > series.period_end)
    left join figure_as_of(as_of) as figure
        on figure.indicator_code = series.indicator_code
        and figure.breakdown = series.breakdown
        and figure.period = series.period
        and figure.period_basis = series.period_basis
        and figure.scenario = series.scenario
        and figure.plan_basis = series.plan_basis
        and figure.accumulation = series.accumulation
        and figure.area_code = area.area_code
        and figure.territory = area.territory
    left join comparison_stand_in_as_of(as_of) as stand_in
        on stand_in.indicator_code = series.indicator_code
        and stand_in.breakdown = series.breakdown
        and stand_in.period = series.period
        and stand_in.period_basis = series.period_basis
        and stand_in.scenario = series.scenario
        and stand_in.plan_basis = series.plan_basis
        and stand_in.accumulation = series.accumulation
        and stand_in.area_code = area.area_code
    left join duty
        on duty.indicator_code = series.indicator_code
        and duty.breakdown = series.breakdown
        and duty.period = series.period
        and duty.period_basis = series.period_basis
        and duty.scenario = series.scenario
        and duty.plan_basis = series.plan_basis
        and duty.accumulation = series.accumulation
        and duty.area_code = area.area_code
),

judged as (
    select
        cell.*,
        case
            when decision = 'accepted' then 'reported'
            when decision = 'withheld' then 'withheld'
            -- A plan says nothing of what was done: who owes the figure still owes it.
            when stand_in_reason is not null and not (stand_in_reason = 'plan_only' and due_on is not null)
                then 'not_comparable'
            when due_on >= today then 'not_due'
            when due_on < today then 'not_reported'
            else 'not_asked'
        end as state
    from cell
)

select
    indicator_code,
    breakdown,
    period,
    period_basis,
    period_start,
    period_end,
    period_year_before,
    scenario,
    plan_basis,
    accumulation,
    area_code,
    area_name_vi,
    area_name_en,
    territory,
    state,
    case when state not in ('reported', 'withheld') then stand_in_reason end as reason,
    case when state = 'reported' then value end as value,
    case when state = 'reported' then lower end as lower,
    case when state = 'reported' then upper end as upper,
    case when state = 'reported' then qualifier end as qualifier,
    case when state = 'reported' then obs_status end as obs_status,
    state = 'reported' and is_exact as is_exact,
    state = 'reported' and flagged as flagged,
    coalesce(observation_key, stand_in_key) as observation_key
from judged
