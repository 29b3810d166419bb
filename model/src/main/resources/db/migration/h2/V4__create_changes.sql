-- What has happened to every row of the catalogue. A change is written in the transaction that makes it, as its last statement.

create sequence changes_seq start with 1;

-- No reference leads to rows or users: what has happened stays known when they are deleted.
create table changes (
    number       bigint                      default next value for changes_seq not null,
    entity       varchar(100)                not null,
    entity_id    bigint                      not null,
    version      bigint                      not null,
    kind         varchar(20)                 not null,
    changed_at   timestamp(3) with time zone not null,
    actor        varchar(100)                not null,
    actor_id     bigint,
    request_id   varchar(100)                not null,
    before_state varchar(1048576),
    after_state  varchar(1048576),
    -- Identifies a change.
    constraint changes_pkey primary key (number)
);

-- The history of a row, by the id first, since H2 looks many values up in the first column only. An index costs every write on H2, so
-- that there is none for what was deleted and for what a request has done.
create index changes_entity_id_idx on changes (entity_id, entity, number);
