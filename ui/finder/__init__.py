"""Ctrl K: one field that finds people, contacts, codes, screens and pages of the manual."""
