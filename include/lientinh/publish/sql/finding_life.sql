-- One row per finding, with when it was seen and resolved; `finding` says what state that makes.
-- @finding_id: hash of rule, report and subject, not of the place: seen again, it is the same finding
-- @observation_id: where it concerns just one; all are in finding_observation
-- @locator: sheet!cell, or file:paragraph:start-end
-- @message_vi: what is wrong, with the arithmetic
-- @action_vi: what to do
-- @first_seen_at: publication that first knew it (UTC)
-- @last_seen_at: publication of the newest submission or processing that showed it (UTC)
-- @resolved_at: publication of what resolved it: a better processing, a replacement, a correction (UTC)
-- @waived_by: user name of who let it rest or accepted the figures as they are
-- @waived_at: when they did (UTC)
-- @waived_until: last day on which that holds; empty without end
with occurrence as (
    select
        found.*,
        decision.submission_id as owner_id,
        decision.outcome,
        decision.landed_at,
        decision.n,
        decision.published_at,
        decision.decided_at,
        row_number() over (
            partition by found.finding_id order by decision.n desc, decision.decided_at desc, decision.decision_id desc
        ) as age
    from stage_finding as found
    join stage_decision as decision on decision.decision_id = found.decision_id
),

reprocessed as (
    select occurrence.finding_id, occurrence.decision_id, min(later.published_at) as closed_at
    from occurrence
    join stage_decision as later
        on later.submission_id = occurrence.owner_id
        and (later.n, later.decided_at, later.decision_id)
        > (occurrence.n, occurrence.decided_at, occurrence.decision_id)
    group by occurrence.finding_id, occurrence.decision_id
),

-- Sent again: a replacement or withdrawal that was accepted; after a rejection anything that was accepted.
sent_again as (
    select occurrence.finding_id, occurrence.decision_id, min(later.published_at) as closed_at
    from occurrence
    join stage_document as document on document.report_id = occurrence.report_id
    join stage_decision as later
        on later.decision_id = document.decision_id
        and later.outcome = 'accepted'
        and (later.landed_at, later.submission_id) > (occurrence.landed_at, occurrence.owner_id)
    where document.relation in ('replaces', 'withdraws') or occurrence.outcome = 'rejected'
    group by occurrence.finding_id, occurrence.decision_id
),

-- Corrected: every figure it concerns has given way to a later one.
corrected as (
    select
        concerned.finding_id,
        concerned.decision_id,
        min(concerned.observation_id) as observation_id,
        count(*) as observation_count,
        case
            when count(*) = count(stood.closed_at) then max(stood.closed_at)
        end as closed_at
    from finding_observation as concerned
    join stage_decision as deciding on deciding.decision_id = concerned.decision_id
    left join (
        select
            evidence.observation_id,
            case when count(*) = count(fact.known_to) then max(fact.known_to) end as closed_at
        from staged_fact as fact
        join stage_observation as evidence on evidence.observation_key = fact.observation_key
        group by evidence.observation_id
    ) as stood on stood.observation_id = concerned.observation_id
    group by concerned.finding_id, concerned.decision_id
),

closing as (
    select
        occurrence.finding_id,
        occurrence.published_at,
        least(reprocessed.closed_at, sent_again.closed_at, corrected.closed_at) as closed_at
    from occurrence
    left join reprocessed
        on reprocessed.finding_id = occurrence.finding_id and reprocessed.decision_id = occurrence.decision_id
    left join sent_again
        on sent_again.finding_id = occurrence.finding_id and sent_again.decision_id = occurrence.decision_id
    left join corrected
        on corrected.finding_id = occurrence.finding_id and corrected.decision_id = occurrence.decision_id
),

life as (
    select
        finding_id,
        min(published_at) as first_seen_at,
        max(published_at) as last_seen_at,
        case when count(*) = count(closed_at) then max(closed_at) end as resolved_at
    from closing
    group by finding_id
)

select
    occurrence.finding_id,
    occurrence.rule_id,
    occurrence.severity,
    occurrence.area_code,
    occurrence.report_id,
    occurrence.submission_id,
    occurrence.document_id,
    coalesce(occurrence.observation_id, only_one.observation_id) as observation_id,
    occurrence.indicator_code,
    occurrence.period,
    occurrence.locator,
    occurrence.quote,
    occurrence.message_vi,
    occurrence.message_en,
    occurrence.action_vi,
    occurrence.action_en,
    life.first_seen_at,
    life.last_seen_at,
    life.resolved_at,
    answer.by as waived_by,
    answer.answered_at as waived_at,
    answer.until as waived_until,
    answer.reason as waived_reason
from occurrence
join life on life.finding_id = occurrence.finding_id
left join corrected as only_one
    on only_one.finding_id = occurrence.finding_id
    and only_one.decision_id = occurrence.decision_id
    and only_one.observation_count = 1
-- A person let it rest, or accepted the figures as they are.
left join stage_answer as answer
    on answer.decision_id = occurrence.decision_id
    and answer.finding_id = occurrence.finding_id
    and answer.answer in ('waived', 'accepted')
where occurrence.age = 1
order by occurrence.finding_id
