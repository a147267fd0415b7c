-- What the migrations build, written by quilt/tests/schema.rs (which says how to write it anew).

create table account (
  area_id uuid not null,
  id uuid not null,
  name text not null,
  email text not null,
  phone text,
  password_hash text,
  organization_id uuid,
  state text not null,
  created_at timestamp with time zone not null,
  constraint account_area_id_fkey FOREIGN KEY (area_id) REFERENCES area(id),
  constraint account_pkey PRIMARY KEY (area_id, id)
);
CREATE UNIQUE INDEX account_by_email ON account USING btree (email);

create table account_role (
  area_id uuid not null,
  account_id uuid not null,
  role text not null,
  scheme_id uuid,
  since timestamp with time zone not null,
  ended_at timestamp with time zone,
  constraint account_role_area_id_account_id_fkey FOREIGN KEY (area_id, account_id) REFERENCES account(area_id, id)
);
CREATE INDEX account_role_by_account ON account_role USING btree (area_id, account_id);

create table answer (
  fingerprint bytea not null,
  area_id uuid not null,
  id uuid not null,
  question text not null,
  link_id uuid,
  follow_up_id uuid,
  journey_id uuid not null,
  asked_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  answered_at timestamp with time zone,
  said text,
  constraint answer_pkey PRIMARY KEY (fingerprint)
);
CREATE INDEX answer_by_journey ON answer USING btree (area_id, journey_id);

create table api_token (
  area_id uuid not null,
  id uuid not null,
  account_id uuid not null,
  label text not null,
  fingerprint bytea not null,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  constraint api_token_pkey PRIMARY KEY (area_id, id)
);
CREATE UNIQUE INDEX api_token_by_fingerprint ON api_token USING btree (fingerprint);

create table area (
  id uuid not null,
  name text not null,
  demonstration boolean not null default false,
  created_at timestamp with time zone not null,
  constraint area_pkey PRIMARY KEY (id)
);

create table ask_draft (
  fingerprint bytea not null,
  area_id uuid not null,
  answers text not null,
  saved_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  constraint ask_draft_pkey PRIMARY KEY (fingerprint)
);

create table check_in (
  area_id uuid not null,
  id uuid not null,
  account_id uuid not null,
  journey_id uuid,
  out_at timestamp with time zone not null,
  back_by timestamp with time zone not null,
  safe_at timestamp with time zone,
  constraint check_in_pkey PRIMARY KEY (area_id, id)
);
CREATE INDEX check_in_by_account ON check_in USING btree (area_id, account_id, safe_at);

create table coded_choice (
  area_id uuid not null,
  list text not null,
  code text not null,
  label text not null,
  position bigint not null,
  in_use boolean not null,
  snomed text,
  changed_at timestamp with time zone not null,
  constraint coded_choice_pkey PRIMARY KEY (area_id, list, code)
);

create table concern (
  area_id uuid not null,
  id uuid not null,
  journey_id uuid not null,
  words text not null,
  raised_at timestamp with time zone not null,
  first_severity bigint not null,
  severity bigint not null,
  rated_at timestamp with time zone not null,
  constraint concern_pkey PRIMARY KEY (area_id, id)
);
CREATE INDEX concern_by_journey ON concern USING btree (area_id, journey_id);

create table concern_rating (
  area_id uuid not null,
  id uuid not null,
  concern_id uuid not null,
  journey_id uuid not null,
  severity bigint not null,
  at timestamp with time zone not null,
  constraint concern_rating_pkey PRIMARY KEY (area_id, id)
);
CREATE INDEX concern_rating_by_concern ON concern_rating USING btree (area_id, concern_id, at);

create table consent (
  area_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  about text not null,
  given boolean not null,
  how text not null,
  at timestamp with time zone not null,
  withdrawn_at timestamp with time zone,
  constraint consent_pkey PRIMARY KEY (area_id, id)
);
CREATE INDEX consent_by_person ON consent USING btree (area_id, person_id);

create table contact (
  area_id uuid not null,
  id uuid not null,
  journey_id uuid not null,
  kind text not null,
  reached boolean not null,
  minutes bigint,
  with_whom text,
  note text not null default ''::text,
  at timestamp with time zone not null,
  written_at timestamp with time zone not null,
  by_id uuid not null,
  by_name text not null,
  constraint contact_pkey PRIMARY KEY (area_id, id)
);
CREATE INDEX contact_by_journey ON contact USING btree (area_id, journey_id, at);

