-- One row per territory: an area as it was from a date on.
-- @area_code: GSO code as text; 19 is Thái Nguyên before and after 2025-07-01, its territory is not the same
-- @territory: the code for the oldest version, code@valid_from for later ones
-- @valid_to: exclusive; empty while the version is valid
select
    cast(row_number() over (order by area_code, valid_from nulls first) as integer) as area_key,
    area_code,
    territory,
    level,
    name_vi,
    name_en,
    iso_code,
    parent_code,
    valid_from,
    valid_to,
    successor_code
from stage_area
order by area_key
