-- One row per finding, with its life.
-- @finding_id: hash of rule, report and subject, not of the place: seen again, it is the same finding
-- @state: new (first seen at the latest publication), ongoing, resolved, waived
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
select
    finding_id,
    rule_id,
    severity,
    case
        when resolved_at is not null then 'resolved'
        when
            waived_by is not null
            and (
                waived_until is null
                or waived_until >= (
                    select cast(max(published_at) at time zone 'Asia/Ho_Chi_Minh' as date) from publication
                )
            )
            then 'waived'
        when first_seen_at = (select max(published_at) from publication) then 'new'
        else 'ongoing'
    end as state,
    area_code,
    report_id,
    submission_id,
    document_id,
    observation_id,
    indicator_code,
    period,
    locator,
    quote,
    message_vi,
    message_en,
    action_vi,
    action_en,
    first_seen_at,
    last_seen_at,
    resolved_at,
    waived_by,
    waived_until,
    waived_reason,
    waived_at
from finding_life
