-- The list by the day of typing, and by every procedure of a contact; not only by the first.

-- Both are NULL until they are read from the contact; `coletor.store.list_filling` does it little
-- by little once the folder is open, the newest first, and may be ended at any point.
ALTER TABLE contact_list ADD COLUMN typed_at TEXT;      -- when its typing began, UTC
ALTER TABLE contact_list ADD COLUMN procedures TEXT;    -- JSON: the codes, each once
CREATE INDEX contact_list_typed ON contact_list (typed_at, facet) WHERE typed_at IS NOT NULL;

-- Rows from before this version with a smaller number are still to be read; no line: all are.
CREATE TABLE contact_list_todo (below INTEGER NOT NULL);
INSERT INTO contact_list_todo SELECT max(id) + 1 FROM contact_list HAVING max(id) IS NOT NULL;

-- Each procedure of each contact, in the order of admission; where `procedures` is not read yet,
-- the first one. The triggers below keep it equal to the list.
CREATE TABLE contact_care (
    procedure TEXT NOT NULL,
    by_admission TEXT NOT NULL,
    facet INTEGER NOT NULL,
    id INTEGER NOT NULL,            -- of the list
    PRIMARY KEY (procedure, by_admission, facet, id)
) WITHOUT ROWID;
INSERT INTO contact_care SELECT procedure, by_admission, facet, id FROM contact_list
    WHERE procedure IS NOT NULL ORDER BY 1, 2, 3, 4;

-- How many contacts have a procedure, by facet.
DROP TRIGGER contact_procedure_added;
DROP TRIGGER contact_procedure_removed;
DROP TRIGGER contact_procedure_moved;
DROP INDEX contact_list_procedure;
DROP TABLE contact_procedure;
CREATE TABLE contact_procedure (
    procedure TEXT NOT NULL,
    facet INTEGER NOT NULL,
    count INTEGER NOT NULL DEFAULT 0 CHECK (count >= 0),
    PRIMARY KEY (procedure, facet)
) WITHOUT ROWID;
INSERT INTO contact_procedure SELECT procedure, facet, COUNT(*) FROM contact_care GROUP BY 1, 2;

CREATE TRIGGER contact_care_added AFTER INSERT ON contact_list BEGIN
    INSERT INTO contact_care SELECT value, NEW.by_admission, NEW.facet, NEW.id
        FROM json_each(coalesce(NEW.procedures, json_array(NEW.procedure)))
        WHERE value IS NOT NULL;
END;
CREATE TRIGGER contact_care_removed AFTER DELETE ON contact_list BEGIN
    DELETE FROM contact_care WHERE by_admission = OLD.by_admission AND facet = OLD.facet
        AND id = OLD.id AND procedure IN (SELECT value
        FROM json_each(coalesce(OLD.procedures, json_array(OLD.procedure))));
END;
CREATE TRIGGER contact_care_moved
AFTER UPDATE OF by_admission, facet, procedure, procedures ON contact_list
WHEN (OLD.by_admission, OLD.facet, OLD.procedure, OLD.procedures)
    IS NOT (NEW.by_admission, NEW.facet, NEW.procedure, NEW.procedures) BEGIN
    DELETE FROM contact_care WHERE by_admission = OLD.by_admission AND facet = OLD.facet
        AND id = OLD.id AND procedure IN (SELECT value
        FROM json_each(coalesce(OLD.procedures, json_array(OLD.procedure))));
    INSERT INTO contact_care SELECT value, NEW.by_admission, NEW.facet, NEW.id
        FROM json_each(coalesce(NEW.procedures, json_array(NEW.procedure)))
        WHERE value IS NOT NULL;
END;
CREATE TRIGGER contact_care_counted AFTER INSERT ON contact_care BEGIN
    INSERT INTO contact_procedure (procedure, facet, count) VALUES (NEW.procedure, NEW.facet, 1)
        ON CONFLICT (procedure, facet) DO UPDATE SET count = count + 1;
END;
CREATE TRIGGER contact_care_discounted AFTER DELETE ON contact_care BEGIN
    UPDATE contact_procedure SET count = count - 1
        WHERE procedure = OLD.procedure AND facet = OLD.facet;
END;
