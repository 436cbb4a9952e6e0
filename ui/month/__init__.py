"""Fechamento: months, comparison, management's results, receipt."""
