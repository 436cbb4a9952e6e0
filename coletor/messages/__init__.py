"""The one catalogue of Portuguese texts that a person reads on screen or in the terminal."""

from coletor.messages.catalogue import exists, identifiers, text

__all__ = ["exists", "identifiers", "text"]
