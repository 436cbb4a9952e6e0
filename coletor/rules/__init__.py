"""Validation: one catalogue of rules as data, one checker compiled from a model."""

from coletor.rules.catalogue import Rule, catalogue, find_rule, version
from coletor.rules.checker import Checker
from coletor.rules.finding import Finding, Severity
from coletor.rules.profile import ProfileView
from coletor.rules.storeview import StoreView
from coletor.rules.tables import Tables
from coletor.rules.where import where

__all__ = [
    "Checker",
    "Finding",
    "ProfileView",
    "Rule",
    "Severity",
    "StoreView",
    "Tables",
    "catalogue",
    "find_rule",
    "version",
    "where",
]
