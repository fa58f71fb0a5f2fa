-- One row per indicator and period of which the comparison may have changed since the publication the warehouse holds:
-- figures that came, went or gave way, duties that began or fell due, and boundaries that came into force.
with day as (
    select
        cast(held.published_at at time zone 'Asia/Ho_Chi_Minh' as date) as held_on,
        cast(latest.published_at at time zone 'Asia/Ho_Chi_Minh' as date) as today
    from held_publication as held
    cross join (select max(published_at) as published_at from publication) as latest
)

select breakdown.indicator_code, period.period
from changed_series as figure
join dim_breakdown as breakdown on breakdown.breakdown_key = figure.breakdown_key
join dim_period as period on period.period_key = figure.period_key
join dim_area as area on area.area_key = figure.area_key
where area.level in ('province', 'country')
union
select asked.indicator_code, asked.period
from asked
cross join day
where
    asked.period_start > day.held_on
    or (coalesce(asked.due_on, asked.period_end) >= day.held_on and coalesce(asked.due_on, asked.period_end) < day.today)
union
select cell.indicator_code, cell.period
from comparison as cell
cross join day
join dim_boundary as boundary
    on boundary.boundary_on > day.held_on
    and boundary.boundary_on <= day.today
    and boundary.boundary_on > cell.period_end
