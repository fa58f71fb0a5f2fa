-- Columns of a table or view, with their types and collations as they are written.
select
    attribute.attname as name,
    format_type(attribute.atttypid, attribute.atttypmod) as type,
    collation_of.collname as collation_name
from pg_attribute as attribute
left join pg_collation as collation_of
    on collation_of.oid = attribute.attcollation
    and collation_of.collname <> 'default'
where attribute.attrelid = cast(cast($relation as text) as regclass) and attribute.attnum > 0 and not attribute.attisdropped
order by attribute.attnum
