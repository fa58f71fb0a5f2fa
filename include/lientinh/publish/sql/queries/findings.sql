-- Findings with their life, those that are still open first, then the gravest; parameters that are null choose nothing out.
select *
from finding
where
    (cast($finding_id as varchar) is null or finding_id = $finding_id)
    and (cast($submission_id as varchar) is null or submission_id = $submission_id)
    and (cast($area_code as varchar) is null or area_code = $area_code)
    and (cast($severity as varchar) is null or severity = $severity)
    and (cast($rule_id as varchar) is null or rule_id = $rule_id)
    and (cast($state as varchar) is null or state = $state)
order by
    case state when 'new' then 1 when 'ongoing' then 2 when 'waived' then 3 else 4 end,
    case severity when 'critical' then 1 when 'error' then 2 when 'warning' then 3 else 4 end,
    area_code,
    submission_id,
    locator,
    finding_id
