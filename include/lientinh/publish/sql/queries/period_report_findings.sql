-- Findings that stood at a moment about the reports of one report type and period or about its indicators then,
-- the gravest first; what has been waived since is told apart by its state.
select finding.*
from finding
where
    finding.first_seen_at <= cast($as_of as timestamptz)
    and (finding.resolved_at is null or finding.resolved_at > cast($as_of as timestamptz))
    and (
        finding.submission_id in (
            select submission_id
            from dim_submission
            where
                report_type = $report_type
                and report_period = $period
                and known_from <= cast($as_of as timestamptz)
        )
        or (
            finding.period = $period
            and finding.indicator_code in (
                select indicator_code from asked where report_type = $report_type and period = $period
            )
        )
    )
order by
    case finding.severity when 'critical' then 1 when 'error' then 2 when 'warning' then 3 else 4 end,
    finding.area_code,
    finding.rule_id,
    finding.finding_id