create table correction (
  area_id uuid not null,
  id uuid not null,
  service_id uuid not null,
  feed_id uuid,
  field text not null,
  ours text not null,
  published text not null,
  disputed text,
  disputed_at timestamp with time zone,
  why text not null,
  by_id uuid not null,
  by_name text not null,
  at timestamp with time zone not null,
  ended text,
  ended_at timestamp with time zone,
  ended_by text,
  constraint correction_pkey PRIMARY KEY (area_id, id)
);
CREATE INDEX correction_by_feed ON correction USING btree (area_id, feed_id, at);
CREATE INDEX correction_by_service ON correction USING btree (area_id, service_id, at);
CREATE UNIQUE INDEX correction_live ON correction USING btree (area_id, service_id, field) WHERE (ended_at IS NULL);

create table correction_sending (
  area_id uuid not null,
  id uuid not null,
  feed_id uuid not null,
  how text not null,
  send_to text,
  at timestamp with time zone not null,
  by_id uuid not null,
  by_name text not null,
  constraint correction_sending_pkey PRIMARY KEY (area_id, id)
);
CREATE INDEX correction_sending_by_feed ON correction_sending USING btree (area_id, feed_id, at);

create table correction_sent (
  area_id uuid not null,
  sending_id uuid not null,
  correction_id uuid not null,
  constraint correction_sent_pkey PRIMARY KEY (area_id, sending_id, correction_id)
);
CREATE INDEX correction_sent_by_correction ON correction_sent USING btree (area_id, correction_id);

create table directory_change (
  area_id uuid not null,
  number bigint not null,
  constraint directory_change_pkey PRIMARY KEY (area_id)
);

create table erasure (
  area_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  why text not null,
  state text not null,
  asked_by uuid not null,
  asked_name text not null,
  asked_at timestamp with time zone not null,
  kept_why text,
  decided_by uuid,
  decided_name text,
  decided_at timestamp with time zone,
  constraint erasure_pkey PRIMARY KEY (area_id, id)
);
CREATE INDEX erasure_by_day ON erasure USING btree (area_id, asked_at);
CREATE UNIQUE INDEX erasure_open ON erasure USING btree (area_id, person_id) WHERE (state = 'asked'::text);

create table feed (
  area_id uuid not null,
  id uuid not null,
  name text not null,
  address text not null,
  last_run_at timestamp with time zone,
  created_at timestamp with time zone not null,
  every_hours bigint,
  next_at timestamp with time zone,
  paused boolean not null default false,
  found text,
  constraint feed_pkey PRIMARY KEY (area_id, id)
);
CREATE UNIQUE INDEX feed_by_address ON feed USING btree (area_id, address);

create table feed_gone (
  area_id uuid not null,
  feed_id uuid not null,
  service_id uuid not null,
  since timestamp with time zone not null,
  keep boolean not null default false,
  constraint feed_gone_pkey PRIMARY KEY (area_id, feed_id, service_id)
);

create table feed_page (
  area_id uuid not null,
  feed_id uuid not null,
  address text not null,
  run_id uuid not null,
  etag text,
  last_modified text,
  content bytea not null,
  about text not null,
  kept bytea not null,
  refused bytea not null,
  constraint feed_page_pkey PRIMARY KEY (area_id, feed_id, address)
);

create table feed_reading (
  area_id uuid not null,
  feed_id uuid not null,
  run_id uuid not null,
  holder uuid not null,
  began_at timestamp with time zone not null,
  holds_until timestamp with time zone not null,
  pages bigint not null default 0,
  pages_total bigint,
  services bigint not null default 0,
  bytes bigint not null default 0,
  so_far text,
  constraint feed_reading_pkey PRIMARY KEY (area_id, feed_id)
);

create table feed_run (
  area_id uuid not null,
  id uuid not null,
  feed_id uuid not null,
  at timestamp with time zone not null,
  format text not null,
  added bigint not null,
  changed bigint not null,
  unchanged bigint not null,
  gone bigint not null,
  refused bigint not null,
  repaired bigint not null,
  report text not null,
  outcome text not null default 'whole'::text,
  held bigint not null default 0,
  took_ms bigint not null default 0,
  bytes bigint not null default 0,
  pages bigint not null default 1,
  by_name text not null default 'Quilt'::text,
  constraint feed_run_pkey PRIMARY KEY (area_id, id)
);
CREATE INDEX feed_run_by_feed ON feed_run USING btree (area_id, feed_id, at);

