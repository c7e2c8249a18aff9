-- Money in: files as they arrived, what they say, and what was decided about it.

-- One arrival of one content. The bytes are in kept_file, encrypted.
create table file_arrival (
  id bigint primary key,
  connection_id bigint not null references connection (id),
  kept_file_id bigint references kept_file (id),
  content_hash bytea not null,
  name text not null,
  size bigint not null,
  source text not null,
  format text not null,
  role text not null,
  state text not null check (state in ('received', 'read', 'quarantined', 'refused')),
  why text not null,
  statements integer not null,
  lines integer not null,
  new_lines integer not null,
  same_lines integer not null,
  clashes integer not null,
  waiting_lines integer not null,
  problems integer not null,
  received_at bigint not null,
  received_by bigint not null,
  read_at bigint,
  unique (connection_id, content_hash)
);
create index file_arrival_latest on file_arrival (connection_id, received_at);

create table file_problem (
  id bigint primary key,
  connection_id bigint not null,
  arrival_id bigint not null references file_arrival (id),
  severity text not null check (severity in ('note', 'warning', 'error')),
  rule text not null,
  line bigint not null,
  message text not null,
  raw text
);
create index file_problem_arrival on file_problem (arrival_id, id);

-- An account's statement. Waiting: nobody mapped the account; held: the file is quarantined.
create table statement (
  id bigint primary key,
  connection_id bigint not null,
  company_id text not null,
  arrival_id bigint not null references file_arrival (id),
  bank_account text not null,
  account_number text not null,
  role text not null,
  source text not null,
  state text not null check (state in ('booked', 'waiting', 'held')),
  number text,
  from_on date not null,
  to_on date not null,
  currency text not null,
  opening bigint,
  closing bigint,
  total bigint not null,
  lines integer not null,
  proof text not null check (proof in ('proved', 'not_provable', 'failed')),
  why text not null
);
create index statement_account on statement (connection_id, bank_account, to_on);
create index statement_arrival on statement (arrival_id, id);
create index statement_waiting on statement (connection_id, account_number) where state = 'waiting';

-- Identity is unique within a connection: account, role, date, amount, reference and ordinal among equals.
create table bank_line (
  id bigint primary key,
  connection_id bigint not null,
  company_id text not null,
  statement_id bigint not null references statement (id),
  arrival_id bigint not null,
  bank_account text not null,
  role text not null,
  source text not null,
  identity text not null,
  ordinal integer not null,
  booked_on date not null,
  value_on date,
  amount bigint not null,
  currency text not null,
  reference text not null,
  type_code text,
  further_references text not null,
  payer_name text,
  payer_account text,
  payer_bank text,
  text text not null,
  file_line bigint not null,
  kind text not null check (kind in ('receipt', 'return', 'excluded', 'undecided')),
  rule text not null,
  awaits_detail boolean not null,
  details integer not null,
  unique (connection_id, identity)
);
create index bank_line_day on bank_line (connection_id, bank_account, booked_on, id);
create index bank_line_statement on bank_line (statement_id, id);
create index bank_line_awaiting on bank_line (connection_id, booked_on) where awaits_detail and details = 0;

-- Where else a booked line was seen: the same line in an overlapping file, or in another source of the account.
create table line_sighting (
  bank_line_id bigint not null references bank_line (id),
  arrival_id bigint not null,
  file_line bigint not null,
  connection_id bigint not null,
  reference text not null,
  primary key (bank_line_id, arrival_id, file_line)
);

-- Lines of a quarantined file, of an account nobody mapped, or at odds with what is booked: kept for a person.
create table held_line (
  id bigint primary key,
  connection_id bigint not null,
  company_id text not null,
  arrival_id bigint not null references file_arrival (id),
  statement_id bigint references statement (id),
  reason text not null check (reason in ('quarantined', 'no_account', 'changed', 'missing', 'balances_differ',
    'not_booked', 'no_line')),
  bank_line_id bigint,
  booked_on date not null,
  amount bigint not null,
  currency text not null,
  reference text not null,
  payer_name text,
  text text not null,
  body text not null,
  file_line bigint not null,
  state text not null check (state in ('open', 'booked', 'dropped')),
  answered_by bigint,
  answered_at bigint,
  answer text not null
);
create index held_line_open on held_line (connection_id, company_id, id) where state = 'open';
create index held_line_arrival on held_line (arrival_id, id);

-- What one bank line is made of.
create table detail_item (
  id bigint primary key,
  connection_id bigint not null,
  company_id text not null,
  bank_line_id bigint not null references bank_line (id),
  arrival_id bigint not null,
  identity text not null,
  amount bigint not null,
  currency text not null,
  reference text not null,
  further_references text not null,
  payer_name text,
  payer_account text,
  payer_bank text,
  text text not null,
  file_line bigint not null,
  unique (bank_line_id, identity)
);

