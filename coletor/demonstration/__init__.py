"""The demonstration: the whole way of a contact, on real rooms, with invented people."""

from coletor.demonstration.play import play

__all__ = ["play"]
