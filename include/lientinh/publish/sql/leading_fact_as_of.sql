-- One row per fact that leads its series at a moment, of a province or the whole country; all a comparison is made from.
-- @as_of: parameter; a timestamp, or its text in ISO 8601
select
    fact.observation_key,
    fact.indicator_key,
    fact.area_key,
    fact.period_key,
    fact.breakdown_key,
    kind.scenario,
    kind.plan_basis,
    kind.accumulation,
    fact.value,
    fact.lower,
    fact.upper,
    fact.qualifier,
    fact.obs_status,
    fact.decision,
    fact.flagged,
    fact.shown_id
from fact_observation as fact
join dim_kind as kind on kind.kind_key = fact.kind_key
where
    fact.shown_id is not null
    and fact.leads
    and fact.known_from <= cast(as_of as timestamptz)
    and (fact.known_to is null or fact.known_to > cast(as_of as timestamptz))
