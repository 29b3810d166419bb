create sequence teams_seq start with 1 increment by 50;
create sequence members_seq start with 1 increment by 50;

create table teams (
    id      bigint not null,
    name    varchar(500) not null,
    lead_id bigint,
    constraint teams_pkey primary key (id)
);

create table members (
    id      bigint not null,
    name    varchar(500) not null,
    team_id bigint not null,
    chief_id bigint,
    constraint members_pkey primary key (id),
    constraint members_team_id_fkey foreign key (team_id) references teams (id),
    constraint members_chief_id_fkey foreign key (chief_id) references members (id)
);

create unique index members_name_key on members (name);

alter table teams add constraint teams_lead_id_fkey foreign key (lead_id) references members (id);

create table samples (
    "order"   integer,
    "value"   varchar(2000),
    small     smallint,
    large     bigint,
    exact     numeric(30, 10),
    rough     double precision,
    single    real,
    truth     boolean,
    born      date,
    moment    timestamp(6) with time zone,
    token     uuid,
    content   bytea,
    long_text text,
    doubled   integer generated always as (small * 2) stored
);

create table pairs (
    a varchar(100) not null,
    b integer not null,
    constraint pairs_pkey primary key (b, a)
);
