-- All boundaries.
select *
from dim_boundary
order by boundary
