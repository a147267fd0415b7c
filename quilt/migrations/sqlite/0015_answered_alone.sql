-- Who answered alone lately: looked for on every link worker's day, and seldom there.
create index reading_alone on reading (area_id, journey_id, at) where how = 'online';
