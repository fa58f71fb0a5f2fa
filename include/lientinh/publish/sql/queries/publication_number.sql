-- The newest publication the warehouse holds, and how it was made.
select max(publication.n) as n, min(origin.relations_digest) as relations_digest, min(origin.folder) as folder
from publication
cross join warehouse_origin as origin
