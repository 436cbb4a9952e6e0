"""Cabeçalho + linhas: a sheet's header typed once, then one line for each patient."""
