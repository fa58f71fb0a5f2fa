-- The comparison has one cell per series, boundary and province.
select indicator_code, breakdown, period, scenario, area_code, count(*) as copies
from checked_cell
group by
    indicator_code, breakdown, period, period_basis, scenario, plan_basis, accumulation, boundary, area_code
having count(*) > 1
