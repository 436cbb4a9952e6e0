"""Contatos: a list of any length, its filters and views, and acts on many."""
