-- All versions of agencies.
select *
from dim_agency
order by agency_key
