-- One row per member of dim_submission that the warehouse holds already, with its key.
select submission_key
from dim_submission
