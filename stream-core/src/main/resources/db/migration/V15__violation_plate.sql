-- The plate of a case that waits or was accepted, from the day on which its sighting is forgotten. Writer: stream-core's retention.
CREATE TABLE violation_plate (
    violation   uuid PRIMARY KEY REFERENCES violation (id),
    plate       text NOT NULL,
    confidence  real NOT NULL,
    auto_accept boolean NOT NULL
);
CREATE INDEX violation_plate_plate ON violation_plate (plate);
