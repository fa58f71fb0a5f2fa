-- A bounded value is never ranked.
select indicator_code, period, area_code, qualifier
from checked_cell
where rank is not null and (qualifier is not null or value is null)
