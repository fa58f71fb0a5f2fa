-- One row per boundary, series and province valid on the boundary's day or, as reported, at the period's end: what state the cell is in, and why.
-- @as_of: parameter; a timestamp, or its text in ISO 8601
with series as (
    select * from comparison_series_as_of(as_of)
),

-- What was asked of a territory, or of the parts it was made from.
duty as (
    select
        asked.indicator_code,
        asked.breakdown,
        asked.period,
        asked.period_basis,
        asked.scenario,
        coalesce(asked.plan_basis, '') as plan_basis,
        asked.accumulation,
        pair.territory,
        min(coalesce(asked.due_on, asked.period_end)) as due_on
    from asked
    join territory_part as pair on pair.part_territory = asked.territory
    group by
        asked.indicator_code,
        asked.breakdown,
        asked.period,
        asked.period_basis,
        asked.scenario,
        coalesce(asked.plan_basis, ''),
        asked.accumulation,
        pair.territory
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
        figure.parts,
        stand_in.reason as stand_in_reason,
        stand_in.observation_key as stand_in_key,
        duty.due_on,
        cast(cast(as_of as timestamptz) at time zone 'Asia/Ho_Chi_Minh' as date) as today
    from series
    join dim_area as area
        on area.level = 'province'
        and (area.valid_from is null or area.valid_from <= coalesce(series.boundary_on, series.period_end))
        and (area.valid_to is null or area.valid_to > coalesce(series.boundary_on, series.period_end))
    left join regrouped_figure_as_of(as_of) as figure
        on figure.boundary = series.boundary
        and figure.indicator_code = series.indicator_code
        and figure.breakdown = series.breakdown
        and figure.period = series.period
        and figure.period_basis = series.period_basis
        and figure.scenario = series.scenario
        and figure.plan_basis = series.plan_basis
        and figure.accumulation = series.accumulation
        and figure.territory = area.territory
    left join comparison_stand_in_as_of(as_of) as stand_in
        on stand_in.indicator_code = series.indicator_code
        and stand_in.breakdown = series.breakdown
        and stand_in.period = series.period
        and stand_in.period_basis = series.period_basis
        and stand_in.scenario = series.scenario
        and stand_in.plan_basis = series.plan_basis
        and stand_in.accumulation = series.accumulation
        and stand_in.territory = area.territory
    left join duty
        on duty.indicator_code = series.indicator_code
        and duty.breakdown = series.breakdown
        and duty.period = series.period
        and duty.period_basis = series.period_basis
        and duty.scenario = series.scenario
        and duty.plan_basis = series.plan_basis
        and duty.accumulation = series.accumulation
        and duty.territory = area.territory
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
    boundary,
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
    state = 'reported' and parts is not null as derived,
    case when state = 'reported' then parts end as parts,
    case when decision is null then stand_in_key else observation_key end as observation_key
from judged
