-- What a run of reading the ledger was about: all there is, what NetSuite told of, or what a comparison found apart. Only
-- one that reads all says that we are in step.
alter table ledger_run add column reach text not null default 'all' check (reach in ('all', 'hinted', 'compared'));

-- Money in the ledger is looked up by its customer at each pull, settled or not.
create index open_item_money on open_item (connection_id, customer_id, total)
  where kind in ('unapplied_payment', 'customer_deposit');