-- The payer's word on what it pays, arriving apart from the money.
create table advice (
  id bigint primary key,
  connection_id bigint not null,
  arrival_id bigint not null references file_arrival (id),
  payer text,
  reference text,
  dated_on date,
  currency text,
  total bigint,
  lines text not null,
  file_line bigint not null,
  arrived_on date not null
);
create index advice_recent on advice (connection_id, arrived_on);

-- One payer's payment, or another line that a person must decide upon. identity: '' for a whole line, else the detail's.
-- queue_state is the most urgent posting state among its shares, kept in the transaction that changes one.
create table receipt (
  id bigint primary key,
  connection_id bigint not null,
  company_id text not null,
  bank_line_id bigint not null references bank_line (id),
  detail_item_id bigint,
  identity text not null,
  bank_account text not null,
  kind text not null check (kind in ('receipt', 'return', 'undecided', 'excluded')),
  booked_on date not null,
  amount bigint not null,
  currency text not null,
  reference text not null,
  further_references text not null,
  payer_name text,
  payer_account text,
  payer_bank text,
  text text not null,
  file_name text not null,
  file_line bigint not null,
  queue_state text not null check (queue_state in ('undecided', 'waiting', 'approved', 'posting', 'posted', 'refused',
    'found', 'before_start', 'excluded', 'paired')),
  match_status text check (match_status in ('applied', 'partially_applied', 'unapplied', 'unidentified')),
  short boolean not null,
  verdict text check (verdict in ('auto', 'propose', 'hold')),
  confidence integer not null,
  customer_id text,
  decision_id bigint,
  linked_receipt_id bigint,
  link_note text not null,
  set_aside_until date,
  set_aside_why text not null,
  assigned_to bigint,
  version integer not null,
  unique (bank_line_id, identity)
);
create index receipt_queue on receipt (connection_id, company_id, booked_on, id)
  where queue_state in ('undecided', 'waiting', 'refused');
create index receipt_day on receipt (connection_id, company_id, booked_on, id);
create index receipt_account_day on receipt (connection_id, bank_account, booked_on);
create index receipt_customer on receipt (connection_id, customer_id, booked_on) where customer_id is not null;

-- One decision about a receipt, of the engine or of a person, with all that speaks for and against it.
create table decision (
  id bigint primary key,
  connection_id bigint not null,
  company_id text not null,
  receipt_id bigint not null references receipt (id),
  origin text not null check (origin in ('engine', 'person')),
  status text not null,
  verdict text not null,
  confidence integer not null,
  customer_id text,
  evidence text not null,
  rules text not null,
  made_at bigint not null,
  made_by bigint not null
);
create index decision_receipt on decision (receipt_id, id);

-- What one receipt pays for one customer, currency and AR account: the unit that becomes a payment in NetSuite.
create table share (
  id bigint primary key,
  connection_id bigint not null,
  company_id text not null,
  receipt_id bigint not null references receipt (id),
  decision_id bigint not null references decision (id),
  ordinal integer not null,
  customer_id text not null,
  ar_account text not null,
  currency text not null,
  amount bigint not null,
  on_account bigint not null,
  state text not null check (state in ('undecided', 'waiting', 'approved', 'posting', 'posted', 'refused', 'found',
    'before_start')),
  why text not null,
  generation integer not null,
  decided_by bigint,
  decided_at bigint,
  approved_by bigint,
  approved_at bigint,
  claims boolean not null,
  unique (receipt_id, ordinal)
);
create index share_state on share (connection_id, company_id, state, id)
  where state in ('waiting', 'approved', 'posting', 'refused');

create table share_application (
  share_id bigint not null references share (id),
  ordinal integer not null,
  connection_id bigint not null,
  company_id text not null,
  document_id text not null,
  line integer not null,
  number text not null,
  cash bigint not null,
  settled bigint not null,
  currency text not null,
  primary key (share_id, ordinal)
);
create index share_application_document on share_application (connection_id, document_id, line);

create table share_difference (
  share_id bigint not null references share (id),
  application integer not null,
  ordinal integer not null,
  connection_id bigint not null,
  company_id text not null,
  cause text not null,
  amount bigint not null,
  account text,
  tax bigint,
  primary key (share_id, application, ordinal)
);

create table receipt_comment (
  id bigint primary key,
  connection_id bigint not null,
  company_id text not null,
  receipt_id bigint not null references receipt (id),
  at bigint not null,
  person_id bigint not null,
  text text not null
);
create index receipt_comment_receipt on receipt_comment (receipt_id, id);
