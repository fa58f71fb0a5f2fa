-- One row per boundary, series asked of or reported by any province and province valid then, as known at a moment.
-- @as_of: parameter; a timestamp, or its text in ISO 8601
with cell as (
    select
        cell.*,
        indicator.name_vi as indicator_name_vi,
        indicator.name_en as indicator_name_en,
        indicator.unit_code,
        indicator.unit_kind,
        indicator.direction,
        -- the smaller the better: a figure turned so that the best comes first
        case indicator.direction when 'higher_better' then -cell.value when 'lower_better' then cell.value end as merit
    from comparison_cell_as_of(as_of) as cell
    join dim_indicator as indicator on indicator.indicator_code = cell.indicator_code
),

placed as (
    select
        cell.*,
        rank() over (same_kind order by merit) as place,
        row_number() over (same_kind order by value, area_code) as position,
        count(*) over same_kind as exact_count,
        min(merit) over same_kind as best_merit
    from cell
    window same_kind as (
        partition by boundary, indicator_code, breakdown, period, period_basis, scenario, plan_basis, accumulation, is_exact
    )
),

-- The middle figure, or the two beside the middle, of those that compare.
ranked as (
    select
        placed.*,
        case when is_exact and exact_count >= 2 then 1 else 0 end as compares,
        sum(case when is_exact and direction <> 'neutral' then 1 else 0 end) over same_series as rankable_count,
        min(case when is_exact and position between exact_count * 0.5 and exact_count * 0.5 + 1 then value end) over same_series as median_low,
        max(case when is_exact and position between exact_count * 0.5 and exact_count * 0.5 + 1 then value end) over same_series as median_high
    from placed
    window same_series as (
        partition by boundary, indicator_code, breakdown, period, period_basis, scenario, plan_basis, accumulation
    )
),

figure as (
    select * from regrouped_figure_as_of(as_of) where decision = 'accepted'
),

-- A plan is made for a year whatever day its report is cut on; one of the same window goes first.
plan as (
    select
        ranked.boundary,
        ranked.indicator_code,
        ranked.breakdown,
        ranked.period,
        ranked.period_basis,
        ranked.scenario,
        ranked.plan_basis,
        ranked.accumulation,
        ranked.territory,
        figure.value,
        figure.is_exact,
        figure.qualifier,
        figure.plan_basis as figure_plan_basis,
        figure.period_basis as figure_period_basis,
        row_number() over (
            partition by
                ranked.boundary,
                ranked.indicator_code,
                ranked.breakdown,
                ranked.period,
                ranked.period_basis,
                ranked.scenario,
                ranked.plan_basis,
                ranked.accumulation,
                ranked.territory
            order by
                case when figure.period_basis = ranked.period_basis then 0 else 1 end,
                case figure.plan_basis when 'adjusted' then 1 when 'assigned' then 2 else 3 end
        ) as preference
    from ranked
    join figure
        on figure.boundary = ranked.boundary
        and figure.indicator_code = ranked.indicator_code
        and figure.breakdown = ranked.breakdown
        and figure.period = ranked.period
        and figure.accumulation = ranked.accumulation
        and figure.territory = ranked.territory
    where
        ranked.scenario <> 'plan'
        and figure.scenario = 'plan'
        and figure.plan_basis in ('assigned', 'adjusted', 'resolution')
        and figure.value is not null
),

