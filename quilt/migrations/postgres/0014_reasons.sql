-- Why each answer that is missing is missing: a reason of a closed list by item, as JSON. Readings from before have none
-- here, and none is made up for them.
alter table reading add column reasons text;
