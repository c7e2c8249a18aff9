-- Aging of all customers as of any day. Each event says on which side of the account it counts; each customer's events
-- are packed into one row, so that all of them are read in one pass. Both tables here follow from `ledger_event`.

alter table ledger_event add column side text not null default 'debit'
  check (side in ('debit', 'credit', 'deposit'));
update ledger_event set side = 'deposit' where not in_balance;
update ledger_event set side = 'credit' where in_balance and exists (
  select 1 from open_item i
  where i.connection_id = ledger_event.connection_id and i.id = ledger_event.document_id and i.line = ledger_event.line
    and i.kind in ('credit_memo', 'unapplied_payment', 'journal_credit'));
alter table ledger_event drop column in_balance;

drop table aging_day;
create table aging_day (
  connection_id bigint not null,
  company_id text not null,
  currency text not null,
  event_on date not null,
  due_on date not null,
  side text not null check (side in ('debit', 'credit', 'deposit')),
  amount bigint not null,
  primary key (connection_id, company_id, currency, event_on, due_on, side)
);
insert into aging_day (connection_id, company_id, currency, event_on, due_on, side, amount)
select connection_id, company_id, currency, event_on, due_on, side, cast(sum(amount) as bigint)
from ledger_event group by connection_id, company_id, currency, event_on, due_on, side;

-- What a move is in bytes stands in the Domain (PackedMoves). An older database is packed by its next sync or import.
create table customer_ledger (
  connection_id bigint not null,
  company_id text not null,
  currency text not null,
  customer_id text not null,
  moves bytea not null,
  primary key (connection_id, company_id, currency, customer_id)
);
