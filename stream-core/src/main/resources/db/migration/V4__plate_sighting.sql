-- Number plates that cameras have read, a row a vehicle and camera. Personal data: kept for a time of their own (IOC_PLATE_DAYS),
-- never shown unmasked.
CREATE TABLE plate_sighting (
    time         timestamptz NOT NULL,    -- of the picture in which it was surest
    device       integer NOT NULL,        -- the camera
    message      bigint NOT NULL,
    idx          smallint NOT NULL,
    track        bigint NOT NULL,
    vehicle      text,
    plate        text NOT NULL,
    layout       text NOT NULL,
    confidence   real NOT NULL,
    auto_accept  boolean NOT NULL,
    reads        smallint NOT NULL,
    alternatives jsonb NOT NULL,          -- text and share
    approach     text,
    motion       text NOT NULL,
    PRIMARY KEY (device, message, idx, time)
);
CREATE INDEX plate_sighting_device_time ON plate_sighting (device, time);

DO $$
BEGIN
    IF EXISTS (SELECT 1 FROM pg_extension WHERE extname = 'timescaledb') THEN
        PERFORM create_hypertable('plate_sighting', 'time', chunk_time_interval => interval '1 day', create_default_indexes => false);
    END IF;
END $$;
