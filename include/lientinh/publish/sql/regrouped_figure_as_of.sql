-- One row per leading figure, boundary and territory: as reported, and regrouped to later boundaries.
-- @as_of: parameter; a timestamp, or its text in ISO 8601
-- @parts: area codes a figure was made from, joined by +; empty where it was reported
with figure as (
    select * from figure_as_of(as_of)
),

whole as (
    select boundary.boundary, boundary.boundary_on, area.area_code, area.territory
    from dim_boundary as boundary
    join dim_area as area
        on area.level = 'province'
        and (area.valid_from is null or area.valid_from <= boundary.boundary_on)
        and (area.valid_to is null or area.valid_to > boundary.boundary_on)
    where boundary.boundary_on <= cast(cast(as_of as timestamptz) at time zone 'Asia/Ho_Chi_Minh' as date)
),

-- What the provinces (and the country) say themselves, a merged province also of the time before.
told as (
    select 'as_reported' as boundary, figure.*
    from figure
    union all
    select whole.boundary, figure.*
    from figure
    join whole on whole.territory = figure.territory and figure.period_end < whole.boundary_on
    union all
    select boundary.boundary, figure.*
    from figure
    join dim_boundary as boundary on boundary.boundary_on is not null and figure.period_end < boundary.boundary_on
    where figure.area_level = 'country'
),

-- Figures of the parts of a whole that says nothing itself, with the weight its mean would need.
part as (
    select
        whole.boundary,
        whole.area_code as whole_code,
        whole.territory as whole_territory,
        figure.*,
        indicator.area_aggregation,
        indicator.unit_kind,
        weight.value as weight,
        count(*) over (partition by whole.boundary, whole.territory, figure.indicator_code, figure.breakdown, figure.period, figure.period_basis, figure.scenario, figure.plan_basis, figure.accumulation) as part_count
    from whole
    join territory_part as pair on pair.territory = whole.territory and pair.part_territory <> whole.territory
    join figure on figure.territory = pair.part_territory and figure.period_end < whole.boundary_on
    join dim_indicator as indicator on indicator.indicator_code = figure.indicator_code
    left join dim_indicator as weighing on weighing.indicator_code = indicator.denominator_code
    left join figure as weight
        on weight.indicator_code = weighing.indicator_code
        and weight.accumulation = weighing.accumulation
        and weight.territory = figure.territory
        and weight.breakdown
        = case when weighing.definition_dimensions = '' then figure.scope else figure.breakdown end
        and weight.period = figure.period
        and weight.period_basis = figure.period_basis
        and weight.scenario = figure.scenario
        and weight.plan_basis = figure.plan_basis
        and weight.decision = 'accepted'
        and weight.is_exact
    where
        (pair.valid_from is null or pair.valid_from <= figure.period_end)
        and (pair.valid_to is null or pair.valid_to > figure.period_end)
        and not exists (
            select 1
            from told
            where
                told.boundary = whole.boundary
                and told.territory = whole.territory
                and told.indicator_code = figure.indicator_code
                and told.breakdown = figure.breakdown
                and told.period = figure.period
                and told.period_basis = figure.period_basis
                and told.scenario = figure.scenario
                and told.plan_basis = figure.plan_basis
                and told.accumulation = figure.accumulation
        )
),

complete as (
    select part.*
    from part
    where
        part.part_count = (
            select count(*)
            from territory_part as pair
            where
                pair.territory = part.whole_territory
                and (pair.valid_from is null or pair.valid_from <= part.period_end)
                and (pair.valid_to is null or pair.valid_to > part.period_end)
        )
),

added as (
    select
        boundary,
        indicator_code,
        breakdown,
        scope,
        definition,
        definition_reason,
        period,
        period_basis,
        period_start,
        period_end,
        frequency,
        scenario,
        plan_basis,
        accumulation,
        whole_code as area_code,
        'province' as area_level,
        whole_territory as territory,
        case when bool_or(decision = 'withheld') then 'withheld' else 'accepted' end as decision,
        bool_or(flagged) as flagged,
        case
            when bool_or(decision = 'withheld') then null
            when area_aggregation = 'sum' then sum(value)
            else cast(sum(value * weight) / nullif(sum(weight), 0) as decimal(24, 6))
        end as value,
        case when min(obs_status) = max(obs_status) then min(obs_status) end as obs_status,
        string_agg(area_code, '+' order by area_code) as parts
    from complete
    -- Percentages are never averaged, whatever the weights: they are divided again below, or refused.
    where area_aggregation = 'sum' or (area_aggregation = 'weighted_mean' and unit_kind <> 'ratio')
    group by boundary, indicator_code, breakdown, scope, definition, definition_reason, period, period_basis, period_start, period_end, frequency, scenario, plan_basis, accumulation, whole_code, whole_territory, area_aggregation
    having
        bool_or(decision = 'withheld')
        or (bool_and(is_exact) and (area_aggregation = 'sum' or count(weight) = count(*)))
),

