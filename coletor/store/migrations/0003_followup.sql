-- What comes after acceptance: management results, month closings, gaps in our rules, the lock.

-- Result of processing and management, by version (Portaria 1.363/2018, Art. 4, § 3): the last
-- row of the version that the server holds counts, so that a new version starts unknown.
CREATE TABLE management (
    id INTEGER PRIMARY KEY,
    uuid TEXT NOT NULL REFERENCES contact (uuid),
    version INTEGER NOT NULL,
    result TEXT NOT NULL CHECK (result IN ('desconhecido', 'aprovado', 'rejeitado')),
    reason TEXT,
    origin TEXT NOT NULL CHECK (origin IN ('servico', 'mao')),
    at TEXT NOT NULL,
    operator_id INTEGER NOT NULL REFERENCES operator (id)
);
CREATE INDEX management_uuid ON management (uuid, id);

-- A comparison of a month with the server, as it came out.
CREATE TABLE closing (
    id INTEGER PRIMARY KEY,
    month TEXT NOT NULL,            -- AAAAMM of the admission
    at TEXT NOT NULL,
    operator_id INTEGER NOT NULL REFERENCES operator (id),
    green INTEGER NOT NULL,
    result TEXT NOT NULL            -- JSON: counts, and the lines that differ
);
CREATE INDEX closing_month ON closing (month, id);

-- What our checks said of the contact when it was queued: JSON list of [rule, path].
ALTER TABLE operation ADD COLUMN findings TEXT NOT NULL DEFAULT '[]';

-- A refusal at a place where our rules had found nothing.
CREATE TABLE rule_gap (
    id INTEGER PRIMARY KEY,
    uuid TEXT NOT NULL REFERENCES contact (uuid),
    operation_id INTEGER NOT NULL REFERENCES operation (id),
    position INTEGER NOT NULL,
    code TEXT,
    message TEXT,
    path TEXT,
    at TEXT NOT NULL,
    UNIQUE (operation_id, position)
);
CREATE INDEX rule_gap_code ON rule_gap (code);

-- Who opened the sending of real data, to which address and under which contract.
CREATE TABLE production_release (
    id INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    operator_id INTEGER NOT NULL REFERENCES operator (id),
    address TEXT NOT NULL,
    contract_sha256 TEXT NOT NULL
);
