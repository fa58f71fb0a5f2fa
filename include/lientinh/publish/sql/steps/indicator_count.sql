-- How many staged observations there are of each indicator.
select coalesce(indicator_code, '') as indicator_code, count(*) as observations
from stage_observation
group by coalesce(indicator_code, '')
order by coalesce(indicator_code, '')
