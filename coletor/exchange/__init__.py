"""Files in and out: contacts as NDJSON, JSON, CSV and others."""
