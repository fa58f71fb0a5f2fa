-- Columns of all tables and views of the warehouse under construction.
select table_name as relation, column_name as name
from duckdb_columns()
where database_name = 'warehouse' and schema_name = 'main'
order by table_name, column_index
