-- What every later script leans on: ids, connections, companies, people, the audit log, settings, approvals, files.
-- One dialect for SQLite and PostgreSQL (docs/architecture.md): the loader knows only the types used here, and that a
-- table ends with a bracket at the start of a line. Instants are Unix microseconds, money is minor units.

create table id_block (
  name text primary key,
  next bigint not null
);
insert into id_block (name, next) values ('id', 1000);

-- One NetSuite account, or files alone. Connection 0 is the house: people and sign-ins belong to no account.
create table connection (
  id bigint primary key,
  name text not null,
  kind text not null check (kind in ('house', 'files', 'netsuite')),
  environment text not null check (environment in ('production', 'sandbox')),
  account text not null default '',
  base_url text not null default '',
  credentials bytea,
  credentials_key text,
  created_at bigint not null
);
insert into connection (id, name, kind, environment, created_at) values (0, 'the house', 'house', 'production', 0);
insert into connection (id, name, kind, environment, created_at) values (1, 'Files', 'files', 'production', 0);

create table company (
  connection_id bigint not null references connection (id),
  id text not null,
  name text not null,
  currency text not null,
  active boolean not null,
  single_person_since bigint,
  single_person_by bigint,
  primary key (connection_id, id)
);

-- Person 0 is nobody yet (who signs in), person 1 the command line and the jobs.
create table person (
  id bigint primary key,
  kind text not null check (kind in ('nobody', 'service', 'person')),
  name text not null,
  email text not null,
  email_key text not null unique,
  password_hash text,
  security_stamp text not null default '',
  concurrency_stamp text not null default '',
  two_factor boolean not null,
  authenticator_key text,
  recovery_codes text,
  failed_count integer not null,
  locked_until bigint,
  left_at bigint,
  created_at bigint not null
);
insert into person (id, kind, name, email, email_key, two_factor, failed_count, created_at)
  values (0, 'nobody', 'nobody', '', 'NOBODY', false, 0, 0);
insert into person (id, kind, name, email, email_key, two_factor, failed_count, created_at)
  values (1, 'service', 'command line', '', 'COMMAND LINE', false, 0, 0);

-- company_id '' means every company of the connection; connection 0 every connection.
create table role_grant (
  id bigint primary key,
  connection_id bigint not null references connection (id),
  company_id text not null,
  person_id bigint not null references person (id),
  role text not null check (role in ('administrator', 'clerk', 'controller', 'auditor')),
  granted_at bigint not null,
  granted_by bigint not null references person (id),
  approved_by bigint references person (id),
  revoked_at bigint,
  revoked_by bigint references person (id)
);
create index role_grant_person on role_grant (person_id) where revoked_at is null;

-- Somebody stands in for somebody between two dates, both included.
create table deputy (
  id bigint primary key,
  connection_id bigint not null references connection (id),
  company_id text not null,
  person_id bigint not null references person (id),
  deputy_id bigint not null references person (id),
  from_on date not null,
  until_on date not null,
  named_at bigint not null,
  revoked_at bigint
);
create index deputy_of on deputy (deputy_id) where revoked_at is null;

create table invite (
  id bigint primary key,
  person_id bigint not null references person (id),
  token_hash bytea not null unique,
  expires_at bigint not null,
  used_at bigint,
  invited_by bigint not null references person (id),
  created_at bigint not null
);

create table idempotency_key (
  connection_id bigint not null references connection (id),
  person_id bigint not null references person (id),
  key text not null,
  request_hash bytea not null,
  answer text not null,
  created_at bigint not null,
  primary key (connection_id, person_id, key)
);
create index idempotency_key_age on idempotency_key (created_at);

-- One chain per connection and company; company_id '' holds what belongs to no company.
create table audit_head (
  connection_id bigint not null references connection (id),
  company_id text not null,
  seq bigint not null,
  hash bytea not null,
  primary key (connection_id, company_id)
);

create table audit_entry (
  connection_id bigint not null references connection (id),
  company_id text not null,
  seq bigint not null,
  at bigint not null,
  person_id bigint not null,
  person text not null,
  act text not null,
  subject text not null,
  before text,
  after text,
  why text,
  mark text not null,
  prev_hash bytea not null,
  hash bytea not null,
  primary key (connection_id, company_id, seq)
);
create index audit_entry_subject on audit_entry (subject);
create index audit_entry_at on audit_entry (connection_id, at);

-- Every version of every setting that ever held; nothing is overwritten.
create table setting (
  connection_id bigint not null references connection (id),
  company_id text not null,
  kind text not null,
  name text not null,
  version integer not null,
  effective_on date not null,
  body text not null,
  created_at bigint not null,
  asked_by bigint not null references person (id),
  approved_by bigint references person (id),
  primary key (connection_id, company_id, kind, name, version)
);

-- An act that needs two persons, from the asking to the answer.
create table approval_request (
  id bigint primary key,
  connection_id bigint not null references connection (id),
  company_id text not null,
  kind text not null,
  subject text not null,
  payload text not null,
  why text not null,
  state text not null check (state in ('open', 'approved', 'declined', 'withdrawn')),
  asked_by bigint not null references person (id),
  asked_at bigint not null,
  answered_by bigint references person (id),
  answered_at bigint,
  reason text,
  single_person boolean not null
);
create index approval_request_open on approval_request (connection_id, company_id, id) where state = 'open';

-- The bytes of each arrival, encrypted; the key stays outside the data folder.
create table kept_file (
  id bigint primary key,
  connection_id bigint not null references connection (id),
  content_hash bytea not null,
  name text not null,
  size bigint not null,
  chunks integer not null,
  complete boolean not null,
  key_id text not null,
  kept_at bigint not null,
  kept_by bigint not null references person (id),
  unique (connection_id, content_hash)
);

create table kept_file_chunk (
  id bigint primary key,
  file_id bigint not null references kept_file (id),
  ordinal integer not null,
  sealed bytea not null,
  unique (file_id, ordinal)
);

-- ASP.NET Core's own key ring, so that web nodes hold no state.
create table data_protection_key (
  name text primary key,
  body text not null,
  created_at bigint not null
);
