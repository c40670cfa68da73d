-- Makes the history tables hypertables where TimescaleDB can be loaded.
DO $$
BEGIN
    IF EXISTS (SELECT 1 FROM pg_available_extensions WHERE name = 'timescaledb')
       AND current_setting('shared_preload_libraries') LIKE '%timescaledb%' THEN
        CREATE EXTENSION IF NOT EXISTS timescaledb;
        PERFORM create_hypertable('signal_event', 'time', chunk_time_interval => interval '1 day', create_default_indexes => false);
        PERFORM create_hypertable('detector_reading', 'time', chunk_time_interval => interval '1 day', create_default_indexes => false);
        PERFORM create_hypertable('environment_reading', 'time', chunk_time_interval => interval '7 days', create_default_indexes => false);
        PERFORM create_hypertable('controller_report', 'time', chunk_time_interval => interval '7 days', create_default_indexes => false);
        PERFORM create_hypertable('device_report', 'time', chunk_time_interval => interval '7 days', create_default_indexes => false);
        PERFORM create_hypertable('decision', 'time', chunk_time_interval => interval '7 days', create_default_indexes => false);
    ELSE
        RAISE WARNING 'TimescaleDB is not loaded: history stays in plain tables, without chunks to drop';
    END IF;
END $$;
