-- Packages: rows that are put into a contact together (several procedures with who did them).
CREATE TABLE package (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    name_key TEXT NOT NULL,         -- folded: no two packages in use are called the same
    number INTEGER CHECK (number BETWEEN 1 AND 9),  -- the figure of its key, NULL without one
    model TEXT NOT NULL,
    rows TEXT NOT NULL,             -- JSON: list path, texts by element path, rows they hold
    created_at TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    operator_id INTEGER NOT NULL REFERENCES operator (id),  -- who changed it last
    removed_at TEXT                 -- in the bin for thirty days
);
CREATE UNIQUE INDEX package_name ON package (name_key) WHERE removed_at IS NULL;
CREATE UNIQUE INDEX package_number ON package (model, number)
    WHERE removed_at IS NULL AND number IS NOT NULL;

-- The last contact that an operator concluded is repeated by one key.
CREATE INDEX draft_concluded ON draft (operator_id, concluded_at) WHERE concluded_at IS NOT NULL;
