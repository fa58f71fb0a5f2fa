-- One row per series asked of or reported by any province and province valid then, as known at the latest publication.
-- @state: reported, not_reported, not_due, not_asked, withheld, not_comparable
-- @reason: why a cell is not comparable: definition, standard, territory, basis, scope, period, other_accumulation, estimate_only, actual_only, plan_only, plan_basis
-- @boundary: as_reported, or the day whose boundaries the figures were added up to
-- @value: in the unit of unit_code; only of a reported cell
-- @qualifier: the word of a bounded value; such a value is never ranked
-- @rank: 1 is best; figures that tie share it; only exact, comparable figures of an indicator with a direction
-- @ranked_count: how many figures the rank covers
-- @gap_to_best: value less the best value
-- @gap_to_median: value less the median of the exact figures
-- @value_year_before: of the same series and territory a year earlier; empty across a break
-- @change_abs: points where the unit is a percentage
-- @change_pct: empty where the unit is a percentage
-- @plan_value: assigned, adjusted or resolved plan for the same period; notes name which, and when it is bounded or withheld
-- @plan_attainment_pct: value as a percentage of plan_value
-- @national_value: as reported for the whole country; never computed from provinces
-- @derived: whether the figure was made from those of a merged province's parts: added, divided again, or weighted
-- @notes: made_from, weighted_by (a mean weighted by that indicator), flagged, plan_basis and what else to know of the plan, breaks
-- @observation_id: of the figure shown; of the one that must not take its place where the cell is not comparable
-- @provinces_sum: of the provinces asked or heard, in the unit of unit_code; only of figures that add up, and only where every one of them is exact
-- @provinces_summed: how many of these provinces have an exact figure
-- @provinces_expected: how many provinces were asked or heard
-- @series_break: territory, definition or standard, where the same figure a year before was of another; changes are empty across it
select *
from comparison_as_of((select max(published_at) from publication))
order by
    indicator_code, breakdown, period_end desc, period, period_basis, scenario, plan_basis, accumulation, boundary, area_code
