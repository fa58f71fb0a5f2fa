-- Findings whose life changed after a publication: opened, seen again, resolved. $since null means all of them.
select
    finding.finding_id,
    finding.severity,
    finding.state,
    finding.area_code,
    finding.submission_id,
    finding.indicator_code,
    finding.period,
    finding.first_seen_at,
    finding.last_seen_at,
    finding.resolved_at
from finding
where
    cast($since as timestamptz) is null
    or finding.first_seen_at > cast($since as timestamptz)
    or finding.last_seen_at > cast($since as timestamptz)
    or finding.resolved_at > cast($since as timestamptz)
order by finding.finding_id
