-- One row per province's territory and each territory that ever was part of it, itself included.
-- @valid_from: of the part; the parts valid on one day make up the whole
select
    whole.territory,
    whole.area_code,
    part.territory as part_territory,
    part.area_code as part_area_code,
    part.valid_from,
    part.valid_to
from stage_territory_part as pair
join dim_area as whole on whole.territory = pair.territory
join dim_area as part on part.territory = pair.part_territory
order by whole.territory, part.territory
