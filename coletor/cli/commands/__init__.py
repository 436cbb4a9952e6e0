"""The commands, one module for each family, imported when used."""
