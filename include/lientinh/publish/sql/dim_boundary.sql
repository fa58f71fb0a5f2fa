-- One row per way of drawing provinces: as reported, or as they were drawn from a day on.
-- @boundary_on: the day; empty for as_reported
select 'as_reported' as boundary, cast(null as date) as boundary_on
union all
select distinct cast(valid_from as varchar) as boundary, valid_from as boundary_on
from dim_area
where level = 'province' and valid_from is not null
order by boundary_on nulls first
