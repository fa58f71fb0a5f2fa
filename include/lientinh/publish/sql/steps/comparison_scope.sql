-- One row per indicator and period whose cells are made again: those that changed, the rates made from them, windows
-- that overlap theirs and may be mistaken for them, and all of these a year later.
with near as (
    select change.indicator_code, other.period
    from comparison_change as change
    join dim_period as period on period.period = change.period
    join dim_period as other
        on other.period = period.period
        or (
            (other.frequency = 'window' or period.frequency = 'window')
            and other.period_start <= period.period_end
            and other.period_end >= period.period_start
        )
),

made as (
    select indicator_code, period from near
    union
    select dependent.indicator_code, near.period
    from near
    join dim_indicator as dependent on near.indicator_code in (dependent.numerator_code, dependent.denominator_code)
)

select indicator_code, period from made
union
select made.indicator_code, later.period
from made
join dim_period as later on later.period_year_before = made.period
