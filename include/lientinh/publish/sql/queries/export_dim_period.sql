-- All periods.
select *
from dim_period
order by period_key
