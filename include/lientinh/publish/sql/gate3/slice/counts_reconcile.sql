-- Every observation of an accepted submission is a fact or is explained, once.
select observation.observation_id, 'neither a fact nor explained' as problem
from sliced_observation as observation
where
    not exists (select 1 from fact_observation_rows as fact where fact.observation_key = observation.observation_key)
    and not exists (
        select 1
        from unpublished_observation as explained
        where
            explained.submission_key = observation.submission_key
            and explained.observation_id = observation.observation_id
    )
union all
select observation.observation_id, 'a fact, and explained as none' as problem
from unpublished_observation as explained
join sliced_observation as observation
    on observation.submission_key = explained.submission_key
    and observation.observation_id = explained.observation_id
join fact_observation_rows as fact on fact.observation_key = observation.observation_key
