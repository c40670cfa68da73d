-- Violations: a row a case, never changed, and a row a change: what the core made of it and what people decide. How a case stands
-- follows from its last change. Writer of cases and their first change: stream-core; of what people decide: ioc-api.
CREATE TABLE violation (
    id               uuid PRIMARY KEY,       -- follows from camera, track and instant
    rule             text NOT NULL,
    site             text NOT NULL,
    camera           text NOT NULL,
    approach         text NOT NULL,
    lane             smallint,
    at               timestamptz NOT NULL,   -- the front passed the stop line
    entered_at       timestamptz,            -- it was in the junction
    raised_at        timestamptz NOT NULL,
    seconds_into_red real,
    vehicle          text,
    speed_kmh        real,
    track            bigint NOT NULL,        -- of the camera, as in plate_sighting
    void_reason      text,
    detail           jsonb NOT NULL          -- what it was judged by
);
CREATE INDEX violation_at ON violation (at, id);
CREATE INDEX violation_camera_at ON violation (camera, at);

CREATE TABLE violation_change (
    violation uuid NOT NULL REFERENCES violation (id),
    version   integer NOT NULL,              -- from 1; who decides on a version that is not the last one comes too late
    at        timestamptz NOT NULL,
    actor     text NOT NULL,
    action    text NOT NULL,
    reason    text,
    note      text,
    PRIMARY KEY (violation, version)
);

CREATE FUNCTION violation_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'violations are only added to, and a row of % was to be changed', TG_TABLE_NAME;
END $$;
CREATE TRIGGER violation_append_only BEFORE UPDATE ON violation
    FOR EACH ROW EXECUTE FUNCTION violation_is_append_only();
CREATE TRIGGER violation_change_append_only BEFORE UPDATE ON violation_change
    FOR EACH ROW EXECUTE FUNCTION violation_is_append_only();

CREATE VIEW violation_now AS
SELECT v.*, c.version, c.at AS changed_at, c.actor, c.action, c.reason, c.note,
    CASE c.action WHEN 'ACCEPTED' THEN 'ACCEPTED' WHEN 'REJECTED' THEN 'REJECTED' WHEN 'VOIDED' THEN 'VOID' ELSE 'WAITING' END AS state
FROM violation v
JOIN LATERAL (SELECT * FROM violation_change WHERE violation = v.id ORDER BY version DESC LIMIT 1) c ON true;
