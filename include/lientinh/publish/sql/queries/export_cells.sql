-- One row per cell of one indicator's comparison that was asked or reported, with the document its figure comes from.
select
    comparison.*,
    period.frequency,
    boundary.boundary_on,
    breakdown.name_vi as breakdown_name_vi,
    breakdown.name_en as breakdown_name_en,
    observation.document_title,
    observation.agency_text,
    observation.number,
    observation.symbol,
    observation.issued_on,
    observation.file,
    observation.sha256,
    observation.legal_state
from comparison
join dim_period as period
    on period.period = comparison.period and period.period_basis = comparison.period_basis
join dim_boundary as boundary on boundary.boundary = comparison.boundary
left join dim_breakdown as breakdown
    on breakdown.indicator_code = comparison.indicator_code and breakdown.breakdown = comparison.breakdown
left join observation on observation.observation_id = comparison.observation_id
where comparison.indicator_code = $indicator_code and comparison.state <> 'not_asked'
order by
    comparison.boundary,
    comparison.breakdown,
    comparison.scenario,
    comparison.plan_basis,
    comparison.accumulation,
    comparison.period_basis,
    comparison.period_end,
    comparison.period,
    comparison.area_code,
    comparison.territory
