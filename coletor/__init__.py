"""Coletor CMD: offline collection of contacts for the Conjunto Mínimo de Dados."""

__version__ = "0.1.0"
