"""Packages on screen: put in by one key, made of the form's rows, looked after in their page."""
