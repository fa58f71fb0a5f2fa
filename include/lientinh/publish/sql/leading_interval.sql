-- One row per observation and stretch of knowledge time in which it did, or did not, lead its series.
-- Within a report that says a series twice without saying which holds, the first to land leads until a
-- person chooses. Between reports: the strongest source, then the later issued, then the later landed.
with live as (
    select
        interval_of.observation_id,
        interval_of.known_from,
        interval_of.known_to,
        observation.series_id,
        observation.report_id,
        observation.submission_id,
        observation.document_id,
        observation.ordinal,
        observation.leads as leads_submission,
        observation.source_authority,
        observation.issued_on,
        observation.landed_at,
        count(*) over (partition by observation.series_id) as voices
    from live_interval as interval_of
    join stage_observation as observation on observation.observation_id = interval_of.observation_id
),

moment as (
    select series_id, known_from as moment_from from live where voices > 1
    union
    select series_id, known_to as moment_from from live where voices > 1 and known_to is not null
),

segment as (
    select
        series_id,
        moment_from,
        lead(moment_from) over (partition by series_id order by moment_from) as moment_to,
        row_number() over (partition by series_id order by moment_from) as segment_number
    from moment
),

heard as (
    select
        live.*,
        segment.moment_from,
        segment.moment_to,
        segment.segment_number,
        row_number() over (
            partition by live.series_id, segment.segment_number, live.report_id
            order by live.landed_at, live.submission_id, live.leads_submission desc, live.document_id, live.ordinal
        ) as place_in_report
    from live
    join segment
        on segment.series_id = live.series_id
        and live.known_from <= segment.moment_from
        and (live.known_to is null or live.known_to > segment.moment_from)
    where live.voices > 1
),

placed as (
    select
        observation_id,
        segment_number,
        moment_from,
        moment_to,
        row_number() over (
            partition by series_id, segment_number
            order by
                case when place_in_report = 1 then 0 else 1 end,
                source_authority,
                issued_on desc nulls last,
                landed_at desc,
                leads_submission desc,
                report_id,
                observation_id
        ) = 1 as leads
    from heard
),

stretch as (
    select
        observation_id,
        leads,
        segment_number,
        moment_from,
        moment_to,
        segment_number - row_number() over (partition by observation_id, leads order by segment_number) as island
    from placed
)

select
    observation_id,
    leads,
    min(moment_from) as known_from,
    case when count(moment_to) = count(*) then max(moment_to) end as known_to
from stretch
group by observation_id, leads, island

union all

select observation_id, true as leads, known_from, known_to
from live
where voices = 1
