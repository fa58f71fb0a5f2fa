-- One row per kind of figure: its scenario, the basis of a plan, and how it accumulates over time.
-- @scenario: plan, actual or estimate
-- @plan_basis: assigned, adjusted, resolution, proposed, term or unstated; empty where the figure is no plan
-- @accumulation: period, stock, itd, average or annual_average
select
    cast(
        (select coalesce(max(kind_key), 0) from held_kind)
        + row_number() over (order by stage.first_n, stage.scenario, stage.plan_basis nulls first, stage.accumulation) as integer
    ) as kind_key,
    stage.scenario,
    stage.plan_basis,
    stage.accumulation
from (
    select observation.scenario, observation.plan_basis, observation.accumulation, min(submission.publication) as first_n
    from stage_observation as observation
    join dim_submission as submission on submission.submission_key = observation.submission_key
    group by observation.scenario, observation.plan_basis, observation.accumulation
) as stage
where not exists (
    select 1
    from held_kind as held
    where
        held.scenario = stage.scenario
        and coalesce(held.plan_basis, '') = coalesce(stage.plan_basis, '')
        and held.accumulation = stage.accumulation
)
order by kind_key
