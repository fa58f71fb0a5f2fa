-- One row per series that has a leading figure at a moment, accepted or withheld; the parts of a comparison.
-- @as_of: parameter; a timestamp, or its text in ISO 8601
select
    indicator.indicator_code,
    breakdown.breakdown,
    breakdown.scope,
    breakdown.definition,
    breakdown.definition_reason,
    period.period,
    period.period_basis,
    period.period_start,
    period.period_end,
    period.frequency,
    kind.scenario,
    coalesce(kind.plan_basis, '') as plan_basis,
    kind.accumulation,
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
join dim_indicator as indicator on indicator.indicator_key = fact.indicator_key
join dim_breakdown as breakdown on breakdown.breakdown_key = fact.breakdown_key
join dim_area as area on area.area_key = fact.area_key
join dim_period as period on period.period_key = fact.period_key
join dim_kind as kind on kind.kind_key = fact.kind_key
