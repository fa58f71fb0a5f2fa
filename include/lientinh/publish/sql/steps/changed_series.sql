-- One row per series of which something is known since the publication the warehouse holds, or no longer known.
select distinct breakdown_key, area_key, period_key, kind_key
from fact_observation_rows
where
    known_from > (select published_at from held_publication)
    or known_to > (select published_at from held_publication)
