-- From an approved share to records in NetSuite, each once: what was planned, what was sent, what was read back.

-- One payment with the records it needs, the deposit of a line, a change of a posted payment, or a return.
create table posting (
  id bigint primary key,
  connection_id bigint not null references connection (id),
  company_id text not null,
  bank_account text not null,
  bank_line_id bigint not null references bank_line (id),
  receipt_id bigint references receipt (id),
  kind text not null check (kind in ('payment', 'deposit', 'change', 'return')),
  state text not null check (state in ('waiting', 'approved', 'posting', 'held', 'posted', 'refused', 'withdrawn')),
  refusal text,
  why text not null,
  booked_on date not null,
  customer_id text,
  amount bigint not null,
  currency text not null,
  seen text not null,
  asked_by bigint not null,
  approved_by bigint,
  created_at bigint not null,
  ended_at bigint
);
create index posting_state on posting (connection_id, company_id, state, id);
create index posting_latest on posting (connection_id, company_id, id);
create index posting_line on posting (bank_line_id, id);
create index posting_receipt on posting (receipt_id, id) where receipt_id is not null;

create table posting_share (
  posting_id bigint not null references posting (id),
  share_id bigint not null,
  connection_id bigint not null,
  company_id text not null,
  primary key (posting_id, share_id)
);
create index posting_share_share on posting_share (share_id);

-- One write of a posting, in the transaction of the decision. `sent_at` is kept before the call goes out: a write with
-- it and without `record_id` has an outcome nobody knows. `state` is the sending of one write, not the share's state.
create table outbox_write (
  id bigint primary key,
  connection_id bigint not null,
  company_id text not null,
  posting_id bigint not null references posting (id),
  ordinal integer not null,
  kind text not null,
  external_id text not null,
  plan text not null,
  state text not null check (state in ('blocked', 'ready', 'leased', 'done', 'held', 'refused', 'cancelled')),
  record_id text,
  record_line integer,
  sent_at bigint,
  attempts integer not null,
  not_before bigint not null,
  lease_until bigint not null,
  lease_owner text not null,
  why text not null,
  done_at bigint,
  unique (posting_id, ordinal)
);
create index outbox_write_due on outbox_write (not_before, id) where state in ('ready', 'leased');
create unique index outbox_write_record on outbox_write (connection_id, external_id)
  where kind <> 'application_change' and state not in ('cancelled', 'refused');

-- What our own writes moved of a document, signed as its open amount, so that it is no news to a later posting.
create table write_effect (
  write_id bigint not null references outbox_write (id),
  document_id text not null,
  line integer not null,
  connection_id bigint not null,
  company_id text not null,
  settled bigint not null,
  currency text not null,
  done_at bigint not null,
  primary key (write_id, document_id, line)
);
create index write_effect_document on write_effect (connection_id, document_id, line, done_at);

-- Every look at a record after its write: what it said, and every difference by name.
create table read_back (
  id bigint primary key,
  connection_id bigint not null,
  company_id text not null,
  write_id bigint not null references outbox_write (id),
  record_id text not null,
  outcome text not null check (outcome in ('equal', 'awaits_approval', 'different')),
  mismatches text not null,
  read_at bigint not null
);
create index read_back_write on read_back (write_id, id);

-- Money that NetSuite may hold already. A record is the money of one receipt only.
create table found_payment (
  id bigint primary key,
  connection_id bigint not null,
  company_id text not null,
  receipt_id bigint not null references receipt (id),
  record_id text not null,
  record_kind text not null,
  number text not null,
  customer_id text,
  amount bigint not null,
  currency text not null,
  dated_on date not null,
  why text not null,
  state text not null check (state in ('open', 'accepted', 'dismissed')),
  found_at bigint not null,
  answered_by bigint,
  answered_at bigint,
  unique (receipt_id, record_id)
);
create unique index found_payment_once on found_payment (connection_id, record_id) where state = 'accepted';
create index found_payment_open on found_payment (connection_id, company_id, id) where state = 'open';

-- Each run's tie-outs; the latest of a kind, subject and day holds.
create table tie_out (
  id bigint primary key,
  connection_id bigint not null,
  company_id text not null,
  bank_account text not null,
  kind text not null check (kind in ('line', 'statement', 'money', 'shares', 'bank_ledger', 'undeposited_funds',
    'receivables')),
  subject text not null,
  day date not null,
  currency text not null,
  state text not null check (state in ('proved', 'not_provable', 'failed')),
  whole bigint not null,
  parts text not null,
  differences text not null,
  beside text not null,
  ran_at bigint not null,
  unique (connection_id, company_id, bank_account, kind, subject, day, currency)
);
create index tie_out_failed on tie_out (connection_id, bank_account, day) where state = 'failed';

-- A failed tie-out stops automatic posting of its account and day until two persons let it go on.
create table release (
  id bigint primary key,
  connection_id bigint not null,
  company_id text not null,
  bank_account text not null,
  day date not null,
  why text not null,
  asked_by bigint not null,
  released_by bigint not null,
  released_at bigint not null
);
create index release_day on release (connection_id, bank_account, day);
