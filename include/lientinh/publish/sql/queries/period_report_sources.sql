-- Figures that may stand in a period's report, each with its words and its document: what cells of the period show,
-- and what leads its series in the period or a year before (plans, the whole country).
with shown as (
    select comparison.observation_id
    from comparison_as_of(cast($as_of as timestamptz)) as comparison
    where
        comparison.boundary = 'as_reported'
        and comparison.period = $period
        and comparison.observation_id is not null
)

select
    observation.observation_id,
    observation.indicator_code,
    observation.breakdown,
    observation.area_code,
    observation.area_name_vi,
    observation.area_level,
    observation.territory,
    observation.period,
    observation.period_start,
    observation.period_end,
    observation.period_basis,
    observation.scenario,
    observation.plan_basis,
    observation.accumulation,
    observation.value,
    observation.lower,
    observation.upper,
    observation.qualifier,
    observation.leads,
    observation.quote,
    observation.locator,
    observation.file,
    observation.document_id,
    observation.document_title,
    observation.agency_text,
    observation.number,
    observation.symbol,
    observation.issued_on,
    observation.legal_state
from observation_as_of(cast($as_of as timestamptz)) as observation
where
    observation.observation_id in (select observation_id from shown)
    or (observation.leads and observation.period in ($period, $period_before))
order by observation.observation_id
