-- One row per staged decision.
select decision_id
from stage_decision
