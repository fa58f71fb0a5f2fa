-- A rank covers as many figures as it says, and at least two.
select indicator_code, breakdown, period, scenario, max(ranked_count) as said, count(rank) as found
from checked_cell
group by indicator_code, breakdown, period, period_basis, scenario, plan_basis, accumulation, boundary
having max(ranked_count) <> count(rank) or min(ranked_count) <> max(ranked_count) or count(rank) = 1
