-- No plan stands among actual figures: a reported cell shows a figure of its own scenario, window and territory.
select cell.indicator_code, cell.period, cell.area_code, cell.scenario, shown.scenario as shown_scenario
from comparison as cell
left join observation as shown on shown.observation_id = cell.observation_id
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
        or not shown.leads
    )
