-- What stands around a customer's documents: people, orders, lines with their tax, and fields the company added in
-- NetSuite.

create table contact (
  connection_id bigint not null references connection (id),
  id text not null,
  customer_id text,
  name text not null,
  title text,
  role text,
  email text,
  phone text,
  active boolean not null,
  modified_at text not null,
  primary key (connection_id, id)
);
create index contact_customer on contact (connection_id, customer_id) where customer_id is not null;

create table employee (
  connection_id bigint not null references connection (id),
  id text not null,
  name text not null,
  title text,
  email text,
  phone text,
  supervisor_id text,
  active boolean not null,
  modified_at text not null,
  primary key (connection_id, id)
);

create table sales_order (
  connection_id bigint not null references connection (id),
  id text not null,
  company_id text not null,
  customer_id text not null,
  number text not null,
  status text not null,
  status_name text not null,
  dated_on date not null,
  currency text not null,
  total bigint not null,
  purchase_order text,
  sales_rep text,
  modified_at text not null,
  primary key (connection_id, id)
);
create index sales_order_customer on sales_order (connection_id, customer_id, dated_on);

-- Where a document came from and who sold it; no row where neither is known.
create table document_origin (
  connection_id bigint not null,
  document_id text not null,
  from_id text,
  sales_rep text,
  primary key (connection_id, document_id)
);
create index document_origin_from on document_origin (connection_id, from_id) where from_id is not null;

-- Lines of documents that were open when they were read, amounts in the document's currency. Quantity is kept times
-- 1,000,000, percent times 10,000.
create table document_line (
  connection_id bigint not null,
  document_id text not null,
  line integer not null,
  item_id text,
  item text,
  text text,
  quantity bigint,
  amount bigint not null,
  is_tax boolean not null,
  tax_code text,
  tax_percent bigint,
  account text,
  primary key (connection_id, document_id, line)
);

-- Values of custom fields that the administrator chose, as NetSuite shows them.
create table custom_value (
  connection_id bigint not null,
  owner text not null check (owner in ('customer', 'document')),
  owner_id text not null,
  field text not null,
  value text not null,
  primary key (connection_id, owner, owner_id, field)
);
