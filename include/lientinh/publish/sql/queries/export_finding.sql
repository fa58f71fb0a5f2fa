-- Findings of one indicator; without a code those that concern none.
select *
from finding
where indicator_code is not distinct from cast($indicator_code as varchar)
order by finding_id
