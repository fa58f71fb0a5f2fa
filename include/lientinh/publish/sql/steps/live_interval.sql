-- One row per voice and stretch of knowledge time in which it stood within its own report.
-- Liveness is worked out at every publication that changed anything about the report: so a reprocessing, a
-- correction of a correction or a withdrawn replacement each come out right by construction.
with said as (
    select
        voice.observation_key,
        voice.breakdown_key,
        voice.area_key,
        voice.period_key,
        voice.kind_key,
        speaking.report_id,
        speaking.event_number,
        speaking.standing,
        speaking.strength
    from speaking
    join voice on voice.submission_key = speaking.submission_key
    where speaking.event_count > 1
),

-- What corrects or supplements speaks before what stood earlier, for what it says only.
correction as (
    select report_id, event_number, breakdown_key, area_key, period_key, kind_key, max(standing) as corrected_before
    from said
    where strength in (1, 2)
    group by report_id, event_number, breakdown_key, area_key, period_key, kind_key
),

stretch as (
    select
        said.observation_key,
        said.report_id,
        said.event_number,
        said.event_number - row_number() over (partition by said.observation_key order by said.event_number) as island
    from said
    left join correction
        on correction.report_id = said.report_id
        and correction.event_number = said.event_number
        and correction.breakdown_key = said.breakdown_key
        and correction.area_key = said.area_key
        and correction.period_key = said.period_key
        and correction.kind_key = said.kind_key
    where said.standing >= coalesce(correction.corrected_before, 0)
),

bounded as (
    select observation_key, report_id, min(event_number) as first_event, max(event_number) as last_event
    from stretch
    group by observation_key, report_id, island
),

-- A report of which one publication says everything, in several submissions that may correct one another.
once as (
    select
        voice.observation_key,
        speaking.published_at,
        speaking.standing,
        max(case when speaking.strength in (1, 2) then speaking.standing end) over (
            partition by speaking.report_id, voice.breakdown_key, voice.area_key, voice.period_key, voice.kind_key
        ) as corrected_before
    from (
        select speaking.*, count(*) over (partition by report_id) as document_count
        from speaking
        where event_count = 1
    ) as speaking
    join voice on voice.submission_key = speaking.submission_key
    where speaking.document_count > 1
)

select
    bounded.observation_key,
    first_event.published_at as known_from,
    last_event.next_published_at as known_to
from bounded
join report_event as first_event
    on first_event.report_id = bounded.report_id and first_event.event_number = bounded.first_event
join report_event as last_event
    on last_event.report_id = bounded.report_id and last_event.event_number = bounded.last_event
union all
select once.observation_key, once.published_at as known_from, cast(null as timestamptz) as known_to
from once
where once.standing >= coalesce(once.corrected_before, 0)
union all
-- The common case, and the cheapest: one document says all there is of its report.
select voice.observation_key, alone.published_at as known_from, cast(null as timestamptz) as known_to
from (
    select speaking.*, count(*) over (partition by report_id) as document_count
    from speaking
    where event_count = 1
) as alone
join voice on voice.submission_key = alone.submission_key
where alone.document_count = 1
