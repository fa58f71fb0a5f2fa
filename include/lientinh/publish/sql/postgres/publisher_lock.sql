-- Whether this session now holds the publisher's lock of the database; it goes when the session ends, however it ends.
select pg_try_advisory_lock(hashtextextended('lientinh.publish', 0)) as held