create table feed_waiting (
  area_id uuid not null,
  feed_id uuid not null,
  source_key text not null,
  service_id uuid not null,
  record text not null,
  fingerprint bytea not null,
  constraint feed_waiting_pkey PRIMARY KEY (area_id, feed_id, source_key)
);

create table follow_up (
  area_id uuid not null,
  id uuid not null,
  journey_id uuid not null,
  person_id uuid not null,
  scheme_id uuid not null,
  months bigint not null,
  due_on date not null,
  state text not null,
  how_are_you text,
  still_going text,
  wants_more boolean,
  asked_at timestamp with time zone,
  answered_at timestamp with time zone,
  constraint follow_up_pkey PRIMARY KEY (area_id, id)
);
CREATE INDEX follow_up_by_journey ON follow_up USING btree (area_id, journey_id);
CREATE INDEX follow_up_due ON follow_up USING btree (area_id, scheme_id, state, due_on);

create table form_once (
  token text not null,
  led_to text not null,
  at timestamp with time zone not null,
  constraint form_once_pkey PRIMARY KEY (token)
);
CREATE INDEX form_once_by_age ON form_once USING btree (at);

create table gap (
  area_id uuid not null,
  id uuid not null,
  journey_id uuid not null,
  need text not null,
  town text,
  at timestamp with time zone not null,
  met_at timestamp with time zone,
  constraint gap_pkey PRIMARY KEY (area_id, id)
);
CREATE INDEX gap_by_journey ON gap USING btree (area_id, journey_id);

create table group_link (
  fingerprint bytea not null,
  area_id uuid not null,
  id uuid not null,
  service_id uuid not null,
  sent_to text,
  made_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  used_at timestamp with time zone,
  ended_at timestamp with time zone,
  by_id uuid not null,
  by_name text not null,
  constraint group_link_pkey PRIMARY KEY (fingerprint)
);
CREATE INDEX group_link_by_service ON group_link USING btree (area_id, service_id, made_at);

create table journey (
  area_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  referral_id uuid not null,
  scheme_id uuid not null,
  worker_id uuid not null,
  state text not null,
  said_yes_at timestamp with time zone not null,
  first_conversation_at timestamp with time zone,
  weeks bigint not null,
  ends_on date not null,
  last_contact_at timestamp with time zone,
  contacts bigint not null default 0,
  matters text,
  matters_context text,
  matters_at timestamp with time zone,
  tried text,
  ended_at timestamp with time zone,
  ending text,
  what_changed text,
  what_holds text,
  who_to_call text,
  letter text,
  story_consent boolean,
  version bigint not null default 1,
  constraint journey_area_id_fkey FOREIGN KEY (area_id) REFERENCES area(id),
  constraint journey_area_id_person_id_fkey FOREIGN KEY (area_id, person_id) REFERENCES person(area_id, id),
  constraint journey_pkey PRIMARY KEY (area_id, id)
);
CREATE INDEX journey_by_person ON journey USING btree (area_id, person_id);
CREATE UNIQUE INDEX journey_by_referral ON journey USING btree (area_id, referral_id);
CREATE INDEX journey_by_scheme ON journey USING btree (area_id, scheme_id, state);
CREATE INDEX journey_by_worker ON journey USING btree (area_id, worker_id, state);

create table ledger_checkpoint (
  area_id uuid not null,
  number bigint not null,
  written timestamp with time zone not null,
  heads bytea not null,
  key bytea not null,
  signature bytea not null,
  constraint ledger_checkpoint_key_check CHECK ((octet_length(key) = 32)),
  constraint ledger_checkpoint_signature_check CHECK ((octet_length(signature) = 64)),
  constraint ledger_checkpoint_pkey PRIMARY KEY (area_id, number)
);

create table ledger_lane (
  area_id uuid not null,
  lane bigint not null,
  seq bigint not null,
  hash bytea not null,
  constraint ledger_lane_hash_check CHECK ((octet_length(hash) = 32)),
  constraint ledger_lane_pkey PRIMARY KEY (area_id, lane)
);

