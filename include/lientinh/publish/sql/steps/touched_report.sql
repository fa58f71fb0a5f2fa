-- One row per report of the staged decisions.
select distinct report_id
from stage_document
