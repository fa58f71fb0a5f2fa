-- One row per period label and basis.
-- @period_basis: calendar, or nd09 for administrative windows cut on the 14th
-- @period_start: first day; empty where the start is unknown
-- @period_end: last day, inclusive
-- @frequency: A, S, Q, M, or window, open, day for periods of no calendar
select
    cast(row_number() over (order by period_end, period, period_basis) as integer) as period_key,
    period,
    period_basis,
    period_start,
    period_end,
    frequency,
    period_year_before
from stage_period
order by period_key