create table ledger_line (
  area_id uuid not null,
  lane bigint not null,
  seq bigint not null,
  kind text not null,
  about_id uuid not null,
  thread_id uuid,
  by_id uuid not null,
  by_name text not null,
  by_name_hash bytea,
  happened timestamp with time zone not null,
  written timestamp with time zone not null,
  facts text,
  facts_hash bytea not null,
  hash bytea not null,
  constraint ledger_line_by_name_hash_check CHECK ((octet_length(by_name_hash) = 32)),
  constraint ledger_line_facts_hash_check CHECK ((octet_length(facts_hash) = 32)),
  constraint ledger_line_hash_check CHECK ((octet_length(hash) = 32)),
  constraint ledger_line_pkey PRIMARY KEY (area_id, lane, seq)
);
CREATE INDEX ledger_line_about ON ledger_line USING btree (area_id, about_id, written, lane, seq);
CREATE INDEX ledger_line_thread ON ledger_line USING btree (area_id, thread_id, written, lane, seq) WHERE (thread_id IS NOT NULL);
CREATE INDEX ledger_line_written ON ledger_line USING btree (area_id, written, lane, seq);

create table link (
  area_id uuid not null,
  id uuid not null,
  journey_id uuid not null,
  person_id uuid not null,
  service_id uuid not null,
  service_name text not null,
  step_id uuid,
  how text not null,
  state text not null,
  shared text not null,
  question text,
  made_at timestamp with time zone not null,
  asked_at timestamp with time zone,
  answered_at timestamp with time zone,
  answer_note text,
  lapses_on date,
  arrived_at timestamp with time zone,
  times_came bigint not null default 0,
  by_id uuid not null,
  constraint link_pkey PRIMARY KEY (area_id, id)
);
CREATE INDEX link_by_journey ON link USING btree (area_id, journey_id);
CREATE INDEX link_by_service ON link USING btree (area_id, service_id, made_at);
CREATE INDEX link_waiting ON link USING btree (area_id, state, lapses_on);

create table measure_ask (
  area_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  journey_id uuid not null,
  measure text not null,
  moment text not null,
  how text not null,
  asked_at timestamp with time zone not null,
  answered_at timestamp with time zone,
  declined_at timestamp with time zone,
  expires_at timestamp with time zone,
  fingerprint bytea,
  reading_id uuid,
  by_id uuid not null,
  constraint measure_ask_pkey PRIMARY KEY (area_id, id)
);
CREATE UNIQUE INDEX measure_ask_by_fingerprint ON measure_ask USING btree (fingerprint) WHERE (fingerprint IS NOT NULL);
CREATE INDEX measure_ask_by_journey ON measure_ask USING btree (area_id, journey_id, asked_at);
CREATE INDEX measure_ask_by_person ON measure_ask USING btree (area_id, person_id);

create table measure_pack (
  area_id uuid not null,
  id uuid not null,
  measure text not null,
  edition text not null,
  language text not null,
  body text not null,
  licence_reference text not null,
  expires_on date,
  checksum text not null,
  added_at timestamp with time zone not null,
  added_by uuid not null,
  added_name text not null,
  removed_at timestamp with time zone,
  constraint measure_pack_pkey PRIMARY KEY (area_id, id)
);
CREATE UNIQUE INDEX measure_pack_live ON measure_pack USING btree (area_id, measure, edition, language) WHERE (removed_at IS NULL);

create table meeting (
  area_id uuid not null,
  id uuid not null,
  journey_id uuid not null,
  worker_id uuid not null,
  kind text not null,
  at timestamp with time zone not null,
  place text,
  state text not null,
  constraint meeting_pkey PRIMARY KEY (area_id, id)
);
CREATE INDEX meeting_by_journey ON meeting USING btree (area_id, journey_id, state, at);
CREATE INDEX meeting_by_worker ON meeting USING btree (area_id, worker_id, state, at);

create table merge (
  area_id uuid not null,
  id uuid not null,
  kept_id uuid not null,
  merged_id uuid not null,
  moved text not null,
  at timestamp with time zone not null,
  undone_at timestamp with time zone,
  constraint merge_pkey PRIMARY KEY (area_id, id)
);
CREATE INDEX merge_by_kept ON merge USING btree (area_id, kept_id);

create table message (
  area_id uuid not null,
  id uuid not null,
  person_id uuid,
  thread_id uuid,
  channel text not null,
  send_to text not null,
  subject text not null,
  body text not null,
  state text not null,
  problem text,
  tries bigint not null default 0,
  written_at timestamp with time zone not null,
  due_at timestamp with time zone not null,
  sent_at timestamp with time zone,
  constraint message_pkey PRIMARY KEY (area_id, id)
);
CREATE INDEX message_by_state ON message USING btree (area_id, state);
CREATE INDEX message_by_thread ON message USING btree (area_id, thread_id, written_at);
CREATE INDEX message_waiting ON message USING btree (state, due_at);

