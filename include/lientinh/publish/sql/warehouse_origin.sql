-- One row: how this warehouse was made.
-- @relations_digest: hash of the SQL its relations were made with
-- @folder: where its evidence stands; empty where the database holds it
select relations_digest, folder
from stage_origin
