-- At no moment do two figures lead one series.
select observation_key, known_from, next_from
from (
    select
        observation_key,
        known_from,
        known_to,
        lead(known_from) over (
            partition by breakdown_key, area_key, period_key, kind_key order by known_from, observation_key
        ) as next_from
    from fact_observation_rows
    where leads
) as leader
where next_from is not null and (known_to is null or next_from < known_to)
