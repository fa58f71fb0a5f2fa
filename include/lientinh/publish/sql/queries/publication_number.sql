-- The number of the newest publication a warehouse holds.
select max(n) from publication
