-- No facts, in the columns of `held_fact`: an empty warehouse holds none.
select
    voice.*,
    cast(null as boolean) as leads,
    cast(null as timestamptz) as known_from,
    cast(null as timestamptz) as known_to
from voice
where false
