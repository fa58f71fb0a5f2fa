-- One row per period label and basis.
-- @period_basis: calendar, or nd09 for administrative windows cut on the 14th
-- @period_start: first day; empty where the start is unknown
-- @period_end: last day, inclusive
-- @frequency: A, S, Q, M, or window, open, day for periods of no calendar
select
    cast(
        (select coalesce(max(period_key), 0) from held_period)
        + row_number() over (order by stage.first_n, stage.period_end, stage.period, stage.period_basis) as integer
    ) as period_key,
    stage.period,
    stage.period_basis,
    stage.period_start,
    stage.period_end,
    stage.frequency,
    stage.period_year_before
from stage_period as stage
where not exists (
    select 1 from held_period as held where held.period = stage.period and held.period_basis = stage.period_basis
)
order by period_key
