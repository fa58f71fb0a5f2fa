-- Whether the server knows a role.
select exists (select 1 from pg_roles where rolname = $role) as found
