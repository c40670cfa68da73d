-- Cases of vehicles that went against the traffic last from an instant to another.
ALTER TABLE violation ADD COLUMN until timestamptz;  -- last seen to do so; null where it passed a stop line

-- The columns of a view are those that its table had when it was made.
DROP VIEW violation_now;
CREATE VIEW violation_now AS
SELECT v.*, c.version, c.at AS changed_at, c.actor, c.action, c.reason, c.note,
    CASE c.action WHEN 'ACCEPTED' THEN 'ACCEPTED' WHEN 'REJECTED' THEN 'REJECTED' WHEN 'VOIDED' THEN 'VOID' ELSE 'WAITING' END AS state
FROM violation v
JOIN LATERAL (SELECT * FROM violation_change WHERE violation = v.id ORDER BY version DESC LIMIT 1) c ON true;
