"""The ways of typing there are."""

FORM, SHEET, PACKAGES = "formulario", "folha", "pacotes"
