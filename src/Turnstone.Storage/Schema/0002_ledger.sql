-- Money owed: what NetSuite or a file of open items says, kept as dated events. `ledger_event` is the truth for every
-- as-of question; open amounts, aging_day and customer_balance follow from it in the same transaction.

create table subsidiary (
  connection_id bigint not null references connection (id),
  id text not null,
  name text not null,
  parent_id text,
  currency text not null,
  elimination boolean not null,
  active boolean not null,
  primary key (connection_id, id)
);

create table currency (
  connection_id bigint not null references connection (id),
  id text not null,
  code text not null,
  name text not null,
  base boolean not null,
  rate bigint,
  primary key (connection_id, id)
);

create table gl_account (
  connection_id bigint not null references connection (id),
  id text not null,
  number text not null,
  name text not null,
  type text not null,
  currency text,
  active boolean not null,
  primary key (connection_id, id)
);

create table period (
  connection_id bigint not null references connection (id),
  id text not null,
  name text not null,
  start_on date not null,
  end_on date not null,
  closed boolean not null,
  ar_locked boolean not null,
  all_locked boolean not null,
  allows_non_gl boolean not null,
  adjustment boolean not null,
  primary key (connection_id, id)
);

-- Percent is kept times 10,000: 2 percent is 20000.
create table term (
  connection_id bigint not null references connection (id),
  id text not null,
  name text not null,
  net_days integer,
  discount_percent bigint,
  discount_days integer,
  date_driven boolean not null,
  primary key (connection_id, id)
);

-- A customer belongs to the connection; name_key and number_key are what matching looks up by.
create table customer (
  connection_id bigint not null references connection (id),
  id text not null,
  number text not null,
  number_key text not null,
  name text not null,
  name_key text not null,
  parent_id text,
  root_id text not null default '',
  currency text not null,
  term_id text,
  ar_account text,
  credit_limit bigint,
  hold text,
  email text,
  phone text,
  language text,
  sales_rep text,
  external_id text,
  active boolean not null,
  modified_at text not null,
  primary key (connection_id, id)
);
create index customer_name on customer (connection_id, name_key);
create index customer_number on customer (connection_id, number_key);
create index customer_root on customer (connection_id, root_id);
create index customer_parent on customer (connection_id, parent_id) where parent_id is not null;

create table customer_company (
  connection_id bigint not null,
  customer_id text not null,
  company_id text not null,
  is_primary boolean not null,
  primary key (connection_id, customer_id, company_id)
);

-- Words of names and numbers for search, normalised in C#.
create table customer_token (
  connection_id bigint not null,
  token text not null,
  customer_id text not null,
  primary key (connection_id, token, customer_id)
);

-- Every document on an AR account, settled ones too: a receipt may cite one that is closed. Debits are positive, credits
-- negative. `claimed` is what decisions not yet posted take of it, with the sign of the open amount; `stated` is what the
-- source last said is open, to be compared with what the events make of it.
create table open_item (
  connection_id bigint not null,
  id text not null,
  line integer not null,
  company_id text not null,
  number text not null,
  digits_key text not null,
  last_key text,
  kind text not null check (kind in ('invoice', 'journal_debit', 'credit_memo', 'unapplied_payment', 'journal_credit',
    'customer_deposit')),
  customer_id text not null,
  ar_account text not null,
  dated_on date not null,
  due_on date not null,
  currency text not null,
  total bigint not null,
  open_amount bigint not null,
  claimed bigint not null default 0,
  stated bigint,
  discount_percent bigint,
  discount_until date,
  purchase_order text,
  order_key text,
  exchange_rate bigint not null,
  external_id text,
  status text not null,
  on_books boolean not null,
  applications_read boolean not null,
  modified_at text not null,
  primary key (connection_id, id, line)
);
-- The company stands in it, or the planner takes open_item_due and reads all that is open.
create index open_item_customer on open_item (connection_id, customer_id, company_id, due_on)
  where open_amount <> 0;
