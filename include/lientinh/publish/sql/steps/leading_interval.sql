-- One row per figure and stretch of knowledge time in which it did, or did not, lead its series.
-- Within a report that says a series twice without saying which holds, the first to land leads until a
-- person chooses; of copies, the one that leads them. Between reports: the strongest source, then the later issued, then the later landed.
with counted as (
    select claim.*, count(*) over (partition by breakdown_key, area_key, period_key, kind_key) as voices
    from claim
),

-- One number a series instead of four from here on.
contested as (
    select
        counted.*,
        dense_rank() over (order by breakdown_key, area_key, period_key, kind_key) as series_number
    from counted
    where voices > 1
),

moment as (
    select series_number, known_from as moment_from from contested
    union
    select series_number, known_to as moment_from from contested where known_to is not null
),

segment as (
    select
        series_number,
        moment_from,
        lead(moment_from) over (partition by series_number order by moment_from) as moment_to,
        row_number() over (partition by series_number order by moment_from) as segment_number
    from moment
),

heard as (
    select
        contested.observation_key,
        contested.series_number,
        contested.report_key,
        contested.source_authority,
        contested.first_said,
        contested.territory_clear,
        submission.issued_on,
        submission.landed_at,
        segment.moment_from,
        segment.moment_to,
        segment.segment_number,
        row_number() over (
            partition by contested.series_number, segment.segment_number, contested.report_key
            order by
                contested.territory_clear desc,
                submission.stands_at,
                coalesce(submission.copy_of, submission.submission_id),
                submission.precedence,
                submission.landed_at,
                submission.submission_id,
                contested.first_said desc,
                contested.observation_key
        ) as place_in_report
    from contested
    join segment
        on segment.series_number = contested.series_number
        and contested.known_from <= segment.moment_from
        and (contested.known_to is null or contested.known_to > segment.moment_from)
    join dim_submission as submission on submission.submission_key = contested.submission_key
),

placed as (
    select
        observation_key,
        segment_number,
        moment_from,
        moment_to,
        row_number() over (
            partition by series_number, segment_number
            order by
                case when place_in_report = 1 then 0 else 1 end,
                territory_clear desc,
                source_authority,
                issued_on desc nulls last,
                landed_at desc,
                first_said desc,
                report_key,
                observation_key
        ) = 1 as leads
    from heard
),

stretch as (
    select
        observation_key,
        leads,
        segment_number,
        moment_from,
        moment_to,
        segment_number - row_number() over (partition by observation_key, leads order by segment_number) as island
    from placed
)

select
    observation_key,
    leads,
    min(moment_from) as known_from,
    case when count(moment_to) = count(*) then max(moment_to) end as known_to
from stretch
group by observation_key, leads, island
union all
select observation_key, true as leads, known_from, known_to
from counted
where voices = 1
