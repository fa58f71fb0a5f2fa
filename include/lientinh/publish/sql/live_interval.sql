-- One row per observation and stretch of knowledge time in which it stood within its own report.
-- Liveness is worked out at every publication that changed anything about the report: so a reprocessing, a
-- correction of a correction or a withdrawn replacement each come out right by construction.
with known_decision as (
    select decision_id, submission_id, n, published_at, decided_at, landed_at
    from stage_decision
    where outcome = 'accepted'
),

-- A submission may hold several documents of one report: the strongest relation counts.
relation_to_report as (
    select
        document.decision_id,
        document.report_id,
        max(case document.relation
            when 'withdraws' then 4 when 'replaces' then 3 when 'corrects' then 2 when 'supplements' then 1 else 0
        end) as strength
    from stage_document as document
    group by document.decision_id, document.report_id
),

concerned as (
    select
        report_id,
        submission_id,
        row_number() over (partition by report_id order by landed_at, submission_id) as standing
    from (
        select distinct relation.report_id, decision.submission_id, decision.landed_at
        from relation_to_report as relation
        join known_decision as decision on decision.decision_id = relation.decision_id
    ) as submission_of_report
),

report_event as (
    select
        report_id,
        n,
        published_at,
        row_number() over (partition by report_id order by n) as event_number,
        lead(published_at) over (partition by report_id order by n) as next_published_at
    from (
        select distinct concerned.report_id, decision.n, decision.published_at
        from concerned
        join known_decision as decision on decision.submission_id = concerned.submission_id
    ) as publication_of_report
),

-- At every event: of each submission the newest accepted processing known by then.
head as (
    select
        event.report_id,
        event.event_number,
        concerned.standing,
        decision.decision_id,
        row_number() over (
            partition by event.report_id, event.event_number, concerned.submission_id
            order by decision.n desc, decision.decided_at desc, decision.decision_id desc
        ) as age
    from report_event as event
    join concerned on concerned.report_id = event.report_id
    join known_decision as decision on decision.submission_id = concerned.submission_id and decision.n <= event.n
),

speaking as (
    select
        head.report_id,
        head.event_number,
        head.standing,
        head.decision_id,
        relation.strength,
        max(case when relation.strength >= 3 then head.standing end) over (
            partition by head.report_id, head.event_number
        ) as replaced_before
    from head
    join relation_to_report as relation
        on relation.decision_id = head.decision_id and relation.report_id = head.report_id
    where head.age = 1
),

said as (
    select
        observation.observation_id,
        speaking.report_id,
        speaking.event_number,
        speaking.standing,
        speaking.replaced_before,
        max(case when speaking.strength in (1, 2) then speaking.standing end) over (
            partition by speaking.report_id, speaking.event_number, observation.series_id
        ) as corrected_before
    from speaking
    join stage_observation as observation
        on observation.decision_id = speaking.decision_id and observation.report_id = speaking.report_id
),

stretch as (
    select
        observation_id,
        report_id,
        event_number,
        event_number - row_number() over (partition by observation_id order by event_number) as island
    from said
    where standing >= coalesce(replaced_before, 0) and standing >= coalesce(corrected_before, 0)
),

bounded as (
    select
        observation_id,
        report_id,
        min(event_number) as first_event,
        max(event_number) as last_event
    from stretch
    group by observation_id, report_id, island
)

select
    bounded.observation_id,
    first_event.published_at as known_from,
    last_event.next_published_at as known_to
from bounded
join report_event as first_event
    on first_event.report_id = bounded.report_id and first_event.event_number = bounded.first_event
join report_event as last_event
    on last_event.report_id = bounded.report_id and last_event.event_number = bounded.last_event
