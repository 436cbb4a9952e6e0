-- What somebody was typing in a register and has not saved: one for each register.
CREATE TABLE register_unfinished (
    register TEXT PRIMARY KEY,
    entry_id INTEGER,               -- the entry that was being changed; NULL for a new one
    at TEXT NOT NULL,
    operator_id INTEGER NOT NULL REFERENCES operator (id),
    data TEXT NOT NULL              -- JSON: field -> text as typed
) WITHOUT ROWID;
