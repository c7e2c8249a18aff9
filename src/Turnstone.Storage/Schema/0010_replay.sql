-- What a decision does with the money, in one text that two deciders can be compared by. Decisions made before have none.
alter table decision add column says text not null default '';

-- A past period decided again under a changed policy: kept with its policy, so that who approves the change sees both.
create table replay (
  id bigint primary key,
  connection_id bigint not null,
  company_id text not null,
  from_on date not null,
  to_on date not null,
  policy text not null,
  summary text not null,
  receipts text not null,
  made_at bigint not null,
  made_by bigint not null
);
create index replay_company on replay (connection_id, company_id, id);
