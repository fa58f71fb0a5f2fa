-- One row per agency, report type and period that is owed, as known at a moment.
-- @as_of: parameter; a timestamp, or its text in ISO 8601
with owing as (
    select *
    from duty
    where period_start <= cast(cast(as_of as timestamptz) at time zone 'Asia/Ho_Chi_Minh' as date)
),

arrival as (
    select
        owing.area_code,
        owing.report_type,
        owing.period,
        owing.period_basis,
        owing.agency_code,
        submission.submission_id,
        submission.report_id,
        submission.relation,
        submission.outcome,
        submission.arrived_on,
        submission.landed_at,
        row_number() over (
            partition by owing.area_code, owing.report_type, owing.period, owing.period_basis, owing.agency_code
            order by case submission.outcome when 'accepted' then 0 else 1 end, submission.landed_at, submission.submission_id
        ) as age,
        row_number() over (
            partition by owing.area_code, owing.report_type, owing.period, owing.period_basis, owing.agency_code
            order by submission.landed_at desc, submission.submission_id
        ) as newness,
        -- a submission of several documents of the report is one arrival: its first row counts
        row_number() over (
            partition by
                owing.area_code,
                owing.report_type,
                owing.period,
                owing.period_basis,
                owing.agency_code,
                submission.submission_id
            order by submission.report_id, submission.relation
        ) as document_number
    from owing
    join (
        select distinct
            area_code, submission_id, report_id, relation, outcome, arrived_on, landed_at, agency_code, report_type, report_period
        from dim_submission
        where known_from <= cast(as_of as timestamptz)
    ) as submission
        on submission.area_code = owing.area_code
        and submission.report_type = owing.report_type
        and submission.report_period = owing.period
    where
        submission.agency_code = owing.agency_code
        or not exists (
            select 1
            from owing as other
            where
                other.area_code = owing.area_code
                and other.report_type = owing.report_type
                and other.period = owing.period
                and other.agency_code = submission.agency_code
        )
),

counted as (
    select
        arrival.*,
        sum(case when document_number = 1 then 1 else 0 end) over (
            partition by area_code, report_type, period, period_basis, agency_code
        ) as submission_count
    from arrival
),

joined as (
    select
        owing.*,
        area.name_vi as area_name_vi,
        area.name_en as area_name_en,
        report_type.name_vi as report_type_name_vi,
        report_type.name_en as report_type_name_en,
        first_arrival.outcome,
        first_arrival.arrived_on,
        first_arrival.landed_at,
        first_arrival.submission_id,
        first_arrival.report_id,
        newest_arrival.relation,
        coalesce(first_arrival.submission_count, 0) as submission_count,
        cast(cast(as_of as timestamptz) at time zone 'Asia/Ho_Chi_Minh' as date) as today
    from owing
    join dim_area as area on area.territory = owing.territory
    left join dim_report_type as report_type on report_type.report_type = owing.report_type
    left join counted as first_arrival
        on first_arrival.age = 1
        and first_arrival.area_code = owing.area_code
        and first_arrival.report_type = owing.report_type
        and first_arrival.period = owing.period
        and first_arrival.period_basis = owing.period_basis
        and coalesce(first_arrival.agency_code, '') = coalesce(owing.agency_code, '')
    left join counted as newest_arrival
        on newest_arrival.newness = 1
        and newest_arrival.area_code = owing.area_code
        and newest_arrival.report_type = owing.report_type
        and newest_arrival.period = owing.period
        and newest_arrival.period_basis = owing.period_basis
        and coalesce(newest_arrival.agency_code, '') = coalesce(owing.agency_code, '')
)

select
    agency_code,
    agency_name_vi,
    agency_name_en,
    area_code,
    area_name_vi,
    area_name_en,
    report_type,
    report_type_name_vi,
    report_type_name_en,
    period,
    period_basis,
    period_start,
    cut_off_on,
    due_on,
    arrived_on,
    landed_at,
    case
        when outcome = 'accepted' and (arrived_on is null or due_on is null) then 'arrived'
        when outcome = 'accepted' and arrived_on <= due_on then 'on_time'
        when outcome = 'accepted' then 'late'
        when outcome = 'rejected' then 'returned'
        when coalesce(due_on, cut_off_on) >= today then 'not_due'
        else 'not_reported'
    end as state,
    cast(
        case
            when outcome = 'accepted' and arrived_on > due_on then arrived_on - due_on
            when outcome is null and today > due_on then today - due_on
        end as integer
    ) as days_late,
    relation,
    cast(submission_count as integer) as submission_count,
    submission_id,
    report_id
from joined
