-- One row per indicator and breakdown that is asked or reported.
-- @breakdown: _T or dimension=member pairs joined by semicolons
-- @scope: the breakdown without the dimensions that change the definition
-- @definition: the pairs that change the definition (a poverty standard); figures that differ here never compare
-- @definition_reason: standard or definition, the reason given where figures differ in it
select
    cast(
        (select coalesce(max(breakdown_key), 0) from held_breakdown)
        + row_number() over (order by stage.first_n, stage.indicator_code, stage.breakdown) as integer
    ) as breakdown_key,
    stage.indicator_code,
    stage.breakdown,
    stage.name_vi,
    stage.name_en,
    stage.scope,
    stage.definition,
    stage.definition_reason
from stage_breakdown as stage
where not exists (
    select 1
    from held_breakdown as held
    where held.indicator_code = stage.indicator_code and held.breakdown = stage.breakdown
)
order by breakdown_key
