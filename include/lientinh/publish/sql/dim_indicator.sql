-- One row per indicator of the catalogue.
-- @direction: higher_better, lower_better or neutral; neutral indicators are never ranked
-- @unit_kind: ratio for percentages and percentage points: changes of these are points, never per cent
-- @area_aggregation: how figures of merged areas become one: sum, derive, weighted_mean or none
-- @definition_dimensions: breakdown dimensions that change the definition, joined by semicolons; never compared across
select
    cast(row_number() over (order by indicator.indicator_code) as integer) as indicator_key,
    indicator.indicator_code,
    indicator.name_vi,
    indicator.name_en,
    indicator.definition_vi,
    indicator.definition_en,
    indicator.field,
    indicator.unit_code,
    unit.name_vi as unit_name_vi,
    unit.name_en as unit_name_en,
    unit.symbol as unit_symbol,
    unit.kind as unit_kind,
    unit.decimals as unit_decimals,
    indicator.direction,
    indicator.area_aggregation,
    indicator.numerator_code,
    indicator.denominator_code,
    indicator.definition_dimensions,
    indicator.time_aggregation,
    indicator.accumulation,
    indicator.headline
from stage_indicator as indicator
join stage_unit as unit on unit.unit_code = indicator.unit_code
order by indicator_key