joined as (
    select
        ranked.*,
        year_before.value as year_before_value,
        year_before.territory is null and broken.area_code is not null as territory_broken,
        plan.value as plan_figure,
        plan.is_exact as plan_is_exact,
        plan.figure_plan_basis as plan_figure_basis,
        plan.figure_period_basis as plan_figure_period_basis,
        plan.qualifier as plan_qualifier,
        national.value as national_figure,
        evidence.observation_id
    from ranked
    left join figure as year_before
        on year_before.boundary = ranked.boundary
        and year_before.indicator_code = ranked.indicator_code
        and year_before.breakdown = ranked.breakdown
        and year_before.period = ranked.period_year_before
        and year_before.period_basis = ranked.period_basis
        and year_before.scenario = ranked.scenario
        and year_before.plan_basis = ranked.plan_basis
        and year_before.accumulation = ranked.accumulation
        and year_before.territory = ranked.territory
        and year_before.is_exact
    left join (
        select distinct
            boundary,
            indicator_code,
            breakdown,
            period,
            period_basis,
            scenario,
            plan_basis,
            accumulation,
            area_code,
            territory
        from figure
        where is_exact
    ) as broken
        on broken.boundary = ranked.boundary
        and broken.indicator_code = ranked.indicator_code
        and broken.breakdown = ranked.breakdown
        and broken.period = ranked.period_year_before
        and broken.period_basis = ranked.period_basis
        and broken.scenario = ranked.scenario
        and broken.plan_basis = ranked.plan_basis
        and broken.accumulation = ranked.accumulation
        and broken.area_code = ranked.area_code
        and broken.territory <> ranked.territory
    left join plan
        on plan.preference = 1
        and plan.boundary = ranked.boundary
        and plan.indicator_code = ranked.indicator_code
        and plan.breakdown = ranked.breakdown
        and plan.period = ranked.period
        and plan.period_basis = ranked.period_basis
        and plan.scenario = ranked.scenario
        and plan.plan_basis = ranked.plan_basis
        and plan.accumulation = ranked.accumulation
        and plan.territory = ranked.territory
    left join figure as national
        on national.area_level = 'country'
        and national.is_exact
        and national.boundary = ranked.boundary
        and national.indicator_code = ranked.indicator_code
        and national.breakdown = ranked.breakdown
        and national.period = ranked.period
        and national.period_basis = ranked.period_basis
        and national.scenario = ranked.scenario
        and national.plan_basis = ranked.plan_basis
        and national.accumulation = ranked.accumulation
    left join evidence on evidence.observation_key = ranked.observation_key
)

select
    indicator_code,
    indicator_name_vi,
    indicator_name_en,
    breakdown,
    period,
    period_start,
    period_end,
    period_basis,
    scenario,
    nullif(plan_basis, '') as plan_basis,
    accumulation,
    boundary,
    area_code,
    area_name_vi,
    area_name_en,
    territory,
    state,
    reason,
    value,
    lower,
    upper,
    qualifier,
    unit_code,
    obs_status,
    cast(case when compares = 1 and direction <> 'neutral' then place end as integer) as rank,
    cast(case when rankable_count >= 2 then rankable_count else 0 end as integer) as ranked_count,
    case
        when compares = 1 and direction = 'higher_better' then value + best_merit
        when compares = 1 and direction = 'lower_better' then value - best_merit
    end as gap_to_best,
    cast(
        case when compares = 1 then value - (median_low + median_high) * cast(0.5 as decimal(2, 1)) end
        as decimal(24, 6)
    ) as gap_to_median,
    year_before_value as value_year_before,
    case when is_exact then value - year_before_value end as change_abs,
    cast(
        case
            when is_exact and unit_kind <> 'ratio' and year_before_value <> 0
                then (value - year_before_value) * 100 / year_before_value
        end as decimal(24, 6)
    ) as change_pct,
    plan_figure as plan_value,
    -- Where less is better, a share of the plan attained says nothing.
    cast(
        case
            when is_exact and plan_is_exact and plan_figure <> 0 and direction <> 'lower_better'
                then value * 100 / plan_figure
        end as decimal(24, 6)
    ) as plan_attainment_pct,
    national_figure as national_value,
    derived,
    nullif(concat_ws(
        '; ',
        case when derived then 'made_from=' || parts end,
        case when flagged then 'flagged' end,
        case when plan_figure is not null then 'plan_basis=' || plan_figure_basis end,
        case
            when plan_figure_period_basis <> period_basis then 'plan_period_basis=' || plan_figure_period_basis
        end,
        case when plan_figure is not null and plan_qualifier is not null then 'plan_qualifier=' || plan_qualifier end,
        case when territory_broken then 'territory_changed_since_year_before' end
    ), '') as notes,
    observation_id
from joined
