-- What the migrations add up to. Written by `npm run schema`, compared by test/store/schema/schema.test.ts.

CREATE TABLE accounts (
  id binary(16) NOT NULL,
  plan varchar(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  created_at bigint NOT NULL,
  PRIMARY KEY (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE api_keys (
  id binary(16) NOT NULL,
  project_id binary(16) NOT NULL,
  mode varchar(4) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  name varchar(200) NOT NULL,
  key_hash binary(32) NOT NULL,
  key_hint varchar(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  scopes varchar(100) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  created_at bigint NOT NULL,
  last_used_at bigint NULL,
  revoked_at bigint NULL,
  PRIMARY KEY (id),
  UNIQUE KEY api_keys_by_hash (key_hash),
  KEY api_keys_by_project (project_id,id),
  CONSTRAINT api_keys_mode CHECK (mode in ('test','live'))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE attempts (
  id binary(16) NOT NULL,
  delivery_id binary(16) NOT NULL,
  schedule_id binary(16) NOT NULL,
  project_id binary(16) NOT NULL,
  mode varchar(4) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  number int NOT NULL DEFAULT 1,
  started_at bigint NOT NULL,
  offset_ms bigint NOT NULL,
  duration_ms int NOT NULL,
  outcome varchar(9) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT 'succeeded',
  status_code smallint NULL,
  error_code varchar(12) CHARACTER SET ascii COLLATE ascii_bin NULL,
  error_message varchar(300) NULL,
  response_bytes bigint NULL,
  sealed_snippet varbinary(5000) NULL,
  next_attempt_at bigint NULL,
  settled_at bigint NOT NULL,
  counts_offset tinyint NOT NULL DEFAULT 1,
  PRIMARY KEY (id),
  UNIQUE KEY attempts_by_delivery (delivery_id,number),
  KEY attempts_by_schedule (schedule_id,id),
  KEY attempts_by_outcome (project_id,mode,outcome,id),
  KEY attempts_by_status (project_id,mode,status_code,id),
  KEY attempts_to_roll_up (settled_at,project_id,mode,outcome,counts_offset,offset_ms),
  CONSTRAINT attempts_mode CHECK (mode in ('test','live')),
  CONSTRAINT attempts_outcome CHECK (outcome in ('succeeded','retry','failed'))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE audit_events (
  id binary(16) NOT NULL,
  account_id binary(16) NOT NULL,
  actor varchar(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  action varchar(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  target varchar(64) CHARACTER SET ascii COLLATE ascii_bin NULL,
  ip varchar(45) CHARACTER SET ascii COLLATE ascii_bin NULL,
  at bigint NOT NULL,
  PRIMARY KEY (id),
  KEY audit_events_by_account (account_id,id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE auth_counts (
  name binary(16) NOT NULL,
  window_start bigint NOT NULL,
  count int NOT NULL DEFAULT 1,
  PRIMARY KEY (name,window_start),
  KEY auth_counts_by_window (window_start)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE credits (
  schedule_id binary(16) NOT NULL,
  project_id binary(16) NOT NULL,
  total bigint NOT NULL,
  taken bigint NOT NULL,
  updated_at bigint NOT NULL,
  PRIMARY KEY (schedule_id),
  CONSTRAINT credits_taken CHECK (taken >= 0 and taken <= total)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE credit_entries (
  id binary(16) NOT NULL,
  schedule_id binary(16) NOT NULL,
  payment_id binary(16) NULL,
  runs bigint NOT NULL,
  kind varchar(8) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  note varchar(200) NULL,
  created_at bigint NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY credit_entries_by_payment (payment_id),
  KEY credit_entries_by_schedule (schedule_id,id),
  CONSTRAINT credit_entries_kind CHECK (kind in ('purchase','grant','refund')),
  CONSTRAINT credit_entries_purchase CHECK (kind <> 'purchase' or payment_id is not null),
  CONSTRAINT credit_entries_runs CHECK (runs <> 0 and kind = 'refund' = (runs < 0))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE deliveries (
  id binary(16) NOT NULL,
  project_id binary(16) NOT NULL,
  mode varchar(4) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  schedule_id binary(16) NOT NULL,
  request_id binary(16) NOT NULL,
  endpoint_id binary(16) NULL,
  scheduled_for bigint NOT NULL,
  ordinal bigint NOT NULL DEFAULT 0,
  recurring tinyint NOT NULL DEFAULT 0,
  early_fire tinyint NOT NULL DEFAULT 0,
  state enum('scheduled','dispatching','retrying','succeeded','dead_lettered','expired','canceled','skipped') CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT 'scheduled',
  reason varchar(32) CHARACTER SET ascii COLLATE ascii_bin NULL,
  content_bytes int NOT NULL,
  next_attempt_at bigint NULL,
  claim_at bigint NULL,
  holder binary(16) NULL,
  lease_expires_at bigint NULL,
  fence int NOT NULL DEFAULT 0,
  attempt_count int NOT NULL DEFAULT 0,
  first_attempt_at bigint NULL,
  offset_ms bigint NULL,
  expires_at bigint NULL,
  completed_at bigint NULL,
  replay_of binary(16) NULL,
  replayed_at bigint NULL,
  idempotency_id binary(16) NOT NULL,
  last_status_code smallint NULL,
  last_error_code varchar(12) CHARACTER SET ascii COLLATE ascii_bin NULL,
  last_error_message varchar(300) NULL,
  version int NOT NULL DEFAULT 1,
  created_at bigint NOT NULL,
  updated_at bigint NOT NULL,
  phase enum('any','scheduled','retrying','succeeded','dead_lettered','expired','canceled','skipped') CHARACTER SET ascii COLLATE ascii_bin GENERATED ALWAYS AS (case when state <> 'dispatching' then state when attempt_count > 1 then 'retrying' else 'scheduled' end) STORED,
  schedule_phase enum('any','scheduled','retrying','succeeded','dead_lettered','expired','canceled','skipped') CHARACTER SET ascii COLLATE ascii_bin GENERATED ALWAYS AS (case when recurring = 0 and ordinal >= 0 then 'any' else case when state <> 'dispatching' then state when attempt_count > 1 then 'retrying' else 'scheduled' end end) STORED,
  wire_endpoint_id binary(16) GENERATED ALWAYS AS (case when state = 'dispatching' then endpoint_id end) STORED,
  endpoint_phase enum('any','scheduled','retrying','succeeded','dead_lettered','expired','canceled','skipped') CHARACTER SET ascii COLLATE ascii_bin GENERATED ALWAYS AS (case when endpoint_id is not null then case when state <> 'dispatching' then state when attempt_count > 1 then 'retrying' else 'scheduled' end end) STORED,
  PRIMARY KEY (id),
  UNIQUE KEY deliveries_by_occurrence (schedule_id,scheduled_for,ordinal),
  KEY deliveries_to_claim (claim_at,id),
  KEY deliveries_to_claim_by_project (project_id,claim_at,id),
  KEY deliveries_by_lease (lease_expires_at,id),
  KEY deliveries_by_phase (project_id,mode,phase,id),
  KEY deliveries_of_schedule (schedule_id,schedule_phase,id),
  KEY deliveries_of_endpoint (endpoint_id,endpoint_phase,id),
  KEY deliveries_on_the_wire (wire_endpoint_id),
  CONSTRAINT deliveries_mode CHECK (mode in ('test','live')),
  CONSTRAINT deliveries_state CHECK (state in ('scheduled','dispatching','retrying','succeeded','dead_lettered','expired','canceled','skipped')),
  CONSTRAINT deliveries_completed CHECK (state in ('scheduled','dispatching','retrying') = (completed_at is null)),
  CONSTRAINT deliveries_lease CHECK (holder is null = (lease_expires_at is null)),
  CONSTRAINT deliveries_dispatching CHECK (state <> 'dispatching' or holder is not null),
  CONSTRAINT deliveries_settled_free CHECK (completed_at is null or holder is null and claim_at is null and next_attempt_at is null),
  CONSTRAINT deliveries_held_unclaimable CHECK (holder is null or claim_at is null),
  CONSTRAINT deliveries_skip_reason CHECK (state <> 'skipped' or reason is not null)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin ROW_FORMAT=REDUNDANT;

CREATE TABLE dispatchers (
  holder binary(16) NOT NULL,
  process_id binary(16) NOT NULL,
  place varchar(200) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  identity varchar(200) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  beats bigint NOT NULL DEFAULT 0,
  PRIMARY KEY (holder)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE endpoints (
  id binary(16) NOT NULL,
  project_id binary(16) NOT NULL,
  mode varchar(4) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  name varchar(200) NULL,
  description varchar(1000) NULL,
  url varchar(2048) NOT NULL,
  header_names mediumtext NOT NULL,
  sealed_headers mediumblob NULL,
  timeout varchar(100) NULL,
  timeout_ms int NULL,
  retry_policy text NULL,
  max_per_second double NULL,
  max_concurrency int NULL,
  sealed_secret varbinary(255) NULL,
  sealed_previous_secret varbinary(255) NULL,
  previous_secret_expires_at bigint NULL,
  state varchar(8) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  breaker_state varchar(9) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  breaker_changed_at bigint NULL,
  version int NOT NULL,
  created_at bigint NOT NULL,
  updated_at bigint NOT NULL,
  deleted_at bigint NULL,
  PRIMARY KEY (id),
  KEY endpoints_by_project (project_id,mode,deleted_at,id),
  CONSTRAINT endpoints_mode CHECK (mode in ('test','live')),
  CONSTRAINT endpoints_state CHECK (state in ('enabled','disabled')),
  CONSTRAINT endpoints_breaker CHECK (breaker_state in ('closed','open','half_open')),
  CONSTRAINT endpoints_timeout CHECK (timeout is null = (timeout_ms is null)),
  CONSTRAINT endpoints_rate CHECK (max_per_second is null or max_per_second > 0 and max_per_second <= 10000),
  CONSTRAINT endpoints_concurrency CHECK (max_concurrency is null or max_concurrency >= 1 and max_concurrency <= 10000),
  CONSTRAINT endpoints_previous_secret CHECK (sealed_previous_secret is null = (previous_secret_expires_at is null))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE endpoint_flow (
  endpoint_id binary(16) NOT NULL,
  free_at double NOT NULL,
  lock_count bigint NOT NULL DEFAULT 0,
  PRIMARY KEY (endpoint_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE figures (
  project_id binary(16) NOT NULL,
  mode varchar(4) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  starts_at bigint NOT NULL,
  span_ms int NOT NULL,
  schedules_created bigint NOT NULL,
  succeeded bigint NOT NULL,
  retry bigint NOT NULL,
  failed bigint NOT NULL,
  expired bigint NOT NULL DEFAULT 0,
  canceled bigint NOT NULL DEFAULT 0,
  skipped bigint NOT NULL DEFAULT 0,
  first_attempts bigint NOT NULL,
  on_time bigint NOT NULL,
  offset_min bigint NULL,
  offset_max bigint NULL,
  offsets varchar(2000) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  PRIMARY KEY (project_id,mode,span_ms,starts_at),
  KEY figures_by_span (span_ms,starts_at),
  CONSTRAINT figures_mode CHECK (mode in ('test','live')),
  CONSTRAINT figures_span CHECK (span_ms in (60000,3600000))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE idempotency_keys (
  project_id binary(16) NOT NULL,
  mode varchar(4) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  key_hash binary(32) NOT NULL,
  request_hash binary(32) NOT NULL,
  object_id binary(16) NOT NULL,
  created_at bigint NOT NULL,
  answer mediumtext NULL,
  PRIMARY KEY (project_id,mode,key_hash),
  KEY idempotency_keys_by_age (created_at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE locks (
  name binary(16) NOT NULL,
  lock_count bigint NOT NULL DEFAULT 1,
  PRIMARY KEY (name)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE magic_links (
  token_hash binary(32) NOT NULL,
  email varchar(254) NOT NULL,
  browser_hash binary(32) NOT NULL,
  expires_at bigint NOT NULL,
  PRIMARY KEY (token_hash),
  KEY magic_links_by_expiry (expires_at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE outgoing_mail (
  id binary(16) NOT NULL,
  sealed varbinary(4096) NOT NULL,
  attempt_count int NOT NULL DEFAULT 0,
  next_attempt_at bigint NOT NULL,
  expires_at bigint NOT NULL,
  PRIMARY KEY (id),
  KEY outgoing_mail_by_attempt (next_attempt_at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE past_plans (
  schedule_id binary(16) NOT NULL,
  plan int NOT NULL,
  kind varchar(8) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  fire_at bigint NULL,
  local_fire_at varchar(19) CHARACTER SET ascii COLLATE ascii_bin NULL,
  cron varchar(1000) NULL,
  every varchar(100) NULL,
  every_ms bigint NULL,
  anchor_at bigint NULL,
  timezone varchar(64) NULL,
  zone_rules_id int NULL,
  dst_gap varchar(5) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  dst_overlap varchar(6) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  starts_at bigint NULL,
  ends_at bigint NULL,
  max_runs bigint NULL,
  planned_before bigint NOT NULL,
  in_force_from bigint NOT NULL,
  in_force_until bigint NOT NULL,
  PRIMARY KEY (schedule_id,plan),
  CONSTRAINT past_plans_kind CHECK (kind in ('one_shot','cron','interval'))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE projects (
  id binary(16) NOT NULL,
  name varchar(200) NOT NULL,
  retention_days int NULL,
  created_at bigint NOT NULL,
  account_id binary(16) NULL,
  PRIMARY KEY (id),
  KEY projects_by_account (account_id),
  CONSTRAINT projects_retention CHECK (retention_days is null or retention_days between 1 and 36500)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE requests (
  id binary(16) NOT NULL,
  project_id binary(16) NOT NULL,
  endpoint varchar(2048) NULL,
  endpoint_id binary(16) NULL,
  method varchar(6) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT 'POST',
  header_names mediumtext NOT NULL,
  body_bytes int NULL,
  sealed_content mediumblob NULL,
  content_bytes int NOT NULL,
  timeout varchar(100) NULL,
  timeout_ms int NOT NULL DEFAULT 30000,
  retry_policy text NOT NULL,
  traceparent varchar(55) CHARACTER SET ascii COLLATE ascii_bin NULL,
  forward_trace tinyint NOT NULL DEFAULT 0,
  PRIMARY KEY (id),
  CONSTRAINT requests_method CHECK (method in ('GET','POST','PUT','PATCH','DELETE')),
  CONSTRAINT requests_destination CHECK (endpoint is null <> (endpoint_id is null))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE roll_ups (
  name varchar(8) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  holder binary(16) NULL,
  lease_expires_at bigint NOT NULL,
  rolled_through bigint NOT NULL,
  checked_through bigint NOT NULL,
  hours_through bigint NOT NULL,
  PRIMARY KEY (name)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE schedules (
  id binary(16) NOT NULL,
  project_id binary(16) NOT NULL,
  mode varchar(4) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  kind varchar(8) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  state enum('active','paused','completed','canceled','exhausted') CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT 'active',
  name varchar(200) NULL,
  request_id binary(16) NOT NULL,
  endpoint_id binary(16) NULL,
  fire_at bigint NULL,
  local_fire_at varchar(19) CHARACTER SET ascii COLLATE ascii_bin NULL,
  cron varchar(1000) NULL,
  every varchar(100) NULL,
  every_ms bigint NULL,
  anchor_at bigint NULL,
  timezone varchar(64) NULL,
  zone_rules_id int NULL,
  dst_gap varchar(5) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT 'end',
  dst_overlap varchar(6) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT 'first',
  misfire_policy varchar(4) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT 'once',
  misfire_grace varchar(100) NOT NULL DEFAULT '1m',
  misfire_grace_ms bigint NOT NULL DEFAULT 60000,
  misfire_max int NOT NULL DEFAULT 100,
  overlap varchar(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT 'allow',
  early_fire tinyint NOT NULL DEFAULT 0,
  starts_at bigint NULL,
  ends_at bigint NULL,
  max_runs bigint NULL,
  metered tinyint NOT NULL DEFAULT 0,
  ttl varchar(100) NULL,
  ttl_ms bigint NULL,
  metadata mediumtext NOT NULL,
  plan int NOT NULL DEFAULT 0,
  plan_from bigint NOT NULL,
  planned_before bigint NOT NULL DEFAULT 0,
  run_count bigint NOT NULL DEFAULT 0,
  planned_count bigint NOT NULL,
  planned_through bigint NULL,
  emit_at bigint NULL,
  version int NOT NULL DEFAULT 1,
  created_at bigint NOT NULL,
  updated_at bigint NOT NULL,
  ended_at bigint NULL,
  endpoint_state enum('active','paused','completed','canceled','exhausted') CHARACTER SET ascii COLLATE ascii_bin GENERATED ALWAYS AS (case when endpoint_id is not null then state end) STORED,
  lock_count bigint NOT NULL DEFAULT 0,
  open_zone varchar(64) CHARACTER SET ascii COLLATE ascii_bin GENERATED ALWAYS AS (case when state in ('active','paused') and (kind = 'cron' or local_fire_at is not null) then timezone end) STORED,
  PRIMARY KEY (id),
  KEY schedules_by_kind_and_state (project_id,mode,kind,state,id),
  KEY schedules_to_emit (emit_at,id),
  KEY schedules_by_endpoint (endpoint_id,endpoint_state,id),
  KEY schedules_by_zone_rules (open_zone,zone_rules_id,id),
  CONSTRAINT schedules_mode CHECK (mode in ('test','live')),
  CONSTRAINT schedules_kind CHECK (kind in ('one_shot','cron','interval')),
  CONSTRAINT schedules_state CHECK (state in ('active','paused','completed','canceled','exhausted')),
  CONSTRAINT schedules_ended CHECK (state in ('active','paused','exhausted') = (ended_at is null)),
  CONSTRAINT schedules_emit CHECK (emit_at is null or state in ('active','paused','exhausted') and kind <> 'one_shot'),
  CONSTRAINT schedules_metered CHECK (if(metered = 0,state <> 'exhausted',kind <> 'one_shot' and max_runs is null and ends_at is null and ttl_ms is null))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin ROW_FORMAT=REDUNDANT;

CREATE TABLE schedule_metadata (
  schedule_id binary(16) NOT NULL,
  project_id binary(16) NOT NULL,
  mode varchar(4) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  meta_key varbinary(160) NOT NULL,
  meta_value varbinary(2000) NOT NULL,
  PRIMARY KEY (schedule_id,meta_key),
  KEY schedule_metadata_by_pair (project_id,mode,meta_key,meta_value,schedule_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE sessions (
  token_hash binary(32) NOT NULL,
  user_id binary(16) NOT NULL,
  created_at bigint NOT NULL,
  used_at bigint NOT NULL,
  PRIMARY KEY (token_hash),
  KEY sessions_by_use (used_at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE signing_secrets (
  id binary(16) NOT NULL,
  project_id binary(16) NOT NULL,
  role varchar(8) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  sealed_secret varbinary(255) NOT NULL,
  created_at bigint NOT NULL,
  expires_at bigint NULL,
  PRIMARY KEY (id),
  KEY signing_secrets_by_project (project_id,role),
  CONSTRAINT signing_secrets_role CHECK (role in ('current','next','previous')),
  CONSTRAINT signing_secrets_expiry CHECK (role = 'previous' = (expires_at is not null))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE sign_in_nonces (
  nonce binary(32) NOT NULL,
  expires_at bigint NOT NULL,
  PRIMARY KEY (nonce),
  KEY sign_in_nonces_by_expiry (expires_at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE superseded_requests (
  schedule_id binary(16) NOT NULL,
  request_id binary(16) NOT NULL,
  PRIMARY KEY (schedule_id,request_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE unsent_ends (
  ended_at bigint NOT NULL,
  id binary(16) NOT NULL,
  project_id binary(16) NOT NULL,
  mode varchar(4) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  state varchar(8) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  deliveries int NOT NULL,
  PRIMARY KEY (ended_at,id),
  CONSTRAINT unsent_ends_mode CHECK (mode in ('test','live')),
  CONSTRAINT unsent_ends_state CHECK (state in ('expired','canceled','skipped'))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE usage_counts (
  account_id binary(16) NOT NULL,
  period int NOT NULL,
  shard tinyint NOT NULL,
  schedules bigint NOT NULL DEFAULT 0,
  lock_count bigint NOT NULL DEFAULT 0,
  PRIMARY KEY (account_id,period,shard)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE users (
  id binary(16) NOT NULL,
  account_id binary(16) NOT NULL,
  email_key binary(32) NOT NULL,
  email varchar(254) NOT NULL,
  display_name varchar(200) NULL,
  created_at bigint NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY users_by_email (email_key)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE wallets (
  address_key varbinary(100) NOT NULL,
  project_id binary(16) NOT NULL,
  created_at bigint NOT NULL,
  PRIMARY KEY (address_key),
  UNIQUE KEY wallets_by_project (project_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE zone_rules (
  id int NOT NULL,
  zone varchar(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  version varchar(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  answers_from bigint NOT NULL,
  answers_until bigint NOT NULL,
  answers text CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  recorded_at bigint NOT NULL,
  PRIMARY KEY (id),
  KEY zone_rules_by_zone (zone,id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE zone_rules_in_force (
  name varchar(8) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  version varchar(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  edition int NOT NULL,
  since bigint NOT NULL,
  PRIMARY KEY (name)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
