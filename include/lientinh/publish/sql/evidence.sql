-- One row per observation: its id, its words verbatim, and the place they stand at.
-- @observation_key: ten million times the submission_key, and the place in the document
-- @quote: the smallest clause that carries the value
-- @locator: sheet!cell, or file:paragraph:start-end
select *
from stage_evidence