create index open_item_digits on open_item (connection_id, digits_key);
create index open_item_last on open_item (connection_id, last_key) where last_key is not null;
create index open_item_order on open_item (connection_id, order_key) where order_key is not null;
create index open_item_due on open_item (connection_id, company_id, due_on) where open_amount <> 0;
create index open_item_unexplained on open_item (connection_id, id) where stated <> open_amount;
create index open_item_external on open_item (connection_id, external_id) where external_id is not null;

-- Which forms this company's document numbers have: letters as A, digits as 9.
create table number_shape (
  connection_id bigint not null,
  company_id text not null,
  shape text not null,
  primary key (connection_id, company_id, shape)
);

create table application (
  connection_id bigint not null,
  credit_id text not null,
  credit_line integer not null,
  debit_id text not null,
  debit_line integer not null,
  company_id text not null,
  currency text not null,
  amount bigint not null,
  applied_on date not null,
  primary key (connection_id, credit_id, credit_line, debit_id, debit_line)
);
create index application_debit on application (connection_id, debit_id, debit_line);

create table ledger_event (
  connection_id bigint not null,
  company_id text not null,
  customer_id text not null,
  event_on date not null,
  id bigint not null,
  kind text not null check (kind in ('raised', 'applied', 'unapplied', 'restated')),
  document_id text not null,
  line integer not null,
  due_on date not null,
  currency text not null,
  amount bigint not null,
  in_balance boolean not null,
  primary key (connection_id, company_id, customer_id, event_on, id)
);

create table aging_day (
  connection_id bigint not null,
  company_id text not null,
  currency text not null,
  event_on date not null,
  due_on date not null,
  amount bigint not null,
  primary key (connection_id, company_id, currency, event_on, due_on)
);

-- Deposits stand beside the balance, never in it. Overdue is as of `balance_day`.
create table customer_balance (
  connection_id bigint not null,
  company_id text not null,
  customer_id text not null,
  currency text not null,
  open_amount bigint not null,
  overdue_amount bigint not null,
  deposit_amount bigint not null,
  items integer not null,
  primary key (connection_id, company_id, customer_id, currency)
);
create index customer_balance_overdue
  on customer_balance (connection_id, overdue_amount desc, customer_id);
create index customer_balance_customer on customer_balance (connection_id, customer_id);

create table balance_day (
  connection_id bigint not null,
  company_id text not null,
  good_for date not null,
  primary key (connection_id, company_id)
);

-- How far each kind of record has been read.
create table sync_cursor (
  connection_id bigint not null,
  topic text not null,
  place text not null,
  read_at bigint not null,
  primary key (connection_id, topic)
);

-- One run of a sync or of an import of open items; a run that died stays 'running' and is seen as such.
create table ledger_run (
  id bigint primary key,
  connection_id bigint not null,
  kind text not null check (kind in ('sync', 'file')),
  state text not null check (state in ('running', 'done', 'failed')),
  why text not null,
  customers bigint not null,
  documents bigint not null,
  applications bigint not null,
  drifts bigint not null,
  started_at bigint not null,
  started_by bigint not null,
  ended_at bigint
);
create index ledger_run_latest on ledger_run (connection_id, started_at);

-- An open amount that our events do not explain: named document by document, never summed away.
create table ledger_drift (
  run_id bigint not null references ledger_run (id),
  document_id text not null,
  line integer not null,
  connection_id bigint not null,
  company_id text not null,
  number text not null,
  currency text not null,
  by_events bigint not null,
  stated bigint not null,
  primary key (run_id, document_id, line)
);

-- Receipts settled before, from history or from our own postings: evidence that may act.
create table settled_receipt (
  id bigint primary key,
  connection_id bigint not null,
  company_id text not null,
  settled_on date not null,
  payer_name text,
  name_key text,
  payer_account text,
  amount bigint not null,
  currency text not null,
  text text not null,
  customer_id text,
  documents text not null,
  receipt_id bigint
);
create index settled_receipt_account on settled_receipt (connection_id, payer_account) where payer_account is not null;
create index settled_receipt_name on settled_receipt (connection_id, name_key) where name_key is not null;
create index settled_receipt_customer on settled_receipt (connection_id, customer_id, settled_on);
create index settled_receipt_receipt on settled_receipt (receipt_id) where receipt_id is not null;
