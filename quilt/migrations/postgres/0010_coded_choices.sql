-- The choices of the four lists of the minimum dataset that were changed or added here; the rest stand in the program.
create table coded_choice (
  area_id uuid not null,
  list text not null,
  code text not null,
  label text not null,
  position bigint not null,
  in_use boolean not null,
  snomed text,
  changed_at timestamptz not null,
  primary key (area_id, list, code)
);
