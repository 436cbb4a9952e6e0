"""Configurações: what a person may choose, section by section, kept as soon as it is changed."""
