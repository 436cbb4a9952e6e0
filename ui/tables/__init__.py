"""Tabelas: the code tables that are loaded, and how they come in."""