create table opening (
  area_id uuid not null,
  id uuid not null,
  account_id uuid not null,
  person_id uuid not null,
  reason text not null,
  at timestamp with time zone not null,
  until timestamp with time zone not null,
  constraint opening_pkey PRIMARY KEY (area_id, id)
);
CREATE INDEX opening_by_account ON opening USING btree (area_id, account_id, person_id, until);

create table organization (
  area_id uuid not null,
  id uuid not null,
  name text not null,
  kind text not null,
  ods_code text,
  description text not null default ''::text,
  url text,
  email text,
  phone text,
  postcode text,
  feed_id uuid,
  source_key text,
  created_at timestamp with time zone not null,
  constraint organization_area_id_fkey FOREIGN KEY (area_id) REFERENCES area(id),
  constraint organization_pkey PRIMARY KEY (area_id, id)
);
CREATE INDEX organization_by_name ON organization USING btree (area_id, kind, name);
CREATE UNIQUE INDEX organization_by_source ON organization USING btree (area_id, feed_id, source_key);

create table organization_pair (
  area_id uuid not null,
  one_id uuid not null,
  other_id uuid not null,
  why text not null,
  state text not null,
  found_at timestamp with time zone not null,
  decided_at timestamp with time zone,
  by_name text,
  constraint organization_pair_pkey PRIMARY KEY (area_id, one_id, other_id)
);
CREATE INDEX organization_pair_by_other ON organization_pair USING btree (area_id, other_id);

create table pause (
  area_id uuid not null,
  id uuid not null,
  journey_id uuid not null,
  reason text not null,
  since timestamp with time zone not null,
  until_on date,
  resumed_at timestamp with time zone,
  constraint pause_pkey PRIMARY KEY (area_id, id)
);
CREATE INDEX pause_by_journey ON pause USING btree (area_id, journey_id);

create table person (
  area_id uuid not null,
  id uuid not null,
  name text not null,
  known_as text,
  name_key text not null,
  born_on date,
  born_text text,
  postcode text,
  address text,
  phone text,
  email text,
  contact_how text,
  contact_when text,
  language text,
  interpreter boolean not null default false,
  access_needs text,
  gender text,
  ethnicity text,
  lives_alone boolean,
  nhs_number text,
  nhs_number_note text,
  before_a_visit text,
  merged_into uuid,
  version bigint not null default 1,
  created_at timestamp with time zone not null,
  constraint person_area_id_fkey FOREIGN KEY (area_id) REFERENCES area(id),
  constraint person_pkey PRIMARY KEY (area_id, id)
);
CREATE INDEX person_by_birth ON person USING btree (area_id, born_on);
CREATE INDEX person_by_name ON person USING btree (area_id, name_key);
CREATE INDEX person_by_nhs_number ON person USING btree (area_id, nhs_number);
CREATE INDEX person_by_postcode ON person USING btree (area_id, postcode);

create table place (
  postcode text not null,
  lat double precision not null,
  lon double precision not null,
  ward text,
  lsoa text,
  decile bigint,
  constraint place_pkey PRIMARY KEY (postcode)
);

create table place_part (
  code text not null,
  lat double precision not null,
  lon double precision not null,
  postcodes bigint not null,
  constraint place_part_pkey PRIMARY KEY (code)
);

create table plan (
  area_id uuid not null,
  id uuid not null,
  name text not null,
  toml text not null,
  fingerprint text not null,
  version bigint not null,
  shared boolean not null,
  owner_id uuid not null,
  by_name text not null,
  made_at timestamp with time zone not null,
  changed_at timestamp with time zone not null,
  withdrawn_at timestamp with time zone,
  constraint plan_pkey PRIMARY KEY (area_id, id)
);
CREATE INDEX plan_by_fingerprint ON plan USING btree (area_id, fingerprint);
CREATE INDEX plan_live ON plan USING btree (area_id, changed_at) WHERE (withdrawn_at IS NULL);

create table plan_result (
  area_id uuid not null,
  fingerprint text not null,
  draws bigint not null,
  said text not null,
  rows bytea not null,
  kept_at timestamp with time zone not null,
  constraint plan_result_pkey PRIMARY KEY (area_id, fingerprint)
);

