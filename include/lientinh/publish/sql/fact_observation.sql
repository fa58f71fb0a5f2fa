-- One row per observation and stretch of knowledge time; the stretch that is not closed is what is known now.
-- @observation_key: of evidence, which holds the id and the words
-- @decision: accepted, or withheld until a person decides; a withheld figure is shown to nobody as a figure
-- @flagged: published with a warning; the finding says which
-- @leads: whether it speaks for its series, or another report does
-- @known_from: from when on this was known (UTC)
-- @known_to: until when, exclusive; empty for what is known now
select
    evidence.observation_key,
    cast(dense_rank() over (order by observation.series_id) as bigint) as series_key,
    indicator.indicator_key,
    area.area_key,
    period.period_key,
    breakdown.breakdown_key,
    report.report_key,
    submission.submission_key,
    observation.scenario,
    observation.plan_basis,
    observation.accumulation,
    observation.value,
    observation.lower,
    observation.upper,
    observation.qualifier,
    observation.rounding,
    observation.obs_status,
    observation.source_authority,
    case when withheld.observation_id is null then 'accepted' else 'withheld' end as decision,
    flagged.observation_id is not null as flagged,
    leading_interval.leads,
    leading_interval.known_from,
    leading_interval.known_to
from leading_interval
join stage_observation as observation on observation.observation_id = leading_interval.observation_id
join evidence on evidence.observation_id = observation.observation_id
join dim_indicator as indicator on indicator.indicator_code = observation.indicator_code
join dim_area as area
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
join dim_period as period on period.period = observation.period and period.period_basis = observation.period_basis
join dim_breakdown as breakdown
    on breakdown.indicator_code = observation.indicator_code and breakdown.breakdown = observation.breakdown
join dim_report as report on report.report_id = observation.report_id
join dim_submission as submission
    on submission.decision_id = observation.decision_id and submission.document_id = observation.document_id
left join stage_withheld as withheld on withheld.observation_id = observation.observation_id
left join stage_flagged as flagged on flagged.observation_id = observation.observation_id
order by
    indicator.indicator_key, period.period_key, area.area_key, evidence.observation_key, leading_interval.known_from
