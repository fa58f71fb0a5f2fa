-- One row per indicator, breakdown and period of staged observations, with the first publication that knew one.
select
    observation.indicator_code,
    observation.breakdown,
    observation.period,
    observation.period_basis,
    min(submission.publication) as first_n
from stage_observation as observation
join dim_submission as submission on submission.submission_key = observation.submission_key
group by observation.indicator_code, observation.breakdown, observation.period, observation.period_basis
