-- One row per member of dim_report that the warehouse holds already, with its key.
select report_id, report_key
from dim_report
