-- Figures that are not what they were: one row per series that says something else at $to_at than at $from_at.
-- Only what leads its series counts; the same figure out of another source or processing is no change.
with before as (
    select * from observation_as_of(cast($from_at as timestamptz)) where leads
),

after as (
    select * from observation_as_of(cast($to_at as timestamptz)) where leads
),

-- A figure that waits for a person hides the one before it, and is shown to nobody as a figure.
waiting as (
    select evidence.series_id, evidence.observation_id, fact.submission_key, fact.known_from
    from fact_observation as fact
    join evidence on evidence.observation_key = fact.observation_key
    where
        fact.leads
        and fact.decision = 'withheld'
        and fact.known_from <= cast($to_at as timestamptz)
        and (fact.known_to is null or fact.known_to > cast($to_at as timestamptz))
),

-- When a series that nothing speaks for any more was last spoken for.
silence as (
    select evidence.series_id, max(fact.known_to) as silent_from
    from fact_observation as fact
    join evidence on evidence.observation_key = fact.observation_key
    where fact.leads and fact.known_to <= cast($to_at as timestamptz)
    group by evidence.series_id
),

changed as (
    select
        case
            when before.series_id is null then 'new'
            when after.series_id is not null then 'changed'
            when waiting.series_id is not null then 'withheld'
            else 'gone'
        end as change,
        coalesce(after.series_id, before.series_id) as series_id,
        coalesce(after.indicator_code, before.indicator_code) as indicator_code,
        coalesce(after.indicator_name_vi, before.indicator_name_vi) as indicator_name_vi,
        coalesce(after.indicator_name_en, before.indicator_name_en) as indicator_name_en,
        coalesce(after.breakdown, before.breakdown) as breakdown,
        coalesce(after.breakdown_name_vi, before.breakdown_name_vi) as breakdown_name_vi,
        coalesce(after.breakdown_name_en, before.breakdown_name_en) as breakdown_name_en,
        coalesce(after.area_code, before.area_code) as area_code,
        coalesce(after.area_name_vi, before.area_name_vi) as area_name_vi,
        coalesce(after.area_name_en, before.area_name_en) as area_name_en,
        coalesce(after.territory, before.territory) as territory,
        coalesce(after.period, before.period) as period,
        coalesce(after.period_end, before.period_end) as period_end,
        coalesce(after.period_basis, before.period_basis) as period_basis,
        coalesce(after.scenario, before.scenario) as scenario,
        coalesce(after.plan_basis, before.plan_basis) as plan_basis,
        coalesce(after.accumulation, before.accumulation) as accumulation,
        coalesce(after.unit_code, before.unit_code) as unit_code,
        before.value as value_before,
        before.lower as lower_before,
        before.upper as upper_before,
        before.qualifier as qualifier_before,
        before.obs_status as obs_status_before,
        after.value as value_after,
        after.lower as lower_after,
        after.upper as upper_after,
        after.qualifier as qualifier_after,
        after.obs_status as obs_status_after,
        before.observation_id as observation_id_before,
        coalesce(after.observation_id, waiting.observation_id) as observation_id_after,
        coalesce(after.known_from, waiting.known_from, silence.silent_from) as changed_at,
        coalesce(after.submission_id, waiting_in.submission_id) as submission_after,
        before.submission_id as submission_before,
        coalesce(after.report_id, waiting_in.report_id) as report_after,
        before.report_id as report_before
    from before
    full outer join after on after.series_id = before.series_id
    left join waiting on waiting.series_id = before.series_id and after.series_id is null
    left join dim_submission as waiting_in on waiting_in.submission_key = waiting.submission_key
    left join silence on silence.series_id = before.series_id
    where
        before.series_id is null
        or after.series_id is null
        or before.value is distinct from after.value
        or before.lower is distinct from after.lower
        or before.upper is distinct from after.upper
        or before.qualifier is distinct from after.qualifier
        or before.obs_status is distinct from after.obs_status
),

-- What was decided at that moment and can have done it: the figure's own submission, the old one's read anew,
-- or another of one of the two reports (a withdrawal says no figure at all).
suspect as (
    select
        changed.series_id,
        submission.submission_key,
        row_number() over (
            partition by changed.series_id
            order by
                case
                    when submission.submission_id = changed.submission_after then 1
                    when submission.submission_id = changed.submission_before then 2
                    when submission.report_id = changed.report_after then 3
                    else 4
                end,
                submission.landed_at desc,
                submission.submission_key
        ) as place
    from changed
    join dim_submission as submission
        on submission.known_from = changed.changed_at
        and (
            submission.submission_id in (changed.submission_after, changed.submission_before)
            or submission.report_id in (changed.report_after, changed.report_before)
        )
),

-- The first publication that knew a submission: what is decided of it later is a reprocessing, not the sender's doing.
first_known as (
    select submission_id, min(known_from) as first_from from dim_submission group by submission_id
)

select
    changed.change,
    changed.indicator_code,
    changed.indicator_name_vi,
    changed.indicator_name_en,
    changed.breakdown,
    changed.breakdown_name_vi,
    changed.breakdown_name_en,
    changed.area_code,
    changed.area_name_vi,
    changed.area_name_en,
    changed.territory,
    changed.period,
    changed.period_basis,
    changed.scenario,
    changed.plan_basis,
    changed.accumulation,
    changed.unit_code,
    unit.unit_symbol,
    changed.value_before,
    changed.lower_before,
    changed.upper_before,
    changed.qualifier_before,
    changed.obs_status_before,
    changed.value_after,
    changed.lower_after,
    changed.upper_after,
    changed.qualifier_after,
    changed.obs_status_after,
    case
        when changed.qualifier_before is null and changed.qualifier_after is null
            then changed.value_after - changed.value_before
    end as change_abs,
    cast(
        case
            when
                changed.qualifier_before is null
                and changed.qualifier_after is null
                and unit.unit_kind <> 'ratio'
                and changed.value_before <> 0
                then (changed.value_after - changed.value_before) * 100 / changed.value_before
        end as decimal(24, 6)
    ) as change_pct,
    case
        when submission.submission_id is null then null
        when submission.decided_by <> 'automatic' then 'review'
        when submission.known_from > first_known.first_from then 'reprocessing'
        else 'submission'
    end as cause,
    submission.relation,
    publication.n as publication,
    changed.changed_at,
    submission.area_code as sender_code,
    submission.submission_id,
    submission.name as submission_name,
    submission.file,
    submission.title as document_title,
    submission.agency_text,
    submission.number,
    submission.symbol,
    submission.issued_on,
    submission.report_id,
    submission.processing,
    changed.observation_id_before,
    changed.observation_id_after,
    changed.series_id
from changed
join dim_indicator as unit on unit.indicator_code = changed.indicator_code
left join suspect on suspect.series_id = changed.series_id and suspect.place = 1
left join dim_submission as submission on submission.submission_key = suspect.submission_key
left join first_known on first_known.submission_id = submission.submission_id
left join publication on publication.published_at = changed.changed_at
order by
    changed.changed_at,
    submission.submission_id,
    changed.indicator_code,
    changed.breakdown,
    changed.area_code,
    changed.territory,
    changed.period_end,
    changed.period,
    changed.scenario,
    changed.plan_basis,
    changed.accumulation,
    changed.series_id
