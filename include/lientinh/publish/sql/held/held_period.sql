-- One row per member of dim_period that the warehouse holds already, with its key.
select period, period_basis, period_key
from dim_period
