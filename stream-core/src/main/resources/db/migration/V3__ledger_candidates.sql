-- What a decision weighed, best first; null where a rule decided.
ALTER TABLE decision ADD COLUMN candidates jsonb;
