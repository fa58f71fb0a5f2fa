-- The warehouse holds the publication it was made for, and every decision known by it.
select 'publication' as what, cast(max(n) as varchar) as found
from publication
having max(n) <> $n
union all
select 'decision' as what, decision_id as found
from stage_decision
where decision_id not in (select decision_id from dim_submission)
union all
select 'comparison' as what, cell.observation_id as found
from checked_cell as cell
where
    cell.observation_id is not null
    and not exists (select 1 from leading_fact_now as shown where shown.shown_id = cell.observation_id)
