-- One row per observation known at a moment, with names in Vietnamese and English and its evidence.
-- @as_of: parameter; a timestamp, or its text in ISO 8601
select
    evidence.observation_id,
    indicator.indicator_code,
    indicator.name_vi as indicator_name_vi,
    indicator.name_en as indicator_name_en,
    breakdown.breakdown,
    breakdown.name_vi as breakdown_name_vi,
    breakdown.name_en as breakdown_name_en,
    area.area_code,
    area.name_vi as area_name_vi,
    area.name_en as area_name_en,
    area.level as area_level,
    area.territory,
    period.period,
    period.period_start,
    period.period_end,
    period.period_basis,
    kind.scenario,
    kind.plan_basis,
    kind.accumulation,
    fact.value,
    fact.lower,
    fact.upper,
    fact.qualifier,
    fact.rounding,
    indicator.unit_code,
    fact.obs_status,
    fact.source_authority,
    fact.leads,
    fact.flagged,
    evidence.quote,
    evidence.value_text,
    evidence.unit_text,
    evidence.locator,
    submission.file,
    submission.sha256,
    submission.title as document_title,
    submission.agency_text,
    submission.number,
    submission.symbol,
    submission.issued_on,
    submission.arrived_on,
    submission.landed_at,
    submission.relation,
    submission.legal_state,
    submission.submission_id,
    submission.document_id,
    submission.report_id,
    submission.processing,
    evidence.series_id,
    fact.known_from,
    fact.known_to
from fact_observation as fact
join evidence on evidence.observation_key = fact.observation_key
join dim_indicator as indicator on indicator.indicator_key = fact.indicator_key
join dim_breakdown as breakdown on breakdown.breakdown_key = fact.breakdown_key
join dim_area as area on area.area_key = fact.area_key
join dim_period as period on period.period_key = fact.period_key
join dim_kind as kind on kind.kind_key = fact.kind_key
join dim_submission as submission on submission.submission_key = fact.submission_key
where
    fact.decision = 'accepted'
    and fact.known_from <= cast(as_of as timestamptz)
    and (fact.known_to is null or fact.known_to > cast(as_of as timestamptz))
