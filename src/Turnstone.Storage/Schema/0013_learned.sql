-- What people's corrections teach. A proposal decides nothing; it is approved by two persons, holds between two days,
-- and is ended with a reason, never edited or removed.
create table learned_fact (
  id bigint primary key,
  connection_id bigint not null,
  company_id text not null,
  kind text not null check (kind in ('payer_name', 'payer_account', 'oldest_first', 'discount_grace')),
  fact_key text not null,
  shown text not null,
  customer_id text not null,
  days integer not null,
  caution text not null,
  cases text not null,
  receipt_id bigint not null,
  called text not null,
  called_on date not null,
  times integer not null,
  state text not null check (state in ('proposed', 'approved', 'refused', 'taken_back')),
  proposed_at bigint not null,
  proposed_by bigint not null,
  replay_id bigint references replay (id),
  request_id bigint,
  approved_at bigint,
  approved_by bigint,
  valid_from date,
  valid_to date,
  ended_at bigint,
  ended_by bigint,
  ended_why text not null
);
create unique index learned_fact_live on learned_fact (connection_id, company_id, kind, fact_key, customer_id)
  where state in ('proposed', 'approved');
create index learned_fact_receipt on learned_fact (receipt_id);

-- Which decisions rest on it: all of them are listed when it is taken back.
create table learned_use (
  fact_id bigint not null references learned_fact (id),
  decision_id bigint not null,
  receipt_id bigint not null,
  primary key (fact_id, decision_id)
);
create index learned_use_decision on learned_use (decision_id);