create table reading (
  area_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  journey_id uuid,
  measure text not null,
  satisfied bigint,
  worthwhile bigint,
  happy bigint,
  anxious bigint,
  how text not null,
  missing text,
  at timestamp with time zone not null,
  written_at timestamp with time zone not null,
  by_id uuid not null,
  edition text not null default ''::text,
  language text not null default 'en'::text,
  who text not null default 'person'::text,
  answers text,
  scores text,
  valid boolean not null default true,
  moment text,
  replaced_by uuid,
  reasons text,
  constraint reading_area_id_person_id_fkey FOREIGN KEY (area_id, person_id) REFERENCES person(area_id, id),
  constraint reading_pkey PRIMARY KEY (area_id, id)
);
CREATE INDEX reading_alone ON reading USING btree (area_id, journey_id, at) WHERE (how = 'online'::text);
CREATE INDEX reading_by_journey ON reading USING btree (area_id, journey_id, at);
CREATE INDEX reading_by_person ON reading USING btree (area_id, person_id, at);

create table referral (
  area_id uuid not null,
  id uuid not null,
  reference text not null,
  person_id uuid not null,
  scheme_id uuid not null,
  state text not null,
  source text not null,
  source_key text,
  referrer_id uuid,
  referrer_name text not null,
  referrer_kind text not null,
  referrer_contact text,
  organization_id uuid,
  why_now text not null,
  note text,
  consent text not null,
  answer_wanted boolean not null default true,
  asked_at timestamp with time zone not null,
  offered_at timestamp with time zone,
  decided_at timestamp with time zone,
  decision_note text,
  ask_again_on date,
  routed_to text,
  allocated_to uuid,
  allocated_at timestamp with time zone,
  journey_id uuid,
  started_at timestamp with time zone,
  version bigint not null default 1,
  constraint referral_area_id_fkey FOREIGN KEY (area_id) REFERENCES area(id),
  constraint referral_area_id_person_id_fkey FOREIGN KEY (area_id, person_id) REFERENCES person(area_id, id),
  constraint referral_area_id_scheme_id_fkey FOREIGN KEY (area_id, scheme_id) REFERENCES scheme(area_id, id),
  constraint referral_pkey PRIMARY KEY (area_id, id)
);
CREATE INDEX referral_by_person ON referral USING btree (area_id, person_id);
CREATE UNIQUE INDEX referral_by_reference ON referral USING btree (area_id, reference);
CREATE INDEX referral_by_referrer ON referral USING btree (area_id, referrer_id, asked_at);
CREATE UNIQUE INDEX referral_by_source ON referral USING btree (area_id, source, source_key);
CREATE INDEX referral_by_start ON referral USING btree (area_id, scheme_id, started_at, asked_at);
CREATE INDEX referral_by_state ON referral USING btree (area_id, scheme_id, state, asked_at);

create table report_mark (
  mark bytea not null,
  at timestamp with time zone not null
);
CREATE INDEX report_mark_by_age ON report_mark USING btree (at);
CREATE INDEX report_mark_by_mark ON report_mark USING btree (mark, at);

create table schema_migration (
  version bigint not null,
  name text not null,
  applied_at timestamp with time zone not null default CURRENT_TIMESTAMP,
  constraint schema_migration_pkey PRIMARY KEY (version)
);

create table scheme (
  area_id uuid not null,
  id uuid not null,
  organization_id uuid,
  name text not null,
  kind text not null,
  about text not null default ''::text,
  worker_term text not null default 'link worker'::text,
  weeks bigint not null default 12,
  caseload bigint not null default 30,
  phone text,
  email text,
  postcode text,
  towns text not null default ''::text,
  active boolean not null default true,
  created_at timestamp with time zone not null,
  constraint scheme_area_id_fkey FOREIGN KEY (area_id) REFERENCES area(id),
  constraint scheme_pkey PRIMARY KEY (area_id, id)
);

create table scheme_measure (
  area_id uuid not null,
  id uuid not null,
  scheme_id uuid not null,
  measure text not null,
  at_start boolean not null,
  every_weeks bigint,
  at_end boolean not null,
  at_follow_up boolean not null,
  is_primary boolean not null,
  primary_since timestamp with time zone,
  since timestamp with time zone not null,
  ended_at timestamp with time zone,
  by_id uuid not null,
  constraint scheme_measure_pkey PRIMARY KEY (area_id, id)
);
CREATE UNIQUE INDEX scheme_measure_live ON scheme_measure USING btree (area_id, scheme_id, measure) WHERE (ended_at IS NULL);
CREATE UNIQUE INDEX scheme_measure_primary ON scheme_measure USING btree (area_id, scheme_id) WHERE ((ended_at IS NULL) AND is_primary);

