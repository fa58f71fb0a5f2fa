-- Submissions that their newest decision rejected, known after a publication. $since null means all of them.
with decided as (
    select
        submission_id,
        area_code,
        landed_at,
        decided_at,
        outcome,
        known_from,
        row_number() over (
            partition by submission_id order by publication desc, decided_at desc, submission_key desc
        ) as age
    from dim_submission
)

select
    submission_id,
    area_code,
    landed_at,
    decided_at,
    outcome
from decided
where
    age = 1
    and outcome = 'rejected'
    and (cast($since as timestamptz) is null or known_from > cast($since as timestamptz))
order by submission_id
