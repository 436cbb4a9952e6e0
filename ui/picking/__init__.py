"""People of the registers under a field: how they are listed, and known by their numbers."""
