-- One row per observation of an accepted submission that is in no fact, and why: nothing goes missing silently.
-- @reason: superseded before any publication knew it, or a code the catalogue does not have
-- @submission_key: of dim_submission, which holds the submission and its processing
select
    observation.observation_id,
    submission.submission_id,
    submission.processing,
    case
        when indicator.indicator_code is null then 'unknown_indicator'
        when area.territory is null then 'unknown_territory'
        when period.period is null then 'unknown_period'
        else 'superseded_before_publication'
    end as reason,
    observation.submission_key
from sliced_observation as observation
join dim_submission as submission on submission.submission_key = observation.submission_key
left join dim_indicator as indicator on indicator.indicator_code = observation.indicator_code
left join dim_area as area
    on area.area_code = observation.area_code
    and (
        area.territory = observation.territory
        -- An unclear territory is withheld; it waits in the row of the province as it was then.
        or (
            observation.territory is null
            and (area.valid_from is null or area.valid_from <= observation.period_end)
            and (area.valid_to is null or area.valid_to > observation.period_end)
        )
    )
left join dim_period as period
    on period.period = observation.period and period.period_basis = observation.period_basis
where not exists (select 1 from live_interval as live where live.observation_key = observation.observation_key)
order by observation.observation_key