create table service (
  area_id uuid not null,
  id uuid not null,
  feed_id uuid,
  source_key text not null,
  organization_id uuid,
  name text not null,
  summary text not null,
  status text not null,
  topics text not null default ''::text,
  town text,
  postcode text,
  lat double precision,
  lon double precision,
  email text,
  phone text,
  record text not null,
  fingerprint bytea not null,
  assured_on date,
  arrived_at timestamp with time zone,
  withdrawn_at timestamp with time zone,
  created_at timestamp with time zone not null,
  changed_at timestamp with time zone not null,
  shown text,
  version bigint not null default 1,
  confirmed_on date,
  constraint service_pkey PRIMARY KEY (area_id, id)
);
CREATE INDEX service_by_confirmed ON service USING btree (area_id, confirmed_on NULLS FIRST);
CREATE INDEX service_by_name ON service USING btree (area_id, name);
CREATE INDEX service_by_organization ON service USING btree (area_id, organization_id);
CREATE UNIQUE INDEX service_by_source ON service USING btree (area_id, feed_id, source_key);

create table service_layer (
  area_id uuid not null,
  service_id uuid not null,
  access text,
  first_visit text,
  capacity text,
  waiting text,
  room text,
  room_at timestamp with time zone,
  room_by text,
  room_note text,
  closed_until date,
  rang_said text,
  rang_at timestamp with time zone,
  checked_at timestamp with time zone,
  answered_at timestamp with time zone,
  edited_at timestamp with time zone,
  taken_out_at timestamp with time zone,
  taken_out_by text,
  taken_out_why text,
  constraint service_layer_pkey PRIMARY KEY (area_id, service_id)
);
CREATE INDEX service_layer_by_reopening ON service_layer USING btree (area_id, closed_until);

create table service_load (
  area_id uuid not null,
  service_id uuid not null,
  day date not null,
  sent bigint not null,
  constraint service_load_pkey PRIMARY KEY (area_id, service_id, day)
);
CREATE INDEX service_load_by_day ON service_load USING btree (area_id, day);

create table service_mark (
  area_id uuid not null,
  service_id uuid not null,
  mark bytea not null,
  mended bigint not null default 0,
  constraint service_mark_pkey PRIMARY KEY (area_id, service_id)
);

create table service_note (
  area_id uuid not null,
  id uuid not null,
  service_id uuid not null,
  words text not null,
  by_id uuid not null,
  by_name text not null,
  at timestamp with time zone not null,
  ended_at timestamp with time zone,
  constraint service_note_pkey PRIMARY KEY (area_id, id)
);
CREATE INDEX service_note_by_service ON service_note USING btree (area_id, service_id);

create table service_report (
  area_id uuid not null,
  id uuid not null,
  service_id uuid not null,
  words text not null,
  from_whom text,
  at timestamp with time zone not null,
  settled_at timestamp with time zone,
  constraint service_report_pkey PRIMARY KEY (area_id, id)
);
CREATE INDEX service_report_by_service ON service_report USING btree (area_id, service_id);

create table service_version (
  area_id uuid not null,
  service_id uuid not null,
  number bigint not null,
  kind text not null,
  changes text not null,
  record text,
  why text,
  undoes bigint,
  by_id uuid not null,
  by_name text not null,
  at timestamp with time zone not null,
  constraint service_version_pkey PRIMARY KEY (area_id, service_id, number)
);

create table session (
  fingerprint bytea not null,
  area_id uuid not null,
  account_id uuid not null,
  started_at timestamp with time zone not null,
  seen_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  constraint session_pkey PRIMARY KEY (fingerprint)
);
CREATE INDEX session_by_account ON session USING btree (area_id, account_id);

create table sign_in_failure (
  email text not null,
  failures bigint not null,
  last_at timestamp with time zone not null,
  constraint sign_in_failure_pkey PRIMARY KEY (email)
);

create table step (
  area_id uuid not null,
  id uuid not null,
  journey_id uuid not null,
  words text not null,
  who text not null,
  by_when text,
  state text not null,
  note text,
  replaces_id uuid,
  agreed_at timestamp with time zone not null,
  moved_at timestamp with time zone not null,
  constraint step_pkey PRIMARY KEY (area_id, id)
);
CREATE INDEX step_by_journey ON step USING btree (area_id, journey_id);

