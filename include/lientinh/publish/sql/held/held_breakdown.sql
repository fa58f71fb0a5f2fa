-- One row per member of dim_breakdown that the warehouse holds already, with its key.
select indicator_code, breakdown, breakdown_key
from dim_breakdown
