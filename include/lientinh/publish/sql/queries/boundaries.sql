-- Boundaries the comparison can be drawn on.
select boundary
from dim_boundary
where boundary_on is not null
order by boundary
