-- Logins NetSuite refused in a row: a process that starts again, or a second one, goes on counting where the last left
-- off, since five in a row lock the integration's user. Other credentials begin anew.
create table login_refusal (
  account text primary key,
  credentials text not null,
  failed integer not null,
  shuts integer not null,
  until bigint not null,
  why text not null
);
