-- Codes and names of all indicators.
select indicator_code, name_vi, name_en
from dim_indicator
order by indicator_code
