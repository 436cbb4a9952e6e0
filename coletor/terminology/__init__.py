"""Code tables: imports of official files, look-ups by date, search as a clerk types."""

from coletor.terminology.types import (
    TABLES,
    Cover,
    Coverage,
    Hit,
    Package,
    Procedure,
    Term,
)

__all__ = ["TABLES", "Cover", "Coverage", "Hit", "Package", "Procedure", "Term"]
