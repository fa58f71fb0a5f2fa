-- One row per staged report, event and document that speaks for it then: of each submission the newest accepted processing.
-- @standing: place of the submission among those of the report, in the order of landing; a copy has its original's
-- @strength: of its relation to the report: 4 withdraws, 3 replaces, 2 corrects, 1 supplements, 0 initial
-- @replaced_before: the standing before which nothing is said any more
with relation_to_report as (
    -- A submission may hold several documents of one report: the strongest relation counts, and the earliest place.
    select
        document.decision_id,
        document.report_id,
        max(document.copy_of) as copy_of,
        min(document.stands_at) as stands_at,
        max(case document.relation
            when 'withdraws' then 4 when 'replaces' then 3 when 'corrects' then 2 when 'supplements' then 1 else 0
        end) as strength
    from stage_document as document
    group by document.decision_id, document.report_id
),

concerned as (
    select
        place.report_id,
        place.submission_id,
        dense_rank() over (partition by place.report_id order by place.stands_at, place.stands_with) as standing
    from (
        select
            relation.report_id,
            decision.submission_id,
            min(relation.stands_at) as stands_at,
            coalesce(max(relation.copy_of), decision.submission_id) as stands_with
        from relation_to_report as relation
        join stage_decision as decision on decision.decision_id = relation.decision_id
        where decision.outcome = 'accepted'
        group by relation.report_id, decision.submission_id
    ) as place
),

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
    join stage_decision as decision
        on decision.submission_id = concerned.submission_id
        and decision.n <= event.n
        and decision.outcome = 'accepted'
),

heard as (
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
)

select
    heard.report_id,
    heard.event_number,
    heard.standing,
    heard.strength,
    heard.replaced_before,
    submission.submission_key,
    event.event_count,
    event.published_at
from heard
join dim_submission as submission
    on submission.decision_id = heard.decision_id and submission.report_id = heard.report_id
join report_event as event on event.report_id = heard.report_id and event.event_number = heard.event_number
where heard.standing >= coalesce(heard.replaced_before, 0)
