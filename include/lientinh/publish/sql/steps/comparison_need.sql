-- One row per indicator and period, by keys, whose figures the cells to be made again rest on.
with near as (
    select indicator_code, period from comparison_scope
    union
    select scope.indicator_code, period.period_year_before as period
    from comparison_scope as scope
    join dim_period as period on period.period = scope.period
    union
    select scope.indicator_code, other.period
    from comparison_scope as scope
    join dim_period as period on period.period = scope.period
    join dim_period as other
        on (other.frequency = 'window' or period.frequency = 'window')
        and other.period_start <= period.period_end
        and other.period_end >= period.period_start
),

with_parts as (
    select indicator_code, period from near
    union
    select made.numerator_code as indicator_code, near.period
    from near
    join dim_indicator as made on made.indicator_code = near.indicator_code
    union
    select made.denominator_code as indicator_code, near.period
    from near
    join dim_indicator as made on made.indicator_code = near.indicator_code
)

select distinct indicator.indicator_key, period.period_key
from with_parts as need
join dim_indicator as indicator on indicator.indicator_code = need.indicator_code
join dim_period as period on period.period = need.period
