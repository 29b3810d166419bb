-- Answers that a retry with the same Idempotency-Key gets again; each is written in the transaction of its request.
create table idempotency_keys (
    caller          varchar(255)                not null,
    idempotency_key varchar(255)                not null,
    fingerprint     varchar(64)                 not null,
    status          integer                     not null,
    headers         varchar(1048576)            not null,
    body            bytea,
    created_at      timestamp(3) with time zone not null,
    -- Each caller has keys of its own, and of two transactions that use one at once the second must fail.
    constraint idempotency_keys_pkey primary key (caller, idempotency_key)
);

-- Finds those that have expired.
create index idempotency_keys_created_at_idx on idempotency_keys (created_at);
