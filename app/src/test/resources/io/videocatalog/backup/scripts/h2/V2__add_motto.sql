alter table teams add column motto varchar(100) default 'none yet' not null;
