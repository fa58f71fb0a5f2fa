-- All publications, the order of knowledge.
select *
from publication
order by n
