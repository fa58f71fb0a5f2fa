-- An observation has no two facts from the same moment.
select observation_key, known_from, count(*) as copies
from fact_observation_rows
group by observation_key, known_from
having count(*) > 1
