-- One row per figure and stretch of knowledge time in which it stood within its own report: the staged ones, and of
-- reports about which nothing was decided those that speak for the same series.
select
    voice.observation_key,
    voice.breakdown_key,
    voice.area_key,
    voice.period_key,
    voice.kind_key,
    voice.report_key,
    voice.submission_key,
    voice.source_authority,
    voice.first_said,
    voice.territory_clear,
    live.known_from,
    live.known_to
from live_interval as live
join voice on voice.observation_key = live.observation_key
union all
select
    observation_key,
    breakdown_key,
    area_key,
    period_key,
    kind_key,
    report_key,
    submission_key,
    source_authority,
    first_said,
    territory_clear,
    known_from,
    known_to
from held_fact
