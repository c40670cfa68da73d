-- Looking for number plates: every plate that is kept, once, folded by what looks alike, so that a search reads plates and not sightings.

-- As LookAlikes of the contracts folds.
CREATE FUNCTION plate_folded(plate text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT translate(plate, 'ODQILZASGTBV', '00011245678U')
$$;

CREATE TABLE plate_known (
    plate     text COLLATE "C" PRIMARY KEY,
    folded    text COLLATE "C" NOT NULL GENERATED ALWAYS AS (plate_folded(plate)) STORED,
    last_seen timestamptz NOT NULL       -- of the latest sighting, here or once
);
INSERT INTO plate_known (plate, last_seen) SELECT plate, max(time) FROM plate_sighting GROUP BY plate;

-- Sightings of one plate.
CREATE INDEX plate_sighting_plate_time ON plate_sighting (plate, time);

-- Trigrams make wildcards anywhere fast. Without them the same searches read all plates. No list of what is yet to be indexed: searches
-- would have to read it.
DO $$
BEGIN
    IF EXISTS (SELECT 1 FROM pg_available_extensions WHERE name = 'pg_trgm') THEN
        CREATE EXTENSION IF NOT EXISTS pg_trgm;
        EXECUTE 'CREATE INDEX plate_known_folded ON plate_known USING gin (folded gin_trgm_ops) WITH (fastupdate = off)';
    ELSE
        RAISE WARNING 'pg_trgm is not there: searches for plates with leading wildcards read all plates';
    END IF;
END $$;
