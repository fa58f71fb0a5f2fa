-- Current observations of one indicator.
select *
from observation
where indicator_code = $indicator_code
order by area_code, period_end, observation_id
