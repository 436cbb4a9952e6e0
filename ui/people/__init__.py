"""Patients and professionals: their screens, and the pieces with which other screens pick them."""
