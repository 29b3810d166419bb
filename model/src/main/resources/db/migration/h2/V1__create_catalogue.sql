-- The catalogue's first tables. Text columns hold twice the characters that the catalogue allows, because H2 counts
-- UTF-16 units and an emoji takes two.

-- Ids are handed out in blocks of 50, so that a write seldom waits for the sequence.
create sequence users_seq start with 1 increment by 50;
create sequence videos_seq start with 1 increment by 50;

create table users (
    id          bigint                      not null,
    version     bigint                      not null,
    name        varchar(100)                not null,
    name_key    varchar(100)                not null,
    email       varchar(100)                not null,
    email_key   varchar(100)                not null,
    search_text varchar(15000)              not null,
    created_at  timestamp(3) with time zone not null,
    updated_at  timestamp(3) with time zone not null,
    -- Identifies a user.
    constraint users_pkey primary key (id)
);

-- One account an address: email_key is the address without regard to case. It is an index and not a constraint,
-- because H2 names the index when it is violated, and the API answers by that name.
create unique index users_email_key on users (email_key);
-- These three serve sorting and paging: each ends in the id that breaks ties.
create index users_name_key_idx on users (name_key, id);
create index users_created_at_idx on users (created_at, id);
create index users_updated_at_idx on users (updated_at, id);

create table videos (
    id          bigint                      not null,
    version     bigint                      not null,
    name        varchar(500)                not null,
    name_key    varchar(500)                not null,
    description varchar(1000)               not null,
    search_text varchar(15000)              not null,
    owner_id    bigint,
    created_at  timestamp(3) with time zone not null,
    updated_at  timestamp(3) with time zone not null,
    -- Identifies a video.
    constraint videos_pkey primary key (id),
    -- An owner is a user, and a user who owns videos stays.
    constraint videos_owner_id_fkey foreign key (owner_id) references users (id)
);

-- As for users; owner_id also serves the videos of one owner in order of id.
create index videos_name_key_idx on videos (name_key, id);
create index videos_created_at_idx on videos (created_at, id);
create index videos_updated_at_idx on videos (updated_at, id);
create index videos_owner_id_idx on videos (owner_id, id);
