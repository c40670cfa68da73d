-- Vehicles that are looked for, a row an entry, never changed; an entry that is taken off is a row more. Writer: ioc-api; the core reads.
CREATE TABLE hotlist_entry (
    id          uuid PRIMARY KEY,
    pattern     text NOT NULL,               -- of the plate, as PlatePattern of the contracts
    look_alikes boolean NOT NULL,
    purpose     text NOT NULL,
    reference   text NOT NULL,               -- the case, or the authority that asked
    entered_by  text NOT NULL,
    entered_at  timestamptz NOT NULL,
    expires_at  timestamptz NOT NULL CHECK (expires_at > entered_at)
);
CREATE INDEX hotlist_entry_expires ON hotlist_entry (expires_at);

CREATE TABLE hotlist_removal (
    entry  uuid PRIMARY KEY REFERENCES hotlist_entry (id),
    at     timestamptz NOT NULL,
    actor  text NOT NULL,
    reason text NOT NULL
);

CREATE FUNCTION hotlist_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the hotlist is only added to, and a row of % was to be changed', TG_TABLE_NAME;
END $$;
CREATE TRIGGER hotlist_entry_append_only BEFORE UPDATE ON hotlist_entry
    FOR EACH ROW EXECUTE FUNCTION hotlist_is_append_only();
CREATE TRIGGER hotlist_removal_append_only BEFORE UPDATE ON hotlist_removal
    FOR EACH ROW EXECUTE FUNCTION hotlist_is_append_only();
