-- One row per fact of a series that a staged observation speaks for, of the reports about which nothing was decided.
select fact.*
from fact_observation as fact
join touched_series as series
    on series.breakdown_key = fact.breakdown_key
    and series.area_key = fact.area_key
    and series.period_key = fact.period_key
    and series.kind_key = fact.kind_key
where
    fact.report_key not in (
        select report.report_key
        from dim_report as report
        join touched_report as touched on touched.report_id = report.report_id
    )