-- A rate of the whole, from the numerator and the denominator of the whole; rates themselves never add up.
whole_count as (
    select boundary, territory, indicator_code, breakdown, period, period_basis, scenario, plan_basis, accumulation, value
    from told
    where decision = 'accepted' and is_exact
    union all
    select boundary, territory, indicator_code, breakdown, period, period_basis, scenario, plan_basis, accumulation, value
    from added
    where decision = 'accepted'
),

divided as (
    select
        complete.boundary,
        complete.indicator_code,
        complete.breakdown,
        complete.scope,
        complete.definition,
        complete.definition_reason,
        complete.period,
        complete.period_basis,
        complete.period_start,
        complete.period_end,
        complete.frequency,
        complete.scenario,
        complete.plan_basis,
        complete.accumulation,
        complete.whole_code as area_code,
        'province' as area_level,
        complete.whole_territory as territory,
        case when bool_or(complete.decision = 'withheld') then 'withheld' else 'accepted' end as decision,
        bool_or(complete.flagged) as flagged,
        case
            when not bool_or(complete.decision = 'withheld')
                then cast(min(numerator.value) * 100 / nullif(min(denominator.value), 0) as decimal(24, 6))
        end as value,
        case when min(complete.obs_status) = max(complete.obs_status) then min(complete.obs_status) end as obs_status,
        string_agg(complete.area_code, '+' order by complete.area_code) as parts
    from complete
    join dim_indicator as indicator
        on indicator.indicator_code = complete.indicator_code
        and indicator.area_aggregation = 'derive'
        and indicator.unit_code = 'PERCENT'
    join dim_indicator as numerator_of on numerator_of.indicator_code = indicator.numerator_code
    join dim_indicator as denominator_of on denominator_of.indicator_code = indicator.denominator_code
    join whole_count as numerator
        on numerator.boundary = complete.boundary
        and numerator.territory = complete.whole_territory
        and numerator.indicator_code = numerator_of.indicator_code
        and numerator.accumulation = numerator_of.accumulation
        and numerator.breakdown
        = case when numerator_of.definition_dimensions = '' then complete.scope else complete.breakdown end
        and numerator.period = complete.period
        and numerator.period_basis = complete.period_basis
        and numerator.scenario = complete.scenario
        and numerator.plan_basis = complete.plan_basis
    join whole_count as denominator
        on denominator.boundary = complete.boundary
        and denominator.territory = complete.whole_territory
        and denominator.indicator_code = denominator_of.indicator_code
        and denominator.accumulation = denominator_of.accumulation
        and denominator.breakdown
        = case when denominator_of.definition_dimensions = '' then complete.scope else complete.breakdown end
        and denominator.period = complete.period
        and denominator.period_basis = complete.period_basis
        and denominator.scenario = complete.scenario
        and denominator.plan_basis = complete.plan_basis
    group by complete.boundary, complete.indicator_code, complete.breakdown, complete.scope, complete.definition, complete.definition_reason, complete.period, complete.period_basis, complete.period_start, complete.period_end, complete.frequency, complete.scenario, complete.plan_basis, complete.accumulation, complete.whole_code, complete.whole_territory
)

select
    boundary,
    indicator_code,
    breakdown,
    period,
    period_basis,
    scenario,
    plan_basis,
    accumulation,
    area_code,
    area_level,
    territory,
    decision,
    flagged,
    value,
    lower,
    upper,
    qualifier,
    is_exact,
    obs_status,
    observation_key,
    cast(null as varchar) as parts
from told
union all
select
    boundary,
    indicator_code,
    breakdown,
    period,
    period_basis,
    scenario,
    plan_basis,
    accumulation,
    area_code,
    area_level,
    territory,
    decision,
    flagged,
    cast(value as decimal(24, 6)) as value,
    cast(null as decimal(24, 6)) as lower,
    cast(null as decimal(24, 6)) as upper,
    cast(null as varchar) as qualifier,
    value is not null as is_exact,
    obs_status,
    cast(null as bigint) as observation_key,
    parts
from (select * from added union all select * from divided) as made
