-- One row per series and territory that has no figure of its own but another that must not take its place.
-- @as_of: parameter; a timestamp, or its text in ISO 8601
-- @reason: how the figure that differs least differs: in what it counts and where, how sure it is, over which time
with series as (
    select * from comparison_series_as_of(as_of)
),

figure as (
    select * from regrouped_figure_as_of(as_of) where boundary = 'as_reported' and area_level = 'province'
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

-- Series that might be taken for each other, whosever they are; their number is small beside that of the figures.
pair as (
    select
        series.series_key,
        offered.series_key as offered_key,
        false as other_window,
        offered.definition <> series.definition as other_definition,
        offered.definition_reason,
        offered.scope <> series.scope as other_scope,
        offered.period_basis <> series.period_basis as other_basis,
        offered.accumulation <> series.accumulation as other_accumulation,
        series.scenario,
        offered.scenario as offered_scenario,
        offered.plan_basis <> series.plan_basis as other_plan_basis
    from series
    join series as offered on offered.indicator_key = series.indicator_key and offered.period = series.period
    where
        series.is_compared
        and (offered.scope = series.scope or series.scope = '_T')
        and (offered.scenario = series.scenario or series.scenario <> 'plan')
    union all
    -- Windows that share more than half of the days they cover together compete for the same question
    -- (eight months and a half-year); a half-year is no stand-in for a year.
    select
        series.series_key,
        offered.series_key as offered_key,
        true as other_window,
        false as other_definition,
        offered.definition_reason,
        false as other_scope,
        false as other_basis,
        false as other_accumulation,
        series.scenario,
        offered.scenario as offered_scenario,
        false as other_plan_basis
    from series
    join series as offered
        on offered.breakdown_key = series.breakdown_key
        and offered.scenario = series.scenario
        and offered.plan_basis = series.plan_basis
        and offered.accumulation = series.accumulation
    where
        series.is_compared
        and offered.period <> series.period
        and (offered.frequency = 'window' or series.frequency = 'window')
        and 2 * (
            least(offered.period_end, series.period_end) - greatest(offered.period_start, series.period_start) + 1
        ) > greatest(offered.period_end, series.period_end) - least(offered.period_start, series.period_start) + 1
),

candidate as (
    select
        pair.*,
        kin.territory,
        figure.territory as part_territory,
        figure.territory <> kin.territory as other_territory,
        figure.observation_key
    from pair
    join figure on figure.series_key = pair.offered_key and figure.decision = 'accepted'
    join kin on kin.part_territory = figure.territory
    left join figure as own on own.series_key = pair.series_key and own.territory = kin.territory
    where own.series_key is null
),

explained as (
    select
        candidate.*,
        case
            when offered_scenario = 'plan' and scenario <> 'plan' then 'plan_only'
            when other_definition then definition_reason
            when other_scope then 'scope'
            when other_territory then 'territory'
            when offered_scenario = 'estimate' and scenario = 'actual' then 'estimate_only'
            when offered_scenario = 'actual' and scenario = 'estimate' then 'actual_only'
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
        + case when offered_scenario = scenario then 0 when offered_scenario = 'plan' then 8 else 1 end as distance
    from candidate
),

nearest as (
    select
        explained.*,
        row_number() over (
            partition by series_key, territory
            order by distance, reason, offered_key, part_territory
        ) as place
    from explained
)

select series_key, territory, reason, observation_key
from nearest
where place = 1
