-- All territories.
select *
from dim_area
order by area_key
