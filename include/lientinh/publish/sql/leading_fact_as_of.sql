-- One row per fact of a province or the country that leads its series at a moment, accepted or withheld.
-- @as_of: parameter; a timestamp, or its text in ISO 8601
select fact.*
from fact_observation as fact
join dim_area as area on area.area_key = fact.area_key
where
    area.level in ('province', 'country')
    and fact.leads
    and fact.known_from <= cast(as_of as timestamptz)
    and (fact.known_to is null or fact.known_to > cast(as_of as timestamptz))
