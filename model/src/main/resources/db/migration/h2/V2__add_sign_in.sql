-- Signing in: what users may do, what they show to be let in, and a log of what was done.

-- Everybody who is there already reads only, until an administrator says more.
alter table users add column role varchar(20) default 'VIEWER' not null;
alter table users alter column role drop default;
alter table users add column edits_all boolean default false not null;
alter table users alter column edits_all drop default;

create sequence passwords_seq start with 1 increment by 50;
create sequence tokens_seq start with 1 increment by 50;
create sequence audit_events_seq start with 1 increment by 50;

create table passwords (
    id         bigint                      not null,
    version    bigint                      not null,
    user_id    bigint                      not null,
    hash       varchar(100)                not null,
    created_at timestamp(3) with time zone not null,
    updated_at timestamp(3) with time zone not null,
    -- Identifies a password.
    constraint passwords_pkey primary key (id),
    -- A password goes with its user.
    constraint passwords_user_id_fkey foreign key (user_id) references users (id) on delete cascade
);

-- One password a user.
create unique index passwords_user_id_key on passwords (user_id);
create index passwords_created_at_idx on passwords (created_at, id);
create index passwords_updated_at_idx on passwords (updated_at, id);

create table tokens (
    id           bigint                      not null,
    version      bigint                      not null,
    user_id      bigint                      not null,
    kind         varchar(20)                 not null,
    name         varchar(200)                not null,
    scope        varchar(20)                 not null,
    expires_at   timestamp(3) with time zone not null,
    last_used_at timestamp(3) with time zone,
    hash         varchar(64)                 not null,
    created_at   timestamp(3) with time zone not null,
    updated_at   timestamp(3) with time zone not null,
    -- Identifies a token, and is no secret.
    constraint tokens_pkey primary key (id),
    -- Tokens go with their user.
    constraint tokens_user_id_fkey foreign key (user_id) references users (id) on delete cascade
);

-- Finds a token by what is shown of it, at each request.
create unique index tokens_hash_key on tokens (hash);
create index tokens_user_id_idx on tokens (user_id, id);
create index tokens_expires_at_idx on tokens (expires_at, id);
create index tokens_created_at_idx on tokens (created_at, id);
create index tokens_updated_at_idx on tokens (updated_at, id);

-- No reference leads to users: what was done stays known when its doer is deleted.
create table audit_events (
    id         bigint                      not null,
    version    bigint                      not null,
    action     varchar(50)                 not null,
    action_key varchar(50)                 not null,
    actor      varchar(100)                not null,
    actor_key  varchar(100)                not null,
    actor_id   bigint,
    subject    varchar(200)                not null,
    detail     varchar(1000)               not null,
    address    varchar(100)                not null,
    request_id varchar(100)                not null,
    created_at timestamp(3) with time zone not null,
    updated_at timestamp(3) with time zone not null,
    -- Identifies an event.
    constraint audit_events_pkey primary key (id)
);

create index audit_events_action_key_idx on audit_events (action_key, id);
create index audit_events_actor_key_idx on audit_events (actor_key, id);
create index audit_events_created_at_idx on audit_events (created_at, id);
create index audit_events_updated_at_idx on audit_events (updated_at, id);
