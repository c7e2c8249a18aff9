-- How a file was read when it came: the text of its mapping and the currency it was told, so that a release or a later
-- reading makes the same of it.
alter table file_arrival add column mapping text not null default '';
alter table file_arrival add column currency text not null default '';
