-- One row per member of dim_kind that the warehouse holds already, with its key.
select scenario, plan_basis, accumulation, kind_key
from dim_kind
