-- Names for people of the units and breakdowns of one indicator, and of all indicators: one may be weighted by another.
select 'unit' as kind, unit_code as code, unit_name_vi as name_vi, unit_name_en as name_en
from dim_indicator
where indicator_code = $indicator_code
union all
select 'breakdown' as kind, breakdown as code, name_vi, name_en
from dim_breakdown
where indicator_code = $indicator_code
union all
select 'indicator' as kind, indicator_code as code, name_vi, name_en
from dim_indicator
order by kind, code
