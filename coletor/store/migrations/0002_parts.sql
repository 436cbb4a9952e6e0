-- Contacts that belong together, drafts that wait, and what the search for overlaps reads.

-- continua: to_uuid is the next part of the same Permanência.
-- substitui: to_uuid takes the place of from_uuid, which is cancelled first.
CREATE TABLE link (
    from_uuid TEXT NOT NULL,
    to_uuid TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('continua', 'substitui')),
    reason TEXT,                    -- of a substitution: goes to the server as the cancellation's
    at TEXT NOT NULL,
    operator_id INTEGER NOT NULL REFERENCES operator (id),
    PRIMARY KEY (from_uuid, to_uuid)
) WITHOUT ROWID;
CREATE INDEX link_to ON link (to_uuid, kind);

-- Why an open draft waits without being wrong ('aguardando_cns'); NULL when it does not.
ALTER TABLE draft ADD COLUMN parked TEXT;

-- The list is derived: emptied here, it is written anew when the database is opened.
DELETE FROM contact_list;
ALTER TABLE contact_list ADD COLUMN establishment TEXT;
ALTER TABLE contact_list ADD COLUMN outcome TEXT;   -- date of the outcome
DROP INDEX contact_list_cns;
CREATE INDEX contact_list_cns ON contact_list (cns, modality, admission);
