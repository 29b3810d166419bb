create sequence playlists_seq start with 1 increment by 50;

create table playlists (
    id          bigint                      not null,
    version     bigint                      not null,
    name        varchar(200)                not null,
    name_key    varchar(200)    collate "C" not null,
    rank        integer                     not null,
    search_text varchar(15000)  collate "C" not null,
    curator_id  bigint,
    created_at  timestamp(3) with time zone not null,
    updated_at  timestamp(3) with time zone not null,
    -- Identifies a playlist.
    constraint playlists_pkey primary key (id),
    -- A curator is a user, and a user who curates stays.
    constraint playlists_curator_id_fkey foreign key (curator_id) references users (id)
);

-- One index for each way to sort and filter, ending in the id that breaks ties.
create index playlists_name_key_idx on playlists (name_key, id);
create index playlists_rank_idx on playlists (rank, id);
create index playlists_curator_id_idx on playlists (curator_id, id);
create index playlists_created_at_idx on playlists (created_at, id);
create index playlists_updated_at_idx on playlists (updated_at, id);
-- These serve the filter that looks for a part of the name, and the search.
create index playlists_name_key_pairs_idx on playlists using gin (pairs(name_key)) with (gin_pending_list_limit = 32768);
create index playlists_search_text_words_idx on playlists using gin (words(search_text)) with (gin_pending_list_limit = 32768);
