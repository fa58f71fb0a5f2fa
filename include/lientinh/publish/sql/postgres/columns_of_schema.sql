-- Columns of the tables, views and row types of a schema.
select relation.relname as relation, attribute.attname as name
from pg_attribute as attribute
join pg_class as relation on relation.oid = attribute.attrelid
join pg_namespace as namespace on namespace.oid = relation.relnamespace
where
    namespace.nspname = $schema
    and relation.relkind in ('r', 'v', 'c')
    and attribute.attnum > 0
    and not attribute.attisdropped
order by relation, attribute.attnum
