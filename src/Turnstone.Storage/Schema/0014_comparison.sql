-- NetSuite's open amounts beside ours, by day, AR account, currency and company; what differed is kept day by day, its
-- documents in ledger_drift under the same run.
create table ledger_comparison (
  run_id bigint primary key references ledger_run (id),
  connection_id bigint not null,
  compared_at bigint not null,
  days integer not null,
  documents bigint not null
);
create index ledger_comparison_latest on ledger_comparison (connection_id, compared_at);

create table ledger_comparison_day (
  run_id bigint not null references ledger_comparison (run_id),
  company_id text not null,
  ar_account text not null,
  currency text not null,
  dated_on date not null,
  our_documents integer not null,
  our_open bigint not null,
  their_documents integer not null,
  their_open bigint not null,
  primary key (run_id, company_id, ar_account, currency, dated_on)
);
