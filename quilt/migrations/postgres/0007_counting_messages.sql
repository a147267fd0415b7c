-- The administrator's overview counts messages by state; the index holds all it needs.
create index message_by_state on message (area_id, state);
