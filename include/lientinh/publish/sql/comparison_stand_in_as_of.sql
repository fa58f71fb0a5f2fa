-- One row per series and territory that has no figure of its own but another that must not take its place.
-- @as_of: parameter; a timestamp, or its text in ISO 8601
-- @reason: how the figure that differs least differs: in what it counts and where, how sure it is, over which time
with figure as (
    select * from figure_as_of(as_of) where area_level = 'province' and decision = 'accepted'
),

series as (
    select * from comparison_series_as_of(as_of) where boundary_on is null
),

-- Whose figures might be taken for a territory's: its own, its parts', and those under its code at other times.
kin as (
    select territory, part_territory from territory_part
    union
    select area.territory, other.territory as part_territory
    from dim_area as area
    join dim_area as other on other.area_code = area.area_code
    where area.level = 'province'
),

candidate as (
    select
        series.indicator_code,
        series.breakdown,
        series.period,
        series.period_basis,
        series.scenario,
        series.plan_basis,
        series.accumulation,
        kin.territory,
        figure.observation_key,
        kin.part_territory <> kin.territory as other_territory,
        false as other_window,
        figure.definition <> series.definition as other_definition,
        figure.definition_reason,
        figure.scope <> series.scope as other_scope,
        figure.period_basis <> series.period_basis as other_basis,
        figure.accumulation <> series.accumulation as other_accumulation,
        figure.scenario as figure_scenario,
        figure.plan_basis <> series.plan_basis as other_plan_basis
    from series
    join figure on figure.indicator_code = series.indicator_code and figure.period = series.period
    join kin on kin.part_territory = figure.territory
    where
        (figure.scope = series.scope or series.scope = '_T')
        and (figure.scenario = series.scenario or series.scenario <> 'plan')
    union all
    -- Windows that share more than half of the days they cover together compete for the same question
    -- (eight months and a half-year); a half-year is no stand-in for a year.
    select
        series.indicator_code,
        series.breakdown,
        series.period,
        series.period_basis,
        series.scenario,
        series.plan_basis,
        series.accumulation,
        kin.territory,
        figure.observation_key,
        kin.part_territory <> kin.territory as other_territory,
        true as other_window,
        false as other_definition,
        figure.definition_reason,
        false as other_scope,
        false as other_basis,
        false as other_accumulation,
        figure.scenario as figure_scenario,
        false as other_plan_basis
    from series
    join figure
        on figure.indicator_code = series.indicator_code
        and figure.breakdown = series.breakdown
        and figure.scenario = series.scenario
        and figure.plan_basis = series.plan_basis
        and figure.accumulation = series.accumulation
    join kin on kin.part_territory = figure.territory
    where
        figure.period <> series.period
        and (figure.frequency = 'window' or series.frequency = 'window')
        and 2 * (
            least(figure.period_end, series.period_end) - greatest(figure.period_start, series.period_start) + 1
        ) > greatest(figure.period_end, series.period_end) - least(figure.period_start, series.period_start) + 1
),

explained as (
    select
        candidate.*,
        case
            when figure_scenario = 'plan' and scenario <> 'plan' then 'plan_only'
            when other_definition then definition_reason
            when other_scope then 'scope'
            when other_territory then 'territory'
            when figure_scenario = 'estimate' and scenario = 'actual' then 'estimate_only'
            when figure_scenario = 'actual' and scenario = 'estimate' then 'actual_only'
            when other_window then 'period'
            when other_accumulation then 'other_accumulation'
            when other_basis then 'basis'
            when other_plan_basis then 'plan_basis'
        end as reason,
        case when other_definition then 1 else 0 end
        + case when other_scope then 1 else 0 end
        + case when other_territory then 1 else 0 end
        + case when other_window then 1 else 0 end
        + case when other_basis then 1 else 0 end
        + case when other_accumulation then 1 else 0 end
        + case when figure_scenario = scenario then 0 when figure_scenario = 'plan' then 8 else 1 end as distance
    from candidate
),

nearest as (
    select
        explained.*,
        row_number() over (
            partition by
                indicator_code, breakdown, period, period_basis, scenario, plan_basis, accumulation, territory
            order by distance, reason, observation_key
        ) as place
    from explained
    where reason is not null
)

select
    indicator_code,
    breakdown,
    period,
    period_basis,
    scenario,
    plan_basis,
    accumulation,
    territory,
    reason,
    observation_key
from nearest
where place = 1
