-- One row per boundary, series asked of or reported by any province and province valid then, as known at a moment.
-- @as_of: parameter; a timestamp, or its text in ISO 8601
with series as (
    select
        series.*,
        indicator.name_vi as indicator_name_vi,
        indicator.name_en as indicator_name_en,
        indicator.unit_code,
        indicator.unit_kind,
        indicator.direction
    from comparison_series_as_of(as_of) as series
    join dim_indicator as indicator on indicator.indicator_key = series.indicator_key
),

figure as (
    select * from regrouped_figure_as_of(as_of)
),

cell as (
    select
        cell.*,
        cell.is_exact and series.direction <> 'neutral' as is_rankable,
        -- the smaller the better: a figure turned so that the best comes first
        case series.direction when 'higher_better' then -cell.value when 'lower_better' then cell.value end as merit
    from comparison_cell_as_of(as_of) as cell
    join series on series.series_key = cell.series_key
),

ranked as (
    select
        boundary,
        series_key,
        territory,
        rank() over (partition by boundary, series_key order by merit) as place
    from cell
    where is_rankable
),

-- Of the figures that compare: the best, the middle one (or between the two beside the middle), what they come to.
summary as (
    select
        boundary,
        series_key,
        count(*) filter (where is_exact) as exact_count,
        count(*) filter (where is_rankable) as rankable_count,
        count(*) filter (where is_expected) as expected_count,
        min(merit) filter (where is_rankable) as best_merit,
        cast(
            (
                percentile_disc(0.5) within group (order by value) filter (where is_exact)
                + percentile_disc(0.5) within group (order by value desc) filter (where is_exact)
            ) * cast(0.5 as decimal(2, 1)) as decimal(24, 6)
        ) as median,
        sum(value) filter (where is_exact) as total
    from cell
    group by boundary, series_key
),

-- The same figure a year before, and the one of that time under another definition.
earlier as (
    select
        series.series_key,
        before.series_key as before_key,
        before.definition <> series.definition as is_redefined
    from series
    join series as before
        on before.indicator_key = series.indicator_key
        and before.scope = series.scope
        and before.period = series.period_year_before
        and before.period_basis = series.period_basis
        and before.scenario = series.scenario
        and before.plan_basis = series.plan_basis
        and before.accumulation = series.accumulation
    where series.is_compared
),

year_before as (
    select
        figure.boundary,
        earlier.series_key,
        figure.territory,
        case when figure.is_exact then figure.value end as value
    from earlier
    join figure on figure.series_key = earlier.before_key and figure.decision = 'accepted'
    where not earlier.is_redefined
),

redefined as (
    select distinct figure.boundary, earlier.series_key, figure.area_code
    from earlier
    join figure on figure.series_key = earlier.before_key and figure.decision = 'accepted'
    where earlier.is_redefined
),

-- A plan is made for a year whatever day its report is cut on; one of the same window goes first. One that is
-- withheld or bounded still goes before an older one: what was adjusted is no longer the plan.
planned as (
    select
        series.series_key,
        plan.series_key as plan_key,
        plan.plan_basis,
        case when plan.period_basis <> series.period_basis then plan.period_basis end as other_period_basis,
        case when plan.period_basis = series.period_basis then 0 else 3 end
        + case plan.plan_basis when 'adjusted' then 1 when 'assigned' then 2 else 3 end as preference
    from series
    join series as plan
        on plan.breakdown_key = series.breakdown_key
        and plan.period = series.period
        and plan.accumulation = series.accumulation
    where
        series.is_compared
        and series.scenario <> 'plan'
        and plan.scenario = 'plan'
        and plan.plan_basis in ('assigned', 'adjusted', 'resolution')
),

plan as (
    select
        figure.boundary,
        planned.series_key,
        figure.territory,
        planned.plan_basis,
        planned.other_period_basis,
        figure.decision,
        case when figure.decision = 'accepted' then figure.value end as value,
        case when figure.decision = 'accepted' then figure.qualifier end as qualifier,
        row_number() over (
            partition by figure.boundary, planned.series_key, figure.territory order by planned.preference
        ) as place
    from planned
    join figure on figure.series_key = planned.plan_key
),

