-- The staged observations of the indicators from one code to before another: what is worked on at a time.
select *
from stage_observation
where
    coalesce(indicator_code, '') >= (select low from slice_bound)
    and (
        (select high from slice_bound) is null
        or coalesce(indicator_code, '') < (select high from slice_bound)
    )
