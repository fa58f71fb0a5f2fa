-- The files of evidence the warehouse reads, in the order of keys.
select file
from evidence_segment
order by position
