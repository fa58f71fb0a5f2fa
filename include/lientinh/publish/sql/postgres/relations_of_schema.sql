-- Tables, views and functions of a schema.
select relation.relname as name, case relation.relkind when 'r' then 'table' else 'view' end as kind
from pg_class as relation
join pg_namespace as namespace on namespace.oid = relation.relnamespace
where namespace.nspname = $schema and relation.relkind in ('r', 'v')
union all
select function.proname as name, 'function' as kind
from pg_proc as function
join pg_namespace as namespace on namespace.oid = function.pronamespace
where namespace.nspname = $schema
order by kind, name
