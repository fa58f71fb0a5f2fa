-- One row per figure of one indicator that was reported for the whole country, with the document it stands in.
select
    observation.area_code,
    observation.area_name_vi,
    observation.territory,
    observation.period,
    observation.period_start,
    observation.period_end,
    observation.period_basis,
    observation.accumulation,
    'reported' as state,
    observation.document_title,
    observation.agency_text,
    observation.number,
    observation.symbol,
    observation.issued_on,
    observation.file,
    observation.sha256,
    observation.legal_state
from observation
where observation.leads and observation.area_level = 'country' and observation.indicator_code = $indicator_code
order by observation.period_end, observation.period, observation.observation_id
