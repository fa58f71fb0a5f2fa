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
from fact_observation as fact
join dim_indicator as indicator on indicator.indicator_key = fact.indicator_key
join dim_breakdown as breakdown on breakdown.breakdown_key = fact.breakdown_key
join dim_area as area on area.area_key = fact.area_key
join dim_period as period on period.period_key = fact.period_key
where
    fact.leads
    and fact.known_from <= cast(as_of as timestamptz)
    and (fact.known_to is null or fact.known_to > cast(as_of as timestamptz))
