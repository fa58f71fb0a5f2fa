-- The publication an export is made from: the newest the warehouse holds.
select n, published_at, cause
from publication
where n = (select max(n) from publication)
