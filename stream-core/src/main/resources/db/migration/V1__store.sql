-- The store of the operations centre. Writer: stream-core (and ioc-api for users, tokens and the audit log).
-- Times are UTC. Hypertables are made by V2 where TimescaleDB is loaded; without it the same tables work as they are.
-- A message is identified by (device, message): message = session * 2^32 + seq, as in contracts' MessageId.

-- Registry: short numbers for devices; what a code means over time is in the city's files and in site.
CREATE TABLE device (
    id   integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    code text NOT NULL UNIQUE,
    site text NOT NULL,
    kind text NOT NULL
);
CREATE INDEX device_site ON device (site);

CREATE TABLE site (                 -- intersections added while running
    id         text PRIMARY KEY,
    document   jsonb NOT NULL,
    added_by   text NOT NULL,
    added_at   timestamptz NOT NULL
);

-- The event log: the truth of the signals.
CREATE TABLE signal_event (
    time      timestamptz NOT NULL,
    device    integer NOT NULL,
    message   bigint NOT NULL,
    idx       smallint NOT NULL,
    code      smallint NOT NULL,
    parameter integer NOT NULL,
    PRIMARY KEY (device, message, idx, time)
);
CREATE INDEX signal_event_time ON signal_event USING brin (time);

CREATE TABLE detector_reading (
    time           timestamptz NOT NULL,   -- end of the interval
    device         integer NOT NULL,       -- the detector
    message        bigint NOT NULL,        -- of the sender
    idx            smallint NOT NULL,
    interval_ms    integer NOT NULL,
    vehicles       integer NOT NULL,
    occupancy      real,
    mean_speed_kmh real,
    queue_m        real,
    motorcycles    smallint,
    bicycles       smallint,
    cars           smallint,
    vans           smallint,
    buses          smallint,
    trucks         smallint,
    PRIMARY KEY (device, message, idx, time)
);
CREATE INDEX detector_reading_time ON detector_reading USING brin (time);

CREATE TABLE environment_reading (
    time    timestamptz NOT NULL,
    device  integer NOT NULL,
    message bigint NOT NULL,
    idx     smallint NOT NULL,
    metric  text NOT NULL,
    value   double precision NOT NULL,
    PRIMARY KEY (device, message, idx, time)
);
CREATE INDEX environment_reading_time ON environment_reading USING brin (time);

CREATE TABLE controller_report (          -- at every change, not every second
    time          timestamptz NOT NULL,
    device        integer NOT NULL,
    message       bigint NOT NULL,
    mode          text NOT NULL,
    stage         text,
    in_transition boolean NOT NULL,
    plan          text,
    last_command  text,
    verdict       text,
    fault         text,
    PRIMARY KEY (device, message, time)
);
CREATE INDEX controller_report_time ON controller_report USING brin (time);

CREATE TABLE device_report (
    time     timestamptz NOT NULL,
    device   integer NOT NULL,
    message  bigint NOT NULL,
    healthy  boolean NOT NULL,
    fault    text,
    firmware text,
    PRIMARY KEY (device, message, time)
);

-- The ledger of decisions.
CREATE TABLE decision (
    time         timestamptz NOT NULL,
    intersection text NOT NULL,
    id           text NOT NULL,           -- of the decision; the command's id when one was sent
    strategy     text NOT NULL,
    action       text NOT NULL,
    stage        text,
    reason       text NOT NULL,
    outcome      text NOT NULL,
    values       jsonb NOT NULL,
    PRIMARY KEY (intersection, time, id)
);
CREATE INDEX decision_time ON decision USING brin (time);

-- Roll-ups by detector. bucket is the start. measured_ms: how much of the bucket readings covered.
CREATE TABLE flow_1m (
    bucket         timestamptz NOT NULL,
    device         integer NOT NULL,
    measured_ms    integer NOT NULL,
    vehicles       integer NOT NULL,
    pcu            real NOT NULL,
    occupancy      real,
    mean_speed_kmh real,
    max_queue_m    real,
    motorcycles    integer, bicycles integer, cars integer, vans integer, buses integer, trucks integer,
    PRIMARY KEY (device, bucket)
);
CREATE INDEX flow_1m_bucket ON flow_1m (bucket);
CREATE TABLE flow_5m (LIKE flow_1m INCLUDING ALL);
CREATE TABLE flow_1h (LIKE flow_1m INCLUDING ALL);
CREATE TABLE flow_1d (LIKE flow_1m INCLUDING ALL);

