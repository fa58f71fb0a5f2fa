-- The number of the newest publication a warehouse holds.
select max(n) as n from publication
