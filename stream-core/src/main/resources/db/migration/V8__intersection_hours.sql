-- By intersection and hour, made of its five minutes: a corridor's month is 744 rows an intersection instead of 8,928.
CREATE TABLE intersection_flow_1h (
    bucket         timestamptz NOT NULL,
    intersection   text NOT NULL,
    measured_ms    integer NOT NULL,
    vehicles       integer NOT NULL,
    pcu            real NOT NULL,
    occupancy      real,
    mean_speed_kmh real,
    speed_vehicles integer NOT NULL,       -- how many the mean speed is of
    max_queue_m    real,
    delay_s        real,
    delay_vehicles integer NOT NULL,       -- how many the delay is of; five minutes with a delay and no vehicle count as one
    detectors      integer NOT NULL,       -- the fewest in five minutes
    expected       integer NOT NULL,
    PRIMARY KEY (intersection, bucket)
);
CREATE INDEX intersection_flow_1h_bucket ON intersection_flow_1h (bucket);

CREATE FUNCTION intersection_hours(from_time timestamptz, to_time timestamptz, intersections text[])
RETURNS SETOF intersection_flow_1h LANGUAGE sql STABLE AS $$
    SELECT date_bin('1 hour', bucket, timestamptz 'epoch'), intersection, (count(*) * 300000)::integer,
        sum(vehicles)::integer, sum(pcu), avg(occupancy)::real,
        (sum(mean_speed_kmh * vehicles) FILTER (WHERE mean_speed_kmh IS NOT NULL)
            / nullif(sum(vehicles) FILTER (WHERE mean_speed_kmh IS NOT NULL), 0))::real,
        coalesce(sum(vehicles) FILTER (WHERE mean_speed_kmh IS NOT NULL), 0)::integer, max(max_queue_m),
        (sum(delay_s * greatest(vehicles, 1)) FILTER (WHERE delay_s IS NOT NULL)
            / nullif(sum(greatest(vehicles, 1)) FILTER (WHERE delay_s IS NOT NULL), 0))::real,
        coalesce(sum(greatest(vehicles, 1)) FILTER (WHERE delay_s IS NOT NULL), 0)::integer,
        min(detectors), max(expected)
    FROM intersection_flow_5m
    WHERE bucket >= from_time AND bucket < to_time AND (intersections IS NULL OR intersection = ANY (intersections))
    GROUP BY 1, 2
$$;

INSERT INTO intersection_flow_1h SELECT * FROM intersection_hours('-infinity', 'infinity', NULL);
