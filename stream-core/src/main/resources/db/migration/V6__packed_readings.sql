-- Readings of detectors older than a day, a row a detector and day (UTC): the columns as arrays, which PostgreSQL compresses. Times
-- and message numbers are steps from the reading before, in the order of time, message and idx; the first step counts from the
-- day's begin and from zero. Where TimescaleDB brings compression of its own this table stays empty.
CREATE TABLE detector_reading_packed (
    device          integer NOT NULL,
    day             timestamptz NOT NULL,   -- its begin; a reading lies in the day that its time is in
    readings        integer NOT NULL,
    time_steps_ms   integer[] NOT NULL,
    message_steps   bigint[] NOT NULL,
    idx             smallint[] NOT NULL,
    interval_ms     integer[] NOT NULL,
    vehicles        integer[] NOT NULL,
    occupancy       real[] NOT NULL,
    mean_speed_kmh  real[] NOT NULL,
    queue_m         real[] NOT NULL,
    motorcycles     smallint[] NOT NULL,
    bicycles        smallint[] NOT NULL,
    cars            smallint[] NOT NULL,
    vans            smallint[] NOT NULL,
    buses           smallint[] NOT NULL,
    trucks          smallint[] NOT NULL,
    PRIMARY KEY (device, day)
);
CREATE INDEX detector_reading_packed_day ON detector_reading_packed (day);

-- Readings of packed days, as they were.
CREATE FUNCTION unpacked_readings(from_time timestamptz, to_time timestamptz, devices integer[])
RETURNS SETOF detector_reading LANGUAGE sql STABLE AS $$
    SELECT u.time, p.device, u.message, u.idx, u.interval_ms, u.vehicles, u.occupancy, u.mean_speed_kmh, u.queue_m,
        u.motorcycles, u.bicycles, u.cars, u.vans, u.buses, u.trucks
    FROM detector_reading_packed p CROSS JOIN LATERAL (
        SELECT p.day + sum(c.time_step) OVER steps * interval '1 millisecond' AS time,
            (sum(c.message_step) OVER steps)::bigint AS message, c.*
        FROM unnest(p.time_steps_ms, p.message_steps, p.idx, p.interval_ms, p.vehicles, p.occupancy, p.mean_speed_kmh,
            p.queue_m, p.motorcycles, p.bicycles, p.cars, p.vans, p.buses, p.trucks) WITH ORDINALITY
            AS c(time_step, message_step, idx, interval_ms, vehicles, occupancy, mean_speed_kmh, queue_m, motorcycles,
                bicycles, cars, vans, buses, trucks, n)
        WINDOW steps AS (ORDER BY c.n)) u
    WHERE p.device = ANY (devices) AND p.day > from_time - interval '1 day' AND p.day < to_time
        AND u.time >= from_time AND u.time < to_time
$$;

-- Readings from from_time until before to_time, packed or not: the one way to read raw history of detectors.
CREATE FUNCTION detector_readings(from_time timestamptz, to_time timestamptz, devices integer[])
RETURNS SETOF detector_reading LANGUAGE sql STABLE AS $$
    SELECT r.* FROM detector_reading r
    WHERE r.time >= from_time AND r.time < to_time AND r.device = ANY (devices)
    UNION ALL
    SELECT u.* FROM unpacked_readings(from_time, to_time, devices) u
$$;

DO $$
BEGIN
    IF EXISTS (SELECT 1 FROM pg_extension WHERE extname = 'timescaledb')
       AND current_setting('timescaledb.license', true) = 'timescale' THEN
        EXECUTE 'ALTER TABLE detector_reading SET (timescaledb.compress, timescaledb.compress_segmentby = ''device'','
            || ' timescaledb.compress_orderby = ''time, message, idx'')';
        PERFORM add_compression_policy('detector_reading', interval '2 days');
    END IF;
END $$;
