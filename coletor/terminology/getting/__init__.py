"""Fetches official tables from their addresses, resuming what was cut short."""
