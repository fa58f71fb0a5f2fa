-- Findings that concern an observation, the gravest first.
select
    finding.finding_id,
    finding.rule_id,
    finding.severity,
    finding.state,
    finding.locator,
    finding.quote,
    finding.message_vi,
    finding.message_en,
    finding.action_vi,
    finding.action_en,
    finding.first_seen_at,
    finding.resolved_at
from finding
where finding.finding_id in (select finding_id from finding_observation where observation_id = $observation_id)
order by
    case finding.severity when 'critical' then 1 when 'error' then 2 when 'warning' then 3 else 4 end,
    finding.finding_id
