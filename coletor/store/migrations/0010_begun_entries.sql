-- What is typed in a register and not saved: one for each place where somebody began to type.
CREATE TABLE register_begun (
    key TEXT PRIMARY KEY,           -- of the place and the time it was opened
    register TEXT NOT NULL,
    entry_id INTEGER,               -- the entry that was being changed; NULL for a new one
    at TEXT NOT NULL,
    operator_id INTEGER NOT NULL REFERENCES operator (id),
    data TEXT NOT NULL              -- JSON: field -> text as typed
) WITHOUT ROWID;
INSERT INTO register_begun
    SELECT register, register, entry_id, at, operator_id, data FROM register_unfinished;
DROP TABLE register_unfinished;
