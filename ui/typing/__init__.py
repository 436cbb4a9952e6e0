"""Digitar: the form, cabeçalho + linhas and the packages in one screen."""
