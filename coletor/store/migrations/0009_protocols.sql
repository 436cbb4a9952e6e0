-- A contact is found by the protocol of its receipt.
CREATE INDEX receipt_protocol ON receipt (protocol) WHERE protocol IS NOT NULL;
