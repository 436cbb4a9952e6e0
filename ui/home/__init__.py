"""Início: what waits for somebody, the month in figures, what was worked on last."""
