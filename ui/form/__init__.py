"""The form of a contact, derived from its information model."""
