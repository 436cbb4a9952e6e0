"""The visual language: colour roles, type, icons and the style sheet made from them."""
