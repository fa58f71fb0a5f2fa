-- One row per report: what one or more submissions are about.
-- @first_landed_at: when its first submission landed here (UTC)
-- @submission_count: submissions that concern it, however decided
with concerned as (
    select
        document.report_id,
        document.agency_code,
        document.agency_text,
        document.area_code,
        document.report_type,
        document.report_period,
        document.period_basis,
        document.number,
        document.symbol,
        document.issued_on,
        document.title,
        decision.submission_id,
        decision.landed_at,
        decision.n,
        row_number() over (
            partition by document.report_id
            order by decision.landed_at, decision.submission_id, decision.n desc, decision.decided_at desc, document.document_id
        ) as standing
    from stage_document as document
    join stage_decision as decision on decision.decision_id = document.decision_id
),

counted as (
    select report_id, min(n) as first_n, min(landed_at) as first_landed_at, count(distinct submission_id) as submission_count
    from concerned
    group by report_id
)

select
    cast(
        coalesce(
            held.report_key,
            (select coalesce(max(report_key), 0) from held_report)
            + row_number() over (order by case when held.report_key is null then 0 else 1 end, counted.first_n, concerned.report_id)
        ) as integer
    ) as report_key,
    concerned.report_id,
    concerned.agency_code,
    concerned.agency_text,
    concerned.area_code,
    concerned.report_type,
    concerned.report_period,
    concerned.period_basis,
    concerned.number,
    concerned.symbol,
    concerned.issued_on,
    concerned.title,
    counted.first_landed_at,
    counted.submission_count
from concerned
join counted on counted.report_id = concerned.report_id
left join held_report as held on held.report_id = concerned.report_id
where concerned.standing = 1
order by report_key
