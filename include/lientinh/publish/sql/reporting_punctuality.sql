-- One row per agency and year of the periods it owed reports of, as known at the latest publication; what is not due yet is left out.
-- @agency_code: who owes; empty where the catalogue knows no agency of the province for the field
-- @period_year: year in which the periods were cut off
-- @owed_count: reports that have fallen due or have come; without a known date due from the end of the period
-- @arrived_count: reports accepted: on time, late, or on a day nobody wrote down
-- @on_time_count: reports accepted that arrived by the last day on time
-- @late_count: reports accepted that arrived after the last day on time
-- @returned_count: reports sent back that have not come again
-- @not_reported_count: reports that have not come at all
-- @unknown_lateness_count: reports accepted of which the day of arrival or the last day on time is unknown
-- @on_time_rate_pct: reports on time among those known to be on time, late or overdue; empty where nothing is known
-- @days_late_median: median days late of reports that came late or are overdue
-- @days_late_max: most days late of a report that came late or is overdue
with counted as (
    select
        agency_code,
        agency_name_vi,
        agency_name_en,
        area_code,
        area_name_vi,
        area_name_en,
        cast(extract(year from cut_off_on) as integer) as period_year,
        count(*) as owed_count,
        count(*) filter (where state in ('on_time', 'late', 'arrived')) as arrived_count,
        count(*) filter (where state = 'on_time') as on_time_count,
        count(*) filter (where state = 'late') as late_count,
        count(*) filter (where state = 'returned') as returned_count,
        count(*) filter (where state = 'not_reported') as not_reported_count,
        count(*) filter (where state = 'arrived') as unknown_lateness_count,
        count(*) filter (
            where state in ('on_time', 'late') or (state in ('not_reported', 'returned') and due_on is not null)
        ) as judged_count,
        percentile_disc(0.5) within group (order by days_late) filter (where days_late > 0) as lower_median,
        percentile_disc(0.5) within group (order by days_late desc) filter (where days_late > 0) as upper_median,
        max(days_late) as days_late_max
    from reporting_status
    where state <> 'not_due'
    group by
        agency_code,
        agency_name_vi,
        agency_name_en,
        area_code,
        area_name_vi,
        area_name_en,
        cast(extract(year from cut_off_on) as integer)
)

select
    agency_code,
    agency_name_vi,
    agency_name_en,
    area_code,
    area_name_vi,
    area_name_en,
    period_year,
    cast(owed_count as integer) as owed_count,
    cast(arrived_count as integer) as arrived_count,
    cast(on_time_count as integer) as on_time_count,
    cast(late_count as integer) as late_count,
    cast(returned_count as integer) as returned_count,
    cast(not_reported_count as integer) as not_reported_count,
    cast(unknown_lateness_count as integer) as unknown_lateness_count,
    cast(case when judged_count > 0 then on_time_count * cast(100 as decimal(12, 4)) / judged_count end as decimal(5, 1))
        as on_time_rate_pct,
    cast((lower_median + upper_median) / cast(2 as decimal(12, 4)) as decimal(8, 1)) as days_late_median,
    cast(days_late_max as integer) as days_late_max
from counted
