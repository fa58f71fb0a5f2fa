-- Cells of one indicator's comparison as known at a moment; a boundary holds for the time before it.
select *
from comparison_as_of(cast($as_of as timestamptz))
where
    indicator_code = $indicator_code
    and ($period is null or period = $period)
    and ($scenario is null or scenario = $scenario)
    and (
        boundary = $boundary
        or (boundary = 'as_reported' and $boundary <> 'as_reported' and cast(period_end as varchar) >= $boundary)
    )
order by
    breakdown, period_end desc, period, period_basis, scenario, plan_basis, accumulation, area_code
