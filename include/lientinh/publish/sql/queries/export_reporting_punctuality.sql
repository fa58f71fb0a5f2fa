-- All agencies and years.
select *
from reporting_punctuality
order by period_year, area_code, agency_code
