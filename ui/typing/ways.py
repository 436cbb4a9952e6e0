"""The ways of typing there are."""

FORM, SHEET, PACKAGES = "formulario", "folha", "pacotes"
ALL = (FORM, SHEET, PACKAGES)
"""In the order in which the screen offers them."""
