-- The reason given last for a warning is proposed when the same warning comes again.

CREATE INDEX confirmation_of_rule ON confirmation (rule, id);
CREATE INDEX confirmation_of_value ON confirmation (rule, value, id);
