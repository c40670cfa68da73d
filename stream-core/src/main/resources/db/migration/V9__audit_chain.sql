-- The audit log as a chain: each row carries the hash of the row before it and its own, over that hash and what the row says. Rows are
-- only added to, one transaction after another, whoever writes them. ./ioc audit verify goes through it.

-- One field as it is hashed: its length in bytes, a colon and itself; '-' where it is null.
CREATE FUNCTION audit_field(value text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE WHEN value IS NULL THEN '-' ELSE octet_length(convert_to(value, 'UTF8')) || ':' || value END
$$;

-- SHA-256 over the hash of the row before and the fields of the row; the time in microseconds since 1970.
CREATE FUNCTION audit_hash(previous bytea, id bigint, at timestamptz, actor text, action text, target text, outcome text, detail jsonb)
RETURNS bytea LANGUAGE sql IMMUTABLE AS $$
    SELECT sha256(previous || convert_to(
        audit_field(id::text) || audit_field(((extract(epoch FROM at) * 1000000)::bigint)::text) || audit_field(actor)
            || audit_field(action) || audit_field(target) || audit_field(outcome) || audit_field(detail::text), 'UTF8'))
$$;

ALTER TABLE audit_log ALTER COLUMN id DROP IDENTITY;
ALTER TABLE audit_log ADD COLUMN previous bytea, ADD COLUMN hash bytea;

-- Rows from before the chain, in the order of their numbers. What had been done to them until now nobody can tell.
DO $$
DECLARE
    each record;
    last bytea := decode(repeat('00', 32), 'hex');
BEGIN
    FOR each IN SELECT * FROM audit_log ORDER BY id LOOP
        UPDATE audit_log SET previous = last,
            hash = audit_hash(last, each.id, each.at, each.actor, each.action, each.target, each.outcome, each.detail)
        WHERE id = each.id RETURNING hash INTO last;
    END LOOP;
END $$;

-- No two rows follow the same one: a writer that saw an old state of the table is refused instead of making a fork.
ALTER TABLE audit_log ALTER COLUMN previous SET NOT NULL, ALTER COLUMN hash SET NOT NULL, ADD UNIQUE (previous), ADD UNIQUE (hash);

CREATE FUNCTION audit_chain() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    last record;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended('audit_log', 0));
    SELECT id, hash INTO last FROM audit_log ORDER BY id DESC LIMIT 1;
    NEW.id := coalesce(last.id, 0) + 1;
    NEW.previous := coalesce(last.hash, decode(repeat('00', 32), 'hex'));
    NEW.hash := audit_hash(NEW.previous, NEW.id, NEW.at, NEW.actor, NEW.action, NEW.target, NEW.outcome, NEW.detail);
    RETURN NEW;
END $$;
CREATE TRIGGER audit_chain BEFORE INSERT ON audit_log FOR EACH ROW EXECUTE FUNCTION audit_chain();

CREATE FUNCTION audit_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the audit log is only added to';
END $$;
CREATE TRIGGER audit_append_only BEFORE UPDATE OR DELETE ON audit_log FOR EACH ROW EXECUTE FUNCTION audit_is_append_only();
CREATE TRIGGER audit_never_emptied BEFORE TRUNCATE ON audit_log FOR EACH STATEMENT EXECUTE FUNCTION audit_is_append_only();
