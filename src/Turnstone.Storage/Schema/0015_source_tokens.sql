-- Who may send files of a source from outside: by API or by a mail service. The token itself is kept nowhere.
create table source_token (
  id bigint primary key,
  connection_id bigint not null references connection (id),
  source text not null,
  note text not null,
  token_hash bytea not null unique,
  made_at bigint not null,
  made_by bigint not null references person (id),
  revoked_at bigint,
  revoked_by bigint references person (id)
);
create index source_token_source on source_token (connection_id, source);
