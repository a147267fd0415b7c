-- By what an entry of a feed was last read, so that it need not be read again while it is the same,
-- and how much had to be mended in it then.
create table service_mark (
  area_id BLOB not null,
  service_id BLOB not null,
  mark BLOB not null,
  mended INTEGER not null default 0,
  primary key (area_id, service_id)
) STRICT, WITHOUT ROWID;

-- What was found at a feed's address, in a sentence: where an API has its services.
alter table feed add column found TEXT;
