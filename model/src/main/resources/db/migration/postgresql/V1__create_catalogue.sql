-- The catalogue's first tables. Lengths are those of the H2 tables, so that a row that fits there fits here.
-- Text that is compared is collated "C", byte by byte: in UTF-8 that is the order of code points, as on H2.

-- What is indexed of texts. Words are looked up by their beginnings, a part of a text by the pairs of characters in it, a single
-- character by the pairs that begin with it. Unlike trigrams these find two Hangul or Han characters, pictographs, and all of
-- them in a database of the locale C, too, and cost a fraction. What separates pairs stands in no text: control characters are
-- refused.
create function words(search_text text) returns tsvector
    language sql immutable parallel safe
    return array_to_tsvector(array_remove(string_to_array(search_text, ' '), ''));
create function pairs(key text) returns tsvector
    language sql immutable parallel safe
    return array_to_tsvector(array_remove(string_to_array(
        regexp_replace(key, '(..)', '\1' || chr(1), 'g') || chr(1) || regexp_replace(substr(key, 2), '(..)', '\1' || chr(1), 'g'),
        chr(1)), ''));

-- What the API asks these indexes; the server puts the body in the place of the call. Each stands behind a "like", which costs
-- less where rows are looked at one by one, and has the last word on what the pairs have found.
create function has_words(search_text text, beginnings text) returns boolean
    language sql immutable parallel safe
    return words(search_text) @@ beginnings::tsquery;
create function has_pairs(key text, wanted text) returns boolean
    language sql immutable parallel safe
    return pairs(key) @@ wanted::tsquery;

-- Ids are handed out in blocks of 50, so that a write seldom waits for the sequence.
create sequence users_seq start with 1 increment by 50;
create sequence videos_seq start with 1 increment by 50;

create table users (
    id          bigint                      not null,
    version     bigint                      not null,
    name        varchar(100)                not null,
    name_key    varchar(100)    collate "C" not null,
    email       varchar(100)                not null,
    email_key   varchar(100)    collate "C" not null,
    search_text varchar(15000)  collate "C" not null,
    created_at  timestamp(3) with time zone not null,
    updated_at  timestamp(3) with time zone not null,
    -- Identifies a user.
    constraint users_pkey primary key (id)
);

-- One account an address: email_key is the address without regard to case.
create unique index users_email_key on users (email_key);
-- These three serve sorting and paging: each ends in the id that breaks ties.
create index users_name_key_idx on users (name_key, id);
create index users_created_at_idx on users (created_at, id);
create index users_updated_at_idx on users (updated_at, id);
-- These serve the filters that look for a part of a text, and the search.
-- New entries are gathered, 32 MB instead of 4, and then merged in: that spares a bulk import a quarter of its time, and costs a
-- search some milliseconds until then.
create index users_name_key_pairs_idx on users using gin (pairs(name_key)) with (gin_pending_list_limit = 32768);
create index users_email_key_pairs_idx on users using gin (pairs(email_key)) with (gin_pending_list_limit = 32768);
create index users_search_text_words_idx on users using gin (words(search_text)) with (gin_pending_list_limit = 32768);

create table videos (
    id          bigint                      not null,
    version     bigint                      not null,
    name        varchar(500)                not null,
    name_key    varchar(500)    collate "C" not null,
    description varchar(1000)               not null,
    search_text varchar(15000)  collate "C" not null,
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
create index videos_name_key_pairs_idx on videos using gin (pairs(name_key)) with (gin_pending_list_limit = 32768);
create index videos_search_text_words_idx on videos using gin (words(search_text)) with (gin_pending_list_limit = 32768);
