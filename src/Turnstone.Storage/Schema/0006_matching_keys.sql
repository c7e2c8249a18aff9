-- Keys by which matching loads its slice of a ledger. They are made in C# (MatchingKeys) and kept with the version that
-- made them: rows with keys of another version are made anew before the next run.
create table matching_key (
  connection_id bigint primary key references connection (id),
  version integer not null
);
insert into matching_key (connection_id, version)
  select id, 1 from connection where exists (select 1 from customer where connection_id = connection.id);

-- A name's words in one order, so that payers who turn them round are found.
alter table customer add column words_key text not null default '';
create index customer_words on customer (connection_id, words_key);
alter table settled_receipt add column words_key text;
create index settled_receipt_words on settled_receipt (connection_id, words_key) where words_key is not null;

-- Words of customers' names: what a misspelt word may mean. A word stays when its last customer is renamed.
create table name_word (
  connection_id bigint not null,
  word text not null,
  primary key (connection_id, word)
);

-- Documents of settled receipts under the keys that texts may cite them by.
create table settled_document (
  connection_id bigint not null,
  number_key text not null,
  number text not null,
  settled_id bigint not null,
  primary key (connection_id, number_key, number, settled_id)
);
create index settled_document_receipt on settled_document (settled_id);