judged as (
    select
        cell.*,
        cell.is_exact and summary.exact_count >= 2 as compares,
        ranked.place,
        summary.exact_count,
        summary.rankable_count,
        summary.expected_count,
        summary.best_merit,
        summary.median,
        summary.total,
        year_before.value as year_before_value,
        cell.state = 'reported'
        and year_before.series_key is null
        and redefined.series_key is not null as is_redefined,
        cell.state = 'reported'
        and year_before.series_key is null
        and cell.territory_year_before <> cell.territory as is_redrawn,
        plan.value as plan_figure,
        plan.qualifier as plan_qualifier,
        plan.decision as plan_decision,
        plan.plan_basis as plan_figure_basis,
        plan.other_period_basis as plan_period_basis,
        national.value as national_figure,
        shown.shown_id as observation_id
    from cell
    join summary on summary.boundary = cell.boundary and summary.series_key = cell.series_key
    left join ranked
        on ranked.boundary = cell.boundary
        and ranked.series_key = cell.series_key
        and ranked.territory = cell.territory
    left join year_before
        on year_before.boundary = cell.boundary
        and year_before.series_key = cell.series_key
        and year_before.territory = cell.territory
    left join redefined
        on redefined.boundary = cell.boundary
        and redefined.series_key = cell.series_key
        and redefined.area_code = cell.area_code
    left join plan
        on plan.place = 1
        and plan.boundary = cell.boundary
        and plan.series_key = cell.series_key
        and plan.territory = cell.territory
    left join figure as national
        on national.boundary = 'as_reported'
        and national.area_level = 'country'
        and national.decision = 'accepted'
        and national.is_exact
        and national.series_key = cell.series_key
    left join leading_fact_as_of(as_of) as shown on shown.observation_key = cell.observation_key
)

select
    series.indicator_code,
    series.indicator_name_vi,
    series.indicator_name_en,
    series.breakdown,
    series.period,
    series.period_start,
    series.period_end,
    series.period_basis,
    series.scenario,
    nullif(series.plan_basis, '') as plan_basis,
    series.accumulation,
    judged.boundary,
    judged.area_code,
    area.name_vi as area_name_vi,
    area.name_en as area_name_en,
    judged.territory,
    judged.state,
    judged.reason,
    judged.value,
    judged.lower,
    judged.upper,
    judged.qualifier,
    series.unit_code,
    judged.obs_status,
    cast(case when judged.compares then judged.place end as integer) as rank,
    cast(case when judged.rankable_count >= 2 then judged.rankable_count else 0 end as integer) as ranked_count,
    cast(
        case
            when judged.compares and series.direction = 'higher_better' then judged.value + judged.best_merit
            when judged.compares and series.direction = 'lower_better' then judged.value - judged.best_merit
        end as decimal(24, 6)
    ) as gap_to_best,
    cast(case when judged.compares then judged.value - judged.median end as decimal(24, 6)) as gap_to_median,
    judged.year_before_value as value_year_before,
    cast(
        case when judged.is_exact then judged.value - judged.year_before_value end as decimal(24, 6)
    ) as change_abs,
    cast(
        case
            when judged.is_exact and series.unit_kind <> 'ratio' and judged.year_before_value <> 0
                then (judged.value - judged.year_before_value) * 100 / judged.year_before_value
        end as decimal(24, 6)
    ) as change_pct,
    judged.plan_figure as plan_value,
    -- Where less is better, a share of the plan attained says nothing.
    cast(
        case
            when
                judged.is_exact
                and judged.plan_qualifier is null
                and judged.plan_figure <> 0
                and series.direction <> 'lower_better'
                then judged.value * 100 / judged.plan_figure
        end as decimal(24, 6)
    ) as plan_attainment_pct,
    judged.national_figure as national_value,
    judged.derived,
    nullif(concat_ws(
        '; ',
        case when judged.derived then 'made_from=' || judged.parts end,
        case when judged.weighted_by is not null then 'weighted_by=' || judged.weighted_by end,
        case when judged.flagged then 'flagged' end,
        case when judged.plan_figure_basis is not null then 'plan_basis=' || judged.plan_figure_basis end,
        case when judged.plan_period_basis is not null then 'plan_period_basis=' || judged.plan_period_basis end,
        case when judged.plan_qualifier is not null then 'plan_qualifier=' || judged.plan_qualifier end,
        case when judged.plan_decision = 'withheld' then 'plan_withheld' end,
        case when judged.is_redefined then series.definition_reason || '_changed_since_year_before' end,
        case when judged.is_redrawn then 'territory_changed_since_year_before' end
    ), '') as notes,
    judged.observation_id,
    cast(
        case
            when series.area_aggregation = 'sum' and judged.exact_count = judged.expected_count then judged.total
        end as decimal(24, 6)
    ) as provinces_sum,
    cast(case when series.area_aggregation = 'sum' then judged.exact_count end as integer) as provinces_summed,
    cast(case when series.area_aggregation = 'sum' then judged.expected_count end as integer) as provinces_expected,
    case
        when judged.is_redefined then series.definition_reason
        when judged.is_redrawn then 'territory'
    end as series_break
from judged
join series on series.series_key = judged.series_key
join dim_area as area on area.area_code = judged.area_code and area.territory = judged.territory
