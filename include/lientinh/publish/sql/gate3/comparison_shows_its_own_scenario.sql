-- No plan stands among actual figures: a reported cell shows a figure of its own scenario, window and territory.
select cell.indicator_code, cell.period, cell.area_code, cell.scenario, shown.scenario as shown_scenario
from checked_cell as cell
left join (
    select
        fact.shown_id as observation_id,
        fact.scenario,
        fact.plan_basis,
        fact.accumulation,
        period.period,
        period.period_basis,
        breakdown.breakdown,
        area.territory
    from leading_fact_now as fact
    join dim_period as period on period.period_key = fact.period_key
    join dim_breakdown as breakdown on breakdown.breakdown_key = fact.breakdown_key
    join dim_area as area on area.area_key = fact.area_key
    where fact.decision = 'accepted'
) as shown on shown.observation_id = cell.observation_id
where
    cell.state = 'reported'
    and not cell.derived
    and (
        shown.observation_id is null
        or shown.scenario <> cell.scenario
        or coalesce(shown.plan_basis, '') <> coalesce(cell.plan_basis, '')
        or shown.period <> cell.period
        or shown.period_basis <> cell.period_basis
        or shown.accumulation <> cell.accumulation
        or shown.breakdown <> cell.breakdown
        or shown.territory <> cell.territory
    )
