-- One row per version of an agency that issues or receives reports.
-- @fields: fields it answers for, joined by semicolons
-- @verified: whether the catalogue's entry rests on a source that was read
select
    cast(row_number() over (order by agency_code, valid_from nulls first) as integer) as agency_key,
    agency_code,
    name_vi,
    name_en,
    level,
    area_code,
    fields,
    valid_from,
    valid_to,
    verified
from stage_agency
order by agency_key
