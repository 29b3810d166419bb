-- What has happened to every row of the catalogue. A change is written in the transaction that makes it, as its last statement.

create sequence changes_seq start with 1;

-- No reference leads to rows or users: what has happened stays known when they are deleted.
create table changes (
    number       bigint                      default nextval('changes_seq') not null,
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

-- The history of a row; what a request has done; what was deleted.
create index changes_entity_id_idx on changes (entity_id, entity, number);
create index changes_request_id_idx on changes (request_id, number);
create index changes_deleted_idx on changes (number) where kind = 'DELETED';
