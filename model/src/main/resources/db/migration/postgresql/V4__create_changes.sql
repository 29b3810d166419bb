-- What has happened to every row of the catalogue. A change is written in the transaction that makes it, as its last statement.

create sequence changes_seq start with 1;

-- The next number. Numbers are given before their transactions commit, so that a later one can be seen before an earlier one.
-- A transaction that takes numbers therefore holds a lock until all can see them. The lock keeps nobody from anything; its second
-- half is the last number that was given before, without which readers would not know below what they miss nothing. A client
-- that is frozen between here and its commit would keep readers waiting for as long as it is.
create function next_change_number() returns bigint
    language plpgsql volatile
    as '
    begin
        if coalesce(current_setting(''video_catalog.takes_numbers'', true), '''') = '''' then
            perform pg_advisory_xact_lock_shared(563017090, (case when is_called then last_value else last_value - 1 end)::bit(32)::integer)
               from changes_seq;
            perform set_config(''video_catalog.takes_numbers'', ''yes'', true);
            if current_setting(''idle_in_transaction_session_timeout'') = ''0'' then
                perform set_config(''idle_in_transaction_session_timeout'', ''10s'', true);
            end if;
        end if;
        return nextval(''changes_seq'');
    end';

-- No reference leads to rows or users: what has happened stays known when they are deleted.
create table changes (
    number       bigint                      default next_change_number() not null,
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

-- The history of a row, by the id first, since H2 looks many values up in the first column only; what a request has done; what was deleted.
create index changes_entity_id_idx on changes (entity_id, entity, number);
create index changes_request_id_idx on changes (request_id, number);
create index changes_kind_idx on changes (kind, number);