-- By intersection, 5 minutes, with delay and level of service where they could be measured.
CREATE TABLE intersection_flow_5m (
    bucket           timestamptz NOT NULL,
    intersection     text NOT NULL,
    vehicles         integer NOT NULL,
    pcu              real NOT NULL,
    occupancy        real,
    mean_speed_kmh   real,
    max_queue_m      real,
    delay_s          real,
    level_of_service text,
    detectors        integer NOT NULL,
    expected         integer NOT NULL,
    PRIMARY KEY (intersection, bucket)
);
CREATE INDEX intersection_flow_5m_bucket ON intersection_flow_5m (bucket);

-- Buckets that new or late rows have touched and that the roll-up has yet to compute.
CREATE TABLE rollup_due (
    bucket timestamptz NOT NULL,          -- 1-minute bucket
    device integer NOT NULL,
    PRIMARY KEY (bucket, device)
);

-- Latest of everything, for screens after a restart.
CREATE TABLE latest_reading (
    device   integer PRIMARY KEY,
    time     timestamptz NOT NULL,
    reading  jsonb NOT NULL
);

CREATE TABLE incident (
    id           text PRIMARY KEY,
    kind         text NOT NULL,
    site         text NOT NULL,
    approach     text,
    values       jsonb NOT NULL,
    started_at   timestamptz NOT NULL,
    ended_at     timestamptz
);
CREATE INDEX incident_started ON incident (started_at);

CREATE TABLE alarm (
    id              text PRIMARY KEY,
    kind            text NOT NULL,
    severity        text NOT NULL,
    site            text NOT NULL,
    subject         text NOT NULL,
    values          jsonb NOT NULL,
    active          boolean NOT NULL,
    acknowledged    boolean NOT NULL,
    raised_at       timestamptz NOT NULL,
    cleared_at      timestamptz,
    acknowledged_at timestamptz,
    acknowledged_by text,
    assignee        text,
    note            text,
    occurrences     integer NOT NULL
);
CREATE INDEX alarm_raised ON alarm (raised_at);

CREATE TABLE alarm_history (
    alarm  text NOT NULL,
    at     timestamptz NOT NULL,
    event  text NOT NULL,                 -- RAISED, REPEATED, ACKNOWLEDGED, ASSIGNED, NOTED, CLEARED
    actor  text NOT NULL,
    note   text
);
CREATE INDEX alarm_history_alarm ON alarm_history (alarm, at);

CREATE TABLE signal_override (
    id           text PRIMARY KEY,
    intersection text NOT NULL,
    kind         text NOT NULL,           -- HOLD_STAGE, RUN_PLAN, RELEASE
    target       text,
    actor        text NOT NULL,
    reason       text NOT NULL,
    from_time    timestamptz NOT NULL,
    expires_at   timestamptz NOT NULL,
    ended_at     timestamptz,
    ended_by     text
);
CREATE INDEX signal_override_intersection ON signal_override (intersection, from_time);

-- Rows that the database refused, kept to be looked at; one bad row never holds back its batch.
CREATE TABLE rejected_row (
    at      timestamptz NOT NULL,
    target  text NOT NULL,
    row     jsonb NOT NULL,
    error   text NOT NULL
);

-- Who may log in.
CREATE TABLE app_user (
    name           text PRIMARY KEY,
    display_name   text NOT NULL,
    password_hash  text,                  -- argon2id, PHC string; null for accounts of an identity provider
    roles          text[] NOT NULL,
    disabled       boolean NOT NULL DEFAULT false,
    must_change    boolean NOT NULL DEFAULT false,
    failed_logins  integer NOT NULL DEFAULT 0,
    locked_until   timestamptz,
    created_at     timestamptz NOT NULL
);

CREATE TABLE refresh_token (
    token_hash  bytea PRIMARY KEY,        -- SHA-256
    family      text NOT NULL,            -- a reused token ends its whole family
    user_name   text NOT NULL REFERENCES app_user (name) ON DELETE CASCADE,
    issued_at   timestamptz NOT NULL,
    expires_at  timestamptz NOT NULL,
    used_at     timestamptz
);
CREATE INDEX refresh_token_family ON refresh_token (family);

CREATE TABLE audit_log (
    id      bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at      timestamptz NOT NULL,
    actor   text NOT NULL,
    action  text NOT NULL,
    target  text,
    outcome text NOT NULL,
    detail  jsonb NOT NULL
);
CREATE INDEX audit_log_at ON audit_log (at);
