-- One row per observation: its id, its words verbatim, and the place they stand at.
-- @quote: the smallest clause that carries the value
-- @locator: sheet!cell, or file:paragraph:start-end
select
    cast(row_number() over (order by observation.observation_id) as bigint) as observation_key,
    observation.observation_id,
    observation.series_id,
    observation.document_id,
    observation.ordinal,
    observation.quote,
    observation.value_text,
    observation.unit_text,
    observation.phrase,
    observation.locator,
    observation.locator_file,
    observation.locator_page,
    observation.locator_paragraph,
    observation.locator_start,
    observation.locator_end,
    observation.locator_line,
    observation.locator_sheet,
    observation.locator_cell
from stage_observation as observation
join stage_decision as decision on decision.decision_id = observation.decision_id
where exists (select 1 from live_interval as live where live.observation_id = observation.observation_id)
order by observation_key