create table step_attainment (
  area_id uuid not null,
  id uuid not null,
  step_id uuid not null,
  journey_id uuid not null,
  level bigint not null,
  at timestamp with time zone not null,
  constraint step_attainment_pkey PRIMARY KEY (area_id, id)
);
CREATE INDEX step_attainment_by_journey ON step_attainment USING btree (area_id, journey_id, at);

create table step_hope (
  area_id uuid not null,
  step_id uuid not null,
  journey_id uuid not null,
  expected text not null,
  weight bigint not null,
  baseline bigint not null,
  at timestamp with time zone not null,
  constraint step_hope_pkey PRIMARY KEY (area_id, step_id)
);
CREATE INDEX step_hope_by_journey ON step_hope USING btree (area_id, journey_id);

create table supporter (
  area_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  name text not null,
  relation text not null,
  phone text,
  may_hear text not null,
  note text,
  at timestamp with time zone not null,
  ended_at timestamp with time zone,
  constraint supporter_pkey PRIMARY KEY (area_id, id)
);
CREATE INDEX supporter_by_person ON supporter USING btree (area_id, person_id);

create table tie (
  area_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  scheme_id uuid not null,
  account_id uuid,
  since timestamp with time zone not null,
  until timestamp with time zone,
  constraint tie_area_id_person_id_fkey FOREIGN KEY (area_id, person_id) REFERENCES person(area_id, id),
  constraint tie_pkey PRIMARY KEY (area_id, id)
);
CREATE INDEX tie_by_person ON tie USING btree (area_id, person_id);

create table told_link (
  fingerprint bytea not null,
  area_id uuid not null,
  story_id uuid not null,
  made_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  constraint told_link_pkey PRIMARY KEY (fingerprint)
);
CREATE INDEX told_link_by_story ON told_link USING btree (area_id, story_id);

create table told_story (
  area_id uuid not null,
  id uuid not null,
  journey_id uuid not null,
  lang text not null,
  version bigint not null,
  begun_at timestamp with time zone not null,
  withdrawn_at timestamp with time zone,
  constraint told_story_pkey PRIMARY KEY (area_id, id)
);
CREATE INDEX told_story_by_journey ON told_story USING btree (area_id, journey_id, begun_at);
CREATE UNIQUE INDEX told_story_live ON told_story USING btree (area_id, journey_id) WHERE (withdrawn_at IS NULL);

create table told_use (
  area_id uuid not null,
  story_id uuid not null,
  id uuid not null,
  use_of text not null,
  version bigint not null,
  called text,
  how text not null,
  agreed_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  constraint told_use_pkey PRIMARY KEY (area_id, story_id, id)
);
CREATE UNIQUE INDEX told_use_live ON told_use USING btree (area_id, story_id, use_of) WHERE (ended_at IS NULL);
CREATE INDEX told_use_shown ON told_use USING btree (area_id, use_of, agreed_at) WHERE (ended_at IS NULL);

create table told_version (
  area_id uuid not null,
  story_id uuid not null,
  version bigint not null,
  mattered text not null,
  happened text not null,
  now_is text not null,
  by_name text not null,
  at timestamp with time zone not null,
  constraint told_version_pkey PRIMARY KEY (area_id, story_id, version)
);

create table town (
  name text not null,
  lat double precision not null,
  lon double precision not null,
  constraint town_pkey PRIMARY KEY (name)
);

create table use_import (
  area_id uuid not null,
  id uuid not null,
  what text not null,
  rows bigint not null,
  people bigint not null,
  first_month bigint,
  last_month bigint,
  by_name text not null,
  at timestamp with time zone not null,
  constraint use_import_pkey PRIMARY KEY (area_id, id)
);
CREATE INDEX use_import_by_day ON use_import USING btree (area_id, at);

create table use_month (
  area_id uuid not null,
  key bytea not null,
  month bigint not null,
  kind text not null,
  count bigint not null,
  constraint use_month_pkey PRIMARY KEY (area_id, key, kind, month)
);
CREATE INDEX use_month_by_month ON use_month USING btree (area_id, month);

create table use_of_area (
  area_id uuid not null,
  salt_mark text not null,
  at timestamp with time zone not null,
  constraint use_of_area_pkey PRIMARY KEY (area_id)
);

create table use_person (
  area_id uuid not null,
  key bytea not null,
  began bigint,
  scheme_id uuid,
  compares bigint not null,
  age_band text,
  fifth bigint,
  constraint use_person_pkey PRIMARY KEY (area_id, key)
);
