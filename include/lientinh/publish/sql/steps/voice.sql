-- One row per staged observation whose codes the catalogue knows, by keys; of the others `unpublished_observation` says why.
-- @territory_clear: an unclear territory is withheld; it waits in the row of the province as it was then
select
    observation.observation_key,
    observation.submission_key,
    report.report_key,
    indicator.indicator_key,
    breakdown.breakdown_key,
    area.area_key,
    period.period_key,
    kind.kind_key,
    observation.value,
    observation.lower,
    observation.upper,
    observation.qualifier,
    observation.rounding,
    observation.obs_status,
    observation.source_authority,
    case when observation.withheld then 'withheld' else 'accepted' end as decision,
    observation.flagged,
    observation.leads as first_said,
    observation.territory is not null as territory_clear,
    case when area.level in ('province', 'country') then observation.observation_id end as shown_id
from sliced_observation as observation
join dim_submission as submission on submission.submission_key = observation.submission_key
join dim_report as report on report.report_id = submission.report_id
join dim_indicator as indicator on indicator.indicator_code = observation.indicator_code
join dim_breakdown as breakdown
    on breakdown.indicator_code = observation.indicator_code and breakdown.breakdown = observation.breakdown
join dim_area as area
    on area.area_code = observation.area_code
    and (
        area.territory = observation.territory
        or (
            observation.territory is null
            and (area.valid_from is null or area.valid_from <= observation.period_end)
            and (area.valid_to is null or area.valid_to > observation.period_end)
        )
    )
join dim_period as period on period.period = observation.period and period.period_basis = observation.period_basis
join dim_kind as kind
    on kind.scenario = observation.scenario
    and kind.accumulation = observation.accumulation
    and coalesce(kind.plan_basis, '') = coalesce(observation.plan_basis, '')
