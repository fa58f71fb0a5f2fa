-- At no moment do two figures lead one series.
select first.series_key, first.observation_key, second.observation_key as other_key
from fact_observation as first
join fact_observation as second
    on second.series_key = first.series_key
    and second.leads
    and second.observation_key > first.observation_key
    and second.known_from < coalesce(first.known_to, cast('infinity' as timestamptz))
    and first.known_from < coalesce(second.known_to, cast('infinity' as timestamptz))
where first.leads
