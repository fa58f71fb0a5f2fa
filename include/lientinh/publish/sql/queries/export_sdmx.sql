-- One row per observation of one indicator that leads its series: what an export in SDMX says of it.
select
    period.frequency,
    observation.territory,
    observation.indicator_code,
    observation.breakdown,
    observation.period,
    observation.period_basis,
    observation.scenario,
    observation.plan_basis,
    observation.accumulation,
    observation.value,
    observation.unit_code,
    observation.obs_status,
    observation.qualifier,
    observation.lower,
    observation.upper,
    observation.rounding,
    observation.flagged,
    observation.period_start,
    observation.period_end,
    observation.agency_text,
    observation.document_title,
    observation.number,
    observation.symbol,
    observation.issued_on,
    observation.locator,
    observation.observation_id
from observation
join dim_period as period
    on period.period = observation.period and period.period_basis = observation.period_basis
where observation.leads and observation.indicator_code = $indicator_code
order by
    observation.breakdown,
    observation.territory,
    observation.scenario,
    observation.plan_basis,
    observation.accumulation,
    observation.period_basis,
    observation.period_end,
    observation.period
