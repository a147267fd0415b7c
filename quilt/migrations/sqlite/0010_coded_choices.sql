-- The choices of the four lists of the minimum dataset that were changed or added here; the rest stand in the program.
create table coded_choice (
  area_id BLOB not null,
  list TEXT not null,
  code TEXT not null,
  label TEXT not null,
  position INTEGER not null,
  in_use INTEGER not null,
  snomed TEXT,
  changed_at INTEGER not null,
  primary key (area_id, list, code)
) STRICT;
