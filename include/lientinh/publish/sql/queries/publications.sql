-- The log of publications: the order of knowledge.
select n, published_at, cause
from publication
order by n
