-- Cells of one indicator's comparison.
select *
from comparison
where indicator_code = $indicator_code
order by 
    boundary, breakdown, period_end, period, period_basis, scenario, plan_basis, accumulation, area_code, territory
