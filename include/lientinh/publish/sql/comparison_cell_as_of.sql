-- One row per boundary, series and province valid on the boundary's day or, as reported, at the period's end: what state the cell is in, and why.
-- Later boundaries are of interest for the time before them only: from then on everything is as reported.
-- @as_of: parameter; a timestamp, or its text in ISO 8601
-- @territory_year_before: of the province a year earlier, as it was drawn then; only as reported
-- @is_expected: asked of the province, or said by it, be it of another territory or only of a part
with series as (
    select * from comparison_series_as_of(as_of) where is_compared
),

today as (
    select cast(cast(as_of as timestamptz) at time zone 'Asia/Ho_Chi_Minh' as date) as today_on
),

place as (
    select
        boundary.boundary,
        period.period_key,
        area.area_code,
        area.territory,
        before.territory as territory_year_before
    from dim_period as period
    cross join today
    join dim_boundary as boundary
        on boundary.boundary_on is null
        or (period.period_end < boundary.boundary_on and boundary.boundary_on <= today.today_on)
    join dim_area as area
        on area.level = 'province'
        and (area.valid_from is null or area.valid_from <= coalesce(boundary.boundary_on, period.period_end))
        and (area.valid_to is null or area.valid_to > coalesce(boundary.boundary_on, period.period_end))
    left join dim_area as before
        on boundary.boundary_on is null
        and before.level = 'province'
        and before.area_code = area.area_code
        and (before.valid_from is null or before.valid_from <= period.period_end - interval '1 year')
        and (before.valid_to is null or before.valid_to > period.period_end - interval '1 year')
),

-- What was asked of a territory, or of the parts it was made from.
duty as (
    select
        series.series_key,
        pair.territory,
        min(coalesce(asked.due_on, asked.period_end)) as due_on
    from asked
    join series
        on series.indicator_code = asked.indicator_code
        and series.breakdown = asked.breakdown
        and series.period = asked.period
        and series.period_basis = asked.period_basis
        and series.scenario = asked.scenario
        and series.plan_basis = coalesce(asked.plan_basis, '')
        and series.accumulation = asked.accumulation
    join territory_part as pair on pair.part_territory = asked.territory
    group by series.series_key, pair.territory
),

cell as (
    select
        place.boundary,
        series.series_key,
        place.area_code,
        place.territory,
        place.territory_year_before,
        figure.observation_key,
        figure.decision,
        figure.flagged,
        figure.value,
        figure.lower,
        figure.upper,
        figure.qualifier,
        figure.is_exact,
        figure.obs_status,
        figure.parts,
        figure.weighted_by,
        stand_in.reason as stand_in_reason,
        stand_in.observation_key as stand_in_key,
        duty.due_on,
        case
            when figure.decision = 'accepted' then 'reported'
            when figure.decision = 'withheld' then 'withheld'
            -- A plan says nothing of what was done: who owes the figure still owes it.
            when stand_in.reason <> 'plan_only' or (stand_in.reason = 'plan_only' and duty.due_on is null)
                then 'not_comparable'
            when duty.due_on >= today.today_on then 'not_due'
            when duty.due_on < today.today_on then 'not_reported'
            else 'not_asked'
        end as state
    from series
    cross join today
    join place on place.period_key = series.period_key
    left join regrouped_figure_as_of(as_of) as figure
        on figure.boundary = place.boundary
        and figure.series_key = series.series_key
        and figure.territory = place.territory
    left join comparison_stand_in_as_of(as_of) as stand_in
        on stand_in.series_key = series.series_key and stand_in.territory = place.territory
    left join duty on duty.series_key = series.series_key and duty.territory = place.territory
)

select
    boundary,
    series_key,
    area_code,
    territory,
    territory_year_before,
    state,
    due_on is not null
    or state in ('reported', 'withheld')
    or (state = 'not_comparable' and stand_in_reason = 'territory') as is_expected,
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
    case when state = 'reported' then weighted_by end as weighted_by,
    case when decision is null then stand_in_key else observation_key end as observation_key
from cell
