-- One row per leading figure, boundary and territory: as reported, and regrouped to later boundaries.
-- @as_of: parameter; a timestamp, or its text in ISO 8601
-- @parts: area codes a figure was made from, joined by +; empty where it was reported
-- @weighted_by: the indicator whose figures weighted a mean of rates or averages
with series as (
    select * from comparison_series_as_of(as_of)
),

figure as (
    select
        series.series_key,
        series.period_key,
        series.period_end,
        figure.area_code,
        figure.area_level,
        figure.territory,
        figure.decision,
        figure.flagged,
        figure.value,
        figure.lower,
        figure.upper,
        figure.qualifier,
        figure.is_exact,
        figure.obs_status,
        figure.observation_key
    from figure_as_of(as_of) as figure
    join series
        on series.breakdown_key = figure.breakdown_key
        and series.period_key = figure.period_key
        and series.scenario = figure.scenario
        and series.plan_basis = figure.plan_basis
        and series.accumulation = figure.accumulation
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

-- The territories that made up a whole at each period's end; of a province never redrawn that is itself.
piece as (
    select
        whole.boundary,
        whole.area_code,
        whole.territory,
        period.period_key,
        pair.part_territory,
        pair.part_area_code
    from whole
    join territory_part as pair on pair.territory = whole.territory
    join dim_period as period
        on period.period_end < whole.boundary_on
        and (pair.valid_from is null or pair.valid_from <= period.period_end)
        and (pair.valid_to is null or pair.valid_to > period.period_end)
),

merged as (
    select
        boundary,
        territory,
        period_key,
        count(*) as part_count,
        string_agg(part_area_code, '+' order by part_area_code) as parts
    from piece
    group by boundary, territory, period_key
    having max(case when part_territory <> territory then 1 else 0 end) = 1
),

-- What a merged province says itself of the time before its merger goes before what its parts said.
spoken as (
    select merged.boundary, merged.territory, figure.series_key, figure.decision, figure.is_exact, figure.value
    from merged
    join figure on figure.period_key = merged.period_key and figure.territory = merged.territory
),

part as (
    select
        piece.boundary,
        piece.area_code as whole_code,
        piece.territory as whole_territory,
        merged.part_count,
        merged.parts,
        figure.series_key,
        figure.territory,
        figure.decision,
        figure.flagged,
        figure.value,
        figure.is_exact,
        figure.obs_status
    from piece
    join merged
        on merged.boundary = piece.boundary
        and merged.territory = piece.territory
        and merged.period_key = piece.period_key
    join figure on figure.period_key = piece.period_key and figure.territory = piece.part_territory
    left join spoken
        on spoken.boundary = piece.boundary
        and spoken.territory = piece.territory
        and spoken.series_key = figure.series_key
    where spoken.series_key is null
),

-- The counts a rate is of: what it is a share of, and what it counts.
counted as (
    select
        series.series_key,
        other.series_key as counted_key,
        other.indicator_code,
        case when other.indicator_code = series.denominator_code then 'denominator' else 'numerator' end as role
    from series
    join series as other
        on other.indicator_code in (series.numerator_code, series.denominator_code)
        and other.period_key = series.period_key
        and other.scenario = series.scenario
        and other.plan_basis = series.plan_basis
        and other.accumulation = other.usual_accumulation
        and other.scope = series.scope
        and other.definition = case when other.definition_dimensions = '' then '' else series.definition end
),

gathered as (
    select
        part.boundary,
        part.whole_code,
        part.whole_territory,
        part.series_key,
        bool_or(part.decision = 'withheld') as is_withheld,
        bool_or(part.flagged or coalesce(weight.flagged, false)) as flagged,
        case when count(*) = min(part.part_count) and bool_and(part.is_exact) then sum(part.value) end as total,
        case
            when count(*) = min(part.part_count) and bool_and(part.is_exact) and count(weight.value) = count(*)
                then cast(sum(part.value * weight.value) / nullif(sum(weight.value), 0) as decimal(24, 6))
        end as mean,
        max(counted.indicator_code) as weighted_by,
        case when min(part.obs_status) = max(part.obs_status) then min(part.obs_status) end as obs_status,
        min(part.parts) as parts
    from part
    left join counted on counted.series_key = part.series_key and counted.role = 'denominator'
    left join figure as weight
        on weight.series_key = counted.counted_key
        and weight.territory = part.territory
        and weight.decision = 'accepted'
        and weight.is_exact
    group by part.boundary, part.whole_code, part.whole_territory, part.series_key
),

whole_count as (
    select boundary, territory, series_key, value, false as flagged
    from spoken
    where decision = 'accepted' and is_exact
    union all
    select gathered.boundary, gathered.whole_territory, gathered.series_key, gathered.total as value, gathered.flagged
    from gathered
    join series on series.series_key = gathered.series_key and series.area_aggregation = 'sum'
    where not gathered.is_withheld and gathered.total is not null
),

-- Counts add up. A rate is divided again from the counts of the whole, else weighted by what it is a share of.
made as (
    select
        gathered.boundary,
        gathered.series_key,
        gathered.whole_code,
        gathered.whole_territory,
        gathered.is_withheld,
        gathered.flagged or coalesce(above.flagged, false) or coalesce(below.flagged, false) as flagged,
        gathered.total,
        gathered.mean,
        case
            when series.area_aggregation = 'derive' and indicator.unit_code = 'PERCENT'
                then cast(above.value * 100 / nullif(below.value, 0) as decimal(24, 6))
        end as ratio,
        series.area_aggregation,
        gathered.weighted_by,
        gathered.obs_status,
        gathered.parts
    from gathered
    join series on series.series_key = gathered.series_key
    join dim_indicator as indicator on indicator.indicator_key = series.indicator_key
    left join counted as numerator on numerator.series_key = gathered.series_key and numerator.role = 'numerator'
    left join counted as denominator
        on denominator.series_key = gathered.series_key and denominator.role = 'denominator'
    left join whole_count as above
        on above.series_key = numerator.counted_key
        and above.boundary = gathered.boundary
        and above.territory = gathered.whole_territory
    left join whole_count as below
        on below.series_key = denominator.counted_key
        and below.boundary = gathered.boundary
        and below.territory = gathered.whole_territory
),

valued as (
    select
        made.*,
        case
            when is_withheld then null
            when area_aggregation = 'sum' then total
            when area_aggregation = 'weighted_mean' then mean
            when area_aggregation = 'derive' then coalesce(ratio, mean)
        end as value
    from made
)

select
    'as_reported' as boundary,
    series_key,
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
    cast(null as varchar) as parts,
    cast(null as varchar) as weighted_by
from figure
union all
select
    whole.boundary,
    figure.series_key,
    figure.area_code,
    figure.area_level,
    figure.territory,
    figure.decision,
    figure.flagged,
    figure.value,
    figure.lower,
    figure.upper,
    figure.qualifier,
    figure.is_exact,
    figure.obs_status,
    figure.observation_key,
    cast(null as varchar) as parts,
    cast(null as varchar) as weighted_by
from figure
join whole on whole.territory = figure.territory and figure.period_end < whole.boundary_on
union all
select
    boundary,
    series_key,
    whole_code as area_code,
    'province' as area_level,
    whole_territory as territory,
    case when is_withheld then 'withheld' else 'accepted' end as decision,
    flagged,
    cast(value as decimal(24, 6)) as value,
    cast(null as decimal(24, 6)) as lower,
    cast(null as decimal(24, 6)) as upper,
    cast(null as varchar) as qualifier,
    not is_withheld as is_exact,
    obs_status,
    cast(null as bigint) as observation_key,
    parts,
    case when area_aggregation <> 'sum' and ratio is null then weighted_by end as weighted_by
from valued
where value is not null or (is_withheld and area_aggregation <> 'none')
