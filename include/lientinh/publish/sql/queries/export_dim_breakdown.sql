-- All breakdowns.
select *
from dim_breakdown
order by breakdown_key
