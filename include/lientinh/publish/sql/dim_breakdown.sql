-- One row per indicator and breakdown that is asked or reported.
-- @breakdown: _T or dimension=member pairs joined by semicolons
-- @scope: the breakdown without the dimensions that change the definition
-- @definition: the pairs that change the definition (a poverty standard); figures that differ here never compare
-- @definition_reason: standard or definition, the reason given where figures differ in it
select
    cast(row_number() over (order by indicator_code, breakdown) as integer) as breakdown_key,
    indicator_code,
    breakdown,
    name_vi,
    name_en,
    scope,
    definition,
    definition_reason
from stage_breakdown
order by breakdown_key
