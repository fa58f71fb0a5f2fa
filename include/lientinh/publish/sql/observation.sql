-- One row per current observation, with names in Vietnamese and English and its evidence.
-- @observation_id: explain it with `lientinh explain`
-- @value: in the unit of unit_code; empty where the words give only bounds
-- @qualifier: the word of a bounded value (more_than, at_least, about …)
-- @leads: whether it speaks for its series in the comparison, or another report does
-- @flagged: published with a warning; see finding
-- @quote: the smallest clause that carries the value, verbatim
-- @locator: sheet!cell, or file:paragraph:start-end
select * from observation_as_of('infinity')
