-- One row per series and area that has a leading figure at a moment, accepted or withheld; the parts of a comparison.
-- @as_of: parameter; a timestamp, or its text in ISO 8601
-- @is_exact: a number without a word that bounds it; only such figures are ranked, summed or subtracted
select
    fact.indicator_key,
    fact.breakdown_key,
    fact.period_key,
    fact.scenario,
    coalesce(fact.plan_basis, '') as plan_basis,
    fact.accumulation,
    area.area_code,
    area.level as area_level,
    area.territory,
    fact.decision,
    fact.flagged,
    fact.value,
    fact.lower,
    fact.upper,
    fact.qualifier,
    fact.value is not null and fact.qualifier is null as is_exact,
    fact.obs_status,
    fact.observation_key
from leading_fact_as_of(as_of) as fact
join dim_area as area on area.area_key = fact.area_key
