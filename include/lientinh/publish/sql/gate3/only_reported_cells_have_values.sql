-- A cell that is not reported shows no value and has no rank.
select indicator_code, period, area_code, state
from checked_cell
where state <> 'reported' and (value is not null or lower is not null or upper is not null or rank is not null)
