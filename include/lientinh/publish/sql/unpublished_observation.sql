-- One row per observation of an accepted submission that is in no fact, and why: nothing goes missing silently.
-- @reason: superseded before any publication knew it, or a code the catalogue does not have
select
    observation.observation_id,
    observation.submission_id,
    observation.processing,
    case
        when indicator.indicator_code is null then 'unknown_indicator'
        when area.territory is null then 'unknown_territory'
        when period.period is null then 'unknown_period'
        when live.observation_id is null then 'superseded_before_publication'
    end as reason
from stage_observation as observation
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
left join (select distinct observation_id from live_interval) as live
    on live.observation_id = observation.observation_id
where
    indicator.indicator_code is null
    or area.territory is null
    or period.period is null
    or live.observation_id is null
order by observation.observation_id
