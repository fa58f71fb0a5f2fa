-- One row per series that a staged observation speaks for.
select distinct breakdown_key, area_key, period_key, kind_key
from voice
