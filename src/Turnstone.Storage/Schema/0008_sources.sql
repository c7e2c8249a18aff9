-- Places that files come from by themselves: how the last look went, and what was read of each.

create table source_look (
  connection_id bigint not null references connection (id),
  name text not null,
  looked_at bigint not null,
  next_at bigint not null,
  failures integer not null,
  failing_since bigint,
  why text not null,
  waiting integer not null,
  primary key (connection_id, name)
);

-- Known by name, size and the place's own time of change, so that a file that stays is fetched once.
create table source_file (
  connection_id bigint not null references connection (id),
  source text not null,
  name text not null,
  size bigint not null,
  changed text not null,
  state text not null check (state in ('read', 'quarantined', 'known', 'unread')),
  why text not null,
  read_at bigint not null,
  primary key (connection_id, source, name, size, changed)
);
