-- Where parts of postcodes are, "TA5" and "TA5 1": the middle of the postcodes known of each. Worked out anew when
-- postcodes are read.

create table place_part (
  code TEXT primary key,
  lat REAL not null,
  lon REAL not null,
  postcodes INTEGER not null
) STRICT;

insert into place_part (code, lat, lon, postcodes)
select code, avg(lat), avg(lon), count(*) from (
  select substr(postcode, 1, length(postcode) - 4) as code, lat, lon from place
  union all
  select substr(postcode, 1, length(postcode) - 2) as code, lat, lon from place
) as part group by code;
