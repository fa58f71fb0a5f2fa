-- One row per staged report and publication that changed anything about it, with the next such publication.
with concerned as (
    select distinct document.report_id, decision.submission_id
    from stage_document as document
    join stage_decision as decision on decision.decision_id = document.decision_id
    where decision.outcome = 'accepted'
),

event as (
    select distinct concerned.report_id, decision.n, decision.published_at
    from concerned
    join stage_decision as decision
        on decision.submission_id = concerned.submission_id and decision.outcome = 'accepted'
)

select
    event.report_id,
    event.n,
    event.published_at,
    row_number() over (partition by event.report_id order by event.n) as event_number,
    lead(event.published_at) over (partition by event.report_id order by event.n) as next_published_at,
    count(*) over (partition by event.report_id) as event_count
from event
