"""Checks of form derived from the model alone: occurrence, types, lists, conditions."""

from coletor.rules.structure.nodes import build
from coletor.rules.structure.reading import Reading

__all__ = ["Reading", "build"]
