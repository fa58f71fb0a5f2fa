-- One row per publication of the warehouse: the order of knowledge.
-- @n: number of the publication, consecutive from 1
-- @published_at: from this moment on its figures were known (UTC)
-- @cause: why it was published
select
    n,
    published_at,
    cause,
    package_version,
    catalogue_digest
from stage_publication
order by n
